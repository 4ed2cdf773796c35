package config

import (
	"cmp"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"

	"sallyport/eval/clr"
	"sallyport/eval/source"
	"sallyport/policy"
	"sallyport/runtime"
	"sallyport/runtime/config/yaml"
	"sallyport/runtime/gateway"
)

// FileName is what a folder's configuration is called.
const FileName = "sallyport.yaml"

// Options say how a configuration is read.
type Options struct {
	Kinds    []runtime.Kind
	Services *runtime.Services // what policies get ready with; a check needs none

	// Env looks up an environment variable.
	Env func(name string) (value string, ok bool)

	// Strict refuses expressions that use what API Management's allow-list lacks.
	Strict bool

	// Observe and Observer are those of runtime.Options.
	Observe  bool
	Observer runtime.Observer

	// Check asks for diagnostics only: nothing is compiled to run.
	Check bool

	// NamedValues stand for what the file says of the same names.
	NamedValues map[string]string
}

// A Loaded configuration is a file and what it makes.
type Loaded struct {
	File    File
	Gateway *gateway.Config // nil of a check, and when there are faults
	Limits  Limits

	// Policies are the files of the policies and fragments that were read, each once.
	Policies []string

	// Documents are the policies and fragments that were read, those whose markup
	// stands in the configuration included.
	Documents []*policy.Document

	// Scopes are the scopes that the documents are the policies of. Fragments have
	// none.
	Scopes map[*policy.Document]runtime.Scopes

	compiler *runtime.Compiler
	policed  []policed
}

// Load reads a configuration file and all that it names. The error says that
// the file itself could not be read.
func Load(path string, o Options) (*Loaded, source.Diagnostics, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, fmt.Errorf("read configuration: %w", err)
	}
	file, in := source.NewFile(path, string(data)), File{}
	decoded := yaml.Decode(file, &in)
	loaded, ds := build(file, in, o, decoded)
	return loaded, ds, nil
}

// Build makes a configuration of what stands in a file, as Load does. Paths start
// at the folder of the file's name.
func Build(file *source.File, in File, o Options) (*Loaded, source.Diagnostics) {
	return build(file, in, o, nil)
}

// build is Build with the faults that are known of already.
func build(file *source.File, in File, o Options, known source.Diagnostics) (*Loaded, source.Diagnostics) {
	l := &loader{
		options: o, file: file, dir: filepath.Dir(file.Name), in: in, config: &gateway.Config{}, list: known,
		documents: map[string]*policy.Document{}, scopes: map[*policy.Document]runtime.Scopes{},
	}
	l.load()
	out := &Loaded{File: l.in, Limits: l.in.Limits, Policies: l.policyFiles, Documents: l.parsed, Scopes: l.scopes, compiler: l.compiler, policed: l.policed}
	if !o.Check && !l.list.HasErrors() {
		out.Gateway = l.config
	}
	return out, l.list.Sort()
}

// A loader turns a File into a gateway.Config.
type loader struct {
	options Options
	file    *source.File
	dir     string
	in      File
	config  *gateway.Config
	list    source.Diagnostics

	values       map[string]namedValue
	fragments    map[string]*policy.Document
	certificates map[string]*clr.X509Certificate2
	backends     backends
	secrets      []string
	clientCAs    *x509.CertPool
	documents    map[string]*policy.Document // by path
	policyFiles  []string
	parsed       []*policy.Document
	scopes       map[*policy.Document]runtime.Scopes
	versionSets  map[string]*gateway.VersionSet
	workspaces   map[string]*runtime.WorkspaceInfo
	compiler     *runtime.Compiler
	policed      []policed
}

func (l *loader) report(code source.Code, span source.Span, format string, args ...any) *source.Diagnostic {
	l.list = append(l.list, source.Diagnostic{Code: code, File: l.file, Span: span, Message: fmt.Sprintf(format, args...)})
	return &l.list[len(l.list)-1]
}

// load reads what the file names, what others need first.
func (l *loader) load() {
	l.loadNamedValues()
	l.loadFragments()
	l.loadCertificates()
	l.loadBackends()
	l.loadListeners()
	identity, connections := l.identity(), l.connections() // whose secrets are hidden too
	in := &l.in.Deployment
	l.config.Deployment = &runtime.Deployment{
		GatewayID: in.GatewayID, Region: in.Region, ServiceID: in.ServiceID, ServiceName: in.ServiceName,
		Certificates: runtime.NewCertificates(l.certificates),
		ClientCAs:    l.clientCAs,
		Backends:     l.backends,
		Identity:     identity,
		Connections:  connections,
		Secrets:      l.secrets,
	}
	l.loadVersionSets()
	l.loadWorkspaces()
	l.loadAPIs()
	l.loadProducts()
	l.loadSubscriptions()
	if !l.list.HasErrors() {
		l.checkWhole()
	}
}

// checkWhole reports what only the whole shows: two APIs at one path, say.
func (l *loader) checkWhole() {
	err := l.config.Check()
	var part *gateway.PartError
	if !errors.As(err, &part) {
		if err != nil {
			l.report(CodeWhole, source.Span{}, "%v", err)
		}
		return
	}
	spans := map[string]source.Span{}
	for _, e := range l.in.APIs {
		spans["api "+e.Name] = e.Span
	}
	for _, e := range l.in.Products {
		spans["product "+e.Name] = e.Span
	}
	for _, e := range l.in.Subscriptions {
		spans["subscription "+e.Name] = e.Span
	}
	l.report(CodeWhole, spans[part.Part+" "+part.ID], "%v", err)
}

// path is a path of the file, seen from where the program runs.
func (l *loader) path(p string) string {
	if filepath.IsAbs(p) {
		return p
	}
	return filepath.Join(l.dir, p)
}

// read reads a file that the configuration names.
func (l *loader) read(t yaml.Text, what string) ([]byte, bool) {
	data, err := os.ReadFile(l.path(t.Value))
	if err != nil {
		l.report(CodeFile, t.Span, "%s cannot be read: %v", what, reason(err))
		return nil, false
	}
	return data, true
}

// unknown reports an id that nothing has.
func (l *loader) unknown(t yaml.Text, what string, known []string) {
	l.report(CodeReference, t.Span, "%v", absent(what, t.Value, known)).Suggest = source.Nearest(t.Value, known)
}

// url reads a base URL.
func (l *loader) url(t yaml.Text) (runtime.URL, bool) {
	u, err := runtime.ParseURL(t.Value)
	switch {
	case err != nil:
		l.report(CodeValue, t.Span, "got %q, want a URL such as http://localhost:9000", t.Value)
	case u.Scheme != "http" && u.Scheme != "https":
		l.report(CodeValue, t.Span, "got scheme %q, want http or https", u.Scheme)
	default:
		return u, true
	}
	return u, false
}

func (l *loader) loadListeners() {
	for _, in := range l.in.Listeners {
		out := gateway.Listener{Address: in.Address.Value}
		if in.Address.Set && !validAddress(in.Address.Value) {
			l.report(CodeValue, in.Address.Span, "got %q, want host:port such as :8443", in.Address.Value)
		}
		if in.TLS != nil {
			out.TLS = l.listenerTLS(in.TLS)
		}
		l.config.Listeners = append(l.config.Listeners, out)
	}
	if len(l.config.Listeners) == 0 {
		l.config.Listeners = []gateway.Listener{{Address: DefaultAddress}}
	}
}

// DefaultAddress is where a gateway listens that says nothing else.
const DefaultAddress = ":8080"

func validAddress(address string) bool {
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	n, err := strconv.ParseUint(port, 10, 16)
	return err == nil && n <= 65535
}

func (l *loader) loadVersionSets() {
	l.versionSets = map[string]*gateway.VersionSet{}
	for _, e := range l.in.VersionSets {
		set := &gateway.VersionSet{Header: e.Value.Header.Value, Query: e.Value.Query.Value}
		name, want := e.Value.Scheme, ""
		switch name.Value {
		case "header":
			set.Scheme = gateway.VersionHeader
			if set.Header == "" {
				want = "header"
			}
		case "query":
			set.Scheme = gateway.VersionQuery
			if set.Query == "" {
				want = "query"
			}
		}
		if want != "" {
			l.report(CodeValue, name.Span, "a version set of scheme %q needs the key %q", name.Value, want)
		}
		l.versionSets[e.Name] = set
	}
}

func (l *loader) loadWorkspaces() {
	l.workspaces = map[string]*runtime.WorkspaceInfo{}
	for _, e := range l.in.Workspaces {
		l.workspaces[e.Name] = &runtime.WorkspaceInfo{ID: e.Name, Name: cmp.Or(e.Value.Name, e.Name)}
	}
}

func isTrue(b *bool, otherwise bool) bool {
	if b == nil {
		return otherwise
	}
	return *b
}
