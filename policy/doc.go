// Package policy reads API Management policy documents as they are published:
// as XML, or with C# that stands unescaped in attributes and text.
//
// In goes a [source.File]; out come a [Document], always, and what is wrong with
// it. A document is a tree in which every node keeps its place in the file as it
// was typed. Its values are decoded, named values are put in, and policy
// expressions are found: which text is C#, from where to where. The package knows
// no policy but set-body and xsl-transform, whose content is not policies, and
// include-fragment; what elements and attributes mean, and what the C# says, is
// for others to judge.
//
// [Document.XML] and [Document.RawXML] turn one of API Management's formats into
// the other, [Document.Format] lays a document out, and [Document.Normalize] gives
// what any XML parser reads.
//
// # How a file is read
//
// A file that is well-formed XML is XML, and every reference in it is decoded
// once. In any other file, a value that begins with @( or @{ is C# first: the C#
// scanner finds its end, and only what stands outside is markup. References are
// then decoded where C# can have none, as in a &lt; b, and left alone in strings
// and comments. A file need not say which of the two it is, and may mix them.
//
// Line ends become LF, as in all XML; against XML 1.0, 3.3.3, those in attributes
// stay, because C# needs them. A {{name}} is replaced after decoding, as text: a
// value can be an expression or part of one, and is never markup.
//
// # Rationale
//
// The scanner is ours because no XML parser reads these files, and because
// encoding/xml and etree know no positions of attributes. Turned down: escaping
// the expressions first and giving the result to a parser. Its offsets are those
// of another text, and one stray quote makes the whole file unreadable.
//
// Whether a file is XML is decided by reading it as XML, strictly, and by reading
// it again when that fails. Only the second reading recovers, so diagnostics come
// from one reading alone. Most files are small; reading one twice costs less than
// a rule that guesses from its first expression.
//
// There is no document type, so no entities but XML's five, and no way for a
// small file to become a large one. Depth, size and the number of faults are
// limited, and looking ahead for an end that is not there has a budget: the time
// to read a file is proportional to its size.
//
// In one respect we are more lenient than .NET's reader: a prefix need not be
// declared.
package policy
