package gateway

import (
	"slices"
	"strings"
	"testing"

	"sallyport/runtime"
	"sallyport/runtime/message"
)

// operationsOf reads lines of "METHOD TEMPLATE", each an operation with its line
// as its ID.
func operationsOf(lines ...string) (ops []Operation) {
	for _, line := range lines {
		method, template, _ := strings.Cut(line, " ")
		ops = append(ops, Operation{OperationInfo: runtime.OperationInfo{ID: line, Method: method, URLTemplate: template}})
	}
	return ops
}

// located is a target in words: "api: operation [values]".
func located(a *apis, method, origin string, h *message.Header) string {
	t := a.locate("http", method, origin, h, nil)
	switch {
	case t.site == nil:
		return "none"
	case !t.matched():
		return t.site.api.ID + ": none"
	case t.route == nil:
		return t.site.api.ID + ": " + t.rest
	}
	return t.site.api.ID + ": " + t.route.op.ID + " " + strings.Join(t.values, "|")
}

// placed is an API as the tests of this file write it.
type placed struct {
	ID, Path, Version, Revision string
	NotCurrent                  bool
	VersionSet                  *VersionSet
	Operations                  []Operation
}

func apisOf(list []placed) (*apis, error) {
	var all []API
	for _, p := range list {
		info := runtime.APIInfo{ID: p.ID, Path: p.Path, Version: p.Version, Revision: p.Revision, NotCurrent: p.NotCurrent}
		all = append(all, API{APIInfo: info, VersionSet: p.VersionSet, Operations: p.Operations})
	}
	return newAPIs(all)
}

func mustAPIs(t testing.TB, list ...placed) *apis {
	t.Helper()
	a, err := apisOf(list)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestLocateAPI(t *testing.T) {
	a := mustAPIs(t, placed{ID: "root"}, placed{ID: "orders", Path: "orders"}, placed{ID: "deep", Path: "/Orders/Deep/"}, placed{ID: "köln", Path: "köln"})
	for _, tt := range []struct{ path, want string }{
		{"/", "root: /"},
		{"/orders", "orders: "},
		{"/ORDERS/1", "orders: /1"},
		{"/ordersx/1", "root: /ordersx/1"},
		{"/orders/deep/1?q=/x", "deep: /1"},
		{"/orders/deeper", "orders: /deeper"},
		{"/%6Frders/1%2F2", "orders: /1%2F2"},
		{"/orders//deep", "none"}, // a server that merges slashes reads another API
		{"/orders/x/../deep", "none"},
		{"/orders/x/..%2fdeep", "none"},
		{"/orders%2fdeep", "none"},
		{`/orders\deep`, "none"},
		{"/orders/%2e%2E/x", "none"},
		{"/orders/..;/x", "none"},
		{"/orders/..;a=b/x", "none"},
		{"/orders/%252e%252e/x", "orders: /%252e%252e/x"},
		{"/orders/../orders/x", "none"},
		{"/../orders", "none"},
		{"/orders/a/./b/../c", "orders: /a/./b/../c"},
		{"/orders/.hidden", "orders: /.hidden"},
		{"/x/../orders", "none"},
		{"/%2e%2e%2f%ff", "none"},
		{"/K%C3%96LN/x", "köln: /x"},
	} {
		if got := located(a, "GET", tt.path, nil); got != tt.want {
			t.Errorf("GET %s goes to %s, want %s", tt.path, got, tt.want)
		}
	}
	if got := located(mustAPIs(t, placed{ID: "orders", Path: "orders"}), "GET", "/x", nil); got != "none" {
		t.Errorf("GET /x goes to %s, want none", got)
	}
}

func TestLocateOperation(t *testing.T) {
	a := mustAPIs(t, placed{ID: "a", Path: "a", Operations: operationsOf(
		"GET /", "GET /{id}", "GET /list", "GET /{id}/lines/{line}", "GET /files/{*path}", "POST /list", "GET /Customers('{id}')",
		"GET /{from}-{to}", "GET /list?type={type}", "GET /list?type=new", "GET /admin", "GET /public/{*path}", "DELETE /*", "GET /list/{x}/end",
		"GET /{id}/only/here",
	)})
	for _, tt := range []struct{ method, path, want string }{
		{"GET", "/a", "GET / "},
		{"GET", "/a/", "GET / "},
		{"GET", "/a/7", "GET /{id} 7"},
		{"GET", "/a/a%20b%2Fc", "GET /{id} a b/c"},
		{"GET", "/a/7/", "GET /{id} 7"},
		{"GET", "/a/LIST", "GET /list "},
		{"POST", "/a/list", "POST /list "},
		{"PUT", "/a/list", "none"},
		{"get", "/a/list", "none"},
		{"*", "/a/list", "none"},
		{"GET", "/a/list/only/here", "GET /{id}/only/here list"},
		{"GET", "/a/list?type=old", "GET /list?type={type} "},
		{"GET", "/a/list?x=1&TYPE=new", "GET /list?type=new "},
		{"GET", "/a/7/lines/8", "GET /{id}/lines/{line} 7|8"},
		{"GET", "/a/7/lines/", "none"},
		{"GET", "/a/7//8", "none"},
		{"GET", "/a/files", "GET /files/{*path} "},
		{"GET", "/a/files/", "GET /files/{*path} "},
		{"GET", "/a/files/x/y%20z", "GET /files/{*path} x/y z"},
		{"GET", "/a/customers('x')", "GET /Customers('{id}') x"},
		{"GET", "/a/customers('')", "GET /{id} customers('')"},
		{"GET", "/a/1-2-3", "GET /{from}-{to} 1|2-3"},
		{"GET", "/a/--", "GET /{id} --"},
		{"GET", "/a/---", "GET /{from}-{to} -|-"},
		{"DELETE", "/a/x/y", "DELETE /* x/y"},
		{"DELETE", "/a", "DELETE /* "},
		{"GET", "/a/public/../admin", "none"},
		{"GET", "/a/public/..%2fadmin", "none"},
		{"GET", "/a/public%2f..%2fadmin", "none"},
		{"GET", "/a/x/%2e%2e/admin", "none"},
		{"GET", "/a/public/x/../y", "GET /public/{*path} x/../y"},
		{"GET", "/a/public%2fx", "none"}, // /{id} here, /public/{*path} elsewhere
	} {
		want := "a: " + tt.want
		if got := located(a, tt.method, tt.path, nil); got != want {
			t.Errorf("%s %s goes to %s, want %s", tt.method, tt.path, got, want)
		}
	}
}

func TestLocateVersion(t *testing.T) {
	segment := &VersionSet{}
	header := &VersionSet{Scheme: VersionHeader, Header: "Api-Version"}
	query := &VersionSet{Scheme: VersionQuery, Query: "api-version"}
	a := mustAPIs(t,
		placed{ID: "s0", Path: "s", VersionSet: segment}, placed{ID: "s1", Path: "s", Version: "v1", VersionSet: segment},
		placed{ID: "s2", Path: "s/v2", Version: "v2", VersionSet: segment},
		placed{ID: "h1", Path: "h", Version: "1", VersionSet: header}, placed{ID: "h2", Path: "h", Version: "2", VersionSet: header},
		placed{ID: "q0", Path: "q", VersionSet: query}, placed{ID: "q1", Path: "q", Version: "2024 a", VersionSet: query},
	)
	for _, tt := range []struct{ path, version, want string }{
		{"/s/x", "", "s0: /x"},
		{"/s/V1/x", "", "s1: /x"},
		{"/s/v2/x", "", "s2: /x"},
		{"/s/v3/x", "", "s0: /v3/x"},
		{"/h/x", "1", "h1: /x"},
		{"/h/x", "2", "h2: /x"},
		{"/h/x", "3", "none"},
		{"/h/x", "", "none"},
		{"/q/x", "", "q0: /x"},
		{"/q/x?API-version=2024+A", "", "q1: /x"},
		{"/q/x?api-version=9", "", "none"},
	} {
		h := message.NewHeader("api-version", tt.version)
		if got := located(a, "GET", tt.path, h); got != tt.want {
			t.Errorf("GET %s of version %q goes to %s, want %s", tt.path, tt.version, got, tt.want)
		}
	}
}

func TestLocateRevision(t *testing.T) {
	set := &VersionSet{}
	a := mustAPIs(t,
		placed{ID: "root", NotCurrent: true}, placed{ID: "root2", Revision: "2"},
		placed{ID: "c1", Path: "c", NotCurrent: true}, placed{ID: "c3", Path: "c", Revision: "3"},
		placed{ID: "v", Path: "v", Version: "v1", VersionSet: set}, placed{ID: "v2", Path: "v", Version: "v1", VersionSet: set, Revision: "2", NotCurrent: true},
		placed{ID: "cd", Path: "c/d", Revision: "3"},
	)
	for _, tt := range []struct{ path, want string }{
		{"/c/leads?x=1", "c3: /leads"},
		{"/c;rev=1/leads?x=1", "c1: /leads"},
		{"/c;REV=3", "c3: "},
		{"/c;rev=4/leads", "none"},
		{"/c;rev=1/d", "none"}, // /c/d is another API's where parameters are ignored
		{"/c/d;rev=3/x", "cd: /x"},
		{"/v;rev=2/v1/x", "v2: /x"},
		{"/v/v1;rev=2/x", "v2: /x"},
		{"/v/v1/x", "v: /x"},
		{"/;rev=1/x", "root: /x"},
		{"/x", "root2: /x"},
	} {
		if got := located(a, "GET", tt.path, nil); got != tt.want {
			t.Errorf("GET %s goes to %s, want %s", tt.path, got, tt.want)
		}
	}
}

func TestMisplacedAPIs(t *testing.T) {
	set := &VersionSet{}
	for name, list := range map[string][]placed{
		"path \"/A/\", as has api \"1\"":      {{ID: "1", Path: "a"}, {ID: "2", Path: "/A/", Revision: "2"}},
		"version \"1\" is of no version set":  {{Path: "a", Version: "1"}},
		"api \"a\" stands twice":              {{ID: "a", Path: "a"}, {ID: "a", Path: "b"}},
		"empty or dot segment":                {{Path: "a/../b"}},
		"cannot be a segment":                 {{Path: "a", Version: "v/1", VersionSet: set}},
		"told apart in another way":           {{ID: "1", Path: "a", VersionSet: &VersionSet{Scheme: VersionQuery, Query: "v"}}, {ID: "2", Path: "a", VersionSet: &VersionSet{Scheme: VersionHeader, Header: "v"}}},
		"match the same requests: GET /{b}":   {{Operations: operationsOf("GET /{a}", "GET /{b}")}},
		"match the same requests: GET /?b={c": {{Operations: operationsOf("GET /?b={b}", "GET /?b={c}")}},
		"wildcard must be its last segment":   {{Operations: operationsOf("GET /*/a")}},
		"{ and } do not pair":                 {{Operations: operationsOf("GET /{a")}},
		"a parameter has no name":             {{Operations: operationsOf("GET /{}")}},
		"nothing stands between":              {{Operations: operationsOf("GET /{a}{b}")}},
		"parameter \"a\" stands twice":        {{Operations: operationsOf("GET /{a}/{a}")}},
		"neither text nor one parameter":      {{Operations: operationsOf("GET /?q=x{a}")}},
	} {
		if _, err := apisOf(list); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("error %v, want one that says %s", err, name)
		}
	}
}

func TestLocateAllocations(t *testing.T) {
	a := mustAPIs(t, placed{ID: "orders", Path: "shop/orders", Operations: operationsOf("GET /{id}", "GET /{id}/lines/{line}")})
	values := make([]string, 0, 4)
	var found target
	if got := testing.AllocsPerRun(100, func() { found = a.locate("http", "GET", "/shop/orders/17/lines/2?x=y", nil, values) }); got != 0 {
		t.Errorf("%v allocations, want none", got)
	}
	if !slices.Equal(found.values, []string{"17", "2"}) {
		t.Errorf("values %q", found.values)
	}
}

// However a path is spelled, a server that decodes it must not see another API
// than the gateway did.
func FuzzLocateFence(f *testing.F) {
	for _, seed := range []string{"/a/../b", "/a/%2e%2e%2fb", "/a/..;/b", `/a\..\b`, "/a//../../b/%2", "/A;rev=1/b"} {
		f.Add(seed)
	}
	a := mustAPIs(f, placed{ID: "a", Path: "a"}, placed{ID: "b", Path: "b"}, placed{ID: "ab", Path: "a/b"})
	f.Fuzz(func(t *testing.T, path string) {
		path, _ = splitTarget(path)
		found := a.locate("http", "GET", path, nil, nil)
		if found.site == nil {
			return
		}
		seen, _, ok := clean(path)
		if !ok || !strings.HasPrefix(strings.ToLower(seen)+"/", "/"+found.site.api.Path+"/") {
			t.Errorf("%q goes to API %s, and is read as %q", path, found.site.api.ID, seen)
		}
		if _, _, ok := clean(found.rest); !ok {
			t.Errorf("%q: the rest %q climbs out of the API", path, found.rest)
		}
		if !strings.HasSuffix(path, found.rest) {
			t.Errorf("%q: the rest %q is not its end", path, found.rest)
		}
	})
}
