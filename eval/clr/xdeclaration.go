package clr

// An XDeclaration is a System.Xml.Linq.XDeclaration: <?xml version="1.0"?>.
// Each part is a string or null.
type XDeclaration struct{ version, encoding, standalone any }

// XDeclarationType is System.Xml.Linq.XDeclaration.
var XDeclarationType = Declare(Decl{Name: "System.Xml.Linq.XDeclaration", Doc: "The declaration at the start of a document."})

// CLRType is XDeclaration.
func (*XDeclaration) CLRType() *Type { return XDeclarationType }

// ToString is the declaration as it is written.
func (d *XDeclaration) ToString() string {
	s := "<?xml"
	for _, part := range []struct {
		name  string
		value any
	}{{"version", d.version}, {"encoding", d.encoding}, {"standalone", d.standalone}} {
		if part.value != nil {
			s += " " + part.name + `="` + part.value.(string) + `"`
		}
	}
	return s + "?>"
}

func init() {
	part := func(name, doc, example string, at func(*XDeclaration) *any) Member {
		return Row("string "+name+" { get; set; }", doc+", or null.", F1(func(d *XDeclaration) any { return *at(d) }), example).Set(F2(func(d *XDeclaration, v any) Void {
			*at(d) = v
			return Void{}
		}))
	}
	XDeclarationType.Define(
		Row("new(string version, string encoding, string standalone)", "A declaration; null leaves a part out.", F3(func(version, encoding, standalone any) *XDeclaration {
			return &XDeclaration{version, encoding, standalone}
		}), `new XDeclaration("1.0", "utf-8", null).ToString() // "<?xml version=\"1.0\" encoding=\"utf-8\"?>"`),
		Row("new(XDeclaration other)", "A copy.", F1(func(other *XDeclaration) *XDeclaration { d := *other; return &d }), `new XDeclaration(new XDeclaration("1.0", null, "yes")).Standalone // "yes"`),
		part("Encoding", "The encoding", `XDocument.Parse("<?xml version='1.0' encoding='utf-8'?><a/>").Declaration.Encoding // "utf-8"`, func(d *XDeclaration) *any { return &d.encoding }),
		part("Standalone", "yes or no", `XDocument.Parse("<?xml version='1.0' standalone='yes'?><a/>").Declaration.Standalone // "yes"`, func(d *XDeclaration) *any { return &d.standalone }),
		part("Version", "The version", `XDocument.Parse("<?xml version='1.0'?><a/>").Declaration.Version // "1.0"`, func(d *XDeclaration) *any { return &d.version }),
		Row("string ToString()", "The declaration as it is written.", F1((*XDeclaration).ToString), `XDocument.Parse("<?xml version='1.0'?><a/>").Declaration.ToString() // "<?xml version=\"1.0\"?>"`),
	)
}
