package main

import (
	"bytes"
	"io"
	"os"
	"testing"
)

// TestColors asks for colours of what is no terminal, and of a device that
// passes for one.
func TestColors(t *testing.T) {
	device, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer device.Close()
	file, err := os.Create(t.TempDir() + "/out")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for name, c := range map[string]struct {
		to   io.Writer
		env  map[string]string
		want bool
	}{
		"a terminal":              {device, nil, true},
		"a terminal and NO_COLOR": {device, map[string]string{"NO_COLOR": "1"}, false},
		"a dumb terminal":         {device, map[string]string{"TERM": "dumb"}, false},
		"a file":                  {file, nil, false},
		"a buffer":                {&bytes.Buffer{}, nil, false},
	} {
		term := &terminal{env: func(name string) string { return c.env[name] }}
		if got := term.colors(c.to); got != c.want {
			t.Errorf("%s has colours: %v", name, got)
		}
	}
}
