package main

import (
	"fmt"
	"strings"

	"sallyport/eval"
	"sallyport/eval/clr"
)

// describe is a value for a person: its type, then the value as C# would write
// it, where C# can. The error is an exception that a sequence threw.
//
//	string "abc"
//	List<int> [1, 2, 3]
func describe(v any, env *clr.Env) (string, error) {
	if v == nil {
		return "null", nil
	}
	var text string
	err := eval.Guard(func() { text = valueText(v, env, 0) })
	return clr.TypeOf(v).String() + " " + text, err
}

// Bounds on what is printed of a collection.
const (
	shownElements = 100
	shownDepth    = 8
)

// valueText is a value as C# would write it, and elements in brackets.
func valueText(v any, env *clr.Env, depth int) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case string:
		return fmt.Sprintf("%q", v)
	case clr.Char:
		return fmt.Sprintf("'%s'", clr.Text(v))
	case bool:
		return fmt.Sprint(v)
	}
	if _, ok := v.(clr.Stringer); ok || depth > shownDepth {
		return clr.Text(v)
	}
	var parts []string
	add := func(text string) bool {
		if len(parts) == shownElements {
			parts = append(parts, "...")
			return false
		}
		parts = append(parts, text)
		return true
	}
	if m, ok := v.(clr.Map); ok {
		for key, value := range m.Pairs() {
			if !add(valueText(key, env, depth+1) + ": " + valueText(value, env, depth+1)) {
				break
			}
		}
		return "{" + strings.Join(parts, ", ") + "}"
	}
	if s, ok := v.(clr.Seq); ok {
		for e := range s.Iterate(env) {
			if !add(valueText(e, env, depth+1)) {
				break
			}
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return clr.Text(v)
}
