package runtime

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sallyport/eval"
	"sallyport/eval/clr"
)

// A Value is what an attribute or the text of an element says: a literal or a
// policy expression. T is string, int, int64, float64, bool, []byte or any. The
// literal of an any is a string, and its expression may have any type.
type Value[T any] struct {
	slot
	literal T
}

// A slot is the part of a Value that does not depend on its type.
type slot struct {
	expr   *eval.Expression // nil when the value is a literal
	rule   *rule            // nil when any value will do
	given  bool
	secret bool

	observer Observer // of an observed expression; nil when nobody listens
}

// Literal is a Value that was not read from a document.
func Literal[T any](v T) Value[T] { return Value[T]{slot: slot{given: true}, literal: v} }

// Given reports whether the document has the value; otherwise it is the default.
func (v *Value[T]) Given() bool { return v.given }

// Constant is the value if it does not depend on the request.
func (v *Value[T]) Constant() (value T, ok bool) { return v.literal, v.expr == nil }

// Type is the static type of an expression, or nil.
func (v *Value[T]) Type() *clr.Type {
	if v.expr == nil {
		return nil
	}
	return v.expr.Type()
}

// Get is the value for one exchange. The error is an *Error.
func (v *Value[T]) Get(x *Exchange) (T, error) {
	if v.expr == nil {
		return v.literal, nil
	}
	var out T
	r, err := v.evaluate(x)
	if err != nil {
		return out, err
	}
	if !store(&out, r) {
		return out, &Error{Reason: ReasonExpression, Message: fmt.Sprintf("Expression evaluation failed. The expression gave %s where %T is needed.", typeName(r), out)}
	}
	if v.rule != nil {
		if fault := v.rule.check(out); fault != "" {
			return out, &Error{Reason: ReasonExpression, Message: "Expression evaluation failed. The value is " + fault + "."}
		}
	}
	return out, nil
}

func (s *slot) evaluate(x *Exchange) (any, error) {
	o := s.observation(x)
	var r any
	var err error
	if o == nil {
		r, err = s.expr.Eval(&x.env)
	} else {
		r, err = s.expr.EvalObserved(&x.env, o)
	}
	fault, _ := err.(*eval.Error)
	if fault != nil {
		s.guard(fault)
	}
	if x.Trace != nil {
		x.Trace.evaluated(s, o, r, fault)
	}
	if o != nil && s.observer != nil {
		s.observer.Evaluated(s.expr, o)
	}
	if fault != nil {
		return nil, &Error{Reason: ReasonExpression, Message: "Expression evaluation failed. " + fault.Error(), Cause: fault}
	}
	return r, nil
}

// tracedValues is how many values of a part of an expression a trace shows.
const tracedValues = 3

// observation is what listens to the next evaluation; nil when nobody does.
func (s *slot) observation(x *Exchange) *eval.Observation {
	switch {
	case len(s.expr.Points()) == 0 && s.observer == nil:
		return nil
	case x.Trace != nil:
		o := eval.NewObservation(s.expr, tracedValues)
		o.Describe = true
		return o
	case s.observer != nil:
		return eval.NewObservation(s.expr, 0)
	}
	return nil
}

// store puts an expression's result into a variable of Go and reports whether
// it fits. Null is the zero value.
func store(dst, r any) bool {
	ok := true
	switch p := dst.(type) {
	case *any:
		*p = r
	case *string:
		if r != nil {
			*p, ok = r.(string)
		}
	case *bool:
		*p, ok = r.(bool)
	case *int:
		var n int32
		n, ok = r.(int32)
		*p = int(n)
	case *int64:
		*p, ok = r.(int64)
	case *float64:
		*p, ok = r.(float64)
	case *[]byte:
		if r != nil {
			var a *clr.Array
			if a, ok = r.(*clr.Array); ok {
				*p = a.Bytes()
			}
		}
	default:
		ok = false
	}
	return ok
}

// An Assignment is a Value and the variable it goes to; see Exchange.Eval.
type Assignment interface{ assign(x *Exchange) error }

// Into pairs the value with a variable for Exchange.Eval.
func (v *Value[T]) Into(dst *T) Assignment { return &into[T]{v, dst} }

type into[T any] struct {
	value *Value[T]
	dst   *T
}

func (i *into[T]) assign(x *Exchange) (err error) {
	*i.dst, err = i.value.Get(x)
	return err
}

// Eval evaluates values in order and stops at the first that fails.
func (x *Exchange) Eval(list ...Assignment) error {
	for _, a := range list {
		if err := a.assign(x); err != nil {
			return err
		}
	}
	return nil
}

// A settable is a Value to the decoder, whatever its type.
type settable interface {
	want() *clr.Type
	goType() string
	setExpr(e *eval.Expression, r *rule, secret bool, o Observer)
	setLiteral(text string, secret bool) error
	setDefault(text string) error
	check(r *rule) string
}

// want is the type that an expression must have; nil is any.
func (v *Value[T]) want() *clr.Type {
	switch any(&v.literal).(type) {
	case *string:
		return clr.String
	case *bool:
		return clr.Boolean
	case *int:
		return clr.Int32
	case *int64:
		return clr.Int64
	case *float64:
		return clr.Double
	case *[]byte:
		return clr.ArrayOf(clr.Byte)
	case *any:
		return nil
	}
	panic(fmt.Sprintf("runtime: no Value of %T", v.literal))
}

// goType is the name of the type in documentation.
func (v *Value[T]) goType() string { return typeWord(any(&v.literal)) }

func (v *Value[T]) setExpr(e *eval.Expression, r *rule, secret bool, o Observer) {
	v.slot = slot{expr: e, rule: r, given: true, secret: secret, observer: o}
}

func (v *Value[T]) setLiteral(text string, secret bool) error {
	v.slot = slot{given: true, secret: secret}
	return parseLiteral(&v.literal, text)
}

func (v *Value[T]) setDefault(text string) error { return parseLiteral(&v.literal, text) }

func (v *Value[T]) check(r *rule) string { return r.check(v.literal) }

// typeWord says in documentation what a literal looks like.
func typeWord(dst any) string {
	switch dst.(type) {
	case *string:
		return "string"
	case *bool:
		return "boolean"
	case *int, *int64:
		return "integer"
	case *float64:
		return "number"
	case *[]byte:
		return "bytes"
	case *any:
		return "any"
	}
	panic(fmt.Sprintf("runtime: no attribute of %T", dst))
}

// parseLiteral reads a literal. Booleans are XML Schema's: true, false, 1, 0.
// The error says what would do.
func parseLiteral(dst any, text string) error {
	var err error
	switch p := dst.(type) {
	case *string:
		*p = text
	case *any:
		*p = text
	case *[]byte:
		*p = []byte(text)
	case *bool:
		switch strings.TrimSpace(text) {
		case "true", "1":
			*p = true
		case "false", "0":
			*p = false
		default:
			return fmt.Errorf("want true or false")
		}
	case *int:
		var n int64
		n, err = strconv.ParseInt(strings.TrimSpace(text), 10, 32)
		*p = int(n)
	case *int64:
		*p, err = strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	case *float64:
		*p, err = strconv.ParseFloat(strings.TrimSpace(text), 64)
	}
	if err != nil {
		return fmt.Errorf("want a %s", map[bool]string{true: "number", false: "whole number"}[typeWord(dst) == "number"])
	}
	return nil
}

// A rule bounds a value.
type rule struct {
	enum     []string
	min, max *float64
}

// check says what is wrong with a value, or "".
func (r *rule) check(v any) string {
	if r == nil {
		return ""
	}
	var n float64
	switch v := v.(type) {
	case string:
		if len(r.enum) > 0 && !slices.Contains(r.enum, v) {
			return strconv.Quote(v) + ", want " + oneOf(r.enum)
		}
		return ""
	case int:
		n = float64(v)
	case int64:
		n = float64(v)
	case float64:
		n = v
	default:
		return ""
	}
	switch {
	case r.min != nil && n < *r.min:
		return fmt.Sprintf("%v, want at least %v", v, *r.min)
	case r.max != nil && n > *r.max:
		return fmt.Sprintf("%v, want at most %v", v, *r.max)
	}
	return ""
}

// oneOf lists what would do: a, b or c.
func oneOf(list []string) string {
	if len(list) == 1 {
		return list[0]
	}
	return strings.Join(list[:len(list)-1], ", ") + " or " + list[len(list)-1]
}
