package main

import (
	"fmt"

	"github.com/spf13/pflag"

	"sallyport/runtime"
)

// A section is the flag --section: what a snippet is the content of.
type section struct{ value runtime.Sections }

func addSection(flags *pflag.FlagSet) *section {
	s := &section{runtime.Inbound}
	flags.Var(s, "section", "the section that a file without <policies> is the content of")
	return s
}

func (s *section) String() string { return s.value.String() }
func (s *section) Type() string   { return "SECTION" }

func (s *section) Set(name string) error {
	value := runtime.SectionNamed(name)
	if value == 0 {
		return fmt.Errorf("got %q, want inbound, backend, outbound or on-error", name)
	}
	s.value = value
	return nil
}
