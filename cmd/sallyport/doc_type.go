package main

import (
	"fmt"
	"strings"

	"sallyport/eval/clr"
)

// A typeDoc is a .NET type as the reference prints it.
type typeDoc struct {
	Name    string      `json:"name"`
	Keyword string      `json:"keyword,omitempty"`
	Kind    string      `json:"kind"`
	Base    string      `json:"base,omitempty"`
	Doc     string      `json:"doc"`
	Listed  bool        `json:"listed"` // on API Management's allow-list
	Members []memberDoc `json:"members"`
}

// A memberDoc is a member, or a value of an enum.
type memberDoc struct {
	Name      string   `json:"name"`
	Signature string   `json:"signature"` // C#
	Doc       string   `json:"doc"`
	Listed    bool     `json:"listed"`
	Examples  []string `json:"examples,omitempty"`
}

// documentType is the reference of a type, of all its members or those of a name.
func documentType(t *clr.Type, member string) typeDoc {
	d := typeDoc{Name: t.Decl.Name, Keyword: t.Keyword, Kind: t.Kind.String(), Doc: t.Doc, Listed: !t.Beyond, Members: []memberDoc{}}
	if b := t.BaseType(); b != nil && b != clr.ObjectType && b != clr.ValueType && b != clr.EnumType {
		d.Base = b.String()
	}
	add := func(m memberDoc) {
		if member == "" || strings.EqualFold(m.Name, member) {
			d.Members = append(d.Members, m)
		}
	}
	for _, v := range t.Values {
		add(memberDoc{Name: v.Name, Signature: fmt.Sprintf("%s = %d", v.Name, v.Value), Doc: v.Doc, Listed: d.Listed})
	}
	for _, m := range t.Own() {
		add(memberDoc{Name: m.Name, Signature: m.Row.Sig, Doc: m.Row.Doc, Listed: d.Listed && !m.Row.Beyond, Examples: m.Row.Examples})
	}
	return d
}

// unlisted is the mark of what works here and not in API Management.
const unlisted = "[not on APIM's allow-list]"

// text is the reference as a person reads it.
func (d typeDoc) text() string {
	var b strings.Builder
	b.WriteString(d.Name)
	if d.Keyword != "" {
		fmt.Fprintf(&b, " (%s)", d.Keyword)
	}
	fmt.Fprintf(&b, ", %s", d.Kind)
	if d.Base != "" {
		fmt.Fprintf(&b, " : %s", d.Base)
	}
	if !d.Listed {
		b.WriteString("  " + unlisted)
	}
	fmt.Fprintf(&b, "\n\n  %s\n", d.Doc)
	for _, m := range d.Members {
		fmt.Fprintf(&b, "\n  %s", m.Signature)
		if d.Listed && !m.Listed {
			b.WriteString("  " + unlisted)
		}
		b.WriteString("\n")
		if m.Doc != "" {
			fmt.Fprintf(&b, "      %s\n", m.Doc)
		}
		for _, e := range m.Examples {
			fmt.Fprintf(&b, "      > %s\n", e)
		}
	}
	return b.String()
}
