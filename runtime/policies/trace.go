package policies

import (
	"context"
	"log/slog"

	"sallyport/runtime"
)

func init() {
	register(runtime.Kind{
		Name: "trace",
		// The policy's page leaves out on-error; Microsoft's own snippets and the
		// page on errors have it there.
		Sections: runtime.AnySection,
		Doc:      "Says something in the trace of a request that is traced, and in the log.",
		New:      func() runtime.Policy { return new(trace) },
	})
}

type trace struct {
	_        struct{}              `order:"any"`
	Source   string                `attr:"source,required" doc:"Where the message comes from."`
	Severity string                `attr:"severity" enum:"verbose,information,error" default:"verbose" doc:"How important it is to the log."`
	Message  runtime.Value[string] `elem:"message" doc:"What to say."`
	Text     runtime.Value[string] `text:"" doc:"The same without an element around it, as older documents have it."`
	Metadata []metadata            `elem:"metadata" doc:"More, by name."`
}

type metadata struct {
	Name  runtime.Value[string] `attr:"name,required" doc:"The name."`
	Value runtime.Value[string] `attr:"value,required" doc:"The value."`
}

var levels = map[string]slog.Level{"verbose": slog.LevelDebug, "information": slog.LevelInfo, "error": slog.LevelError}

func (p *trace) Validate(c *runtime.Checker) {
	if p.Message.Given() == p.Text.Given() {
		c.Errorf("", "<trace> needs a <message>")
	}
	if !p.Message.Given() {
		p.Message = p.Text
	}
}

// Execute evaluates the expressions whether or not anybody listens: they may
// fail, and may take a body away.
func (p *trace) Execute(ctx context.Context, x *runtime.Exchange) error {
	text, err := p.Message.Get(x)
	if err != nil {
		return err
	}
	data := make([]slog.Attr, len(p.Metadata))
	for i := range p.Metadata {
		var name, value string
		if err := x.Eval(p.Metadata[i].Name.Into(&name), p.Metadata[i].Value.Into(&value)); err != nil {
			return err
		}
		data[i] = slog.String(name, value)
		x.NoteData(name, value)
	}
	x.Note("%s: %s", p.Source, text)
	if log, level := x.Services.Log, levels[p.Severity]; log != nil && log.Enabled(ctx, level) {
		for i := range data {
			data[i].Value = slog.StringValue(x.Redact(data[i].Value.String()))
		}
		log.LogAttrs(ctx, level, x.Redact(text), append(data, slog.String("source", p.Source), slog.String("request", x.RequestID))...)
	}
	return nil
}
