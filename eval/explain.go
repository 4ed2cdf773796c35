package eval

import (
	"fmt"
	"io"
	"reflect"
	"strings"
	"text/tabwriter"

	"github.com/expr-lang/expr/vm"

	"sallyport/eval/bind"
	"sallyport/eval/syntax"
)

// Explain writes, for people, how the expression is read and run: its C# tree,
// its bound tree with types, and the instructions of its expr-lang programs,
// each with the C# that it comes from.
func (e *Expression) Explain(w io.Writer) error {
	body, _ := syntax.Parse(e.text)
	if _, err := fmt.Fprintf(w, "syntax\n  %s\n\ntypes\n%s", syntax.Dump(body), indent(bind.Dump(e.tree))); err != nil {
		return err
	}
	l := &lowerer{text: e.text}
	l.function(e.tree.Body)
	for i, p := range l.programs {
		if _, err := fmt.Fprintf(w, "\nprogram %d\n", i+1); err != nil {
			return err
		}
		if err := e.listing(w, p); err != nil {
			return err
		}
	}
	return nil
}

func indent(lines string) string {
	return "  " + strings.ReplaceAll(strings.TrimSuffix(lines, "\n"), "\n", "\n  ") + "\n"
}

// listing writes the instructions of a program. expr-lang's own listing shows
// constants that are functions by address, so they are named here by type.
func (e *Expression) listing(w io.Writer, p *vm.Program) error {
	tab := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	places := p.Locations()
	for i, line := range strings.Split(strings.TrimSpace(p.Disassemble()), "\n") {
		fields := strings.Fields(line)
		operand := strings.Join(fields[2:], " ")
		if p.Bytecode[i] == vm.OpPush {
			operand = operandText(p.Constants[p.Arguments[i]])
		}
		place := ""
		if i < len(places) && places[i].To > places[i].From {
			place = strings.Join(strings.Fields(e.text.Content[places[i].From:places[i].To]), " ")
		}
		fmt.Fprintf(tab, "  %s\t%s\t%s\t%s\n", fields[0], fields[1], operand, place)
	}
	return tab.Flush()
}

func operandText(v any) string {
	if t := reflect.TypeOf(v); t != nil && t.Kind() == reflect.Func {
		return strings.ReplaceAll(t.String(), "interface {}", "any")
	}
	return fmt.Sprintf("%#v", v)
}
