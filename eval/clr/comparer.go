package clr

// How values are compared, where C# lets the caller say: the IEqualityComparer
// of a Dictionary, Distinct or GroupBy, the IComparer of Sort and OrderBy.

// An EqualityComparer is an IEqualityComparer<T>. Equal values have equal
// hashes. Both take null.
type EqualityComparer interface {
	Equal(a, b any) bool
	HashOf(v any) uint64
}

// An Ordering is an IComparer<T>: Order is negative when a comes before b.
type Ordering interface {
	Order(a, b any) int
}

// The interfaces and the base classes of comparers.
var (
	IEqualityComparer = Declare(Decl{Name: "System.Collections.Generic.IEqualityComparer<T>", Kind: Interface, Beyond: true, Doc: "Says when values are equal."})
	IComparer         = Declare(Decl{Name: "System.Collections.Generic.IComparer<T>", Kind: Interface, Beyond: true, Doc: "An order of values."})

	EqualityComparerType = Declare(Decl{Name: "System.Collections.Generic.EqualityComparer<T>", Interfaces: "IEqualityComparer<T>", Abstract: true, Beyond: true, Doc: "When values of a type are equal by default."})
	ComparerType         = Declare(Decl{Name: "System.Collections.Generic.Comparer<T>", Interfaces: "IComparer<T>", Abstract: true, Beyond: true, Doc: "The order of values of a type by default."})
)

// DefaultComparer is EqualityComparer<T>.Default: object.Equals.
var DefaultComparer EqualityComparer = &defaultEquality{T: EqualityComparerType}

// DefaultOrdering is Comparer<T>.Default: IComparable.
var DefaultOrdering Ordering = &defaultOrder{T: ComparerType}

type defaultEquality struct{ T *Type }

func (c *defaultEquality) CLRType() *Type    { return c.T }
func (*defaultEquality) Equal(a, b any) bool { return Equals(a, b) }
func (*defaultEquality) HashOf(v any) uint64 { return HashOf(v) }

type defaultOrder struct{ T *Type }

func (c *defaultOrder) CLRType() *Type   { return c.T }
func (*defaultOrder) Order(a, b any) int { return Compare(a, b) }

// ComparerOr is the EqualityComparer that C# passed, or the default for null.
func ComparerOr(v any) EqualityComparer {
	if c, ok := v.(EqualityComparer); ok {
		return c
	}
	return DefaultComparer
}

// OrderingOr is the Ordering that C# passed, or the default for null. A
// Comparison<T> is an Ordering as well.
func OrderingOr(v any) Ordering {
	switch v := v.(type) {
	case Ordering:
		return v
	case *Delegate:
		return comparison{v}
	}
	return DefaultOrdering
}

type comparison struct{ f *Delegate }

func (c comparison) Order(a, b any) int { return int(c.f.Call(a, b).(int32)) }

// comparisonOrder is what Comparer<T>.Create makes.
type comparisonOrder struct {
	T *Type
	comparison
}

func (c *comparisonOrder) CLRType() *Type { return c.T }

func init() {
	IEqualityComparer.Define(
		Row("bool Equals(T x, T y)", "Whether two values are equal.", F3(func(c EqualityComparer, x, y any) bool { return c.Equal(x, y) }),
			`((IEqualityComparer<string>)StringComparer.OrdinalIgnoreCase).Equals("a", "A") // true`),
		Row("int GetHashCode(T obj)", "A number that is the same for equal values.", F2(func(c EqualityComparer, v any) int32 { return int32(c.HashOf(v)) }), `EqualityComparer<int>.Default.GetHashCode(5) == EqualityComparer<int>.Default.GetHashCode(5) // true`),
	)
	IComparer.Define(Row("int Compare(T x, T y)", "Negative when x comes first, 0 when neither does.",
		F3(func(c Ordering, x, y any) int32 { return int32(c.Order(x, y)) }),
		`Comparer<int>.Default.Compare(1, 2) // -1`))
	EqualityComparerType.Define(
		Row("static EqualityComparer<T> Default { get; }", "Compares as Equals does.", F1(func(t TypeArgs) *defaultEquality {
			return &defaultEquality{Construct(EqualityComparerType, t[0])}
		}), `EqualityComparer<string>.Default.Equals(null, "") // false`),
		Row("bool Equals(T x, T y)", "Whether two values are equal.", F3(func(c EqualityComparer, x, y any) bool { return c.Equal(x, y) }),
			`EqualityComparer<int>.Default.Equals(1, 1) // true`),
		Row("int GetHashCode(T obj)", "A number that is the same for equal values.", F2(func(c EqualityComparer, v any) int32 { return int32(c.HashOf(v)) }), `EqualityComparer<int>.Default.GetHashCode(5) == EqualityComparer<int>.Default.GetHashCode(5) // true`),
	)
	ComparerType.Define(
		Row("static Comparer<T> Default { get; }", "Compares as CompareTo does.", F1(func(t TypeArgs) *defaultOrder {
			return &defaultOrder{Construct(ComparerType, t[0])}
		}), `Comparer<string>.Default.Compare("a", "b") // -1`),
		Row("static Comparer<T> Create(Comparison<T> comparison)", "The order that a function says.", F2(func(t TypeArgs, f *Delegate) *comparisonOrder {
			return &comparisonOrder{Construct(ComparerType, t[0]), comparison{f}}
		}), `Comparer<int>.Create((a, b) => b - a).Compare(1, 3) // 2`),
		Row("int Compare(T x, T y)", "Negative when x comes first, 0 when neither does.", F3(func(c Ordering, x, y any) int32 { return int32(c.Order(x, y)) }),
			`Comparer<int>.Default.Compare(3, 2) // 1`),
	)
}
