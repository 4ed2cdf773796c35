package clr

import "strings"

// doctype reads a document type behind <!DOCTYPE. Nothing outside the text is
// read. Declarations in brackets are refused: .NET obeys them, and an entity
// that holds others makes gigabytes of a line.
func (p *xmlParser) doctype() {
	start := p.at - len("<!DOCTYPE")
	switch {
	case len(p.open) > 0:
		p.failAt(start+len("<!"), "Unexpected DTD declaration.")
	case p.top.firstOf(doctypeNode) != nil:
		p.failAt(start, "Cannot have multiple DTDs.")
	case p.top.Root() != nil:
		p.failAt(start, "DTD must be defined before the document root element.")
	}
	p.requireSpace()
	name := p.name()
	d := &doctype{subset: ""}
	if p.skipSpace() {
		p.externalID(d)
		p.skipSpace()
	}
	if p.skip("[") {
		p.skipSpace()
		if !p.skip("]") {
			p.fail("For security reasons declarations in a DTD are prohibited in this XML document.")
		}
		p.skipSpace()
	}
	switch {
	case p.at >= len(p.text):
		p.fail("Incomplete DTD content.")
	case !p.skip(">"):
		p.fail("Expecting external ID, '[' or '>'.")
	}
	p.to.addNode(p.env, newNode(p.env, XNode{kind: doctypeNode, name: XName{Local: name}, doctype: d}))
}

// externalID reads the identifiers of a document type, if there are any.
func (p *xmlParser) externalID(d *doctype) {
	switch {
	case p.skip("SYSTEM"):
		p.requireSpace()
		d.system = p.quoted()
	case p.skip("PUBLIC"):
		p.requireSpace()
		start := p.at + 1
		public := p.quoted()
		for i, r := range public {
			if !isPublicIDChar(r) {
				p.failAt(start+i, "%s", invalidXMLChar(r, ""))
			}
		}
		p.requireSpace()
		d.public, d.system = public, p.quoted()
	}
}

// requireSpace passes white space or throws.
func (p *xmlParser) requireSpace() {
	if p.skipSpace() {
		return
	}
	if p.at >= len(p.text) {
		p.fail("Incomplete DTD content.")
	}
	_, n := decodeWTF8(p.text[p.at:])
	p.fail("'%s' is an unexpected token. Expecting white space.", p.text[p.at:p.at+n])
}

// isPublicIDChar is PubidChar of XML 1.0.
func isPublicIDChar(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune(" \r\n-'()+,./:=?;!*#@$_%", r)
}
