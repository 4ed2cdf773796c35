package yaml

import (
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"sallyport/eval/source"
)

// A pair is one key of a mapping and its value.
type pair struct {
	key   string
	span  source.Span // of the key
	value ast.Node
}

// resolve takes tags off a node, remembers what an anchor names, and follows an
// alias. Not ok: the alias leads nowhere, which it reports.
func (d *decoder) resolve(n ast.Node) (node ast.Node, ok bool) {
	for range maxDepth {
		switch m := n.(type) {
		case *ast.AnchorNode:
			d.anchors[m.Name.GetToken().Value] = m.Value
			n = m.Value
		case *ast.TagNode:
			n = m.Value
		case *ast.AliasNode:
			name := m.Value.GetToken().Value
			target := d.anchors[name]
			if target == nil {
				d.report(CodeSyntax, d.span(n), "no anchor is called %q", name)
				return n, false
			}
			n = target
		default:
			return n, true
		}
	}
	d.report(CodeSyntax, d.span(n), "the alias leads to itself")
	return n, false
}

// pairs are the keys of a mapping in order, those of merged mappings (<<)
// included where the mapping has none of the name. Not ok: the node is another.
func (d *decoder) pairs(n ast.Node) ([]pair, bool) {
	var values []*ast.MappingValueNode
	switch n := n.(type) {
	case *ast.MappingNode:
		values = n.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{n}
	default:
		return nil, false
	}
	var list, merged []pair
	own := map[string]bool{}
	for _, v := range values {
		if _, ok := v.Key.(*ast.MergeKeyNode); ok {
			merged = append(merged, d.mergedPairs(v.Value)...)
			continue
		}
		key := d.keyText(v.Key)
		own[key] = true
		list = append(list, pair{key, d.tokenSpan(v.Key.GetToken()), v.Value})
	}
	for _, p := range merged {
		if !own[p.key] {
			own[p.key] = true
			list = append(list, p)
		}
	}
	return list, true
}

// mergedPairs are the keys of what << names: a mapping, or a list of mappings.
func (d *decoder) mergedPairs(n ast.Node) []pair {
	d.depth++
	defer func() { d.depth-- }()
	n, ok := d.resolve(n)
	if !ok || d.exhausted(n) {
		return nil
	}
	sources := []ast.Node{n}
	if list, isList := n.(*ast.SequenceNode); isList {
		sources = list.Values
	}
	var all []pair
	for _, item := range sources {
		if item, ok = d.resolve(item); !ok {
			continue
		}
		pairs, isMapping := d.pairs(item)
		if !isMapping {
			d.mistyped(item, "a mapping to merge")
		}
		all = append(all, pairs...)
	}
	return all
}

func (d *decoder) keyText(k ast.MapKeyNode) string {
	if s, ok := k.(*ast.StringNode); ok {
		return s.Value
	}
	return k.GetToken().Value
}

// describe names a node in a complaint.
func describe(n ast.Node) string {
	switch n := n.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		return "a mapping"
	case *ast.SequenceNode:
		return "a list"
	case *ast.NullNode:
		return "nothing"
	case *ast.LiteralNode:
		return "text"
	default:
		return `"` + n.GetToken().Value + `"`
	}
}

// span is where a node stands: of a scalar all of it, of others their beginning.
func (d *decoder) span(n ast.Node) source.Span {
	switch m := n.(type) {
	case *ast.MappingNode:
		if !m.IsFlowStyle && len(m.Values) > 0 {
			return d.tokenSpan(m.Values[0].Key.GetToken())
		}
	case *ast.MappingValueNode:
		return d.tokenSpan(m.Key.GetToken())
	case *ast.AliasNode:
		return d.tokenSpan(m.Start).Union(d.tokenSpan(m.Value.GetToken()))
	}
	return d.tokenSpan(n.GetToken())
}

// tokenSpan is where a token stands. A token knows its line and its column in
// characters, and its text with the space around it.
func (d *decoder) tokenSpan(t *token.Token) source.Span {
	if t == nil || t.Position == nil || t.Position.Line < 1 || t.Position.Line > len(d.lines) {
		return source.Span{}
	}
	line := d.file.Line(t.Position.Line)
	offset, column := len(line), 1
	for i := range line {
		if column == t.Position.Column {
			offset = i
			break
		}
		column++
	}
	start := min(d.lines[t.Position.Line-1]+offset, len(d.file.Text)) // the parser takes a bare CR for a line's end
	text := strings.TrimSpace(t.Origin)
	if first, _, more := strings.Cut(text, "\n"); more {
		text = strings.TrimSpace(first)
	}
	if text == "" || !strings.HasPrefix(d.file.Text[start:], text) {
		text = t.Value
	}
	if !strings.HasPrefix(d.file.Text[start:], text) {
		return source.Span{Start: start, End: min(start+1, len(d.file.Text))}
	}
	return source.Span{Start: start, End: start + len(text)}
}

// lineStarts are the offsets at which lines begin.
func lineStarts(text string) []int {
	starts := []int{0}
	for i := range len(text) {
		if text[i] == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}
