package clr

import "iter"

// Sum, Average, Min and Max of Enumerable: for each numeric type T and T?, of
// the elements themselves or of what a selector makes of them.

// An aggregated is a numeric type that they are defined for.
type aggregated struct {
	name, mean string                  // the type and that of its average, in C#
	sum        func(iter.Seq[any]) any // of values that are not null
	average    func(iter.Seq[any]) any // the same; nil when there are none
	example    string                  // two values in C#
	results    [4]string               // their Sum, Average, Min and Max as text
}

var aggregatedTypes = []aggregated{
	{"decimal", "decimal", sumDecimals, averageDecimals, "1.0m, 2.0m", [4]string{"3.0", "1.5", "1.0", "2.0"}},
	{"double", "double", sumFloats[float64], averageFloats[float64], "1.5, 2.5", [4]string{"4", "2", "1.5", "2.5"}},
	{"float", "float", sumFloats[float32], averageFloats[float32], "1.5f, 2.5f", [4]string{"4", "2", "1.5", "2.5"}},
	{"int", "double", sumInts[int32], averageInts[int32], "1, 2", [4]string{"3", "1.5", "1", "2"}},
	{"long", "double", sumInts[int64], averageInts[int64], "1L, 2L", [4]string{"3", "1.5", "1", "2"}},
}

// An aggregateOp is one of the operators, in the order of aggregated.results.
type aggregateOp int

const (
	sumOp aggregateOp = iota
	averageOp
	minOp
	maxOp
)

func (op aggregateOp) String() string { return [...]string{"Sum", "Average", "Min", "Max"}[op] }

func (op aggregateOp) doc(nullable bool) string {
	doc := [...]string{"The sum. OverflowException when int, long or decimal cannot hold it.", "The mean.", "The smallest value.", "The largest value."}[op]
	switch {
	case nullable && op == sumOp:
		return doc + " Nulls are left out."
	case nullable:
		return doc + " Nulls are left out; null when nothing is left."
	case op == sumOp:
		return doc
	}
	return doc + " InvalidOperationException when there are no elements."
}

// aggregateRows makes the rows of one operator for all numeric types.
func aggregateRows(op aggregateOp) []Member {
	var rows []Member
	for _, selector := range []bool{false, true} {
		for _, n := range aggregatedTypes {
			rows = append(rows, n.row(op, false, selector), n.row(op, true, selector))
		}
	}
	return rows
}

func (n aggregated) row(op aggregateOp, nullable, selector bool) Member {
	value, result := n.name, n.name
	if op == averageOp {
		result = n.mean
	}
	if nullable {
		value, result = value+"?", result+"?"
	}
	source := "new " + value + "[] {" + n.example + "}." + op.String()
	text := `.ToString() // "` + n.results[op] + `"`
	if selector {
		return Row("static "+result+" "+op.String()+"<TSource>(this IEnumerable<TSource> source, Func<TSource, "+value+"> selector)", op.doc(nullable),
			F3(func(env *Env, source Seq, selector func(any) any) any {
				return n.apply(op, nullable, mapped(Iterate(env, source), selector))
			}), source+"(x => x)"+text)
	}
	return Row("static "+result+" "+op.String()+"(this IEnumerable<"+value+"> source)", op.doc(nullable),
		F2(func(env *Env, source Seq) any { return n.apply(op, nullable, Iterate(env, source)) }), source+"()"+text)
}

func (n aggregated) apply(op aggregateOp, nullable bool, values iter.Seq[any]) any {
	switch op {
	case sumOp:
		return n.sum(notNull(values))
	case averageOp:
		return orEmpty(n.average(notNull(values)), nullable)
	}
	return extreme(op, nullable, values)
}

// extreme is Min or Max in the default order, the first of equals. Nulls are
// left out; when nothing is left that is null, or throws if no null is allowed.
func extreme(op aggregateOp, nullable bool, values iter.Seq[any]) any {
	sign := 1
	if op == maxOp {
		sign = -1
	}
	var best any
	for v := range notNull(values) {
		if best == nil || sign*Compare(v, best) < 0 {
			best = v
		}
	}
	return orEmpty(best, nullable)
}

func orEmpty(v any, nullable bool) any {
	if v == nil && !nullable {
		Throw(InvalidOperation(noElements))
	}
	return v
}

// extremeOf is Min or Max of elements of any type.
func extremeOf(op aggregateOp) Impl {
	return F3(func(env *Env, t TypeArgs, source Seq) any {
		return extreme(op, t[0].AcceptsNull(), Iterate(env, source))
	})
}

// extremeBy is Min or Max of what a selector makes of the elements.
func extremeBy(op aggregateOp) Impl {
	return F4(func(env *Env, t TypeArgs, source Seq, selector func(any) any) any {
		return extreme(op, t[1].AcceptsNull(), mapped(Iterate(env, source), selector))
	})
}

func mapped(values iter.Seq[any], f func(any) any) iter.Seq[any] {
	return func(yield func(any) bool) {
		for v := range values {
			if !yield(f(v)) {
				return
			}
		}
	}
}

// notNull leaves nulls out.
func notNull(values iter.Seq[any]) iter.Seq[any] {
	return func(yield func(any) bool) {
		for v := range values {
			if v != nil && !yield(v) {
				return
			}
		}
	}
}

func sumInts[T int32 | int64](values iter.Seq[any]) any {
	var total T
	for v := range values {
		total = addChecked(total, v.(T))
	}
	return total
}

func addChecked[T int32 | int64](a, b T) T {
	sum := a + b
	if b > 0 && sum < a || b < 0 && sum > a {
		Throw(Overflow(""))
	}
	return sum
}

func averageInts[T int32 | int64](values iter.Seq[any]) any {
	var total, n int64
	for v := range values {
		total = addChecked(total, int64(v.(T)))
		n++
	}
	if n == 0 {
		return nil
	}
	return float64(total) / float64(n)
}

// sumFloats adds up in double, as .NET does for float too.
func sumFloats[T float32 | float64](values iter.Seq[any]) any {
	total, _ := addFloats[T](values)
	return T(total)
}

func averageFloats[T float32 | float64](values iter.Seq[any]) any {
	total, n := addFloats[T](values)
	if n == 0 {
		return nil
	}
	return T(total / float64(n))
}

func addFloats[T float32 | float64](values iter.Seq[any]) (total float64, n int) {
	for v := range values {
		total += float64(v.(T))
		n++
	}
	return total, n
}

func sumDecimals(values iter.Seq[any]) any {
	total, _ := addDecimals(values)
	return total
}

func averageDecimals(values iter.Seq[any]) any {
	total, n := addDecimals(values)
	if n == 0 {
		return nil
	}
	return total.Div(DecimalOf(n))
}

func addDecimals(values iter.Seq[any]) (total Decimal, n int64) {
	for v := range values {
		total = total.Add(v.(Decimal))
		n++
	}
	return total, n
}
