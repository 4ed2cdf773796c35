package clr

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// An xmlParser reads XML 1.0 with namespaces as .NET's XmlReader does for
// XElement.Parse. Declarations in a document type are refused.
type xmlParser struct {
	env      *Env
	text     string
	at       int
	keep     bool // keep white space between elements everywhere
	spaces   bool // keep it here
	to       *XNode
	top      *XNode // the document, or what holds the element alone
	open     []openTag
	prefixes map[string]string
	undo     []boundPrefix
	names    map[string]splitName
}

// An openTag is an element whose end tag is to come.
type openTag struct {
	name     string // as it is written
	at       int    // where the name begins
	undo     int    // how many prefixes were bound outside
	preserve bool   // xml:space of what is outside
}

// A boundPrefix is what a prefix stood for outside an element.
type boundPrefix struct {
	prefix, namespace string
	bound             bool
}

// A splitName is a qualified name.
type splitName struct{ prefix, local string }

// ParseElement is XElement.Parse: the element of XML text, without white space
// between elements. It throws XmlException where the text is not well formed.
func ParseElement(env *Env, text string) *XNode { return parseElement(env, text, 0) }

// ParseDocument is XDocument.Parse.
func ParseDocument(env *Env, text string) *XNode { return parseDocument(env, text, 0) }

// ParseDocumentSpace is XDocument.Parse with the white space between elements.
func ParseDocumentSpace(env *Env, text string) *XNode {
	return parseDocument(env, text, loadWhitespace)
}

func parseElement(env *Env, text string, options int64) *XNode {
	root := parseDocument(env, text, options).Root()
	root.remove()
	return root
}

func parseDocument(env *Env, text string, options int64) *XNode {
	keep := options&loadWhitespace != 0
	p := &xmlParser{env: env, text: text, keep: keep, spaces: keep, top: NewDocument(env),
		prefixes: map[string]string{"xml": xmlNamespace, "xmlns": xmlnsNamespace}, names: map[string]splitName{}}
	p.to = p.top
	p.declaration()
	for p.at < len(p.text) {
		env.Step(1)
		p.item()
	}
	if len(p.open) > 0 {
		p.unclosed()
	}
	if p.top.Root() == nil {
		Throw(xmlFault("Root element is missing."))
	}
	return p.top
}

// fail throws XmlException at where the parser is.
func (p *xmlParser) fail(format string, args ...any) { p.failAt(p.at, format, args...) }

func (p *xmlParser) failAt(at int, format string, args ...any) {
	line, column := p.place(at)
	Throw(xmlFaultAt(line, column, format, args...))
}

// place is the line and column of a byte, from 1, in UTF-16 code units.
func (p *xmlParser) place(at int) (line, column int) {
	before := p.text[:min(at, len(p.text))]
	start := strings.LastIndexAny(before, "\r\n") + 1
	breaks := strings.Count(before, "\n") + strings.Count(before, "\r") - strings.Count(before, "\r\n")
	return 1 + breaks, 1 + Length(before[start:])
}

// unclosed throws what the end of the text within elements or markup does.
func (p *xmlParser) unclosed() {
	p.at = len(p.text)
	if len(p.open) == 0 {
		p.fail("Unexpected end of file has occurred.")
	}
	var names []string
	for i := len(p.open) - 1; i >= 0 && len(names) < 100; i-- {
		names = append(names, p.open[i].name)
	}
	p.fail("Unexpected end of file has occurred. The following elements are not closed: %s.", strings.Join(names, ", "))
}

// peek is the byte where the parser is, or 0 at the end.
func (p *xmlParser) peek() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

func (p *xmlParser) skip(s string) bool {
	if strings.HasPrefix(p.text[p.at:], s) {
		p.at += len(s)
		return true
	}
	return false
}

// skipSpace passes white space and reports whether there was any.
func (p *xmlParser) skipSpace() bool {
	start := p.at
	for p.at < len(p.text) && isXMLSpace(p.text[p.at]) {
		p.at++
	}
	return p.at > start
}

// expect passes a token or throws.
func (p *xmlParser) expect(token string) {
	if !p.skip(token) {
		p.unexpected(token)
	}
}

func (p *xmlParser) unexpected(token string) {
	if p.at >= len(p.text) {
		p.unclosed()
	}
	r, n := decodeWTF8(p.text[p.at:])
	if !isXMLChar(r) {
		p.badChar(r)
	}
	p.fail("'%s' is an unexpected token. The expected token is '%s'.", p.text[p.at:p.at+n], token)
}

func (p *xmlParser) badChar(r rune) { p.fail("%s", invalidXMLChar(r, "")) }

// until is what stands before an end, which is passed. Its characters have been
// checked and its line ends are line feeds. Where there is no end, what is said
// to be the fault.
func (p *xmlParser) until(end, missing string) string {
	n := strings.Index(p.text[p.at:], end)
	if n < 0 {
		p.checkChars(p.text[p.at:])
		p.failAt(len(p.text), "%s", missing)
	}
	s := p.text[p.at : p.at+n]
	p.checkChars(s)
	p.at += n + len(end)
	return p.lineFeeds(s)
}

// checkChars throws unless XML allows all characters of the text ahead.
func (p *xmlParser) checkChars(s string) {
	p.env.Step(len(s) / 64)
	for i := 0; i < len(s); {
		r, n := decodeWTF8(s[i:])
		if !isXMLChar(r) {
			p.at += i
			p.badChar(r)
		}
		i += n
	}
}

// lineFeeds is a text whose line ends are line feeds.
func (p *xmlParser) lineFeeds(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	p.env.Charge(len(s))
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// declaration reads the XML declaration, if the text begins with one.
func (p *xmlParser) declaration() {
	if len(p.text) < 6 || !strings.HasPrefix(p.text, "<?xml") || !isXMLSpace(p.text[5]) {
		return
	}
	p.at = 5
	d := &XDeclaration{}
	for next := 0; ; {
		space := p.skipSpace()
		if p.skip("?>") {
			break
		}
		start := p.at
		name := p.name()
		if !space {
			p.failAt(start, "'%s' is an unexpected token. The expected token is '?>'.", name)
		}
		parts := []struct {
			name string
			to   *any
		}{{"version", &d.version}, {"encoding", &d.encoding}, {"standalone", &d.standalone}}
		for next < len(parts) && parts[next].name != name && next > 0 {
			next++
		}
		if next == len(parts) || parts[next].name != name {
			p.failAt(start, "Syntax for an XML declaration is invalid.")
		}
		p.skipSpace()
		p.expect("=")
		p.skipSpace()
		at := p.at
		value := p.quoted()
		switch {
		case name == "version" && value != "1.0":
			p.failAt(at+1, "Version number '%s' is invalid.", value)
		case name == "standalone" && value != "yes" && value != "no":
			p.failAt(at+1, "Syntax for an XML declaration is invalid.")
		}
		*parts[next].to = value
		next++
	}
	if d.version == nil {
		p.fail("Syntax for an XML declaration is invalid.")
	}
	p.top.declaration = d
}

// anyQuote is what a literal begins with; messages put it in quotes.
const anyQuote = `"' or ''`

const unclosedLiteral = "There is an unclosed literal string."

// quoted is a literal in quotes without references.
func (p *xmlParser) quoted() string {
	q := p.peek()
	if q != '"' && q != '\'' {
		p.unexpected(anyQuote)
	}
	p.at++
	return p.until(string(q), unclosedLiteral)
}

// item reads one piece of markup, or the text before the next.
func (p *xmlParser) item() {
	switch {
	case p.peek() != '<':
		p.characters()
	case len(p.open) == 0 && len(p.text)-p.at < 4: // .NET looks at four characters at once
		p.fail("Data at the root level is invalid.")
	case p.skip("<!--"):
		p.comment()
	case p.skip("<![CDATA["):
		if len(p.open) == 0 {
			p.at -= len("[CDATA[")
			p.fail("Data at the root level is invalid.")
		}
		p.to.addNode(p.env, newNode(p.env, XNode{kind: cdataNode, text: p.until("]]>", "Unexpected end of file while parsing CDATA has occurred.")}))
	case p.skip("<!DOCTYPE"):
		p.doctype()
	case p.skip("<?"):
		p.instruction()
	case p.skip("</"):
		p.endTag()
	case p.skip("<!"):
		p.unexpected("DOCTYPE")
	default:
		p.at++
		p.startTag()
	}
}

func (p *xmlParser) comment() {
	start := p.at
	text := p.until("--", "Unexpected end of file while parsing Comment has occurred.")
	if !p.skip(">") {
		p.failAt(start+strings.Index(p.text[start:], "--"), "An XML comment cannot contain '--', and '-' cannot be the last character.")
	}
	p.to.addNode(p.env, newNode(p.env, XNode{kind: commentNode, text: text}))
}

func (p *xmlParser) instruction() {
	start := p.at
	target := p.name()
	switch {
	case strings.EqualFold(target, "xml") && target == "xml":
		p.failAt(start, "Unexpected XML declaration. The XML declaration must be the first node in the document, and no white space characters are allowed to appear before it.")
	case strings.EqualFold(target, "xml"):
		p.failAt(start, "'%s' is an invalid name for processing instructions.", target)
	case strings.Contains(target, ":"):
		p.failAt(start+strings.IndexByte(target, ':'), badNameRest, xmlCharText(':'))
	}
	if !p.skipSpace() && !strings.HasPrefix(p.text[p.at:], "?>") {
		p.unexpected("?>")
	}
	data := p.until("?>", "Unexpected end of file while parsing PI has occurred.")
	p.to.addNode(p.env, newNode(p.env, XNode{kind: instructionNode, name: XName{Local: target}, text: data}))
}

// name reads a name, which may have colons.
func (p *xmlParser) name() string {
	start := p.at
	for p.at < len(p.text) {
		c := p.text[p.at]
		if c == ':' || c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_' || p.at > start && (isDigit(c) || c == '-' || c == '.') {
			p.at++
			continue
		}
		r, n := rune(c), 1
		if c >= utf8.RuneSelf {
			r, n = decodeWTF8(p.text[p.at:])
		}
		if c < utf8.RuneSelf || !isNameChar(r) || p.at == start && !isNameStart(r) {
			break
		}
		p.at += n
	}
	if p.at == start {
		p.badName()
	}
	return p.text[start:p.at]
}

// badName throws what a name that is missing does.
func (p *xmlParser) badName() {
	if p.at >= len(p.text) {
		p.fail("Unexpected end of file while parsing Name has occurred.")
	}
	r, _ := decodeWTF8(p.text[p.at:])
	p.fail(badNameStart, xmlCharText(r))
}

// split is the prefix and the local name of a qualified name that ends where
// the parser is.
func (p *xmlParser) split(name string) splitName {
	if n, ok := p.names[name]; ok {
		return n
	}
	prefix, local, has := strings.Cut(name, ":")
	if !has {
		prefix, local = "", name
	}
	if has {
		p.checkSplit(prefix, local)
	}
	n := splitName{prefix, local}
	p.env.Charge(slotBytes)
	p.names[name] = n
	return n
}

// checkSplit throws unless both parts of a qualified name that ends where the
// parser is are names.
func (p *xmlParser) checkSplit(prefix, local string) {
	p.at -= len(local)
	switch n := ncName(local); {
	case prefix == "":
		p.at--
		p.badName()
	case n == 0:
		p.badName()
	case n < len(local):
		r, _ := decodeWTF8(local[n:])
		p.failAt(p.at+n, badNameRest, xmlCharText(r))
	}
	p.at += len(local)
}

// startTag reads a start tag or an empty tag behind its <.
func (p *xmlParser) startTag() {
	start := p.at
	name := p.name()
	tag := p.split(name)
	if len(p.open) == 0 && p.top.Root() != nil {
		p.failAt(start, "There are multiple root elements.")
	}
	e := NewElement(p.env, XName{Local: tag.local})
	open := openTag{name: name, at: start, undo: len(p.undo), preserve: p.spaces}
	empty := p.attributes(e)
	e.name.Namespace = p.namespace(tag.prefix, start)
	p.to.insert(e, p.to.last)
	p.env.Charge(slotBytes)
	p.open = append(p.open, open)
	p.to = e
	if empty {
		p.close()
	}
}

// An attributeText is an attribute as it is written.
type attributeText struct {
	splitName
	name, value string
	at          int
}

// attributes reads the attributes of an element to the end of its tag, and
// reports whether that is />.
func (p *xmlParser) attributes(e *XNode) (empty bool) {
	var list []attributeText
	for {
		space := p.skipSpace()
		if p.skip(">") {
			break
		}
		if p.skip("/") {
			p.expect(">")
			empty = true
			break
		}
		if p.at >= len(p.text) {
			p.unclosed()
		}
		a := attributeText{at: p.at}
		a.name = p.name()
		if !space {
			p.failAt(a.at, "'%s' is an unexpected token. Expecting white space.", a.name)
		}
		a.splitName = p.split(a.name)
		p.skipSpace()
		p.expect("=")
		p.skipSpace()
		a.value = p.attributeValue()
		p.env.Charge(attributeBytes)
		list = append(list, a)
		p.bind(a)
	}
	seen := map[XName]bool{}
	for _, a := range list {
		p.env.Step(1)
		name := XName{Local: a.local}
		if a.prefix != "" {
			name.Namespace = p.namespace(a.prefix, a.at)
		}
		if len(list) > 1 {
			if seen[name] {
				p.failAt(a.at, "'%s' is a duplicate attribute name.", a.name)
			}
			seen[name] = true
		}
		if name == (XName{"space", xmlNamespace}) {
			p.space(a)
		}
		e.appendAttribute(&XAttribute{name: name, value: a.value})
	}
	return empty
}

// space obeys xml:space.
func (p *xmlParser) space(a attributeText) {
	switch strings.Trim(a.value, xmlSpaces) {
	case "preserve":
		p.spaces = true
	case "default":
		p.spaces = p.keep
	default:
		p.failAt(a.at, "'%s' is an invalid xml:space value.", a.value)
	}
}

// bind obeys an attribute that declares a prefix.
func (p *xmlParser) bind(a attributeText) {
	prefix := ""
	switch {
	case a.prefix == "xmlns":
		prefix = a.local
	case a.name != "xmlns":
		return
	}
	value := a.at + len(a.name) + len(`="`)
	switch {
	case prefix == "xmlns":
		p.failAt(a.at, xmlnsReserved)
	case prefix == "xml" && a.value != xmlNamespace:
		p.failAt(a.at, xmlReserved)
	case prefix != "xml" && (a.value == xmlNamespace || a.value == xmlnsNamespace):
		p.failAt(value, namespaceReserved, prefix)
	case prefix != "" && a.value == "":
		p.failAt(value-len(`"`), "Invalid namespace declaration.")
	}
	outside, bound := p.prefixes[prefix]
	p.env.Charge(slotBytes)
	p.undo = append(p.undo, boundPrefix{prefix, outside, bound})
	p.prefixes[prefix] = a.value
}

// namespace is what a prefix stands for.
func (p *xmlParser) namespace(prefix string, at int) string {
	namespace, ok := p.prefixes[prefix]
	if !ok && prefix != "" {
		p.failAt(at, "'%s' is an undeclared prefix.", prefix)
	}
	return namespace
}

// endTag reads an end tag behind its </.
func (p *xmlParser) endTag() {
	if len(p.open) == 0 {
		p.fail("Unexpected end tag.")
	}
	start := p.at
	name := p.name()
	if open := p.open[len(p.open)-1]; open.name != name {
		line, column := p.place(open.at)
		p.failAt(start, "The '%s' start tag on line %d position %d does not match the end tag of '%s'.", open.name, line, column, name)
	}
	p.skipSpace()
	p.expect(">")
	p.to.filled = p.to.first == nil
	p.close()
}

// close leaves the open element.
func (p *xmlParser) close() {
	open := p.open[len(p.open)-1]
	p.open = p.open[:len(p.open)-1]
	for i := len(p.undo) - 1; i >= open.undo; i-- {
		if b := p.undo[i]; b.bound {
			p.prefixes[b.prefix] = b.namespace
		} else {
			delete(p.prefixes, b.prefix)
		}
	}
	p.undo = p.undo[:open.undo]
	p.spaces = open.preserve
	p.to = p.to.parent
}

// characters reads text up to the next markup. White space between markup is
// dropped.
func (p *xmlParser) characters() {
	start := p.at
	end := strings.IndexByte(p.text[p.at:], '<')
	if end < 0 {
		end = len(p.text) - p.at
	}
	raw := p.text[start : start+end]
	if len(p.open) == 0 {
		p.between(raw)
		return
	}
	var text string
	if strings.IndexByte(raw, '&') < 0 {
		p.checkText(raw)
		text = p.lineFeeds(raw)
	} else {
		text = p.references(raw)
	}
	p.at = start + end
	if p.spaces || !allXMLSpace(text) {
		p.to.addText(p.env, text)
	}
}

// between reads what stands outside the element: white space.
func (p *xmlParser) between(raw string) {
	if rest := strings.TrimLeft(raw, xmlSpaces); rest != "" {
		p.at += len(raw) - len(rest)
		p.fail("Data at the root level is invalid.")
	}
	p.at += len(raw)
	if p.spaces {
		p.to.addText(p.env, p.lineFeeds(raw))
	}
}

// checkText throws unless a text may stand in an element.
func (p *xmlParser) checkText(s string) {
	if i := strings.Index(s, "]]>"); i >= 0 {
		p.at += i
		p.fail("']]>' is not allowed in character data.")
	}
	p.checkChars(s)
}

// references is a text with its references replaced.
func (p *xmlParser) references(raw string) string {
	end := p.at + len(raw)
	p.env.Charge(len(raw))
	var b strings.Builder
	for p.at < end {
		n := strings.IndexByte(p.text[p.at:end], '&')
		if n < 0 {
			n = end - p.at
		}
		piece := p.text[p.at : p.at+n]
		p.checkText(piece)
		b.WriteString(p.lineFeeds(piece))
		if p.at += n; p.at < end {
			b.WriteString(p.reference())
		}
	}
	return b.String()
}

var xmlEntities = map[string]string{"amp": "&", "lt": "<", "gt": ">", "quot": `"`, "apos": "'"}

// reference reads &name; or &#number; and gives what it stands for.
func (p *xmlParser) reference() string {
	start := p.at
	p.at++
	if p.skip("#") {
		return p.characterReference()
	}
	if r, _ := decodeWTF8(p.text[p.at:]); p.at < len(p.text) && r != ':' && !isNameStart(r) {
		p.fail("An error occurred while parsing EntityName.")
	}
	name := p.name()
	if strings.Contains(name, ":") {
		p.failAt(start+1, "An error occurred while parsing EntityName.")
	}
	if !p.skip(";") {
		p.unexpected(";")
	}
	text, ok := xmlEntities[name]
	if !ok {
		p.failAt(start+1, "Reference to undeclared entity '%s'.", name)
	}
	return text
}

func (p *xmlParser) characterReference() string {
	base, digits := 10, "0123456789"
	if p.skip("x") {
		base, digits = 16, "0123456789abcdefABCDEF"
	}
	n := len(p.text[p.at:]) - len(strings.TrimLeft(p.text[p.at:], digits))
	at, number := p.at, p.text[p.at:p.at+n]
	p.at += n
	if number == "" || p.peek() != ';' {
		p.fail("Invalid syntax for a %s numeric entity reference.", map[int]string{10: "decimal", 16: "hexadecimal"}[base])
	}
	p.at++
	r, err := strconv.ParseUint(number, base, 31)
	if err != nil || !isXMLChar(rune(r)) {
		p.failAt(at, "%s", invalidXMLChar(rune(min(r, utf8.MaxRune)), ""))
	}
	return string(rune(r))
}

// attributeValue reads a value in quotes. White space in it becomes blanks.
func (p *xmlParser) attributeValue() string {
	q := p.peek()
	if q != '"' && q != '\'' {
		p.unexpected(anyQuote)
	}
	p.at++
	n := strings.IndexByte(p.text[p.at:], q)
	if n < 0 {
		p.checkAttribute(p.text[p.at:])
		p.failAt(len(p.text), unclosedLiteral)
	}
	end := p.at + n
	p.checkAttribute(p.text[p.at:end])
	var b strings.Builder
	for p.at < end {
		n := strings.IndexAny(p.text[p.at:end], "&\t\r\n")
		if n < 0 {
			n = end - p.at
		}
		b.WriteString(p.text[p.at : p.at+n])
		p.at += n
		switch {
		case p.at == end:
		case p.peek() == '&':
			b.WriteString(p.reference())
			if p.at > end {
				p.at = end
				p.fail("An error occurred while parsing EntityName.")
			}
		default:
			if !p.skip("\r\n") {
				p.at++
			}
			b.WriteByte(' ')
		}
	}
	p.at = end + 1
	p.env.Charge(b.Len())
	return b.String()
}

// checkAttribute throws unless a text may stand in the value of an attribute.
func (p *xmlParser) checkAttribute(s string) {
	if i := strings.IndexByte(s, '<'); i >= 0 {
		p.checkChars(s[:i])
		p.at += i
		p.fail("%s", invalidXMLChar('<', "attribute "))
	}
	p.checkChars(s)
}
