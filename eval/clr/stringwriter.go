package clr

// Writers of text.
var (
	TextWriterType   = Declare(Decl{Name: "System.IO.TextWriter", Interfaces: "IDisposable", Abstract: true, Beyond: true, Doc: "Writes characters one after another."})
	StringWriterType = Declare(Decl{Name: "System.IO.StringWriter", Base: "System.IO.TextWriter", Doc: "Writes into a StringBuilder."})
)

// A StringWriter is a System.IO.StringWriter.
type StringWriter struct {
	builder *StringBuilder
	culture any // IFormatProvider or nil
	newLine string
	closed  bool
}

// CLRType is System.IO.StringWriter.
func (*StringWriter) CLRType() *Type { return StringWriterType }

// ToString is the text written so far.
func (w *StringWriter) ToString() string { return w.builder.ToString() }

// Dispose ends writing; the text can still be read.
func (w *StringWriter) Dispose() { w.closed = true }

// Write puts a text at the end. A closed writer throws.
func (w *StringWriter) Write(env *Env, text string) Void {
	if w.closed {
		Throw(NewException(ObjectDisposedExceptionType, "Cannot write to a closed TextWriter."))
	}
	w.builder.Append(env, text)
	return Void{}
}

func init() {
	newWriter := func(env *Env, b *StringBuilder, culture any) *StringWriter {
		if b == nil {
			b = NewStringBuilder(env, "")
		}
		return &StringWriter{builder: b, culture: culture, newLine: NewLine}
	}
	TextWriterType.Define(
		Row("string NewLine { get; set; }", "The line break.", F1(func(w *StringWriter) string { return w.newLine })).Set(F2(func(w *StringWriter, s Opt[string]) Void { w.newLine = s.Or(NewLine); return Void{} })),
		Row("void Close()", "Ends writing.", F1(func(w *StringWriter) Void { w.Dispose(); return Void{} })),
		Row("void Dispose()", "Ends writing.", F1(func(w *StringWriter) Void { w.Dispose(); return Void{} })),
		Row("void Flush()", "Does nothing: all is written at once.", F1(func(*StringWriter) Void { return Void{} })),
	)
	for _, line := range []bool{false, true} {
		name, doc, end := "Write", "Writes the value's text; of null nothing.", func(*StringWriter) string { return "" }
		if line {
			name, doc, end = "WriteLine", "Writes the value's text and a line break.", func(w *StringWriter) string { return w.newLine }
			TextWriterType.Define(Row("void WriteLine()", "Writes a line break.", F2(func(env *Env, w *StringWriter) Void { return w.Write(env, w.newLine) })))
		}
		for _, word := range []string{"bool", "char", "decimal", "double", "int", "long", "object", "float", "string", "uint", "ulong"} {
			TextWriterType.Define(Row("void "+name+"("+word+" value)", doc, F3(func(env *Env, w *StringWriter, v any) Void {
				return w.Write(env, FormatValue(v, "", w.culture)+end(w))
			})))
		}
		TextWriterType.Define(
			Row("void "+name+"(char[] buffer)", "Writes characters.", F3(func(env *Env, w *StringWriter, v Opt[*Array]) Void {
				text := ""
				if v.Valid {
					text = charsText(v.Value.Items())
				}
				return w.Write(env, text+end(w))
			})),
			Row("void "+name+"(string format, object arg0)", "Writes a format, as string.Format.", F4(func(env *Env, w *StringWriter, f string, x any) Void {
				return w.Write(env, formatComposite(env, w.culture, f, []any{x})+end(w))
			})),
			Row("void "+name+"(string format, object arg0, object arg1)", "Writes a format, as string.Format.", F5(func(env *Env, w *StringWriter, f string, x, y any) Void {
				return w.Write(env, formatComposite(env, w.culture, f, []any{x, y})+end(w))
			})),
			Row("void "+name+"(string format, params object[] arg)", "Writes a format, as string.Format.", F4(func(env *Env, w *StringWriter, f string, args []any) Void {
				return w.Write(env, formatComposite(env, w.culture, f, args)+end(w))
			})),
		)
	}
	StringWriterType.Define(
		Row("new()", "Makes a writer.", F1(func(env *Env) *StringWriter { return newWriter(env, nil, nil) }), `new StringWriter().ToString() // ""`),
		Row("new(IFormatProvider formatProvider)", "Makes a writer with a culture.", F2(func(env *Env, p any) *StringWriter { return newWriter(env, nil, p) }), `new StringWriter(CultureInfo.InvariantCulture).ToString() // ""`),
		Row("new(StringBuilder sb, IFormatProvider formatProvider)", "Makes a writer into a builder, with a culture.", F3(func(env *Env, b *StringBuilder, p any) *StringWriter { return newWriter(env, b, p) }), `new StringWriter(new StringBuilder("a"), null).ToString() // "a"`),
		Row("Encoding Encoding { get; }", "That of a .NET string, UTF-16.", F1(func(*StringWriter) *Encoding { return utf16Encoding }), `new StringWriter().Encoding.WebName // "utf-16"`),
		Row("new(StringBuilder sb)", "Makes a writer into a builder.", F2(func(env *Env, b *StringBuilder) *StringWriter { return newWriter(env, b, nil) }), `new StringWriter(new StringBuilder("a")).ToString() // "a"`),
		Row("StringBuilder GetStringBuilder()", "The builder that holds the text.", F1(func(w *StringWriter) *StringBuilder { return w.builder }), `new StringWriter().GetStringBuilder().Length // 0`),
		Row("string ToString()", "The text written so far.", F2(func(env *Env, w *StringWriter) string {
			env.Charge(len(w.builder.text))
			return w.ToString()
		}), `new StringWriter(new StringBuilder("a")).ToString() // "a"`),
	)
}
