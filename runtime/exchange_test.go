package runtime

import (
	"context"
	"errors"
	"io"
	"testing"

	"sallyport/eval/source"
	"sallyport/runtime/message"
)

type closer struct {
	io.ReadWriter
	closed bool
}

func (c *closer) Close() error {
	c.closed = true
	return nil
}

func TestResponseResetGivesUpWhatNobodyTook(t *testing.T) {
	var body, tunnel closer
	r := Response{Body: message.StreamBody(&body, -1), Tunnel: &tunnel}
	r.Header.Add("A", "1")
	r.Reset()
	if !body.closed || !tunnel.closed {
		t.Errorf("closed: body %v, tunnel %v; want both", body.closed, tunnel.closed)
	}
	if r.Body != nil || r.Tunnel != nil || r.Header.Len() != 0 {
		t.Errorf("after Reset: %+v", r)
	}
}

type failing struct{ err error }

func (f failing) Execute(context.Context, *Exchange) error { return f.err }

func TestErrorSaysWhereThePolicyStands(t *testing.T) {
	file := source.NewFile("a.xml", "<inbound>\n  <sample/></inbound>")
	s := &step{
		policy: failing{errors.New("no")}, kind: &Kind{Name: "sample"}, section: Inbound, scope: APIScope,
		path: "sample[1]", file: file, span: source.Span{Start: 12, End: 21},
	}
	p := &Pipeline{sections: [len(sectionNames)]Steps{{s}}}
	x := NewExchange(&Services{}, nil)
	p.Run(context.Background(), x)
	e := x.LastError
	if e == nil || e.Source != "sample" || e.Scope != "api" || e.Section != "inbound" || e.Path != "sample[1]" {
		t.Fatalf("last error %+v", e)
	}
	if e.File != file || e.File.Position(e.Span.Start).Line != 2 {
		t.Errorf("stands at %v %v, want line 2 of %s", e.File, e.Span, file.Name)
	}
}
