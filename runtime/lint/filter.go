package lint

import (
	"regexp"
	"slices"
	"strings"

	"sallyport/eval/source"
	"sallyport/policy"
)

// Filter leaves out the warnings that comments of the documents turn off, and
// those whose codes are in off. Errors stay. It adds a warning for each name in a
// comment that no rule has.
func Filter(ds source.Diagnostics, documents []*policy.Document, off []string) source.Diagnostics {
	ignored := map[*source.File][]ignore{}
	var more source.Diagnostics
	for _, d := range documents {
		if _, seen := ignored[d.File]; seen {
			continue
		}
		c := comments{document: d}
		c.nodes(d.Nodes, true)
		ignored[d.File], more = c.list, append(more, c.faults...)
	}
	kept := slices.DeleteFunc(slices.Clone(ds), func(d source.Diagnostic) bool {
		if d.Severity == source.Error {
			return false
		}
		return slices.Contains(off, string(d.Code)) || slices.ContainsFunc(ignored[d.File], func(i ignore) bool {
			return i.code == d.Code && i.span.Start <= d.Span.Start && d.Span.Start <= i.span.End
		})
	})
	return append(kept, more...).Sort()
}

// An ignore turns off one warning in a part of a document.
type ignore struct {
	code source.Code
	span source.Span
}

// comments reads what the comments of a document turn off.
type comments struct {
	document *policy.Document
	list     []ignore
	faults   source.Diagnostics
}

// nodes reads the comments between nodes. One before the first element at the
// top stands for the whole document.
func (c *comments) nodes(nodes []policy.Node, top bool) {
	before := top
	for i, n := range nodes {
		switch n := n.(type) {
		case *policy.Element:
			before = false
			c.nodes(n.Nodes, false)
		case *policy.Comment:
			span := source.Span{End: len(c.document.File.Text)}
			if !before || c.document.Root() == nil {
				span = following(nodes[i:])
			}
			c.comment(n, span)
		}
	}
}

// following is the span of the first element of nodes.
func following(nodes []policy.Node) source.Span {
	for _, n := range nodes {
		if e, ok := n.(*policy.Element); ok {
			return e.Span()
		}
	}
	return source.Span{Start: -1, End: -1}
}

const marker = "sallyport:ignore"

// codeShape is what the codes of warnings look like that are no rule's.
var codeShape = regexp.MustCompile(`^[A-Z]+[0-9]+$`)

// comment reads one comment: the marker, ids between commas or space, and a
// reason after a colon.
func (c *comments) comment(n *policy.Comment, span source.Span) {
	text := c.document.File.Slice(n.Text)
	ids, ok := strings.CutPrefix(strings.TrimSpace(text), marker)
	if !ok {
		return
	}
	ids, _, _ = strings.Cut(ids, ":")
	for _, id := range strings.FieldsFunc(ids, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' || r == '\n' || r == '\r' }) {
		if fault, ok := unknown(id); ok {
			at := n.Text.Start + strings.Index(text, marker) + len(marker)
			at += strings.Index(c.document.File.Slice(source.Span{Start: at, End: n.Text.End}), id)
			fault.File, fault.Span = c.document.File, source.Span{Start: at, End: at + len(id)}
			c.faults = append(c.faults, fault)
			continue
		}
		c.list = append(c.list, ignore{source.Code(id), span})
	}
}

// unknown is the warning about an id that no rule and no code has.
func unknown(id string) (source.Diagnostic, bool) {
	ids := IDs()
	if codeShape.MatchString(id) || slices.Contains(ids, id) {
		return source.Diagnostic{}, false
	}
	d := source.Diagnostic{Code: CodeUnknownRule, Severity: source.Warning, Message: `no rule is called "` + id + `"`, Suggest: source.Nearest(id, ids)}
	if d.Suggest != "" {
		d.Message += `; did you mean "` + d.Suggest + `"?`
	}
	return d, true
}
