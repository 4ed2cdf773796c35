package main

import (
	"maps"
	"slices"
	"strings"

	"sallyport/policy"
)

// namedValues are the named values of --named-value.
func namedValues(pairs []string) (map[string]string, error) {
	values := map[string]string{}
	for _, pair := range pairs {
		name, value, ok := strings.Cut(pair, "=")
		if !ok {
			return nil, usagef("--named-value: got %q, want name=value", pair)
		}
		values[name] = value
	}
	return values, nil
}

// namedValueOptions reads policies with the named values of --named-value.
func namedValueOptions(pairs []string) (policy.Options, error) {
	values, err := namedValues(pairs)
	return policy.Options{
		NamedValues:     func(name string) (string, bool, bool) { v, ok := values[name]; return v, false, ok },
		NamedValueNames: slices.Sorted(maps.Keys(values)),
	}, err
}
