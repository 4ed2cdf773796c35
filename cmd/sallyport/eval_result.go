package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"sallyport/eval"
	"sallyport/eval/clr"
	"sallyport/eval/source"
)

// An evalCase is one expression of a file of cases.
type evalCase struct {
	ID      string          `json:"id"`
	Expr    string          `json:"expr"`
	Context json.RawMessage `json:"context"`
}

// parseCases reads a file of cases. Fields that it does not know say what is
// expected, and are for others.
func parseCases(data []byte) ([]evalCase, error) {
	var cases []evalCase
	if err := json.NewDecoder(bytes.NewReader(data)).Decode(&cases); err != nil {
		return nil, err
	}
	for i, c := range cases {
		if c.Expr == "" {
			return nil, fmt.Errorf("case %d (%q) has no expr", i+1, c.ID)
		}
	}
	return cases, nil
}

// A result is what became of an expression, as JSON says it: type and text, or
// the stage that failed, with a compiler's code or the type of an exception.
type result struct {
	ID string `json:"id,omitempty"`
	OK bool   `json:"ok"`
	*value
	*failure
}

type value struct {
	Type string `json:"type"` // the CLR type's name, or "null"
	Text string `json:"text"` // Convert.ToString in the invariant culture
}

type failure struct {
	Stage     string `json:"stage"`     // compile or run
	Exception string `json:"exception"` // "" when no exception but a limit ended the run
	Message   string `json:"message"`
}

// resultOf is the outcome of an expression: faults of compiling it, an error of
// running it, or else a value.
func resultOf(v any, ds source.Diagnostics, err error) result {
	for _, d := range ds {
		if d.Severity == source.Error {
			return result{failure: &failure{"compile", string(d.Code), d.Message}}
		}
	}
	var text string
	if err == nil {
		err = eval.Guard(func() { text = clr.Text(v) })
	}
	if err != nil {
		f := &failure{Stage: "run", Message: err.Error()}
		var exception *clr.Exception
		if errors.As(err, &exception) {
			f.Exception, f.Message = exception.T.FullName(), exception.FullMessage()
		}
		return result{failure: f}
	}
	name := "null"
	if t := clr.TypeOf(v); t != nil {
		name = t.FullName()
	}
	return result{OK: true, value: &value{name, text}}
}
