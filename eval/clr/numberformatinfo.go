package clr

// A NumberFormat is a System.Globalization.NumberFormatInfo: how a culture
// writes numbers.
type NumberFormat struct {
	Decimal, Group     string
	Sizes              []int // digits per group from the point leftwards; the last repeats
	Negative, Positive string
	Decimals           int
	NegativePattern    int

	CurrencySymbol                 string
	CurrencyDecimal, CurrencyGroup string
	CurrencyDecimals               int
	CurrencyPositivePattern        int
	CurrencyNegativePattern        int

	Percent, PerMille      string
	PercentDecimals        int
	PercentPositivePattern int
	PercentNegativePattern int

	NaN, PositiveInfinity, NegativeInfinity string

	readOnly bool
}

// NumberFormatInfoType is System.Globalization.NumberFormatInfo.
var NumberFormatInfoType = Declare(Decl{Name: "System.Globalization.NumberFormatInfo", Interfaces: "IFormatProvider", Beyond: true, Doc: "How a culture writes numbers."})

// CLRType is System.Globalization.NumberFormatInfo.
func (*NumberFormat) CLRType() *Type { return NumberFormatInfoType }

// The patterns that .NET numbers: n is the number, $ the currency symbol.
var (
	negativePatterns         = []string{"(n)", "-n", "- n", "n-", "n -"}
	currencyPositivePatterns = []string{"$n", "n$", "$ n", "n $"}
	currencyNegativePatterns = []string{"($n)", "-$n", "$-n", "$n-", "(n$)", "-n$", "n-$", "n$-", "-n $", "-$ n", "n $-", "$ n-", "$ -n", "n- $", "($ n)", "(n $)"}
	percentPositivePatterns  = []string{"n $", "n$", "$n", "$ n"}
	percentNegativePatterns  = []string{"-n $", "-n$", "-$n", "$-n", "$n-", "n-$", "n$-", "-$ n", "n $-", "$ n-", "$ -n", "n- $"}
)

func (f *NumberFormat) numberPattern(neg bool) string {
	if neg {
		return negativePatterns[f.NegativePattern]
	}
	return "n"
}

func (f *NumberFormat) currencyPattern(neg bool) string {
	if neg {
		return currencyNegativePatterns[f.CurrencyNegativePattern]
	}
	return currencyPositivePatterns[f.CurrencyPositivePattern]
}

func (f *NumberFormat) percentPattern(neg bool) string {
	if neg {
		return percentNegativePatterns[f.PercentNegativePattern]
	}
	return percentPositivePatterns[f.PercentPositivePattern]
}

// invariantNumbers is the invariant culture's NumberFormatInfo.
func invariantNumbers() *NumberFormat {
	return &NumberFormat{
		Decimal: ".", Group: ",", Sizes: []int{3}, Negative: "-", Positive: "+", Decimals: 2, NegativePattern: 1,
		CurrencySymbol: "¤", CurrencyDecimal: ".", CurrencyGroup: ",", CurrencyDecimals: 2,
		Percent: "%", PerMille: "‰", PercentDecimals: 2,
		NaN: "NaN", PositiveInfinity: "Infinity", NegativeInfinity: "-Infinity", readOnly: true,
	}
}

func (f *NumberFormat) with(change func(*NumberFormat)) *NumberFormat {
	change(f)
	return f
}

// numbersOf is the NumberFormat of an IFormatProvider; of null, and of one
// that has none, that of the current culture.
func numbersOf(provider any) *NumberFormat {
	switch p := provider.(type) {
	case *NumberFormat:
		return p
	case *CultureInfo:
		return p.Number
	}
	return CurrentCulture.Number
}

func init() {
	text := func(name, doc string, field func(*NumberFormat) *string, examples ...string) Member {
		return Row("string "+name+" { get; set; }", doc, F1(func(f *NumberFormat) string { return *field(f) }), examples...).
			Set(F2(func(f *NumberFormat, v string) Void { f.change(); *field(f) = v; return Void{} }))
	}
	whole := func(name, doc string, high int, field func(*NumberFormat) *int, examples ...string) Member {
		return Row("int "+name+" { get; set; }", doc, F1(func(f *NumberFormat) int32 { return int32(*field(f)) }), examples...).
			Set(F2(func(f *NumberFormat, v int32) Void {
				f.change()
				if v < 0 || int(v) > high {
					Throw(ArgumentOutOfRange(name, ""))
				}
				*field(f) = int(v)
				return Void{}
			}))
	}
	NumberFormatInfoType.Define(
		Row("new()", "Makes one like the invariant culture's, which can be changed.", F0(func() *NumberFormat {
			return invariantNumbers().with(func(f *NumberFormat) { f.readOnly = false })
		}), `1234.5.ToString("N1", new NumberFormatInfo { NumberGroupSeparator = " " }) // "1 234.5"`),
		whole("CurrencyDecimalDigits", "Decimal places of currency.", 99, func(f *NumberFormat) *int { return &f.CurrencyDecimals }, `NumberFormatInfo.InvariantInfo.CurrencyDecimalDigits // 2`),
		text("CurrencyDecimalSeparator", "The point in currency.", func(f *NumberFormat) *string { return &f.CurrencyDecimal }, `NumberFormatInfo.InvariantInfo.CurrencyDecimalSeparator // "."`),
		text("CurrencyGroupSeparator", "What separates thousands in currency.", func(f *NumberFormat) *string { return &f.CurrencyGroup }, `NumberFormatInfo.InvariantInfo.CurrencyGroupSeparator // ","`),
		whole("CurrencyNegativePattern", "Number of the pattern of negative currency.", len(currencyNegativePatterns)-1, func(f *NumberFormat) *int { return &f.CurrencyNegativePattern }, `NumberFormatInfo.InvariantInfo.CurrencyNegativePattern // 0`),
		whole("CurrencyPositivePattern", "Number of the pattern of positive currency.", len(currencyPositivePatterns)-1, func(f *NumberFormat) *int { return &f.CurrencyPositivePattern }, `NumberFormatInfo.InvariantInfo.CurrencyPositivePattern // 0`),
		text("CurrencySymbol", "The sign of the currency.", func(f *NumberFormat) *string { return &f.CurrencySymbol }, `NumberFormatInfo.InvariantInfo.CurrencySymbol // "¤"`),
		Row("static NumberFormatInfo CurrentInfo { get; }", "That of the current culture.", F0(func() *NumberFormat { return CurrentCulture.Number }), `NumberFormatInfo.CurrentInfo.NumberDecimalSeparator // "."`),
		Row("static NumberFormatInfo InvariantInfo { get; }", "That of the invariant culture.", F0(func() *NumberFormat { return Invariant.Number }), `1.5.ToString(NumberFormatInfo.InvariantInfo) // "1.5"`),
		text("NaNSymbol", "The text of NaN.", func(f *NumberFormat) *string { return &f.NaN }, `NumberFormatInfo.InvariantInfo.NaNSymbol // "NaN"`),
		text("NegativeInfinitySymbol", "The text of negative infinity.", func(f *NumberFormat) *string { return &f.NegativeInfinity }, `NumberFormatInfo.InvariantInfo.NegativeInfinitySymbol // "-Infinity"`),
		text("NegativeSign", "The sign of negative numbers.", func(f *NumberFormat) *string { return &f.Negative }, `NumberFormatInfo.InvariantInfo.NegativeSign // "-"`),
		whole("NumberDecimalDigits", "Decimal places of numbers.", 99, func(f *NumberFormat) *int { return &f.Decimals }, `NumberFormatInfo.InvariantInfo.NumberDecimalDigits // 2`),
		text("NumberDecimalSeparator", "The point in numbers.", func(f *NumberFormat) *string { return &f.Decimal }, `1.5.ToString(new NumberFormatInfo { NumberDecimalSeparator = "," }) // "1,5"`),
		text("NumberGroupSeparator", "What separates thousands in numbers.", func(f *NumberFormat) *string { return &f.Group }, `NumberFormatInfo.InvariantInfo.NumberGroupSeparator // ","`),
		whole("NumberNegativePattern", "Number of the pattern of negative numbers.", len(negativePatterns)-1, func(f *NumberFormat) *int { return &f.NegativePattern }, `NumberFormatInfo.InvariantInfo.NumberNegativePattern // 1`),
		whole("PercentDecimalDigits", "Decimal places of percentages.", 99, func(f *NumberFormat) *int { return &f.PercentDecimals }, `NumberFormatInfo.InvariantInfo.PercentDecimalDigits // 2`),
		whole("PercentNegativePattern", "Number of the pattern of negative percentages.", len(percentNegativePatterns)-1, func(f *NumberFormat) *int { return &f.PercentNegativePattern }, `NumberFormatInfo.InvariantInfo.PercentNegativePattern // 0`),
		whole("PercentPositivePattern", "Number of the pattern of positive percentages.", len(percentPositivePatterns)-1, func(f *NumberFormat) *int { return &f.PercentPositivePattern }, `NumberFormatInfo.InvariantInfo.PercentPositivePattern // 0`),
		text("PercentSymbol", "The sign of percentages.", func(f *NumberFormat) *string { return &f.Percent }, `NumberFormatInfo.InvariantInfo.PercentSymbol // "%"`),
		text("PerMilleSymbol", "The sign of thousandths.", func(f *NumberFormat) *string { return &f.PerMille }, `NumberFormatInfo.InvariantInfo.PerMilleSymbol // "‰"`),
		text("PositiveInfinitySymbol", "The text of positive infinity.", func(f *NumberFormat) *string { return &f.PositiveInfinity }, `NumberFormatInfo.InvariantInfo.PositiveInfinitySymbol // "Infinity"`),
		text("PositiveSign", "The sign of positive exponents.", func(f *NumberFormat) *string { return &f.Positive }, `NumberFormatInfo.InvariantInfo.PositiveSign // "+"`),
	)
}

// change throws when the format belongs to a culture.
func (f *NumberFormat) change() {
	if f.readOnly {
		Throw(InvalidOperation("Instance is read-only."))
	}
}
