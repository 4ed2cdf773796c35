package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sallyport/eval/clr"
	"sallyport/policy"
	"sallyport/runtime"
	"sallyport/runtime/config"
	"sallyport/runtime/gateway"
	"sallyport/runtime/message"
	"sallyport/runtime/policies"
	"sallyport/runtime/policytest"
)

type dryRunCommand struct {
	*terminal
	method       string
	url          string
	headers      []string
	data         string
	request      string
	context      string
	clientCert   string
	clientCA     string
	certificates string
	namedValues  []string
	backend      string
	at           string
	strict       bool
	section      section
	output       *choice

	hasData bool // -d was given, if only with an empty body
}

func newDryRun(t *terminal) *cobra.Command {
	c := &dryRunCommand{terminal: t}
	cmd := &cobra.Command{
		Use:   "dry-run PATH",
		Short: "Run one request through policies, without a network",
		Long: `Dry-run runs one request through a policy and prints what each policy did and how
the request ended. PATH is a policy file, a sallyport.yaml, or a folder that holds
one: then the request finds its API, its operation and what its key opens, as it
would in a gateway, and meets the policies of every scope.

There is no network: a request that is
forwarded gets the response of --backend-response, or else an empty 200, and one
that a policy sends by itself fails.

The request is GET https://api.example.com/ from 203.0.113.7 unless a context
file, a raw HTTP message or flags say otherwise; flags come last. A dash in the
place of a FILE is standard input.`,
		Example: example(
			`sallyport dry-run policy.xml --client-cert certs/client.pem`,
			`sallyport dry-run policy.xml -X POST --url https://api.example.com/orders -H 'X-User: ann' -d '{"id":1}'`,
			`sallyport dry-run policy.xml --context context.json -o json`,
			`sallyport dry-run . --url /orders/7 -H 'Ocp-Apim-Subscription-Key: key'`,
		),
		Args: exactly("PATH"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c.hasData = cmd.Flags().Changed("data")
			path, err := configIn(args[0])
			if err == nil && isConfig(path) {
				err = forPolicyFiles(cmd, "client-ca", "certificates", "section")
			}
			if err != nil {
				return err
			}
			return c.run(cmd.Context(), path)
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&c.method, "method", "X", "", "the request's `METHOD`")
	flags.StringVar(&c.url, "url", "", "the request's `URL`; one that begins with a slash is of "+policytest.DefaultHost)
	flags.StringArrayVarP(&c.headers, "header", "H", nil, "a header field, `'Name: value'`; may be repeated")
	flags.StringVarP(&c.data, "data", "d", "", "the request's body; `@FILE` is a file's content")
	flags.StringVar(&c.request, "request", "", "the request as a raw HTTP message, a `FILE`")
	flags.StringVar(&c.context, "context", "", "what context holds, a JSON `FILE`")
	flags.StringVar(&c.clientCert, "client-cert", "", "the client's certificate, a PEM `FILE`")
	flags.StringVar(&c.clientCA, "client-ca", "", "the authorities that Certificate.Verify() trusts, a PEM `FILE`")
	flags.StringVar(&c.certificates, "certificates", "", "a `DIR` of certificates for context.Deployment.Certificates, each under its file's name without extension")
	flags.StringArrayVar(&c.namedValues, "named-value", nil, "what {{name}} stands for, `name=value`; may be repeated")
	flags.StringVar(&c.backend, "backend-response", "", "what the backend answers, a raw HTTP message in a `FILE`")
	flags.StringVar(&c.at, "at", "", "the `TIME` that the clock shows, such as 2026-01-15T10:30:00Z")
	flags.BoolVar(&c.strict, "strict", false, "refuse members that are not on API Management's allow-list")
	c.section = addSection(flags)
	c.output = addOutput(flags, "text", "json")
	return cmd
}

func (c *dryRunCommand) run(ctx context.Context, path string) error {
	file, dir, err := c.contextFile()
	if err != nil {
		return err
	}
	clock, err := c.clock(file)
	if err != nil {
		return err
	}
	backend := &recorder{}
	services := newServices(clock, backend, nil)
	services.Sleep = func(ctx context.Context, _ time.Duration) error { return ctx.Err() } // nobody waits for a dry run
	services.Go = func(f func()) { f() }
	x, err := file.Exchange(services, folder(dir))
	if err != nil {
		return err
	}
	x.Trace = &runtime.Trace{}
	if err := c.fillRequest(x); err != nil {
		return err
	}
	if err := c.fillDeployment(x.Deployment); err != nil {
		return err
	}
	if c.backend != "" {
		data, err := c.readFile(c.backend)
		if err != nil {
			return err
		}
		if backend.answer, err = parseResponse(data); err != nil {
			return fmt.Errorf("%s: %w", c.backend, err)
		}
	}
	serve := c.servePolicy
	if isConfig(path) {
		serve = c.serveConfig
	}
	if err := serve(ctx, path, x); err != nil {
		return err
	}
	return c.print(x, backend)
}

// servePolicy takes the request through a policy file.
func (c *dryRunCommand) servePolicy(ctx context.Context, path string, x *runtime.Exchange) error {
	pipeline, err := c.compile(path, x)
	if err != nil {
		return err
	}
	if !x.IsPreflight() || !pipeline.Preflight(ctx, x) {
		pipeline.Run(ctx, x)
	}
	return nil
}

// serveConfig takes the request through what a sallyport.yaml configures for it.
func (c *dryRunCommand) serveConfig(ctx context.Context, path string, x *runtime.Exchange) error {
	values, err := namedValues(c.namedValues)
	if err != nil {
		return err
	}
	loaded, ds, err := config.Load(path, config.Options{
		Kinds: policies.All(), Services: x.Services, Env: os.LookupEnv, Strict: c.strict, NamedValues: values,
	})
	if err != nil {
		return err
	}
	c.printDiagnostics(c.Err, ds)
	if ds.HasErrors() {
		return errFaults
	}
	g, err := gateway.New(*loaded.Gateway, gateway.Options{Services: x.Services})
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	g.Run(ctx, x)
	return nil
}

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

// noIdentity is what a dry run has: it gets no token, as it reaches nobody.
type noIdentity struct{}

func (noIdentity) Token(context.Context, string, string) (string, error) {
	return "", errors.New("a dry run has no identity")
}

// fillDeployment reads the files of --certificates and --client-ca.
func (c *dryRunCommand) fillDeployment(d *runtime.Deployment) error {
	d.Identity = noIdentity{}
	if c.certificates != "" {
		list, err := readCertificates(c.certificates)
		if err != nil {
			return err
		}
		d.Certificates = runtime.NewCertificates(list)
	}
	if c.clientCA != "" {
		pool, err := config.ReadAuthorities(c.clientCA)
		if err != nil {
			return err
		}
		d.ClientCAs = pool
	}
	return nil
}

// readCertificates reads the certificates of a folder, each under the name of
// its file without the extension. Files of other kinds, such as keys, are
// passed over.
func readCertificates(dir string) (map[string]*clr.X509Certificate2, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	list := map[string]*clr.X509Certificate2{}
	for _, e := range entries {
		ext := filepath.Ext(e.Name())
		switch strings.ToLower(ext) {
		case ".pem", ".crt", ".cer", ".der", ".pfx", ".p12":
		default:
			continue
		}
		cert, err := config.ReadCertificate(filepath.Join(dir, e.Name()), "")
		if err != nil {
			return nil, err
		}
		list[strings.TrimSuffix(e.Name(), ext)] = cert
	}
	return list, nil
}

// compile makes the pipeline of the policy file, or prints its faults.
func (c *dryRunCommand) compile(path string, x *runtime.Exchange) (*runtime.Pipeline, error) {
	options, err := namedValueOptions(c.namedValues)
	if err != nil {
		return nil, err
	}
	d, ds, err := policy.ReadFile(path, options)
	if err != nil {
		return nil, err
	}
	pipeline, more := runtime.Compile([]runtime.Source{{Document: d, Operation: x.Operation}}, policies.All(), runtime.Options{
		Strict: c.strict, Check: ds.HasErrors(), Observe: true, Section: c.section.sections(), Services: x.Services, Deployment: x.Deployment,
	})
	ds = append(ds, more...).Sort()
	c.printDiagnostics(c.Err, ds)
	if ds.HasErrors() {
		return nil, errFaults
	}
	return pipeline, nil
}
