package lint

import (
	"sallyport/eval/source"
	"sallyport/policy"
	"sallyport/runtime"
)

func init() {
	register(Rule{
		ID:      "unreachable-policy",
		Doc:     "Policies behind return-response in the same place are never run: it ends the pipeline.",
		Example: `<return-response/><set-method>POST</set-method>`,
		check:   unreachablePolicy,
	})
}

func unreachablePolicy(p *pass) {
	type place struct {
		around  *policy.Element
		section runtime.Sections
	}
	ends := map[place]*policy.Element{} // the return-response of a place, nil once it was complained of
	for _, e := range p.elements {
		at := place{e.Parent, e.section}
		end, ended := ends[at]
		switch {
		case end != nil:
			d := p.warn(e.Element, e.NameSpan, "<%s> is never run: <return-response> before it ends the pipeline", e.Name)
			d.Notes = append(d.Notes, source.Note{File: e.File(), Span: end.NameSpan, Message: "the pipeline ends here"})
			ends[at] = nil
		case !ended && e.Name == "return-response":
			ends[at] = e.Element
		}
	}
}
