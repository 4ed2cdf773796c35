package main

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"sallyport/runtime"
	"sallyport/runtime/gateway/http1"
)

// parseRequest reads an HTTP request as it stands in a file. A target without
// scheme and host belongs to https and the Host field.
func parseRequest(data []byte, to *runtime.Request) error {
	var in http1.Request
	if err := http1.NewReader(bytes.NewReader(wireForm(data)), http1.DefaultLimits).ReadRequest(&in); err != nil {
		return err
	}
	target := in.Target
	if !strings.Contains(target, "://") {
		target = "https://" + in.Host + in.Origin()
	}
	u, err := runtime.ParseURL(target)
	if err != nil {
		return err
	}
	to.Method = in.Method
	setURL(to, u)
	to.Header.Reset()
	for _, f := range in.Header.Fields() {
		to.Header.Add(f.Name, f.Value)
	}
	to.SetBody(in.Body)
	return nil
}

// parseResponse reads an HTTP response as it stands in a file.
func parseResponse(data []byte) (*http1.Response, error) {
	out := &http1.Response{}
	err := http1.NewReader(bytes.NewReader(wireForm(data)), http1.DefaultLimits).ReadResponse(out, "GET")
	return out, err
}

// wireForm is a message that a person wrote as it goes over the wire: lines of
// its head end in CRLF, and a body has a length.
func wireForm(data []byte) []byte {
	head, body, _ := bytes.Cut(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")), []byte("\n\n"))
	if i := bytes.Index(data, []byte("\r\n\r\n")); i >= 0 {
		body = data[i+4:] // its own line ends stay
	}
	var b bytes.Buffer
	length := len(body) > 0
	for line := range bytes.Lines(head) {
		name, _, _ := strings.Cut(string(line), ":")
		if strings.EqualFold(name, "Content-Length") || strings.EqualFold(name, "Transfer-Encoding") {
			length = false
		}
		b.Write(bytes.TrimRight(line, "\n"))
		b.WriteString("\r\n")
	}
	if length {
		fmt.Fprintf(&b, "Content-Length: %s\r\n", strconv.Itoa(len(body)))
	}
	b.WriteString("\r\n")
	b.Write(body)
	return b.Bytes()
}

// setURL makes a URL what was asked for and where the request goes.
func setURL(to *runtime.Request, u runtime.URL) {
	to.OriginalURL = u
	to.Route(&runtime.URL{Scheme: u.Scheme, Host: u.Host, Port: u.Port}, u.Path, u.QueryString)
}
