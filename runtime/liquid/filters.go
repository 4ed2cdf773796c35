package liquid

import (
	"errors"
	"fmt"
	"html"
	"math"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/osteele/liquid/expressions"
	"github.com/osteele/liquid/render"
	"github.com/osteele/liquid/values"

	"sallyport/eval/clr"
)

// A filter makes a value of another. Arguments that are not given are not in
// args.
type filter func(r *renderer, in any, args []any) (any, error)

// filters are API Management's, in the order of its page.
var filters map[string]filter

func init() {
	filters = map[string]filter{
		"Abs":          numeric(math.Abs),
		"Append":       func(r *renderer, in any, args []any) (any, error) { return r.concat(str(in), argument(args, 0)), nil },
		"AtLeast":      arithmetic(math.Max),
		"AtMost":       arithmetic(math.Min),
		"Capitalize":   textual(capitalize),
		"Compact":      compact,
		"Currency":     currency,
		"Date":         formatDate,
		"Default":      func(_ *renderer, in any, args []any) (any, error) { return otherwise(in, args), nil },
		"DividedBy":    division(func(a, b int) int { return a / b }, func(a, b float64) float64 { return a / b }),
		"Downcase":     textual(strings.ToLower),
		"Escape":       textual(html.EscapeString),
		"First":        func(_ *renderer, in any, _ []any) (any, error) { return itemAt(in, 0), nil },
		"H":            textual(html.EscapeString),
		"Join":         joinItems,
		"Last":         func(_ *renderer, in any, _ []any) (any, error) { return itemAt(in, -1), nil },
		"Lstrip":       textual(func(s string) string { return strings.TrimLeftFunc(s, unicode.IsSpace) }),
		"Map":          mapItems,
		"Minus":        arithmetic(func(a, b float64) float64 { return a - b }),
		"Modulo":       division(func(a, b int) int { return a % b }, math.Mod),
		"NewlineToBr":  func(r *renderer, in any, _ []any) (any, error) { return r.replace(str(in), "\n", "<br />\n", -1), nil },
		"Plus":         arithmetic(func(a, b float64) float64 { return a + b }),
		"Prepend":      func(r *renderer, in any, args []any) (any, error) { return r.concat(argument(args, 0), str(in)), nil },
		"Remove":       replacing(false, -1),
		"RemoveFirst":  replacing(false, 1),
		"Replace":      replacing(true, -1),
		"ReplaceFirst": replacing(true, 1),
		"Round":        round,
		"Rstrip":       textual(func(s string) string { return strings.TrimRightFunc(s, unicode.IsSpace) }),
		"Size":         func(_ *renderer, in any, _ []any) (any, error) { return size(in), nil },
		"Slice":        sliceOf,
		"Sort":         sortItems,
		"Split":        split,
		"Strip":        textual(strings.TrimSpace),
		"StripHtml":    textual(func(s string) string { return markup.ReplaceAllString(s, "") }),
		"StripNewlines": textual(func(s string) string {
			return strings.NewReplacer("\r", "", "\n", "").Replace(s)
		}),
		"Times":         arithmetic(func(a, b float64) float64 { return a * b }),
		"Truncate":      truncate,
		"TruncateWords": truncateWords,
		"Uniq":          unique,
		"Upcase":        textual(strings.ToUpper),
		"UrlDecode":     urlDecode,
		"UrlEncode":     textual(url.QueryEscape),
	}
}

// config is the grammar with the filters for one rendering.
func (r *renderer) config() render.Config {
	c := grammar
	c.Config.Config = expressions.NewConfig()
	for name, f := range filters {
		c.AddFilter(name, func(in any, args ...any) (any, error) {
			r.env.Step(1)
			if text, ok := in.(string); ok {
				r.env.Charge(len(text)) // what it may make of it
			}
			return f(r, in, args)
		})
	}
	return c
}

// str is a value as it prints.
func str(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case []any:
		return join(slice(v), "")
	case values.Range:
		return join(v, "")
	}
	return fmt.Sprint(v)
}

func join(l items, glue string) string {
	var b strings.Builder
	for i := range l.Len() {
		if i > 0 {
			b.WriteString(glue)
		}
		b.WriteString(str(l.Index(i)))
	}
	return b.String()
}

// argument is an argument as text, "" when it is not given.
func argument(args []any, i int) string {
	if i < len(args) {
		return str(args[i])
	}
	return ""
}

// whole is an argument as a whole number.
func whole(args []any, i, otherwise int) (int, error) {
	if i >= len(args) {
		return otherwise, nil
	}
	f, isInt, ok := numberOf(args[i])
	if !ok || !isInt {
		return 0, fmt.Errorf("got %q, want a whole number", str(args[i]))
	}
	return int(f), nil
}

// textual is a filter of texts that makes nothing much larger.
func textual(f func(string) string) filter {
	return func(_ *renderer, in any, _ []any) (any, error) { return f(str(in)), nil }
}

// concat is a text behind another.
func (r *renderer) concat(a, b string) string {
	r.grow(int64(len(a)) + int64(len(b)))
	return a + b
}

// replace is strings.Replace within the limit.
func (r *renderer) replace(s, from, to string, n int) string {
	if from == "" {
		return s
	}
	count := strings.Count(s, from)
	if n >= 0 {
		count = min(count, n)
	}
	r.grow(int64(len(s)) + int64(count)*int64(len(to)-len(from)))
	return strings.Replace(s, from, to, n)
}

// grow charges for a text that is to be made, and ends the rendering when it
// would be larger than the result may be.
func (r *renderer) grow(n int64) {
	if n > r.limit {
		panic(ErrTooLarge)
	}
	r.env.Charge(int(n))
}

func replacing(with bool, n int) filter {
	return func(r *renderer, in any, args []any) (any, error) {
		to := ""
		if with {
			to = argument(args, 1)
		}
		return r.replace(str(in), argument(args, 0), to, n), nil
	}
}

// numberOf is a value as a number, which a text may be too.
func numberOf(v any) (f float64, isInt, ok bool) {
	switch v := v.(type) {
	case int:
		return float64(v), true, true
	case number:
		return float64(v), false, true
	case float64:
		return v, false, true
	case nil:
		return 0, true, true
	}
	text := strings.TrimSpace(str(v))
	if i, err := strconv.ParseInt(text, 10, 64); err == nil {
		return float64(i), true, true
	}
	f, err := strconv.ParseFloat(text, 64)
	return f, false, err == nil
}

// sameKind is a result as a whole number, if its operands were.
func sameKind(f float64, isInt bool) any {
	if isInt && math.Abs(f) < 1<<53 {
		return int(f)
	}
	return number(f)
}

func numeric(f func(float64) float64) filter {
	return func(_ *renderer, in any, _ []any) (any, error) {
		n, isInt, ok := numberOf(in)
		if !ok {
			return nil, notANumber(in)
		}
		return sameKind(f(n), isInt), nil
	}
}

func arithmetic(f func(a, b float64) float64) filter {
	return func(_ *renderer, in any, args []any) (any, error) {
		a, b, isInt, err := operands(in, args)
		if err != nil {
			return nil, err
		}
		return sameKind(f(a, b), isInt), nil
	}
}

func operands(in any, args []any) (a, b float64, isInt bool, err error) {
	if len(args) == 0 {
		return 0, 0, false, errors.New("an operand is missing")
	}
	a, aInt, ok := numberOf(in)
	if !ok {
		return 0, 0, false, notANumber(in)
	}
	b, bInt, ok := numberOf(args[0])
	if !ok {
		return 0, 0, false, notANumber(args[0])
	}
	return a, b, aInt && bInt, nil
}

func notANumber(v any) error { return fmt.Errorf("got %.40q, want a number", str(v)) }

// division divides whole numbers as C# does, and others as f does.
func division(whole func(a, b int) int, f func(a, b float64) float64) filter {
	return func(_ *renderer, in any, args []any) (any, error) {
		a, b, isInt, err := operands(in, args)
		switch {
		case err != nil:
			return nil, err
		case isInt && b == 0:
			return nil, errors.New("divided by 0")
		case isInt:
			return whole(int(a), int(b)), nil
		}
		return number(f(a, b)), nil
	}
}

// round rounds to a number of digits, halves to the even neighbour, as Math.Round
// does.
func round(_ *renderer, in any, args []any) (any, error) {
	f, isInt, ok := numberOf(in)
	digits, err := whole(args, 0, 0)
	switch {
	case err != nil:
		return nil, err
	case !ok:
		return nil, notANumber(in)
	case isInt:
		return int(f), nil
	}
	scale := math.Pow(10, float64(max(0, min(digits, 15))))
	return number(math.RoundToEven(f*scale) / scale), nil
}

// currency is a number as an amount of dollars: the culture is en-US unless
// another is asked for, and there is no other.
func currency(_ *renderer, in any, args []any) (any, error) {
	if culture := argument(args, 0); culture != "" && culture != "en-US" {
		return nil, fmt.Errorf("culture %q is not known, only en-US", culture)
	}
	f, _, ok := numberOf(in)
	if !ok {
		return in, nil
	}
	whole, fraction, _ := strings.Cut(strconv.FormatFloat(math.Abs(f), 'f', 2, 64), ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	text := "$" + whole + "." + fraction
	if f < 0 {
		return "-" + text, nil
	}
	return text, nil
}

// capitalize makes the first letter of each word a capital, as TextInfo's
// ToTitleCase does: a word of capitals alone stays.
func capitalize(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		word, space := s, len(s)
		if i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }); i >= 0 {
			word, space = s[:i], i
		}
		if word == "" {
			_, n := utf8.DecodeRuneInString(s)
			b.WriteString(s[:n])
			s = s[n:]
			continue
		}
		if strings.ToUpper(word) == word && len(word) > 1 {
			b.WriteString(word)
		} else {
			_, n := utf8.DecodeRuneInString(word)
			b.WriteString(strings.ToTitle(word[:n]) + strings.ToLower(word[n:]))
		}
		s = s[space:]
	}
	return b.String()
}

// formatDate is a date, or a text that is one, in a format of .NET. "now" is the
// time of the clock.
func formatDate(r *renderer, in any, args []any) (any, error) {
	d, ok := in.(date)
	if text, isText := in.(string); isText {
		if strings.EqualFold(text, "now") {
			d, ok = date(clr.DateTimeFrom(r.env.Time(), clr.Utc)), true
		} else if parsed, isDate := clr.ParseDateTime(r.env, text); isDate {
			d, ok = date(parsed), true
		}
	}
	format := argument(args, 0)
	if !ok || format == "" {
		return str(in), nil
	}
	return clr.DateTime(d).FormatWith(format), nil
}

// otherwise is the default of a value that is nil, false or empty.
func otherwise(in any, args []any) any {
	empty := in == nil || in == false || in == ""
	if l, ok := in.(items); ok {
		empty = l.Len() == 0
	}
	if !empty || len(args) == 0 {
		return in
	}
	return args[0]
}

// gather is the items of a value, charged for.
func (r *renderer) gather(v any) []any {
	l := itemsOf(v)
	n := max(0, l.Len())
	r.env.Step(n)
	r.env.Charge(16 * n)
	all := make([]any, n)
	for i := range all {
		all[i] = l.Index(i)
	}
	return all
}

// itemAt is an item, counted from the end below 0. A text has none.
func itemAt(v any, i int) any {
	if _, isText := v.(string); isText {
		return nil
	}
	l := itemsOf(v)
	if i < 0 {
		i += l.Len()
	}
	if i < 0 || i >= l.Len() {
		return nil
	}
	return l.Index(i)
}

func compact(r *renderer, in any, _ []any) (any, error) {
	return slices.DeleteFunc(r.gather(in), func(v any) bool { return v == nil }), nil
}

func joinItems(r *renderer, in any, args []any) (any, error) {
	glue := " "
	if len(args) > 0 {
		glue = str(args[0])
	}
	w := r.writer()
	for i, v := range r.gather(in) {
		if i > 0 {
			w.WriteString(glue)
		}
		w.WriteString(str(v))
	}
	return w.String(), nil
}

// property is a member of an item.
func property(v any, name string) any {
	return values.ValueOf(v).PropertyValue(values.ValueOf(name)).Interface()
}

func mapItems(r *renderer, in any, args []any) (any, error) {
	all := r.gather(in)
	for i, v := range all {
		all[i] = property(v, argument(args, 0))
	}
	return all, nil
}

// sortItems sorts by the items, or a member of them; nil comes first, and texts
// that are not of one kind are compared as they print.
func sortItems(r *renderer, in any, args []any) (any, error) {
	all := r.gather(in)
	key := func(v any) any { return v }
	if len(args) > 0 {
		key = func(v any) any { return property(v, str(args[0])) }
	}
	slices.SortStableFunc(all, func(a, b any) int {
		r.env.Step(1)
		return compare(key(a), key(b))
	})
	return all, nil
}

func compare(a, b any) int {
	switch {
	case a == nil || b == nil:
		if a == b {
			return 0
		} else if a == nil {
			return -1
		}
		return 1
	case values.Less(a, b):
		return -1
	case values.Less(b, a):
		return 1
	case values.Equal(a, b):
		return 0
	}
	return strings.Compare(str(a), str(b))
}

func unique(r *renderer, in any, _ []any) (any, error) {
	seen := map[string]bool{}
	return slices.DeleteFunc(r.gather(in), func(v any) bool {
		key := fmt.Sprintf("%T %s", v, str(v))
		r.env.Charge(len(key))
		double := seen[key]
		seen[key] = true
		return double
	}), nil
}

// size is how many items a list has, or UTF-16 units a text.
func size(v any) int {
	if l, ok := v.(items); ok {
		return max(0, l.Len())
	}
	switch v := v.(type) {
	case string:
		return len(utf16.Encode([]rune(v)))
	case []any:
		return len(v)
	case object:
		return v.members.Count()
	}
	return 0
}

// sliceOf is a part of a text: from a place, counted from the end below 0, so
// many UTF-16 units.
func sliceOf(_ *renderer, in any, args []any) (any, error) {
	if len(args) == 0 {
		return nil, errors.New("where to begin is missing")
	}
	from, err := whole(args, 0, 0)
	if err != nil {
		return nil, err
	}
	n, err := whole(args, 1, 1)
	if err != nil {
		return nil, err
	}
	units := utf16.Encode([]rune(str(in)))
	if from < 0 {
		if from += len(units); from < 0 {
			n, from = n+from, 0
		}
	}
	from = min(from, len(units))
	return string(utf16.Decode(units[from : from+max(0, min(n, len(units)-from))])), nil
}

// split is the parts of a text that are not empty.
func split(r *renderer, in any, args []any) (any, error) {
	text, by := str(in), argument(args, 0)
	r.env.Charge(16 * (1 + strings.Count(text, by)))
	parts := []any{}
	for part := range strings.SplitSeq(text, by) {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return parts, nil
}

// markup is what StripHtml leaves out.
var markup = regexp.MustCompile(`(?is)<script.*?</script>|<!--.*?-->|<style.*?</style>|<.*?>`)

func truncate(_ *renderer, in any, args []any) (any, error) {
	length, err := whole(args, 0, 50)
	if err != nil {
		return nil, err
	}
	end := "..."
	if len(args) > 1 {
		end = str(args[1])
	}
	units := utf16.Encode([]rune(str(in)))
	if len(units) <= length {
		return str(in), nil
	}
	return string(utf16.Decode(units[:max(0, min(len(units), length-size(end)))])) + end, nil
}

func truncateWords(_ *renderer, in any, args []any) (any, error) {
	n, err := whole(args, 0, 15)
	if err != nil {
		return nil, err
	}
	end := "..."
	if len(args) > 1 {
		end = str(args[1])
	}
	words := strings.Split(str(in), " ")
	if n = max(n, 0); len(words) <= n {
		return str(in), nil
	}
	return strings.Join(words[:n], " ") + end, nil
}

func urlDecode(_ *renderer, in any, _ []any) (any, error) {
	text, err := url.QueryUnescape(str(in))
	if err != nil {
		return str(in), nil
	}
	return text, nil
}
