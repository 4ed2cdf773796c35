package main

import (
	"fmt"
	"strings"

	"sallyport/eval/source"
	"sallyport/runtime"
)

// markdown is the reference as pages of a site show it: GitHub's Markdown.
func (r reference) markdown() string {
	var b strings.Builder
	chapter(&b, "Policies", r.Policies, policyMarkdown)
	chapter(&b, "Types", r.Types, typeMarkdown)
	chapter(&b, "Faults", r.Codes, func(b *strings.Builder, d source.CodeDoc) {
		entryMarkdown(b, string(d.Code), d.Doc, d.Example)
	})
	chapter(&b, "Lint rules", r.Rules, func(b *strings.Builder, d ruleDoc) {
		entryMarkdown(b, d.ID, d.Doc, d.Example)
	})
	return b.String()
}

func chapter[T any](b *strings.Builder, title string, docs []T, write func(*strings.Builder, T)) {
	if len(docs) == 0 {
		return
	}
	if b.Len() > 0 {
		b.WriteString("\n")
	}
	fmt.Fprintf(b, "# %s\n", title)
	for _, d := range docs {
		write(b, d)
	}
}

func entryMarkdown(b *strings.Builder, name, doc, example string) {
	fmt.Fprintf(b, "\n## %s\n\n%s\n", name, prose(doc))
	if example != "" {
		fence(b, "", example)
	}
}

// fence writes a block of code. A fence is longer than any run of its marks in
// the text.
func fence(b *strings.Builder, language, text string) {
	marks := "```"
	for strings.Contains(text, marks) {
		marks += "`"
	}
	fmt.Fprintf(b, "\n%s%s\n%s\n%s\n", marks, language, strings.TrimRight(text, "\n"), marks)
}

// prose is a text that is no Markdown, as Markdown: what would be taken for a
// tag, a mark of emphasis or a column is escaped.
func prose(text string) string {
	return strings.NewReplacer("<", "&lt;", ">", "&gt;", "&", "&amp;", "*", `\*`, "_", `\_`, "|", `\|`, "`", "\\`", "[", `\[`, "]", `\]`).Replace(text)
}

func policyMarkdown(b *strings.Builder, d runtime.PolicyDoc) {
	fmt.Fprintf(b, "\n## %s\n\n%s\n\n- Sections: %s\n- Scopes: %s\n", d.Name, prose(d.Summary), strings.Join(d.Sections, ", "), strings.Join(d.Scopes, ", "))
	schemaMarkdown(b, d.Schema, "<"+d.Name+">")
}

// schemaMarkdown writes what an element may hold: its attributes as a table, then
// its children, each with the path of elements that it stands in.
func schemaMarkdown(b *strings.Builder, s *runtime.Schema, path string) {
	if len(s.Attributes) > 0 {
		fmt.Fprintf(b, "\n| attribute of `%s` | type | expression | default | |\n| --- | --- | --- | --- | --- |\n", path)
		for _, a := range s.Attributes {
			fmt.Fprintf(b, "| `%s` | %s | %s | %s | %s |\n", a.Name, prose(typeText(a.Type, a.Enum, false)), yes(a.Expression), defaultMarkdown(a), prose(a.Doc))
		}
	}
	if t := s.Text; t != nil {
		fmt.Fprintf(b, "\nText of `%s`: %s%s. %s\n", path, prose(typeText(t.Type, t.Enum, t.Expression)), marks(t.Required, ""), prose(t.Doc))
	}
	if p := s.Policies; p != nil {
		what := "policies"
		if len(p.Only) > 0 {
			what = strings.Join(p.Only, ", ")
		}
		fmt.Fprintf(b, "\nIn `%s`: %s, %s\n", path, what, strings.TrimSpace(times(p.Min, 0)))
	}
	for _, c := range s.Elements {
		fmt.Fprintf(b, "\n`%s<%s>`: %s. %s\n", path, c.Name, strings.TrimSpace(times(c.Min, c.Max)), prose(c.Doc))
		if c.Schema != nil {
			schemaMarkdown(b, c.Schema, path+"<"+c.Name+">")
		}
	}
}

func defaultMarkdown(a runtime.Attribute) string {
	switch {
	case a.Required:
		return "required"
	case a.Default != "":
		return "`" + a.Default + "`"
	}
	return ""
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

func typeMarkdown(b *strings.Builder, d typeDoc) {
	fmt.Fprintf(b, "\n## %s\n\n%s\n", prose(d.Name), prose(d.Doc))
	if !d.Listed {
		fmt.Fprintf(b, "\n%s\n", prose(unlisted))
	}
	for _, m := range d.Members {
		fence(b, "csharp", strings.Join(append([]string{m.Signature}, comments(m.Examples)...), "\n"))
		if m.Doc != "" {
			fmt.Fprintf(b, "\n%s\n", prose(m.Doc))
		}
		if d.Listed && !m.Listed {
			fmt.Fprintf(b, "\n%s\n", prose(unlisted))
		}
	}
}

// comments are examples as lines of C# that follow a signature.
func comments(examples []string) []string {
	lines := make([]string, len(examples))
	for i, e := range examples {
		lines[i] = "// " + e
	}
	return lines
}
