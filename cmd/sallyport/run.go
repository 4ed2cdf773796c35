package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"github.com/spf13/cobra"

	"sallyport/policy"
	"sallyport/runtime"
	"sallyport/runtime/config"
	"sallyport/runtime/gateway"
	"sallyport/runtime/policies"
)

type runCommand struct {
	*terminal
	listen       string
	backend      string
	tlsCert      string
	tlsKey       string
	clientCerts  *choice
	clientCA     string
	certificates string
	namedValues  []string
	log          *choice
	strict       bool
	section      section

	services *runtime.Services
	limits   config.Limits
}

func newRun(t *terminal) *cobra.Command {
	c := &runCommand{terminal: t}
	cmd := &cobra.Command{
		Use:   "run PATH",
		Short: "Start the gateway",
		Long: `Run serves requests until it is interrupted; then it lets those in progress
finish. PATH is a sallyport.yaml, a folder that holds one, or a policy file.

A sallyport.yaml says everything but the address, which --listen may change.
SIGHUP reads it anew: when it has faults they are printed, and what was served
before goes on being served.

A policy file is served as one API at / for every method. Without --backend its
requests are answered by a built-in echo, which tells what it was sent.`,
		Example: example(
			`sallyport run examples/client-certificates`,
			`sallyport run policy.xml --backend http://localhost:9000`,
			`sallyport run policy.xml --tls-cert certs/server.pem --tls-key certs/server.key --client-ca certs/ca.pem`,
		),
		Args: exactly("PATH"),
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd, args[0]) },
	}
	flags := cmd.Flags()
	flags.StringVar(&c.listen, "listen", "", "the `ADDRESS` to listen at; default localhost:8080, with TLS localhost:8443")
	flags.StringVar(&c.backend, "backend", "", "the `URL` that requests are forwarded to")
	flags.StringVar(&c.tlsCert, "tls-cert", "", "the server's certificate, a PEM `FILE`")
	flags.StringVar(&c.tlsKey, "tls-key", "", "its private key, a PEM `FILE`")
	c.clientCerts = addChoice(flags, "client-certificates", "", "whether clients are asked for certificates", "request", "require", "none")
	flags.StringVar(&c.clientCA, "client-ca", "", "the authorities of client certificates, a PEM `FILE`")
	flags.StringVar(&c.certificates, "certificates", "", "a `DIR` of certificates for context.Deployment.Certificates, each under its file's name without extension")
	flags.StringArrayVar(&c.namedValues, "named-value", nil, "what {{name}} stands for, `name=value`; may be repeated")
	c.log = addChoice(flags, "log", "", "how requests are logged to standard error", "text", "json", "none")
	flags.BoolVar(&c.strict, "strict", false, "refuse members that are not on API Management's allow-list")
	c.section = addSection(flags)
	return cmd
}

func (c *runCommand) run(cmd *cobra.Command, path string) error {
	path, err := configIn(path)
	if err != nil {
		return err
	}
	logger := c.logger()
	transport := gateway.NewTransport(gateway.TransportOptions{})
	defer transport.Close()
	c.services = newServices(time.Now, transport, logger)
	options := gateway.Options{Services: c.services, Log: logger}
	load := func() (*gateway.Config, error) { return c.loadPolicy(path) }
	if isConfig(path) {
		err := forPolicyFiles(cmd, "backend", "tls-cert", "tls-key", "client-certificates", "client-ca", "certificates", "named-value", "section")
		if err != nil {
			return err
		}
		load = func() (*gateway.Config, error) { return c.loadConfig(path) }
	}
	conf, err := load()
	if err != nil {
		return err
	}
	c.limits.Apply(&options)
	g, err := gateway.New(*conf, options)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	limitMemory(c.env)
	if err := g.Listen(); err != nil {
		return err
	}
	ctx, stop := context.WithCancel(cmd.Context())
	defer stop()
	go c.reload(ctx, hangups(ctx), g, load)
	c.announce(path, conf, g)
	return g.Serve(ctx)
}

// announce says where the gateway listens.
func (c *runCommand) announce(path string, conf *gateway.Config, g *gateway.Gateway) {
	for i, addr := range g.Addrs() {
		scheme := "http"
		if conf.Listeners[i].TLS != nil {
			scheme = "https"
		}
		fmt.Fprintf(c.Err, "sallyport: serving %s at %s://%s\n", path, scheme, addr)
	}
	if !isConfig(path) && c.backend == "" {
		fmt.Fprintln(c.Err, "sallyport: no --backend is given: requests are answered by a built-in echo")
	}
}

// reload reads the configuration anew at each signal until ctx ends.
func (c *runCommand) reload(ctx context.Context, signals <-chan os.Signal, g *gateway.Gateway, load func() (*gateway.Config, error)) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-signals:
		}
		conf, err := load()
		if err == nil {
			err = g.Swap(*conf)
		}
		switch {
		case err == nil:
			fmt.Fprintln(c.Err, "sallyport: reloaded")
		case errors.Is(err, errFaults):
			fmt.Fprintln(c.Err, "sallyport: not reloaded")
		default:
			fmt.Fprintf(c.Err, "sallyport: not reloaded: %v\n", err)
		}
	}
}

// logger writes what --log asks for; nil writes nothing.
func (c *runCommand) logger() *slog.Logger {
	switch c.log.value {
	case "text":
		return slog.New(slog.NewTextHandler(c.Err, nil))
	case "json":
		return slog.New(slog.NewJSONHandler(c.Err, nil))
	}
	return nil
}

// loadConfig reads a sallyport.yaml. Its limits count when the gateway starts.
func (c *runCommand) loadConfig(path string) (*gateway.Config, error) {
	loaded, ds, err := config.Load(path, config.Options{Kinds: policies.All(), Services: c.services, Env: os.LookupEnv, Strict: c.strict})
	if err != nil {
		return nil, err
	}
	if err := c.faults(ds); err != nil {
		return nil, err
	}
	c.limits = loaded.Limits
	if c.listen != "" {
		loaded.Gateway.Listeners[0].Address = c.listen
	}
	return loaded.Gateway, nil
}

// loadPolicy makes the configuration of one policy file and the flags.
func (c *runCommand) loadPolicy(path string) (*gateway.Config, error) {
	listener, err := c.listener()
	if err != nil {
		return nil, err
	}
	deployment := &runtime.Deployment{Identity: config.EnvIdentity(c.services, os.LookupEnv)}
	if listener.TLS != nil {
		deployment.ClientCAs = listener.TLS.ClientCAs
	}
	if c.certificates != "" {
		list, err := readCertificates(c.certificates)
		if err != nil {
			return nil, err
		}
		deployment.Certificates = runtime.NewCertificates(list)
	}
	base := c.backend
	if base == "" {
		base = gateway.EchoURL
	}
	u, err := runtime.ParseURL(base)
	if err != nil {
		return nil, usagef("--backend: %v", err)
	}
	options, err := namedValueOptions(c.namedValues)
	if err != nil {
		return nil, err
	}
	d, ds, err := policy.ReadFile(path, options)
	if err != nil {
		return nil, err
	}
	pipeline, more := runtime.Compile([]runtime.Source{{Document: d}}, policies.All(), runtime.Options{
		Strict: c.strict, Check: ds.HasErrors(), Section: c.section.sections(), Services: c.services, Deployment: deployment,
	})
	if err := c.faults(append(ds, more...).Sort()); err != nil {
		return nil, err
	}
	return &gateway.Config{
		Listeners:  []gateway.Listener{listener},
		APIs:       []gateway.API{{APIInfo: runtime.APIInfo{ID: "policy", Name: "policy", ServiceURL: &u}, Policies: gateway.Policies{Default: pipeline}}},
		Deployment: deployment,
	}, nil
}

// listener is what the flags say of the address and its TLS.
func (c *runCommand) listener() (gateway.Listener, error) {
	l := gateway.Listener{Address: c.listen}
	if (c.tlsCert == "") != (c.tlsKey == "") {
		return l, usagef("--tls-cert and --tls-key go together")
	}
	if c.tlsCert == "" {
		if c.clientCA != "" {
			return l, usagef("--client-ca needs --tls-cert and --tls-key: only TLS has client certificates")
		}
		if l.Address == "" {
			l.Address = "localhost:8080"
		}
		return l, nil
	}
	if l.Address == "" {
		l.Address = "localhost:8443"
	}
	pair, err := tls.LoadX509KeyPair(c.tlsCert, c.tlsKey)
	if err != nil {
		return l, err
	}
	l.TLS = &gateway.TLS{Certificates: []tls.Certificate{pair}}
	switch c.clientCerts.value {
	case "request":
		l.TLS.ClientCertificates = gateway.RequestClientCertificates
	case "require":
		l.TLS.ClientCertificates = gateway.RequireClientCertificates
	}
	if c.clientCA != "" {
		l.TLS.ClientCAs, err = config.ReadAuthorities(c.clientCA)
	}
	return l, err
}
