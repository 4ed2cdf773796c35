package clr

import "strings"

// Readers of text.
var (
	TextReaderType   = Declare(Decl{Name: "System.IO.TextReader", Interfaces: "IDisposable", Abstract: true, Beyond: true, Doc: "Reads characters one after another."})
	StringReaderType = Declare(Decl{Name: "System.IO.StringReader", Base: "System.IO.TextReader", Doc: "Reads the characters of a string."})
)

// A StringReader is a System.IO.StringReader.
type StringReader struct {
	rest   string
	closed bool
}

// CLRType is System.IO.StringReader.
func (*StringReader) CLRType() *Type { return StringReaderType }

// Dispose ends reading.
func (r *StringReader) Dispose() { r.closed = true }

// left is what has not been read. A closed reader throws.
func (r *StringReader) left() string {
	if r.closed {
		Throw(NewException(ObjectDisposedExceptionType, "Cannot read from a closed TextReader."))
	}
	return r.rest
}

// Rest reads everything that is left.
func (r *StringReader) Rest() string {
	s := r.left()
	r.rest = ""
	return s
}

func (r *StringReader) peek() int32 {
	if r.left() == "" {
		return -1
	}
	return int32(unitAt(r.rest, 0))
}

func (r *StringReader) read() int32 {
	c := r.peek()
	if c >= 0 {
		r.rest = slice(r.rest, 1, Length(r.rest)-1)
	}
	return c
}

func (r *StringReader) readInto(buffer *Array, at, count int32) int32 {
	if at < 0 || count < 0 {
		Throw(ArgumentOutOfRange("index", "Non-negative number required."))
	}
	if int(at) > buffer.Len()-int(count) {
		Throw(Argument("Offset and length were out of bounds for the array or count is greater than the number of elements from index to the end of the source collection.", ""))
	}
	n := min(int(count), Length(r.left()))
	for i, u := range Units(slice(r.rest, 0, n)) {
		buffer.SetAt(int(at)+i, Char(u))
	}
	r.rest = slice(r.rest, n, Length(r.rest)-n)
	return int32(n)
}

// readLine is the text up to a line break, or null at the end.
func (r *StringReader) readLine() Opt[string] {
	s := r.left()
	if s == "" {
		return Opt[string]{}
	}
	i := strings.IndexAny(s, "\r\n")
	if i < 0 {
		r.rest = ""
		return Some(s)
	}
	r.rest = strings.TrimPrefix(s[i:], "\r\n")
	if len(r.rest) == len(s)-i {
		r.rest = s[i+1:]
	}
	return Some(s[:i])
}

func init() {
	TextReaderType.Define(
		Row("void Close()", "Ends reading.", F1(func(r *StringReader) Void { r.Dispose(); return Void{} })),
		Row("void Dispose()", "Ends reading.", F1(func(r *StringReader) Void { r.Dispose(); return Void{} })),
		Row("int Peek()", "The next code unit without reading it; -1 at the end.", F1((*StringReader).peek), `new StringReader("a").Peek() // 97`),
		Row("int Read()", "The next code unit; -1 at the end.", F1((*StringReader).read), `new StringReader("").Read() // -1`),
		Row("int Read(char[] buffer, int index, int count)", "Reads into an array; the number of characters.", F4((*StringReader).readInto), `new StringReader("abc").Read(new char[2], 0, 2) // 2`),
		Row("int ReadBlock(char[] buffer, int index, int count)", "Reads into an array; the number of characters.", F4((*StringReader).readInto), `new StringReader("abc").ReadBlock(new char[5], 0, 5) // 3`),
		Row("string ReadLine()", "The next line without its break; null at the end.", F1((*StringReader).readLine), `new StringReader("a\r\nb").ReadLine() // "a"`, `new StringReader("").ReadLine() // null`),
		Row("string ReadToEnd()", "Everything that is left.", F1((*StringReader).Rest), `new StringReader("a\nb").ReadToEnd() // "a\nb"`),
	)
	StringReaderType.Define(Row("new(string s)", "Makes a reader.", F1(func(s string) *StringReader { return &StringReader{rest: s} }), `new StringReader("a").ReadToEnd() // "a"`, `new StringReader(null) // throws ArgumentNullException`))
}
