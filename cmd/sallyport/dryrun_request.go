package main

import (
	"fmt"
	"strings"
	"time"

	"sallyport/eval/clr"
	"sallyport/runtime"
	"sallyport/runtime/config"
	"sallyport/runtime/message"
	"sallyport/runtime/policytest"
)

// contextFile is the context file; without one, a plain request of this moment.
func (c *dryRunCommand) contextFile() (*runtime.ContextFile, string, error) {
	if c.context == "" {
		now := time.Now()
		return &runtime.ContextFile{Timestamp: &now}, ".", nil
	}
	return c.readContext(c.context)
}

// clock shows the time of --at, or that of the context file, and then stands
// still; without either it is the wall clock.
func (c *dryRunCommand) clock(f *runtime.ContextFile) (func() time.Time, error) {
	switch {
	case c.at != "":
		at, err := time.Parse(time.RFC3339Nano, c.at)
		if err != nil {
			return nil, usagef("--at: got %q, want a time such as 2026-01-15T10:30:00Z", c.at)
		}
		at = at.UTC()
		f.Timestamp = &at
		return func() time.Time { return at }, nil
	case c.context != "":
		return f.Now, nil
	}
	return time.Now, nil
}

// fillRequest makes the request what --request and the flags say.
func (c *dryRunCommand) fillRequest(x *runtime.Exchange) error {
	r := &x.Request
	if c.request != "" {
		data, err := c.readFile(c.request)
		if err != nil {
			return err
		}
		if err := parseRequest(data, r); err != nil {
			return fmt.Errorf("%s: %w", c.request, err)
		}
	}
	if c.url != "" {
		text := c.url
		if strings.HasPrefix(text, "/") {
			text = policytest.DefaultHost + text
		}
		u, err := runtime.ParseURL(text)
		if err != nil {
			return usagef("--url: %v", err)
		}
		setURL(r, u)
	}
	replaced := map[string]bool{}
	for _, h := range c.headers {
		name, value, ok := strings.Cut(h, ":")
		if name = strings.TrimSpace(name); !ok || name == "" {
			return usagef("--header: got %q, want 'Name: value'", h)
		}
		if key := strings.ToLower(name); !replaced[key] {
			r.Header.Del(name)
			replaced[key] = true
		}
		r.Header.Add(name, strings.TrimSpace(value))
	}
	if c.hasData {
		data, err := c.body()
		if err != nil {
			return err
		}
		r.SetBody(message.NewBody(data))
		if c.method == "" && c.request == "" && c.context == "" {
			r.Method = "POST"
		}
	}
	if c.method != "" {
		r.Method = c.method
	}
	if c.clientCert != "" {
		cert, err := config.ReadCertificate(c.clientCert, "")
		if err != nil {
			return err
		}
		r.Certificate = clr.NewX509Certificate2(cert.Certificate(), clr.CertificateOptions{})
	}
	return nil
}

// body is what -d stands for.
func (c *dryRunCommand) body() ([]byte, error) {
	if name, ok := strings.CutPrefix(c.data, "@"); ok {
		return c.readFile(name)
	}
	return []byte(c.data), nil
}
