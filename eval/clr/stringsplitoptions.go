package clr

import "strings"

// StringSplitOptions says whether Split keeps empty parts.
var StringSplitOptions = Declare(Decl{Name: "System.StringSplitOptions", Kind: EnumKind, Flags: true, Doc: "Whether Split keeps empty parts.", Values: []EnumValue{
	{"None", 0, "Empty parts stay."},
	{"RemoveEmptyEntries", 1, "Empty parts are left out, and do not count."},
}})

// A cut is a separator's place in a text, in bytes.
type cut struct{ at, n int }

// cutBytes is what a cut costs, with the part that it makes.
const cutBytes = 64

// splitChars is Split by any of some characters, or by white space when there
// are none.
func splitChars(env *Env, s string, separators Opt[*Array], count int32, options Enum) []string {
	var set []Char
	if separators.Valid {
		for _, c := range separators.Value.Items() {
			set = append(set, c.(Char))
		}
	}
	is := func(c Char) bool { return containsChar(set, c) }
	if len(set) == 0 {
		is = whiteSpace
	}
	return split(env, s, count, options, func(s string) []cut { return cutsOf(env, s, is) })
}

func containsChar(set []Char, c Char) bool {
	for _, x := range set {
		if x == c {
			return true
		}
	}
	return false
}

// cutsOf finds the code units that are separators. s has a pair of surrogates
// as two.
func cutsOf(env *Env, s string, is func(Char) bool) []cut {
	var cuts []cut
	for i := 0; i < len(s); {
		r, n := rune(s[i]), 1
		if r >= 0x80 {
			r, n = decodeWTF8(s[i:])
		}
		if is(Char(r)) {
			env.Charge(cutBytes)
			cuts = append(cuts, cut{i, n})
		}
		i += n
	}
	return cuts
}

// splitStrings is Split by any of some texts, of which the first that fits
// counts; by white space when there are none.
func splitStrings(env *Env, s string, separators Opt[*Array], count int32, options Enum) []string {
	if !separators.Valid || separators.Value.Len() == 0 {
		return splitChars(env, s, Opt[*Array]{}, count, options)
	}
	var list []string
	for _, v := range separators.Value.Items() {
		if sep, _ := v.(string); sep != "" {
			list = append(list, unpaired(sep))
		}
	}
	return split(env, s, count, options, func(s string) []cut {
		var cuts []cut
	next:
		for i := 0; i < len(s); {
			for _, sep := range list {
				if strings.HasPrefix(s[i:], sep) {
					env.Charge(cutBytes)
					cuts = append(cuts, cut{i, len(sep)})
					i += len(sep)
					continue next
				}
			}
			i++
		}
		return cuts
	})
}

// split makes at most count parts of a text; the last keeps what is left.
func split(env *Env, s string, count int32, options Enum, find func(string) []cut) []string {
	if count < 0 {
		Throw(ArgumentOutOfRange("count", "Count cannot be less than zero."))
	}
	if options.V < 0 || options.V > 1 {
		Throw(Argument("Illegal enum value: "+options.ToString()+".", ""))
	}
	omit := options.V == 1
	if count == 0 || omit && s == "" {
		return []string{}
	}
	plain := unpaired(s)
	cuts := find(plain)
	if len(cuts) == 0 || count == 1 {
		return []string{s}
	}
	parts := splitKeeping
	if omit {
		parts = splitOmitting
	}
	list := parts(plain, cuts, int(count))
	if len(plain) != len(s) {
		for i := range list {
			list[i] = rejoined(list[i])
		}
	}
	return list
}

func splitKeeping(s string, cuts []cut, count int) []string {
	cuts = cuts[:min(len(cuts), count-1)]
	list := make([]string, 0, len(cuts)+1)
	at := 0
	for _, c := range cuts {
		list = append(list, s[at:c.at])
		at = c.at + c.n
	}
	return append(list, s[at:])
}

func splitOmitting(s string, cuts []cut, count int) []string {
	list := []string{}
	at := 0
	for i, c := range cuts {
		if c.at > at {
			list = append(list, s[at:c.at])
		}
		at = c.at + c.n
		if len(list) == count-1 {
			for _, next := range cuts[i+1:] { // the rest does not begin with a separator
				if next.at != at {
					break
				}
				at += next.n
			}
			break
		}
	}
	if at < len(s) {
		list = append(list, s[at:])
	}
	return list
}
