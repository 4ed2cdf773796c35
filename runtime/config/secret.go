package config

import (
	"errors"
	"io/fs"
	"os"
	"strings"

	"sallyport/eval/source"
	"sallyport/runtime/config/yaml"
)

// A namedValue is what {{name}} stands for.
type namedValue struct {
	text   string
	secret bool
}

func (l *loader) loadNamedValues() {
	l.values = map[string]namedValue{}
	for _, e := range l.in.NamedValues {
		text, ok := l.options.NamedValues[e.Name]
		if !ok {
			text, _ = l.secret(e.Value)
		}
		l.values[e.Name] = namedValue{text, e.Value.Secret}
		if e.Value.Secret {
			l.hide(text)
		}
	}
}

// namedValue looks up a named value for a policy.
func (l *loader) namedValue(name string) (value string, secret, ok bool) {
	v, ok := l.values[name]
	return v.text, v.secret, ok
}

// hide keeps a text out of traces.
func (l *loader) hide(text string) {
	if text != "" {
		l.secrets = append(l.secrets, text)
	}
}

// secret is the text that a secret stands for.
func (l *loader) secret(s Secret) (string, bool) {
	given := 0
	for _, set := range []bool{s.Value.Set, s.Env.Set, s.File.Set} {
		if set {
			given++
		}
	}
	switch {
	case given != 1:
		if s.Span != (source.Span{}) { // or else it was not there, or was no secret at all
			l.report(CodeSecret, s.Span, "want one of the keys value, env and file")
		}
		return "", false
	case s.Env.Set:
		text, ok := l.options.Env(s.Env.Value)
		if !ok {
			return l.absent(s.Env, "the environment variable %s is not set", s.Env.Value)
		}
		return text, true
	case s.File.Set:
		data, err := os.ReadFile(l.path(s.File.Value))
		if err != nil {
			return l.absent(s.File, "%s cannot be read: %v", s.File.Value, reason(err))
		}
		text := strings.TrimSuffix(string(data), "\n")
		return strings.TrimSuffix(text, "\r"), true
	}
	return s.Value.Value, true
}

// absent reports a secret that is not where the file says. A check goes on with
// its name: secrets are seldom where policies are checked.
func (l *loader) absent(at yaml.Text, format string, args ...any) (string, bool) {
	d := l.report(CodeSecret, at.Span, format, args...)
	if !l.options.Check {
		return "", false
	}
	d.Severity = source.Warning
	return at.Value, true
}

// reason is why a file could not be opened, without its path.
func reason(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
