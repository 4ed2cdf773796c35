package clr

// A Formatter is an IFormattable: ToString with a format, which composite
// formatting and interpolation use for {0:format}. An empty format is the
// general one. An unknown format throws FormatException.
type Formatter interface {
	FormatWith(format string) string
}

// A CultureFormatter is a Formatter whose text depends on the culture.
type CultureFormatter interface {
	Formatter
	FormatIn(format string, c *CultureInfo) string
}

// IFormatProvider is what ToString, Parse and Format take for a culture.
var IFormatProvider = Declare(Decl{Name: "System.IFormatProvider", Kind: Interface, Beyond: true, Doc: "Says how numbers and dates look: a CultureInfo or NumberFormatInfo."})

func init() {
	IFormattable.Define(Row("string ToString(string format, IFormatProvider formatProvider)", "The value as text in a format.",
		F3(func(v any, format Opt[string], provider any) string {
			if v == nil {
				Throw(NullReference())
			}
			return FormatValue(v, format.Or(""), provider)
		}), `((IFormattable)255).ToString("x", null) // "ff"`))
}
