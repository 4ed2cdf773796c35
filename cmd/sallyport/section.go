package main

import (
	"github.com/spf13/pflag"

	"sallyport/runtime"
)

// A section is the flag --section: what a snippet is the content of.
type section struct{ *choice }

func addSection(flags *pflag.FlagSet) section {
	return section{addChoice(flags, "section", "", "the section that a file without <policies> is the content of", runtime.AnySection.Names()...)}
}

// sections is the section that was chosen.
func (s section) sections() runtime.Sections { return runtime.SectionNamed(s.value) }
