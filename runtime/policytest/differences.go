package policytest

import (
	"crypto/sha1"
	"encoding/base64"
	"fmt"
	"strings"
	"time"

	"sallyport/runtime/config/yaml"
	"sallyport/runtime/message"
)

// A Mismatch is something that is not as expected.
type Mismatch struct {
	What      string // status, header X-Id, json.items[0].id
	Want, Got string
}

// differences are the ways in which a request is not what is to be known of it.
func (want *Sent) differences(at string, got *sent) []Mismatch {
	d := differences{at: at}
	d.text("method", want.Method, got.Method)
	if want.URL != nil && (want.URL.Absent || !matchesURL(want.URL.Text.Value, got.url)) {
		d.add("url", want.URL.String(), got.url)
	}
	d.headers(want.Headers, got.Header)
	d.body(want.Body, want.JSON, nil, got.body)
	d.duration("timeout", want.Timeout, got.Timeout)
	d.duration("continue-timeout", want.ContinueTimeout, got.ContinueTimeout)
	d.text("http-version", want.HTTPVersion, got.HTTPVersion)
	d.flag("follow-redirects", want.FollowRedirects, got.FollowRedirects)
	d.flag("buffer-response", want.BufferResponse, !got.Unbuffered)
	d.text("certificate", want.Certificate, got.thumbprint())
	proxy, authorization := got.proxy()
	d.text("proxy", want.Proxy, proxy)
	d.text("proxy-authorization", want.Authorization, authorization)
	return d.list
}

// thumbprint is that of the certificate that the gateway shows, or "".
func (r *sent) thumbprint() string {
	if r.Backend == nil || r.Backend.Certificate == nil {
		return ""
	}
	sum := sha1.Sum(r.Backend.Certificate.Certificate().Raw)
	return fmt.Sprintf("%X", sum)
}

// proxy is the URL of the proxy and what it is told of who asks, or "".
func (r *sent) proxy() (url, authorization string) {
	if r.Proxy == nil {
		return "", ""
	}
	return r.Proxy.URL.String(), r.Proxy.Authorization()
}

// A differences gathers what is not as expected.
type differences struct {
	at   string // what the names of mismatches begin with
	list []Mismatch
}

// add notes a difference; what is "" is shown as nothing.
func (d *differences) add(what, want, got string) {
	if got == "" {
		got = absent
	}
	d.list = append(d.list, Mismatch{strings.TrimSpace(d.at + " " + what), want, got})
}

// text compares a text; a pattern that is null wants none.
func (d *differences) text(what string, want *Pattern, got string) {
	switch {
	case want == nil:
	case want.Absent:
		if got != "" {
			d.add(what, absent, got)
		}
	case !matches(want.Text.Value, got):
		d.add(what, want.String(), got)
	}
}

func (d *differences) duration(what string, want *time.Duration, got time.Duration) {
	if want != nil && *want != got {
		d.add(what, want.String(), got.String())
	}
}

func (d *differences) flag(what string, want *bool, got bool) {
	if want != nil && *want != got {
		d.add(what, fmt.Sprint(*want), fmt.Sprint(got))
	}
}

// headers compares header fields: one pattern with all values of a name as one
// text, a list of them with each value.
func (d *differences) headers(want yaml.Map[yaml.OneOrMore[Pattern]], got *message.Header) {
	for _, f := range want {
		values := got.Values(f.Name)
		what := "header " + f.Name
		have := strings.Join(values, ", ")
		if values == nil {
			have = absent
		}
		if len(f.Value) == 1 {
			p := &f.Value[0]
			if p.Absent && values != nil || !p.Absent && (values == nil || !matches(p.Text.Value, have)) {
				d.add(what, p.String(), have)
			}
			continue
		}
		same := len(f.Value) == len(values)
		var list []string
		for i := range f.Value {
			list = append(list, f.Value[i].String())
			same = same && !f.Value[i].Absent && matches(f.Value[i].Text.Value, values[i])
		}
		if !same {
			d.add(what, fmt.Sprintf("%q", list), fmt.Sprintf("%q", values))
		}
	}
}

func (d *differences) body(text *Pattern, json yaml.Value, encoded *yaml.Text, got []byte) {
	d.text("body", text, string(got))
	if encoded != nil {
		if have := base64.StdEncoding.EncodeToString(got); have != encoded.Value {
			d.add("base64", encoded.Value, have)
		}
	}
	if json.Kind == yaml.Absent {
		return
	}
	value, err := parseJSON(got)
	if err != nil {
		d.add("json", json.JSON(), string(got))
		return
	}
	if bad := subset("json", &json, &value); bad != nil {
		d.add(bad.What, bad.Want, bad.Got)
	}
}
