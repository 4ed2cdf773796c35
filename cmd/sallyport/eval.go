package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sallyport/eval"
	"sallyport/eval/clr"
	"sallyport/eval/source"
	"sallyport/runtime"
)

type evalCommand struct {
	*terminal
	cases   string
	context string
	explain bool
	strict  bool
	output  *choice
}

func newEval(t *terminal) *cobra.Command {
	c := &evalCommand{terminal: t}
	cmd := &cobra.Command{
		Use:   "eval EXPRESSION",
		Short: "Evaluate one policy expression",
		Long: `Eval compiles a policy expression, @(...) or @{...}, and prints the type and
the value of its result. An EXPRESSION without @( ) around it is taken as if it
had them; a dash reads it from standard input.

With --cases it evaluates a JSON list of {"id", "expr", "context"} and prints a
list of {"id", "ok": true, "type", "text"}, or {"id", "ok": false, "stage",
"exception", "message"}, where stage is "compile" or "run". The paths of
certificates in a context start at the folder of its file.

The exit status is 1 when the expression does not compile or throws; with
--cases only when the list makes no sense.`,
		Example: example(
			`sallyport eval '@("order-" + 7.ToString("D4"))'`,
			`sallyport eval --explain '1 + 2 * 3'`,
			`sallyport eval --cases cases.json`,
		),
		Args: func(cmd *cobra.Command, args []string) error {
			if c.cases != "" {
				return atMost(0)(cmd, args)
			}
			return exactly("EXPRESSION")(cmd, args)
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if c.cases != "" {
				return c.runCases()
			}
			return c.run(args[0])
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&c.cases, "cases", "", "evaluate the expressions of a JSON `FILE`")
	flags.StringVar(&c.context, "context", "", "what context holds, a JSON `FILE`; - is standard input")
	flags.BoolVar(&c.explain, "explain", false, "print the C# tree, the types and the program, and do not run it")
	flags.BoolVar(&c.strict, "strict", false, "refuse members that are not on API Management's allow-list")
	c.output = addOutput(flags, "text", "json")
	cmd.MarkFlagsMutuallyExclusive("cases", "explain")
	cmd.MarkFlagsMutuallyExclusive("cases", "context")
	return cmd
}

func (c *evalCommand) run(arg string) error {
	text, err := c.read(arg)
	if err != nil {
		return err
	}
	e, ds := c.compile(text)
	c.printDiagnostics(c.Err, ds)
	if e == nil {
		return c.failed(resultOf(nil, ds, nil))
	}
	if c.explain {
		return e.Explain(c.Out)
	}
	env, err := c.environment()
	if err != nil {
		return err
	}
	v, err := e.EvalExplained(env)
	var shown string
	if err == nil {
		shown, err = describe(v, env)
	}
	if err != nil {
		c.printDiagnostics(c.Err, source.Diagnostics{thrown(text, err)})
		return c.failed(resultOf(nil, nil, err))
	}
	if c.output.value == "json" {
		return printJSON(c.Out, resultOf(v, nil, nil))
	}
	_, err = fmt.Fprintln(c.Out, shown)
	return err
}

// failed ends a run without a value.
func (c *evalCommand) failed(r result) error {
	if c.output.value == "json" {
		if err := printJSON(c.Out, r); err != nil {
			return err
		}
	}
	return errFaults
}

func (c *evalCommand) compile(text *source.Text) (*eval.Expression, source.Diagnostics) {
	// An object takes anything and converts nothing: what a body returns keeps its type.
	return eval.Compile(text, eval.Options{Context: runtime.ContextType, Want: clr.ObjectType, Strict: c.strict})
}

// read is the expression that an argument stands for.
func (c *evalCommand) read(arg string) (*source.Text, error) {
	if arg == "-" {
		data, err := io.ReadAll(c.In)
		if err != nil {
			return nil, err
		}
		arg = strings.TrimSuffix(string(data), "\n")
	}
	return expressionText("expression", arg), nil
}

// expressionText is a text that is an expression: one without @( ) around it
// gets them, without a change to what positions say.
func expressionText(name, typed string) *source.Text {
	file := source.NewFile(name, typed)
	all := source.Span{End: len(typed)}
	if trimmed := strings.TrimSpace(typed); strings.HasPrefix(trimmed, "@(") || strings.HasPrefix(trimmed, "@{") {
		return source.Verbatim(file, all)
	}
	b := source.NewBuilder(file)
	b.Replace(source.Span{}, "@(")
	b.Copy(all)
	b.Replace(source.Span{Start: len(typed), End: len(typed)}, ")")
	return b.Text()
}

// environment is what the expression sees: a context file's request, or a plain
// one of this moment.
func (c *evalCommand) environment() (*clr.Env, error) {
	if c.context == "" {
		now := time.Now()
		return contextEnv(&runtime.ContextFile{Timestamp: &now}, time.Now, ".")
	}
	f, dir, err := c.readContext(c.context)
	if err != nil {
		return nil, err
	}
	return contextEnv(f, f.Now, dir)
}

// contextEnv is what an expression sees of a context file that lies in a folder.
func contextEnv(f *runtime.ContextFile, now func() time.Time, dir string) (*clr.Env, error) {
	x, err := f.Exchange(newServices(now, nil, nil), folder(dir))
	if err != nil {
		return nil, err
	}
	return x.Env(), nil
}

// thrown is what left an expression, as a diagnostic at the C# that threw it;
// what threw when its value was printed is at the whole of it.
func thrown(text *source.Text, err error) source.Diagnostic {
	var e *eval.Error
	if !errors.As(err, &e) {
		e = &eval.Error{File: text.File, Span: text.Origin(source.Span{End: len(text.Content)}), Cause: err}
		errors.As(err, &e.Exception)
	}
	return e.Diagnostic(nil)
}

func (c *evalCommand) runCases() error {
	data, err := os.ReadFile(c.cases)
	if err != nil {
		return err
	}
	cases, err := parseCases(data)
	if err != nil {
		return usagef("%s: %v", c.cases, err)
	}
	results := make([]result, len(cases))
	for i, one := range cases {
		results[i] = c.runCase(one)
		results[i].ID = one.ID
	}
	return printJSON(c.Out, results)
}

// runCase is the result of one case; a context that makes no sense is its failure.
func (c *evalCommand) runCase(one evalCase) result {
	e, ds := c.compile(expressionText(one.ID, one.Expr))
	if e == nil {
		return resultOf(nil, ds, nil)
	}
	f := &runtime.ContextFile{}
	if len(one.Context) > 0 {
		var err error
		if f, err = runtime.ParseContextFile(one.Context); err != nil {
			return resultOf(nil, nil, err)
		}
	}
	env, err := contextEnv(f, f.Now, filepath.Dir(c.cases))
	if err != nil {
		return resultOf(nil, nil, err)
	}
	v, err := e.Eval(env)
	return resultOf(v, nil, err)
}
