package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"
)

type certsCommand struct {
	*terminal
	force bool
}

func newCerts(t *terminal) *cobra.Command {
	c := &certsCommand{terminal: t}
	cmd := &cobra.Command{
		Use:   "certs DIR",
		Short: "Make certificates for development",
		Long: `Certs writes certificates for trying client-certificate policies. They are good
for development only: their private keys lie beside them, readable by the owner.

  ca.pem, ca.key                the authority that issues the others
  server.pem, server.key        for localhost, 127.0.0.1 and ::1
  client.pem, client.key        a client to be let in
  client.thumbprint             SHA-1 of client.pem, as Certificate.Thumbprint writes it
  untrusted.pem, untrusted.key  a client of an authority that nobody knows
  expired.pem, expired.key      a client of ca.pem that expired yesterday

All are ECDSA on P-256, in PEM. Nothing is overwritten unless --force is given.`,
		Example: example(
			`sallyport certs certs`,
			`curl --cacert certs/ca.pem --cert certs/client.pem --key certs/client.key https://localhost:8443/`,
		),
		Args: exactly("DIR"),
		RunE: func(_ *cobra.Command, args []string) error { return c.run(args[0]) },
	}
	cmd.Flags().BoolVar(&c.force, "force", false, "overwrite files that are there")
	return cmd
}

func (c *certsCommand) run(dir string) error {
	made, err := developmentCertificates(time.Now())
	if err != nil {
		return err
	}
	var files []pemFile
	for _, m := range made {
		more, err := m.files()
		if err != nil {
			return err
		}
		files = append(files, more...)
	}
	if err := c.write(dir, files); err != nil {
		return err
	}
	tab := tabwriter.NewWriter(c.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tab, "FILE\tSUBJECT\tEXPIRES\tTHUMBPRINT")
	for _, m := range made {
		fmt.Fprintf(tab, "%s\t%s\t%s\t%s\n", filepath.Join(dir, m.name+".pem"), m.cert.Subject, m.cert.NotAfter.Format(time.DateOnly), m.thumbprint())
	}
	return tab.Flush()
}

// write writes all of the files or, when one of them is in the way, none.
func (c *certsCommand) write(dir string, files []pemFile) error {
	if !c.force {
		var there []string
		for _, f := range files {
			if _, err := os.Lstat(filepath.Join(dir, f.name)); !errors.Is(err, fs.ErrNotExist) {
				there = append(there, f.name)
			}
		}
		if len(there) > 0 {
			return fmt.Errorf("%s has %s already; --force overwrites", dir, strings.Join(there, ", "))
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, f := range files {
		if err := f.write(dir); err != nil {
			return err
		}
	}
	return nil
}

// A pemFile is one file to write.
type pemFile struct {
	name   string
	data   []byte
	secret bool // for its owner's eyes only
}

// write replaces a file whole, so that a key never lies in a file that others
// may read, not even one that was there before.
func (f pemFile) write(dir string) error {
	mode := fs.FileMode(0o644)
	if f.secret {
		mode = 0o600
	}
	return replaceFile(filepath.Join(dir, f.name), f.data, mode)
}
