package runtime

import (
	"cmp"
	"encoding/base64"
	"slices"
	"strconv"
	"strings"
)

// Hidden stands in a trace where a secret was.
const Hidden = "***"

// secretHeaders are the fields whose values no trace shows.
var secretHeaders = []string{"Authorization", "Proxy-Authorization", "Ocp-Apim-Subscription-Key", "Cookie"}

// shortest is the length of the shortest text that is kept out of traces: a
// shorter one is in everything and hides nothing.
const shortest = 4

// secrets are the texts of the exchange that no trace or log shows, longer ones
// before those that may be a part of them.
func (x *Exchange) secrets() []string {
	list := slices.Clone(x.Deployment.Secrets)
	if s := x.Subscription; s != nil {
		list = append(list, s.Key, s.PrimaryKey, s.SecondKey)
	}
	header, query := "", "subscription-key"
	if x.API != nil {
		header, query = x.API.KeyHeader, cmp.Or(x.API.KeyQuery, query)
	}
	for _, f := range x.Request.Header.Fields() {
		if header != "" && strings.EqualFold(f.Name, header) {
			list = append(list, f.Value)
		}
		list = append(list, secretsOf(f.Name, f.Value)...)
	}
	for name, value := range Parameters(x.Request.OriginalURL.QueryString) {
		if strings.EqualFold(name, query) {
			list = append(list, value)
		}
	}
	list = append(list, x.hidden...)
	for _, s := range list {
		if q := strconv.Quote(s); len(q) != len(s)+2 {
			list = append(list, q[1:len(q)-1]) // as it stands in a text in quotes
		}
	}
	list = slices.DeleteFunc(list, func(s string) bool { return len(s) < shortest })
	slices.SortStableFunc(list, func(a, b string) int { return len(b) - len(a) })
	return list
}

func isSecretHeader(name string) bool {
	return slices.ContainsFunc(secretHeaders, func(s string) bool { return strings.EqualFold(s, name) })
}

// secretsOf are the secrets in a header field: of Authorization the whole value
// and what follows the scheme, of Basic what that says, and of most fields none.
func secretsOf(name, value string) []string {
	if !isSecretHeader(name) {
		return nil
	}
	scheme, rest, ok := strings.Cut(value, " ")
	if !ok || strings.ContainsAny(scheme, "=;,") {
		return []string{value}
	}
	list := []string{value, strings.TrimSpace(rest)}
	if strings.EqualFold(scheme, "Basic") {
		if plain, err := base64.StdEncoding.DecodeString(list[1]); err == nil {
			_, password, _ := strings.Cut(string(plain), ":")
			list = append(list, string(plain), password)
		}
	}
	return list
}

// HideField keeps the value of a header field that a policy has made out of
// traces and logs, if it is one whose values are secret.
func (x *Exchange) HideField(name, value string) {
	for _, s := range secretsOf(name, value) {
		x.Hide(s)
	}
}

// Hide keeps a text that a policy has found to be secret out of traces and logs:
// out of what was noted before too. A text of up to three bytes hides nothing.
func (x *Exchange) Hide(secret string) {
	if len(secret) < shortest {
		return
	}
	x.hidden = append(x.hidden, secret)
	if x.Trace != nil {
		x.Trace.hide(secret)
	}
}

// Redact is a text without the secrets of the exchange, for a log.
func (x *Exchange) Redact(text string) string { return redact(text, x.secrets()) }

func redact(text string, secrets []string) string {
	for _, s := range secrets {
		text = strings.ReplaceAll(text, s, Hidden)
	}
	return text
}
