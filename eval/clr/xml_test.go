package clr

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestParseXML holds what is read against how it is written again, without
// formatting.
func TestParseXML(t *testing.T) {
	for text, want := range map[string]string{
		"<a/>":                       "<a />",
		"<a></a>":                    "<a></a>",
		"<a> \n </a>":                "<a></a>",
		"<a>&#32;</a>":               "<a></a>",
		"<a>t <b/> <c/></a>":         "<a>t <b /><c /></a>",
		"<a> <![CDATA[ x<y ]]> </a>": "<a><![CDATA[ x<y ]]></a>",
		"<a>x\r\ny\rz</a>":           "<a>x\ny\nz</a>",
		"<a>&amp;&lt;&gt;&quot;&apos;&#233;&#x20AC;</a>":            `<a>&amp;&lt;&gt;"'é€</a>`,
		"<a b='&lt;&#10;\t\r\n\"'/>":                                `<a b="&lt;&#xA;  &quot;" />`,
		"<a xml:space='preserve'> <b/> </a>":                        `<a xml:space="preserve"> <b /> </a>`,
		"<a xml:space='preserve'><b xml:space='default'> </b> </a>": `<a xml:space="preserve"><b xml:space="default"></b> </a>`,
		"\n<!--c--><?p d?><a/>\n":                                   "<!--c--><?p d?><a />",
		"<?xml version='1.0'?><a/>":                                 "<a />",
		"<p:a xmlns:p='u' p:x='1' x='2'/>":                          `<p:a xmlns:p="u" p:x="1" x="2" />`,
		"<a xmlns='u'><b xmlns=''/></a>":                            `<a xmlns="u"><b xmlns="" /></a>`,
		"<p:a xmlns:p='u'><p:b xmlns:p='v'/><p:c/></p:a>":           `<p:a xmlns:p="u"><p:b xmlns:p="v" /><p:c /></p:a>`,
		"<é·1/>": "<é·1 />",
	} {
		if got := ParseDocument(&Env{}, text).format(&Env{}, saveUnformatted); got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}

func TestXMLFaults(t *testing.T) {
	for text, want := range map[string]string{
		"":                      "Root element is missing.",
		"<a/>x":                 "Data at the root level is invalid. Line 1, position 5.",
		"<a/><b/>":              "There are multiple root elements. Line 1, position 6.",
		"<a>\n</b>":             "The 'a' start tag on line 1 position 2 does not match the end tag of 'b'. Line 2, position 3.",
		"<a>\r\n\r<b>":          "Unexpected end of file has occurred. The following elements are not closed: b, a. Line 3, position 4.",
		"<a x='1' x='2'/>":      "'x' is a duplicate attribute name. Line 1, position 10.",
		"<a x='1'y='2'/>":       "'y' is an unexpected token. Expecting white space. Line 1, position 9.",
		"<a x=1/>":              `'1' is an unexpected token. The expected token is '"' or '''. Line 1, position 6.`,
		"<a x='<'/>":            "'<', hexadecimal value 0x3C, is an invalid attribute character. Line 1, position 7.",
		"<a x='&b;'/>":          "Reference to undeclared entity 'b'. Line 1, position 8.",
		"<a>]]></a>":            "']]>' is not allowed in character data. Line 1, position 4.",
		"<a>&#xD800;</a>":       "'\xed\xa0\x80', hexadecimal value 0xD800, is an invalid character. Line 1, position 7.",
		"<a>\x01</a>":           "'\x01', hexadecimal value 0x01, is an invalid character. Line 1, position 4.",
		"<a><!-- -- --></a>":    "An XML comment cannot contain '--', and '-' cannot be the last character. Line 1, position 9.",
		"<a><?xml x?></a>":      "Unexpected XML declaration. The XML declaration must be the first node in the document, and no white space characters are allowed to appear before it. Line 1, position 6.",
		"<p:a/>":                "'p' is an undeclared prefix. Line 1, position 2.",
		"<a xmlns:p=''/>":       "Invalid namespace declaration. Line 1, position 12.",
		"<1a/>":                 "Name cannot begin with the '1' character, hexadecimal value 0x31. Line 1, position 2.",
		"<a:b:c xmlns:a='u'/>":  "The ':' character, hexadecimal value 0x3A, cannot be included in a name. Line 1, position 5.",
		"<a 😀='1'/>":            "Name cannot begin with the '😀' character, hexadecimal value 0x1F600. Line 1, position 4.",
		"<a x='&#x1F600;😀' 1/>": "Name cannot begin with the '1' character, hexadecimal value 0x31. Line 1, position 20.",
	} {
		e := caught(func() { ParseDocument(&Env{}, text) })
		if e == nil || e.T != XmlExceptionType || e.Message != want {
			t.Errorf("%q throws %v, want %s", text, e, want)
		}
	}
}

// xmlTree makes an element of XML text for a test to change.
func xmlTree(text string) *XNode { return ParseElement(&Env{}, text) }

func TestTreesChange(t *testing.T) {
	env := &Env{}
	const text = "<a x='1'>t<b/>u<c><b/></c></a>"
	for name, c := range map[string]struct {
		change func(a *XNode)
		want   string
	}{
		"text joins the text before":       {func(a *XNode) { a.element(env, XName{Local: "c"}).remove(); a.add(env, "v") }, `<a x="1">t<b />uv</a>`},
		"inserted text joins too":          {func(a *XNode) { insertContent(env, a, a.first, NewStrings([]string{"v", "w"})) }, `<a x="1">tvw<b />u<c><b /></c></a>`},
		"a node with a place is copied":    {func(a *XNode) { a.add(env, a.element(env, XName{Local: "b"})) }, `<a x="1">t<b />u<c><b /></c><b /></a>`},
		"the root is copied into itself":   {func(a *XNode) { a.removeNodes(env); a.add(env, a) }, `<a x="1"><a x="1" /></a>`},
		"null is nothing":                  {func(a *XNode) { a.add(env, NewArray(ObjectType, []any{nil, nil})) }, `<a x="1">t<b />u<c><b /></c></a>`},
		"an empty text ends the empty tag": {func(a *XNode) { a.removeNodes(env); a.add(env, "") }, `<a x="1"></a>`},
		"nothing is left":                  {func(a *XNode) { a.removeNodes(env); a.removeAttributes(env) }, `<a />`},
		"an attribute is put last":         {func(a *XNode) { a.setAttributeValue(env, Some(XName{Local: "y"}), 1.5); a.firstAttr.remove() }, `<a y="1.5">t<b />u<c><b /></c></a>`},
		"an element's text is set":         {func(a *XNode) { a.setElementValue(env, Some(XName{Local: "c"}), true) }, `<a x="1">t<b />u<c>true</c></a>`},
		"an element is taken out":          {func(a *XNode) { a.setElementValue(env, Some(XName{Local: "c"}), nil) }, `<a x="1">t<b />u</a>`},
	} {
		a := xmlTree(text)
		c.change(a)
		if got := a.format(env, saveUnformatted); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestTreesRefuse(t *testing.T) {
	env := &Env{}
	element, document := func() *XNode { return xmlTree("<a x='1'/>") }, func() *XNode { return ParseDocument(env, "<a/>") }
	doctype := newNode(env, XNode{kind: doctypeNode, doctype: &doctype{}})
	for name, c := range map[string]struct {
		f    func()
		want *Type
	}{
		"a second attribute of a name":     {func() { element().add(env, newAttribute(env, XName{Local: "x"}, "")) }, InvalidOperationType},
		"an attribute among nodes":         {func() { insertContent(env, element(), nil, newAttribute(env, XName{Local: "y"}, "")) }, ArgumentExceptionType},
		"a document in an element":         {func() { element().add(env, document()) }, ArgumentExceptionType},
		"two elements in a document":       {func() { document().add(env, element()) }, InvalidOperationType},
		"a document type behind a root":    {func() { document().add(env, doctype) }, InvalidOperationType},
		"a document type in an element":    {func() { element().add(env, doctype) }, ArgumentExceptionType},
		"text in a document":               {func() { document().add(env, "t") }, ArgumentExceptionType},
		"an attribute in a document":       {func() { document().add(env, newAttribute(env, XName{Local: "y"}, "")) }, ArgumentExceptionType},
		"taking a root out":                {func() { element().remove() }, InvalidOperationType},
		"an element as a value":            {func() { stringValue(element()) }, ArgumentExceptionType},
		"binding a prefix to nothing":      {func() { newAttribute(env, XName{"p", xmlnsNamespace}, "") }, ArgumentExceptionType},
		"binding xml to something else":    {func() { newAttribute(env, XName{"xml", xmlnsNamespace}, "u") }, ArgumentExceptionType},
		"writing a control character":      {func() { xmlTree("<a/>").format(env, 0); newText(env, "\x01").format(env, 0) }, ArgumentExceptionType},
		"writing half a surrogate pair":    {func() { newText(env, "\xed\xa0\x80").format(env, 0) }, ArgumentExceptionType},
		"a default namespace for no names": {func() { e := element(); e.add(env, newAttribute(env, XName{Local: "xmlns"}, "u")); e.format(env, 0) }, XmlExceptionType},
		"a name with a blank":              {func() { ParseXName("a b") }, XmlExceptionType},
		"a name with an empty namespace":   {func() { ParseXName("{}a") }, ArgumentExceptionType},
		"comparing strangers":              {func() { compareOrder(env, element(), element()) }, InvalidOperationType},
	} {
		if e := caught(c.f); e == nil || e.T != c.want {
			t.Errorf("%s: throws %v, want %s", name, e, c.want)
		}
	}
}

// TestAxesWhileTheTreeChanges has what .NET does: an axis goes on from the node
// that it is at.
func TestAxesWhileTheTreeChanges(t *testing.T) {
	env := &Env{}
	seen := func(walk axis, change func(n *XNode)) (names string) {
		a := xmlTree("<a><b/><c><d/></c><e/></a>")
		walk(env, a, func(n *XNode) bool {
			names += n.name.Local
			change(n)
			return true
		})
		return names
	}
	remove := func(n *XNode) { n.remove() }
	if got := seen(childAxis, remove); got != "b" {
		t.Errorf("children that are taken out: %s, want b", got)
	}
	if e := caught(func() { seen(descendantAxis, remove) }); e == nil || e.T != NullReferenceExceptionType {
		t.Errorf("descendants that are taken out: %v, want NullReferenceException", e)
	}
	if got := seen(childAxis, func(n *XNode) {
		if n.name.Local == "c" {
			n.parent.add(env, NewElement(env, XName{Local: "f"}))
		}
	}); got != "bcef" {
		t.Errorf("children while one is added: %s, want bcef", got)
	}
}

// TestDeepTrees has no Go call for a level of a tree: a stack that overflows
// cannot be recovered.
func TestDeepTrees(t *testing.T) {
	const depth = 200_000
	env := &Env{}
	text := strings.Repeat("<a>", depth) + "t" + strings.Repeat("</a>", depth)
	a := ParseElement(env, text)
	if got := a.format(env, saveUnformatted); got != text {
		t.Errorf("a deep tree is written as %d bytes, want %d", len(got), len(text))
	}
	b := a.clone(env)
	if !nodesEqual(env, a, b) {
		t.Error("a copy is not equal to what it is a copy of")
	}
	if got := a.Value(env); got != "t" {
		t.Errorf("Value = %q", got)
	}
	var e *LimitError
	func() {
		defer func() { e, _ = recover().(*LimitError) }()
		a.format(&Env{Limits: Limits{Bytes: 1 << 20}}, 0)
	}()
	if e == nil {
		t.Error("a deep tree is indented within any budget")
	}
}

// drawTree draws an element that can be read again as it is written: no empty
// or neighbouring texts, and no white space alone.
func drawTree(t *rapid.T, depth int) *XNode {
	env := &Env{}
	names := rapid.SampledFrom([]XName{{"a", ""}, {"b", ""}, {"a", "u"}, {"b", "u"}, {"é", "v"}})
	text := rapid.StringOf(rapid.SampledFrom([]rune("xy <>&'\"\t\n]-?😀")))
	n := NewElement(env, names.Draw(t, "name"))
	for _, name := range rapid.SliceOfNDistinct(names, 0, 3, rapid.ID).Draw(t, "attributes") {
		n.appendAttribute(newAttribute(env, name, text.Draw(t, "value")))
	}
	if rapid.Bool().Draw(t, "declares") {
		// What another attribute makes a prefix for cannot be declared as well: .NET throws.
		n.appendAttribute(newAttribute(env, XName{"p", xmlnsNamespace}, fmt.Sprintf("w%d", depth)))
	}
	if depth == 0 {
		return n
	}
	for range rapid.IntRange(0, 4).Draw(t, "nodes") {
		switch rapid.IntRange(0, 4).Draw(t, "kind") {
		case 0:
			n.add(env, newNode(env, XNode{kind: cdataNode, text: strings.ReplaceAll(text.Draw(t, "cdata"), "]]>", "")}))
		case 1:
			n.add(env, newNode(env, XNode{kind: commentNode, text: strings.ReplaceAll(text.Draw(t, "comment"), "-", "")}))
		case 2:
			n.add(env, "t"+text.Draw(t, "text"))
		default:
			n.add(env, drawTree(t, depth-1))
		}
	}
	return n
}

func TestWrittenXMLReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		env := &Env{}
		a := drawTree(t, 3)
		text := a.format(env, saveUnformatted)
		b := ParseElement(env, text)
		if got, want := b.Value(env), a.Value(env); got != want {
			t.Fatalf("the text of %s is %q, want %q", text, got, want)
		}
		for x, y := a, b; x != nil; x, y = x.following(a), y.following(b) {
			if x.kind != y.kind || x.name != y.name || x.text != y.text {
				t.Fatalf("%s is read as another tree", text)
			}
			for p := x.firstAttr; p != nil; p = p.next {
				if q := y.attribute(env, p.name); q == nil || q.value != p.value {
					t.Fatalf("%s: attribute %s is not read back", text, p.name.ToString())
				}
			}
		}
	})
}

func TestEqualTreesHaveEqualHashes(t *testing.T) {
	env := &Env{}
	c := newNodeComparer(env)
	rapid.Check(t, func(t *rapid.T) {
		a := drawTree(t, 3)
		b := a.clone(env)
		if !c.Equal(a, b) || c.HashOf(a) != c.HashOf(b) {
			t.Fatalf("a copy of %s differs", a.format(env, saveUnformatted))
		}
		b.add(env, NewElement(env, XName{Local: "z"}))
		if c.Equal(a, b) {
			t.Fatalf("%s is equal to another tree", a.format(env, saveUnformatted))
		}
	})
}

// TestDocumentOrder holds the order of nodes against that of a walk.
func TestDocumentOrder(t *testing.T) {
	env := &Env{}
	rapid.Check(t, func(t *rapid.T) {
		var nodes []*XNode
		for n := range drawTree(t, 3).walk(env) {
			nodes = append(nodes, n)
		}
		i, j := rapid.IntRange(0, len(nodes)-1).Draw(t, "i"), rapid.IntRange(0, len(nodes)-1).Draw(t, "j")
		if got, want := compareOrder(env, nodes[i], nodes[j]), int32(compareOrdered(i, j)); got != want {
			t.Fatalf("node %d and %d compare as %d, want %d", i, j, got, want)
		}
	})
}

func TestXMLValues(t *testing.T) {
	for _, c := range []struct {
		v    any
		want string
	}{
		{true, "true"}, {1.0, "1"}, {1.0 / 3, "0.33333333333333331"}, {float32(0.1), "0.1"}, {1e20, "1E+20"}, {TimeSpan(0), "PT0S"},
		{TimeSpan(90 * ticksPerMinute), "PT1H30M"}, {TimeSpan(-36 * ticksPerHour), "-P1DT12H"}, {TimeSpan(ticksPerDay), "P1D"}, {TimeSpan(ticksPerSecond / 4), "PT0.25S"},
		{TimeSpan(-1 << 63), "-P10675199DT2H48M5.4775808S"}, {DateTimeOf(638400000000000000, Utc), "2024-01-04T21:20:00Z"}, {DateTimeOf(638400000000000001, Unspecified), "2024-01-04T21:20:00.0000001"},
	} {
		if got := stringValue(c.v); got != c.want {
			t.Errorf("%v is written as %q, want %q", c.v, got, c.want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		want := TimeSpan(rapid.Int64().Draw(t, "ticks"))
		if got, e := parseXMLDuration(xmlDuration(want)); e != nil || got != want {
			t.Fatalf("%s is read as %v, %v", xmlDuration(want), got, e)
		}
	})
}

func TestParseXMLDate(t *testing.T) {
	for text, want := range map[string]string{
		"2024-01-05T01:02:03Z": "2024-01-05T01:02:03Z", " 2024-01-05 ": "2024-01-05T00:00:00Z", "2024-01-05+02:00": "2024-01-05T00:00:00+02:00",
		"2024-01-05T01:02:03.12345675-05:30": "2024-01-05T01:02:03.1234568-05:30", "2024-01-05T01:02:03.12345665Z": "2024-01-05T01:02:03.1234566Z",
		"2024": "2024-01-01T00:00:00Z", "2024-02": "2024-02-01T00:00:00Z", "2024-02-01:00": "2024-02-01T00:00:00-01:00", "--02-29": "1904-02-29T00:00:00Z", "---31": "1904-01-31T00:00:00Z", "--02--": "1904-02-01T00:00:00Z",
		"2023-02-29": "", "2024-1-5": "", "2024-01-05T1:02:03": "", "2024-01-05 01:02:03": "", "2024-01-05T24:00:00": "", "24:00:00": "", "2024-13": "", "0000-01-01": "", "": "", "x": "", "2024-01-05T01:02:03.Z": "", "2024-01-05T01:02": "",
	} {
		o, e := parseXMLOffset(&Env{}, text)
		got := ""
		if e == nil {
			got = stringValue(o)
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}

// FuzzParseXML reads any text: it is refused with an XmlException, or written
// as what reads back as the same.
func FuzzParseXML(f *testing.F) {
	for _, text := range []string{"<a/>", "<?xml version='1.0'?><!--c--><a x='&#10;'>t<b xmlns:p='u' p:y=''/><![CDATA[x]]></a>", "<a>&amp;&#x41;\r\n</a><?p q?>", "<a xml:space='preserve'> </a>", "<p:a xmlns:p='u' xmlns='v'><b/></p:a>"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		env := &Env{Limits: Limits{Bytes: 64 << 20, Steps: 1 << 24}}
		var n *XNode
		refused := func() (e any) {
			defer func() { e = recover() }()
			n = ParseDocument(env, text)
			return nil
		}()
		switch e := refused.(type) {
		case nil:
		case *Exception:
			if e.T != XmlExceptionType && e.T != ArgumentNullExceptionType {
				t.Fatalf("%q throws %v", text, e)
			}
			return
		default:
			t.Fatalf("%q panics with %v", text, e)
		}
		written := ""
		if e := caught(func() { written = n.format(env, saveUnformatted) }); e != nil {
			if e.T != ArgumentExceptionType {
				t.Fatalf("%q cannot be written: %v", text, e)
			}
			return // names in the namespace of declarations
		}
		again := ParseDocument(env, written)
		if got := again.format(env, saveUnformatted); got != written {
			t.Fatalf("%q is written as %q and then as %q", text, written, got)
		}
	})
}

func BenchmarkParseElement(b *testing.B) {
	text := "<orders xmlns='urn:x'>" + strings.Repeat("<order id='1'><name>Ann</name><total>12.50</total></order>", 20) + "</orders>"
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		ParseElement(&Env{}, text)
	}
}

func BenchmarkWriteElement(b *testing.B) {
	n := ParseElement(&Env{}, "<orders xmlns='urn:x'>"+strings.Repeat("<order id='1'><name>Ann</name><total>12.50</total></order>", 20)+"</orders>")
	b.ReportAllocs()
	for b.Loop() {
		n.format(&Env{}, 0)
	}
}

// What policies use of JSON and XML without C# between.
func TestXMLAndJSONForPolicies(t *testing.T) {
	env := &Env{Limits: DefaultLimits}
	d := ParseDocument(env, `<?xml version="1.0" encoding="utf-8"?><a b="1"> <c/> </a>`)
	if got, want := ParseDocumentSpace(env, "<a> <c/>\n</a>").ToString(), "<a> <c />\n</a>"; got != want {
		t.Errorf("with its space it gave %q, want %q", got, want)
	}
	if got, want := WriteToken(env, TokenOfXML(env, d), false), `{"?xml":{"@version":"1.0","@encoding":"utf-8"},"a":{"@b":"1","c":null}}`; got != want {
		t.Errorf("TokenOfXML gave %s, want %s", got, want)
	}
	if got, want := WriteToken(env, ParseTokenText(env, `{"d":"2024-01-31T10:20:30Z"}`), false), `{"d":"2024-01-31T10:20:30Z"}`; got != want {
		t.Errorf("ParseTokenText gave %s, want %s", got, want)
	}
	if d, ok := ParseDateTime(env, "31 Jan 2024 10:20"); !ok || d.ToString() != "01/31/2024 10:20:00" {
		t.Errorf("ParseDateTime gave %s, %v", d.ToString(), ok)
	}
	if _, ok := ParseDateTime(env, "soon"); ok {
		t.Error("ParseDateTime took a text that is no date")
	}
}
