package runtime

import (
	"bytes"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"time"

	"sallyport/eval/clr"
	"sallyport/runtime/message"
)

// A ContextFile is an exchange as a JSON file says it, for dry runs and for
// lists of expressions. The fields note the value of what is left out; an API, a
// product and so on that is left out is null.
type ContextFile struct {
	Request      contextRequest       `json:"request"`
	Response     *contextResponse     `json:"response"`
	Variables    object               `json:"variables"`
	API          *contextAPI          `json:"api"`
	Operation    *contextOperation    `json:"operation"`
	Product      *contextProduct      `json:"product"`
	Subscription *contextSubscription `json:"subscription"`
	User         *contextUser         `json:"user"`
	LastError    *contextError        `json:"lastError"`
	Deployment   contextDeployment    `json:"deployment"`
	ElapsedMs    float64              `json:"elapsedMs"`
	Timestamp    *time.Time           `json:"timestamp"` // 2024-01-15T10:30:00Z
	RequestID    string               `json:"requestId"` // b5ac31e4-1c53-4d8f-9e0a-2f6f0c5a9d11
	Tracing      bool                 `json:"tracing"`
}

type contextRequest struct {
	Method      string  `json:"method"`      // GET
	URL         string  `json:"url"`         // https://api.example.com/
	OriginalURL string  `json:"originalUrl"` // as url
	IP          *string `json:"ipAddress"`   // 203.0.113.7
	Headers     object  `json:"headers"`     // name: value or [values]
	Parameters  object  `json:"matchedParameters"`
	Certificate string  `json:"certificate"` // a file
	contextBody
}

type contextBody struct {
	Body   *string `json:"body"`
	Base64 *string `json:"bodyBase64"`
}

type contextResponse struct {
	Status  *int    `json:"statusCode"` // 200
	Reason  *string `json:"statusReason"`
	Headers object  `json:"headers"`
	contextBody
}

type contextAPI struct {
	ID, Name, Path, Version, Revision string
	IsCurrentRevision                 *bool
	ServiceURL                        string
	Protocols                         []string // ["https"]
	SubscriptionKeyHeader             string
	SubscriptionKeyQuery              string
}

type contextOperation struct{ ID, Name, Method, URLTemplate string }

type contextProduct struct {
	ID, Name             string
	ApprovalRequired     bool
	State                string // Published
	SubscriptionLimit    *int
	SubscriptionRequired *bool // true
	Groups               []GroupInfo
	APIs                 []contextAPI
}

type contextSubscription struct {
	ID, Name, Key            string
	PrimaryKey, SecondaryKey string
	CreatedDate              *time.Time // 2020-01-01
	StartDate, EndDate       *time.Time
}

type contextUser struct {
	ID, Email, FirstName, LastName, Note string
	RegistrationDate                     *time.Time // 2020-01-01
	Groups                               []GroupInfo
	Identities                           []IdentityInfo
}

type contextError struct {
	Source, Reason, Message, Scope, Section, Path, PolicyID string
}

type contextDeployment struct {
	GatewayID    *string           `json:"gatewayId"`   // managed
	Region       *string           `json:"region"`      // West US
	ServiceID    *string           `json:"serviceId"`   // contoso
	ServiceName  *string           `json:"serviceName"` // contoso.azure-api.net
	Certificates map[string]string `json:"certificates"`
}

// An object is a JSON object whose members keep their order.
type object []member

type member struct {
	name  string
	value json.RawMessage
}

// UnmarshalJSON reads an object; null is an empty one.
func (o *object) UnmarshalJSON(data []byte) error {
	*o = nil
	if bytes.Equal(data, []byte("null")) {
		return nil
	}
	if !isObject(data) {
		return fmt.Errorf("got %s, want an object", data)
	}
	for name, value := range members(data) {
		*o = append(*o, member{name, value})
	}
	return nil
}

// ParseContextFile reads a context file. Nothing in it may be unknown.
func ParseContextFile(data []byte) (*ContextFile, error) {
	f := &ContextFile{}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(f); err != nil {
		return nil, fmt.Errorf("read context: %w", err)
	}
	return f, nil
}

// Now is the clock of the exchange: its timestamp and the time since.
func (f *ContextFile) Now() time.Time {
	return f.timestamp().Add(time.Duration(f.ElapsedMs * float64(time.Millisecond)))
}

func (f *ContextFile) timestamp() time.Time {
	return timeOr(f.Timestamp, time.Date(2024, 1, 15, 10, 30, 0, 0, time.UTC))
}

func timeOr(t *time.Time, otherwise time.Time) time.Time {
	if t == nil {
		return otherwise
	}
	return t.UTC()
}

func textOr(text *string, otherwise string) string {
	if text == nil {
		return otherwise
	}
	return *text
}

// Exchange makes the exchange. Certificates are read from files of dir.
func (f *ContextFile) Exchange(s *Services, dir fs.FS) (*Exchange, error) {
	d, err := f.Deployment.deployment(dir)
	if err != nil {
		return nil, err
	}
	x := NewExchange(s, d)
	x.Timestamp = f.timestamp()
	x.RequestID = or(f.RequestID, "b5ac31e4-1c53-4d8f-9e0a-2f6f0c5a9d11")
	if f.Tracing {
		x.Trace = &Trace{}
	}
	if err := f.Request.fill(&x.Request, dir); err != nil {
		return nil, err
	}
	if f.Response != nil {
		if err := f.Response.fill(x.NewResponse()); err != nil {
			return nil, err
		}
	}
	for _, v := range f.Variables {
		value, err := variableValue(x, v.value)
		if err != nil {
			return nil, fmt.Errorf("read context: variable %s: %w", v.name, err)
		}
		x.Variables.Set(v.name, value)
	}
	if x.API, err = f.API.info(); err != nil {
		return nil, err
	}
	if x.Product, err = f.Product.info(); err != nil {
		return nil, err
	}
	if o := f.Operation; o != nil {
		x.Operation = &OperationInfo{ID: o.ID, Name: o.Name, Method: o.Method, URLTemplate: o.URLTemplate}
	}
	if e := f.LastError; e != nil {
		x.LastError = &Error{Source: e.Source, Reason: e.Reason, Message: e.Message, Scope: e.Scope, Section: e.Section, Path: e.Path, PolicyID: e.PolicyID}
	}
	x.Subscription, x.User = f.Subscription.info(), f.User.info()
	return x, nil
}

func (r *contextRequest) fill(to *Request, dir fs.FS) error {
	target, err := ParseURL(or(r.URL, "https://api.example.com/"))
	if err != nil {
		return fmt.Errorf("read context: %w", err)
	}
	to.OriginalURL = target
	if r.OriginalURL != "" {
		if to.OriginalURL, err = ParseURL(r.OriginalURL); err != nil {
			return fmt.Errorf("read context: %w", err)
		}
	}
	to.Route(&URL{Scheme: target.Scheme, Host: target.Host, Port: target.Port}, target.Path, target.QueryString)
	to.Method, to.IP = or(r.Method, "GET"), textOr(r.IP, "203.0.113.7")
	if err := fillHeader(&to.Header, r.Headers); err != nil {
		return err
	}
	for _, p := range r.Parameters {
		var value string
		if err := json.Unmarshal(p.value, &value); err != nil {
			return fmt.Errorf("read context: parameter %s: %w", p.name, err)
		}
		to.Parameters = append(to.Parameters, Parameter{p.name, value})
	}
	if to.Body, err = r.content(); err != nil {
		return err
	}
	if r.Certificate != "" {
		to.Certificate, err = readCertificate(dir, r.Certificate)
	}
	return err
}

func (r *contextResponse) fill(to *Response) error {
	if r.Status != nil {
		to.Status = *r.Status
	}
	to.Reason = textOr(r.Reason, "OK")
	if err := fillHeader(&to.Header, r.Headers); err != nil {
		return err
	}
	var err error
	to.Body, err = r.content()
	return err
}

func fillHeader(h *message.Header, fields object) error {
	for _, f := range fields {
		var one string
		var many []string
		switch {
		case json.Unmarshal(f.value, &one) == nil:
			h.Add(f.name, one)
		case json.Unmarshal(f.value, &many) == nil:
			for _, v := range many {
				h.Add(f.name, v)
			}
		default:
			return fmt.Errorf("read context: header %s: got %s, want a text or a list of texts", f.name, f.value)
		}
	}
	return nil
}

func (b *contextBody) content() (*message.Body, error) {
	switch {
	case b.Base64 != nil:
		data, err := base64.StdEncoding.DecodeString(*b.Base64)
		if err != nil {
			return nil, fmt.Errorf("read context: bodyBase64: %w", err)
		}
		return message.NewBody(data), nil
	case b.Body != nil:
		return message.NewBody([]byte(*b.Body)), nil
	}
	return nil, nil
}

func (a *contextAPI) info() (*APIInfo, error) {
	if a == nil {
		return nil, nil
	}
	info := &APIInfo{
		ID: a.ID, Name: a.Name, Path: a.Path, Version: a.Version, Revision: a.Revision, Protocols: a.Protocols,
		NotCurrent: a.IsCurrentRevision != nil && !*a.IsCurrentRevision,
		KeyHeader:  a.SubscriptionKeyHeader, KeyQuery: a.SubscriptionKeyQuery,
	}
	if info.Protocols == nil {
		info.Protocols = []string{"https"}
	}
	if a.ServiceURL != "" {
		u, err := ParseURL(a.ServiceURL)
		if err != nil {
			return nil, fmt.Errorf("read context: %w", err)
		}
		info.ServiceURL = &u
	}
	return info, nil
}

func (p *contextProduct) info() (*ProductInfo, error) {
	if p == nil {
		return nil, nil
	}
	info := &ProductInfo{
		ID: p.ID, Name: p.Name, ApprovalRequired: p.ApprovalRequired, NotPublished: p.State == "NotPublished",
		SubscriptionRequired: p.SubscriptionRequired == nil || *p.SubscriptionRequired,
		SubscriptionLimit:    p.SubscriptionLimit, Groups: p.Groups,
	}
	for i := range p.APIs {
		a, err := p.APIs[i].info()
		if err != nil {
			return nil, err
		}
		info.APIs = append(info.APIs, a)
	}
	return info, nil
}

var longAgo = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)

func (s *contextSubscription) info() *SubscriptionInfo {
	if s == nil {
		return nil
	}
	return &SubscriptionInfo{
		ID: s.ID, Name: s.Name, Key: s.Key, PrimaryKey: s.PrimaryKey, SecondKey: s.SecondaryKey,
		Created: timeOr(s.CreatedDate, longAgo), Start: timeOr(s.StartDate, time.Time{}), End: timeOr(s.EndDate, time.Time{}),
	}
}

func (u *contextUser) info() *UserInfo {
	if u == nil {
		return nil
	}
	return &UserInfo{
		ID: u.ID, Email: u.Email, FirstName: u.FirstName, LastName: u.LastName, Note: u.Note,
		Registered: timeOr(u.RegistrationDate, longAgo), Groups: u.Groups, Identities: u.Identities,
	}
}

func (d *contextDeployment) deployment(dir fs.FS) (*Deployment, error) {
	certificates := map[string]*clr.X509Certificate2{}
	for id, file := range d.Certificates {
		c, err := readCertificate(dir, file)
		if err != nil {
			return nil, err
		}
		certificates[id] = c
	}
	return &Deployment{
		GatewayID: textOr(d.GatewayID, managed), Region: textOr(d.Region, "West US"),
		ServiceID: textOr(d.ServiceID, "contoso"), ServiceName: textOr(d.ServiceName, "contoso.azure-api.net"),
		Certificates: NewCertificates(certificates),
	}, nil
}

// readCertificate reads the first certificate of a PEM file.
func readCertificate(dir fs.FS, name string) (*clr.X509Certificate2, error) {
	data, err := fs.ReadFile(dir, path.Clean(name))
	if err != nil {
		return nil, fmt.Errorf("read context: %w", err)
	}
	for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
		if block.Type != "CERTIFICATE" {
			continue
		}
		cert, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, fmt.Errorf("read context: %s: %w", name, err)
		}
		return clr.NewX509Certificate2(cert, clr.CertificateOptions{}), nil
	}
	return nil, fmt.Errorf("read context: %s holds no certificate", name)
}

// variableValue is the C# value that a variable's JSON stands for.
func variableValue(x *Exchange, data json.RawMessage) (any, error) {
	var typed struct {
		Type  string          `json:"$type"`
		Value json.RawMessage `json:"value"`
	}
	if isObject(data) && json.Unmarshal(data, &typed) == nil && typed.Type != "" {
		if typed.Type == "Response" {
			return responseValue(x, typed.Value)
		}
		return typedValue(typed.Type, typed.Value)
	}
	var plain any
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := d.Decode(&plain); err != nil {
		return nil, err
	}
	switch v := plain.(type) {
	case nil, bool, string:
		return v, nil
	case json.Number:
		if n, err := v.Int64(); err == nil {
			if int64(int32(n)) == n {
				return int32(n), nil
			}
			return n, nil
		}
		return v.Float64()
	case []any:
		return parsedValue("Newtonsoft.Json.Linq.JArray", string(data))
	}
	return parsedValue("Newtonsoft.Json.Linq.JObject", string(data))
}

func responseValue(x *Exchange, data json.RawMessage) (any, error) {
	var r contextResponse
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, err
	}
	response := &Response{Status: 200, x: x}
	return response, r.fill(response)
}

// parsedValue is a text read by the Parse of a type.
func parsedValue(typ, text string) (v any, err error) {
	read := parserOf(typ)
	if read == nil {
		return nil, fmt.Errorf("no variable of type %s", typ)
	}
	err = catch(func() { v = read(nil, text) })
	return v, err
}

// catch runs Go code that may throw a C# exception, and answers that.
func catch(f func()) (err error) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case *clr.Exception:
			err = p
		default:
			panic(p)
		}
	}()
	f()
	return nil
}

// typedValue is a value whose CLR type is named.
func typedValue(typ string, data json.RawMessage) (any, error) {
	var list []string
	if json.Unmarshal(data, &list) == nil {
		switch typ {
		case "System.String[]":
			return clr.NewStrings(list), nil
		case "System.Collections.Generic.List`1[System.String]":
			items := make([]any, len(list))
			for i, s := range list {
				items[i] = s
			}
			return clr.ListOf(clr.String, items), nil
		}
	}
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		text = strings.TrimSpace(string(data)) // a number or boolean, as it stands
	}
	switch typ {
	case "System.String":
		return text, nil
	case "System.Byte[]":
		b, err := base64.StdEncoding.DecodeString(text)
		return clr.NewBytes(b), err
	case "System.DateTime":
		t, err := time.Parse(time.RFC3339Nano, text)
		return clr.DateTimeFrom(t, clr.Utc), err
	case "System.DateTimeOffset":
		t, err := time.Parse(time.RFC3339Nano, text)
		return clr.DateTimeOffsetFrom(t), err
	case "Jwt":
		if t := ParseJwt(text); t != nil {
			return t, nil
		}
		return nil, fmt.Errorf("%q is no token", text)
	}
	return parsedValue(typ, text)
}
