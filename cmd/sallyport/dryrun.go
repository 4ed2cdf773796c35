package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sallyport/runtime"
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
	watching     bool
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

Each expression is printed with the values of its parts, then what the policy
changed in the request (or the response) as a diff; secrets are not printed. There
is no network: a request that is forwarded gets the response of
--backend-response, or else an empty 200, and one that a policy sends by itself
fails.

The request is GET https://api.example.com/ from 203.0.113.7 unless a context
file, a raw HTTP message or flags say otherwise; flags come last. A dash in the
place of a FILE is standard input.`,
		Example: example(
			`sallyport dry-run policy.xml --client-cert certs/client.pem`,
			`sallyport dry-run policy.xml -X POST --url https://api.example.com/orders -H 'X-User: ann' -d '{"id":1}'`,
			`sallyport dry-run policy.xml --context context.json -o json`,
			`sallyport dry-run . --url /orders/7 -H 'Ocp-Apim-Subscription-Key: key'`,
			`sallyport dry-run policy.xml --watch`,
		),
		Args: exactly("PATH"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c.hasData = cmd.Flags().Changed("data")
			return c.start(cmd, args[0])
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
	flags.BoolVar(&c.watching, "watch", false, "run the request again whenever a file changes, until interrupted")
	c.output = addOutput(flags, "text", "json")
	return cmd
}

// start runs the request, once or again and again.
func (c *dryRunCommand) start(cmd *cobra.Command, path string) error {
	path, err := configIn(path)
	if err != nil {
		return err
	}
	if isConfig(path) {
		if err := forPolicyFiles(cmd, "client-ca", "certificates", "section"); err != nil {
			return err
		}
	}
	if !c.watching {
		_, err := c.run(cmd.Context(), path)
		return err
	}
	if slices.Contains(c.files(), "-") {
		return usagef("--watch cannot read standard input again")
	}
	return c.watch(cmd.Context(), []string{path}, func() ([]string, error) { return c.run(cmd.Context(), path) })
}

// files are the files that flags name.
func (c *dryRunCommand) files() []string {
	files := []string{c.request, c.context, c.clientCert, c.clientCA, c.backend}
	if name, ok := strings.CutPrefix(c.data, "@"); ok {
		files = append(files, name)
	}
	return slices.DeleteFunc(files, func(name string) bool { return name == "" })
}

// run runs the request once and answers which files it read.
func (c *dryRunCommand) run(ctx context.Context, path string) (read []string, err error) {
	read = append(c.files(), path)
	file, dir, err := c.contextFile()
	if err != nil {
		return nil, err
	}
	clock, err := c.clock(file)
	if err != nil {
		return nil, err
	}
	backend := &recorder{}
	if c.backend != "" {
		data, err := c.readFile(c.backend)
		if err != nil {
			return nil, err
		}
		if backend.answer, err = parseResponse(data); err != nil {
			return nil, fmt.Errorf("%s: %w", c.backend, err)
		}
	}
	services := newServices(clock, backend, nil)
	services.Sleep = func(ctx context.Context, _ time.Duration) error { return ctx.Err() } // nobody waits for a dry run
	services.Go = func(f func()) { f() }
	x, err := file.Exchange(services, folder(dir))
	if err != nil {
		return nil, err
	}
	x.Trace = &runtime.Trace{}
	if err := c.fillRequest(x); err != nil {
		return nil, err
	}
	named, run, err := c.load(path, services, x)
	if read = append(read, named...); err != nil {
		return read, err
	}
	if c.context == "" && c.at == "" {
		x.Timestamp = clock() // compiling took its time
	}
	run(ctx, x)
	return read, c.print(x, backend)
}
