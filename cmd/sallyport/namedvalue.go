package main

import (
	"strings"

	"sallyport/policy"
)

// namedValueOptions reads policies with the named values of --named-value.
func namedValueOptions(pairs []string) (policy.Options, error) {
	values := map[string]string{}
	o := policy.Options{NamedValues: func(name string) (string, bool, bool) { v, ok := values[name]; return v, false, ok }}
	for _, pair := range pairs {
		name, value, ok := strings.Cut(pair, "=")
		if !ok {
			return o, usagef("--named-value: got %q, want name=value", pair)
		}
		values[name] = value
		o.NamedValueNames = append(o.NamedValueNames, name)
	}
	return o, nil
}
