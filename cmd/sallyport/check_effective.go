package main

import (
	"fmt"
	"os"
	"strings"

	"sallyport/runtime/config"
	"sallyport/runtime/policies"
)

// printEffective prints the effective policy that --effective names.
func (c *checkCommand) printEffective(paths []string) error {
	switch {
	case c.effective == "":
		return usagef("--product goes with --effective")
	case len(paths) != 1:
		return usagef("--effective takes one PATH: a %s, or a folder that holds one", config.FileName)
	}
	path, err := configIn(paths[0])
	if err != nil {
		return err
	}
	loaded, ds, err := config.Load(path, config.Options{Kinds: policies.All(), Env: os.LookupEnv, Strict: c.strict, Check: true})
	if err != nil {
		return err
	}
	c.printDiagnostics(c.Err, ds)
	if ds.HasErrors() {
		return errFaults
	}
	effective, err := loaded.Effective(c.effective, c.product)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if _, err := fmt.Fprint(c.Out, effective); err != nil {
		return err
	}
	if products := loaded.Products(c.effective); c.product == "" && len(products) > 0 {
		fmt.Fprintf(c.Err, "sallyport: requests with a subscription meet the policy of its product, too: --product %s\n", strings.Join(products, " or "))
	}
	return nil
}
