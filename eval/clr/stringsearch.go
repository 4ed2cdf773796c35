package clr

import "strings"

// The searches of System.String. Indexes and counts are in code units.

const (
	badCount = "Count must be positive and count must refer to a location within the string/array/collection."
)

// indexOfText is the first place of a text in count units from start, or -1.
func indexOfText(s, value string, start, count int32, how int64) int32 {
	length := int32(Length(s))
	if start < 0 || start > length {
		Throw(ArgumentOutOfRange("startIndex", indexRange))
	}
	if count < 0 || start > length-count {
		Throw(ArgumentOutOfRange("count", badCount))
	}
	i := find(slice(s, int(start), int(count)), value, how, false)
	if i < 0 {
		return -1
	}
	return start + int32(i)
}

// lastIndexOfText is the last place of a text in count units that end at start,
// or -1.
func lastIndexOfText(s, value string, start, count int32, how int64) int32 {
	length := int32(Length(s))
	if length == 0 && (start == -1 || start == 0) {
		if value == "" {
			return 0
		}
		return -1
	}
	if start < 0 || start > length {
		Throw(ArgumentOutOfRange("startIndex", indexRange))
	}
	if start == length {
		start--
		if count > 0 {
			count--
		}
		if value == "" && count >= 0 && start-count+1 >= 0 {
			return start
		}
	}
	if count < 0 || start-count+1 < 0 {
		Throw(ArgumentOutOfRange("count", badCount))
	}
	if value == "" {
		return start
	}
	from := start - count + 1
	i := find(slice(s, int(from), int(count)), value, how, true)
	if i < 0 {
		return -1
	}
	return from + int32(i)
}

// find is the first or last place of a text, or -1.
func find(s, value string, how int64, last bool) int {
	switch {
	case how == ordinal || how < ordinal && !ignoresCase(how) && plain(s) && plain(value):
	case how == ordinalIgnoreCase || how < ordinal && plain(s) && plain(value):
		s, value = ToUpper(s), ToUpper(value)
	default:
		return findInCulture(s, value, ignoresCase(how), last)
	}
	s, value = unpaired(s), unpaired(value)
	at := 0
	if last {
		at = strings.LastIndex(s, value)
	} else {
		at = strings.Index(s, value)
	}
	if at < 0 {
		return -1
	}
	return unitIndex(s, at)
}

func findInCulture(s, value string, ignoreCase, last bool) int {
	if weightless(value) {
		if last {
			return max(0, Length(s)-1)
		}
		return 0
	}
	if strings.Contains(value, "\x00") { // found as it stands, though ignored elsewhere
		return find(s, value, ordinal, last)
	}
	list := cultureMatches(s, value, ignoreCase)
	switch {
	case len(list) == 0:
		return -1
	case last:
		return list[len(list)-1].from
	}
	return list[0].from
}

// startsWith and endsWith compare the beginning or end of a text.
func startsWith(s, value string, how int64) bool {
	if value == "" {
		return true
	}
	switch {
	case how == ordinal:
		return strings.HasPrefix(unpaired(s), unpaired(value))
	case how == ordinalIgnoreCase || plain(s) && plain(value) && ignoresCase(how):
		return strings.HasPrefix(unpaired(ToUpper(s)), unpaired(ToUpper(value)))
	case plain(s) && plain(value):
		return strings.HasPrefix(s, value)
	case weightless(value):
		return true
	}
	first := weights(s)
	list := cultureMatches(s, value, ignoresCase(how))
	return len(list) > 0 && list[0].from == first[0].from
}

func endsWith(s, value string, how int64) bool {
	if value == "" {
		return true
	}
	switch {
	case how == ordinal:
		return strings.HasSuffix(unpaired(s), unpaired(value))
	case how == ordinalIgnoreCase || plain(s) && plain(value) && ignoresCase(how):
		return strings.HasSuffix(unpaired(ToUpper(s)), unpaired(ToUpper(value)))
	case plain(s) && plain(value):
		return strings.HasSuffix(s, value)
	case weightless(value):
		return true
	}
	all := weights(s)
	list := cultureMatches(s, value, ignoresCase(how))
	return len(list) > 0 && list[len(list)-1].to == all[len(all)-1].to
}

// indexOfAny is the first or last place of one of some characters.
func indexOfAny(s string, set []any, start, count int32) int32 {
	length := int32(Length(s))
	if start < 0 || start > length {
		Throw(ArgumentOutOfRange("startIndex", indexRange))
	}
	if count < 0 || start > length-count {
		Throw(ArgumentOutOfRange("count", badCount))
	}
	for i, u := range Units(slice(s, int(start), int(count))) {
		if anyChar(set, Char(u)) {
			return start + int32(i)
		}
	}
	return -1
}

func lastIndexOfAny(s string, set []any, start, count int32) int32 {
	if s == "" {
		return -1
	}
	if start < 0 || start >= int32(Length(s)) {
		Throw(ArgumentOutOfRange("startIndex", indexRange))
	}
	if count < 0 || count-1 > start {
		Throw(ArgumentOutOfRange("count", badCount))
	}
	units := Units(s)
	for i := start; i > start-count; i-- {
		if anyChar(set, Char(units[i])) {
			return i
		}
	}
	return -1
}

func anyChar(set []any, c Char) bool {
	for _, x := range set {
		if x.(Char) == c {
			return true
		}
	}
	return false
}
