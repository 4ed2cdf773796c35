package liquid

import (
	"errors"
	"fmt"
	"iter"
	goruntime "runtime"
	"strings"
	"unicode"

	"github.com/osteele/liquid/expressions"
	"github.com/osteele/liquid/parser"
	"github.com/osteele/liquid/render"

	"sallyport/eval/clr"
)

// A Template is a template that was read. It is immutable.
type Template struct {
	root  render.Node
	names map[string]bool // the variables it may ask for
}

// Parse reads a template. The error says the line.
func Parse(text string) (*Template, error) {
	t := &Template{names: map[string]bool{}}
	text, err := inLines(text)
	if err != nil {
		return nil, err
	}
	for _, token := range parser.Scan(text, parser.SourceLoc{LineNo: 1}, nil) {
		if token.Type != parser.ObjTokenType && token.Type != parser.TagTokenType {
			continue
		}
		for name, filter := range names(token.Args) {
			if filter && filters[name] == nil {
				return nil, fmt.Errorf("line %d: %s", token.SourceLoc.LineNo, unknownFilter(name))
			}
			t.names[name] = t.names[name] || !filter
		}
	}
	root, fault := grammar.Compile(text, parser.SourceLoc{LineNo: 1})
	if fault != nil {
		if inner := fault.Cause(); inner != nil {
			return nil, fmt.Errorf("line %d: %w", fault.LineNumber(), inner)
		}
		_, message, _ := strings.Cut(fault.Error(), ": ")
		return nil, fmt.Errorf("line %d: %s", fault.LineNumber(), message)
	}
	t.root = root
	return t, nil
}

// inLines has every object and tag in one line, since the module knows no other.
func inLines(text string) (string, error) {
	var b strings.Builder
	for line := 1; ; {
		i := strings.Index(text, "{")
		if i < 0 || i+1 == len(text) {
			return b.String() + text, nil
		}
		closing := map[byte]string{'{': "}}", '%': "%}"}[text[i+1]]
		end := strings.Index(text[i+1:], closing)
		if closing == "" || end < 0 {
			b.WriteString(text[:i+1])
			line += strings.Count(text[:i+1], "\n")
			text = text[i+1:]
			continue
		}
		end += i + 1
		b.WriteString(text[:i])
		for part := range quoted(text[i:end]) {
			if part[0] != '"' && part[0] != '\'' {
				part = strings.NewReplacer("\r", " ", "\n", " ").Replace(part)
			} else if strings.Contains(part, "\n") {
				return "", fmt.Errorf("line %d: a text must end in its line", line+strings.Count(text[:i], "\n"))
			}
			b.WriteString(part)
		}
		line += strings.Count(text[:end], "\n")
		text = text[end:]
	}
}

// quoted yields the parts of a tag in turn: texts with their quotes, and what is
// between them.
func quoted(tag string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for tag != "" {
			n := strings.IndexAny(tag, `"'`)
			switch {
			case n < 0:
				n = len(tag)
			case n == 0:
				if n = strings.IndexByte(tag[1:], tag[0]) + 2; n == 1 {
					n = len(tag)
				}
			}
			if !yield(tag[:n]) {
				return
			}
			tag = tag[n:]
		}
	}
}

// Uses reports whether the template may ask for a variable.
func (t *Template) Uses(name string) bool { return t.names[name] }

// unknownFilter says what is wrong with the name of a filter.
func unknownFilter(name string) string {
	for known := range filters {
		if strings.EqualFold(known, strings.ReplaceAll(name, "_", "")) {
			return fmt.Sprintf("unknown filter %q; did you mean %q?", name, known)
		}
	}
	return fmt.Sprintf("unknown filter %q", name)
}

// names yields the names in the arguments of a tag, and whether each is a
// filter's. Texts and the names of members are left out.
func names(args string) iter.Seq2[string, bool] {
	return func(yield func(string, bool) bool) {
		before := "" // the last token but space: one byte, or the .. of a range
		for i := 0; i < len(args); {
			c := args[i]
			switch {
			case c == '"' || c == '\'':
				end := strings.IndexByte(args[i+1:], c)
				if end < 0 {
					return
				}
				i += end + 2
			case c == '_' || c < 0x80 && unicode.IsLetter(rune(c)):
				end := i + 1
				for end < len(args) && (args[end] == '_' || args[end] == '-' || args[end] < 0x80 && (unicode.IsLetter(rune(args[end])) || unicode.IsDigit(rune(args[end])))) {
					end++
				}
				if before != "." && !yield(args[i:end], before == "|") {
					return
				}
				i = end
			default:
				i++
			}
			switch {
			case c == '.' && before == ".":
				before = ".."
			case c != ' ':
				before = string(c)
			}
		}
	}
}

// ErrTooLarge says that a template's text is larger than it may be.
var ErrTooLarge = errors.New("the text of the template is larger than the limit for buffered bodies")

// Render renders the template within the budget of env. The text has at most
// limit bytes.
func (t *Template) Render(env *clr.Env, bindings map[string]any, limit int64) (text string, err error) {
	env.Start()
	r := &renderer{env: env, limit: limit}
	defer func() {
		if cause := recover(); cause != nil {
			text, err = "", failure(cause)
		}
	}()
	bindings[rendererKey] = r
	out := r.writer()
	if err := render.Render(t.root, out, bindings, r.config()); err != nil {
		return "", fmt.Errorf("line %d: %w", err.LineNumber(), cause(err))
	}
	return out.String(), nil
}

// cause is what went wrong, without the places that the module adds.
func cause(err error) error {
	for {
		if failed, ok := err.(expressions.FilterError); ok {
			return fmt.Errorf("%s: %w", failed.FilterName, failed.Err)
		}
		outer, ok := err.(interface{ Cause() error })
		if !ok || outer.Cause() == nil {
			return err
		}
		err = outer.Cause()
	}
}

// failure is an error that came as a panic. The module panics on values that it
// cannot make others of.
func failure(panicked any) error {
	err, ok := panicked.(error)
	if !ok {
		return fmt.Errorf("%v", panicked)
	}
	err = cause(err)
	var bug goruntime.Error
	if errors.As(err, &bug) {
		return fmt.Errorf("the template cannot be rendered: %w", err)
	}
	return err
}

// A renderer renders one template once.
type renderer struct {
	env   *clr.Env
	limit int64
}

// rendererKey is where tags find the renderer among the variables: no template
// can name it.
const rendererKey = " renderer"

func (r *renderer) writer() *limitedWriter { return &limitedWriter{r: r} }

// A limitedWriter is a text that grows up to a limit.
type limitedWriter struct {
	strings.Builder
	r *renderer
}

func (w *limitedWriter) Write(p []byte) (int, error) { return w.WriteString(string(p)) }

func (w *limitedWriter) WriteString(s string) (int, error) {
	if int64(w.Len()+len(s)) > w.r.limit {
		panic(ErrTooLarge)
	}
	w.r.env.Charge(len(s))
	return w.Builder.WriteString(s)
}
