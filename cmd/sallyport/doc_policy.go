package main

import (
	"fmt"
	"slices"
	"strings"

	"sallyport/runtime"
	"sallyport/runtime/policies"
)

// documentPolicies is the reference of the policies, or of the one of a name.
func documentPolicies(name string) []runtime.PolicyDoc {
	kinds := policies.All()
	if name != "" {
		kinds = slices.DeleteFunc(slices.Clone(kinds), func(k runtime.Kind) bool { return !strings.EqualFold(k.Name, name) })
	}
	docs := runtime.Describe(kinds)
	slices.SortFunc(docs, func(a, b runtime.PolicyDoc) int { return strings.Compare(a.Name, b.Name) })
	return docs
}

// policyText is the reference of a policy as a person reads it.
func policyText(d runtime.PolicyDoc) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<%s>, policy\n\n  %s\n\n  sections: %s\n  scopes:   %s\n", d.Name, d.Summary, strings.Join(d.Sections, ", "), strings.Join(d.Scopes, ", "))
	writeSchema(&b, d.Schema, "", "  ")
	return b.String()
}

// writeSchema writes what an element may hold, children indented under it. doc
// is what has been said of the element, and is not said again of its text.
func writeSchema(b *strings.Builder, s *runtime.Schema, doc, indent string) {
	for _, a := range s.Attributes {
		fmt.Fprintf(b, "\n%s%s=\"%s\"%s\n", indent, a.Name, typeText(a.Type, a.Enum, a.Expression), marks(a.Required, a.Default))
		writeDoc(b, a.Doc, indent)
	}
	if t := s.Text; t != nil {
		fmt.Fprintf(b, "\n%s%s%s\n", indent, typeText(t.Type, t.Enum, t.Expression), marks(t.Required, ""))
		if t.Doc != doc {
			writeDoc(b, t.Doc, indent)
		}
	}
	if p := s.Policies; p != nil {
		what := "policies"
		if len(p.Only) > 0 {
			what = "<" + strings.Join(p.Only, ">, <") + ">"
		}
		fmt.Fprintf(b, "\n%s%s%s\n", indent, what, times(p.Min, 0))
	}
	for _, c := range s.Elements {
		fmt.Fprintf(b, "\n%s<%s>%s\n", indent, c.Name, times(c.Min, c.Max))
		writeDoc(b, c.Doc, indent)
		if c.Schema != nil {
			writeSchema(b, c.Schema, c.Doc, indent+"    ")
		}
	}
}

func writeDoc(b *strings.Builder, doc, indent string) {
	if doc != "" {
		fmt.Fprintf(b, "%s    %s\n", indent, doc)
	}
}

// typeText is what a text may be: its type or its words, and @ for an expression.
func typeText(typ string, enum []string, expression bool) string {
	if len(enum) > 0 {
		typ = strings.Join(enum, " | ")
	}
	if expression {
		typ += " | @"
	}
	return typ
}

// marks says what holds when an attribute is absent.
func marks(required bool, otherwise string) string {
	switch {
	case required:
		return "  required"
	case otherwise != "":
		return "  default " + otherwise
	}
	return ""
}

// times says how often a child may stand; a max of 0 is any number.
func times(min, max int) string {
	switch {
	case max == 1 && min == 1:
		return "  required"
	case max == 1:
		return "  optional"
	case min > 0 && max > 0:
		return fmt.Sprintf("  %d to %d times", min, max)
	case min > 0:
		return fmt.Sprintf("  at least %d", min)
	case max > 0:
		return fmt.Sprintf("  at most %d", max)
	}
	return "  any number"
}
