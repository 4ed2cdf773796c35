package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"sallyport/eval/clr"
	"sallyport/policy"
	"sallyport/runtime"
	"sallyport/runtime/config"
	"sallyport/runtime/gateway"
	"sallyport/runtime/policies"
)

// A runner takes a request through what was loaded.
type runner func(ctx context.Context, x *runtime.Exchange)

// load compiles what the request is to run through, or prints its faults. It
// answers which files were read.
func (c *dryRunCommand) load(path string, services *runtime.Services, x *runtime.Exchange) ([]string, runner, error) {
	if isConfig(path) {
		return c.loadConfig(path, services)
	}
	if err := c.fillDeployment(x.Deployment); err != nil {
		return nil, nil, err
	}
	pipeline, err := c.loadPolicy(path, services, x)
	return nil, func(ctx context.Context, x *runtime.Exchange) {
		if !x.IsPreflight() || !pipeline.Preflight(ctx, x) {
			pipeline.Run(ctx, x)
		}
	}, err
}

// loadConfig makes the gateway of a sallyport.yaml.
func (c *dryRunCommand) loadConfig(path string, services *runtime.Services) ([]string, runner, error) {
	values, err := namedValues(c.namedValues)
	if err != nil {
		return nil, nil, err
	}
	loaded, ds, err := config.Load(path, config.Options{
		Kinds: policies.All(), Services: services, Env: os.LookupEnv, Strict: c.strict, Observe: true, NamedValues: values,
	})
	if err != nil {
		return nil, nil, err
	}
	if err := c.faults(ds); err != nil {
		return loaded.Policies, nil, err
	}
	g, err := gateway.New(*loaded.Gateway, gateway.Options{Services: services})
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	return loaded.Policies, g.Run, nil
}

// loadPolicy makes the pipeline of a policy file.
func (c *dryRunCommand) loadPolicy(path string, services *runtime.Services, x *runtime.Exchange) (*runtime.Pipeline, error) {
	options, err := namedValueOptions(c.namedValues)
	if err != nil {
		return nil, err
	}
	d, ds, err := policy.ReadFile(path, options)
	if err != nil {
		return nil, err
	}
	pipeline, more := runtime.Compile([]runtime.Source{{Document: d, Operation: x.Operation}}, policies.All(), runtime.Options{
		Strict: c.strict, Check: ds.HasErrors(), Observe: true, Section: c.section.sections(), Services: services, Deployment: x.Deployment,
	})
	return pipeline, c.faults(append(ds, more...).Sort())
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
