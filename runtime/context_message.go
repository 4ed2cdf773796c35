package runtime

import (
	"iter"
	"strings"
	"sync"

	"sallyport/eval/clr"
	"sallyport/runtime/message"
)

var (
	requestType  = declare("IRequest", "The request as the backend will get it.")
	responseType = declare("IResponse", "A response.")
	bodyType     = declare("IMessageBody", "The content of a message.")

	// multiMap is the type of headers, query parameters and claims.
	multiMap     = clr.Construct(clr.IReadOnlyDictionary, clr.String, clr.ArrayOf(clr.String))
	multiMapPair = clr.Construct(clr.KeyValuePair, multiMap.Args...)

	stringMap     = clr.Construct(clr.IReadOnlyDictionary, clr.String, clr.String)
	stringMapPair = clr.Construct(clr.KeyValuePair, stringMap.Args...)

	objectMap     = clr.Construct(clr.IReadOnlyDictionary, clr.String, clr.ObjectType)
	objectMapPair = clr.Construct(clr.KeyValuePair, objectMap.Args...)
)

// CLRType is IRequest.
func (r *Request) CLRType() *clr.Type { return requestType }

// CLRType is IResponse.
func (r *Response) CLRType() *clr.Type { return responseType }

// statuses are the status codes, boxed.
var statuses = func() (boxed [1000]any) {
	for i := range boxed {
		boxed[i] = int32(i)
	}
	return boxed
}()

func init() {
	requestType.Define(
		clr.Row("IMessageBody Body { get; }", "The content, or null.", clr.F1(func(r *Request) *messageBody { return bodyOf(r.x, &r.Header, &r.Body, &r.consumed) })),
		clr.Row("X509Certificate2 Certificate { get; }", "The client's certificate; null when it showed none.", clr.F1(func(r *Request) *clr.X509Certificate2 { return r.Certificate })),
		clr.Row("IAzureVnetInfo AzureVnetInfo { get; }", "Null: no request comes over Azure's virtual networks.", clr.F1(func(*Request) any { return nil })),
		clr.Row("IFoundry Foundry { get; }", "Null: Sallyport knows no models of Azure's AI Foundry.", clr.F1(func(*Request) any { return nil })),
		clr.Row("bool HasBody { get; }", "Whether there is a content.", clr.F1(func(r *Request) bool { return r.Body != nil })).NotListed(),
		clr.Row("IReadOnlyDictionary<string, string[]> Headers { get; }", "The header fields. Their names have no case.", clr.F1(func(r *Request) *headers { return (*headers)(&r.Header) })),
		clr.Row("string IpAddress { get; }", "The client's address.", clr.F1(func(r *Request) string { return r.IP })),
		clr.Row("IReadOnlyDictionary<string, string> MatchedParameters { get; }", "The parameters of the operation's URL template.", clr.F1(func(r *Request) *matched { return (*matched)(r) })),
		clr.Row("string Method { get; }", "The method.", clr.F1((*Request).boxedMethod)),
		clr.Row("string OriginalMethod { get; }", "The method that the client sent.", clr.F1(func(r *Request) string {
			if r.OriginalMethod == "" {
				return r.Method
			}
			return r.OriginalMethod
		})).NotListed(),
		clr.Row("IUrl OriginalUrl { get; }", "What the client asked for.", clr.F1(func(r *Request) *URL { return &r.OriginalURL })),
		clr.Row("IPrivateEndpointConnection PrivateEndpointConnection { get; }", "Null: no request comes over Azure's private endpoints.", clr.F1(func(*Request) any { return nil })),
		clr.Row("IUrl Url { get; }", "Where the request goes.", clr.F1(func(r *Request) *URL { return &r.URL })),
	)
	responseType.Define(
		clr.Row("IMessageBody Body { get; }", "The content, or null.", clr.F1(func(r *Response) *messageBody { return bodyOf(r.x, &r.Header, &r.Body, &r.consumed) })),
		clr.Row("IReadOnlyDictionary<string, string[]> Headers { get; }", "The header fields. Their names have no case.", clr.F1(func(r *Response) *headers { return (*headers)(&r.Header) })),
		clr.Row("int StatusCode { get; }", "The status.", clr.F1(func(r *Response) any { return statuses[max(0, min(r.Status, len(statuses)-1))] })),
		clr.Row("string StatusReason { get; }", "The reason phrase.", clr.F1(func(r *Response) string { return r.Phrase() })),
	)
	absent := clr.F1(func(any) any { return nil })
	declare("IAzureVnetInfo", "The virtual network of Azure that a request came over.").Define(
		clr.Row("int VnetTrafficTag { get; }", "The tag of its traffic.", absent),
		clr.Row("int SubnetId { get; }", "Its subnet.", absent),
		clr.Row("int PrivateLinkId { get; }", "Its private link.", absent),
		clr.Row("string SnatVip { get; }", "The address that it goes out by.", absent),
	)
	declare("IFoundry", "The model of Azure's AI Foundry that a request is for.").Define(
		clr.Row("string Deployment { get; }", "The deployment of the model.", absent),
	)
	declare("IGraphQL", "The field of GraphQL that a resolver is asked for. Its values are read as JSON.").Define(
		clr.Row("JToken Arguments { get; }", "The arguments of the field, by name.", absent),
		clr.Row("JToken GraphQLArguments { get; }", "The arguments of the field, by name.", absent),
		clr.Row("JToken Parent { get; }", "The object that has the field.", absent),
	)
	declare("IPrivateEndpointConnection", "A connection over Azure's private endpoints.").Define(
		clr.Row("string Name { get; }", "Its name.", absent),
		clr.Row("string GroupId { get; }", "The group of its resource.", absent),
		clr.Row("string MemberName { get; }", "The member of the group.", absent),
	)
}

// boxedMethod is Method as a C# value. It is boxed when it has changed: on most
// connections, once.
func (r *Request) boxedMethod() any {
	if r.method != r.Method {
		r.method = r.Method
	}
	return r.method
}

// headers is a header as a dictionary.
type headers message.Header

func (h *headers) header() *message.Header { return (*message.Header)(h) }

// CLRType is IReadOnlyDictionary<string, string[]>.
func (h *headers) CLRType() *clr.Type { return multiMap }

// Count is the number of names.
func (h *headers) Count() int {
	n := 0
	for range h.header().Names() {
		n++
	}
	return n
}

// Lookup is the values of a name, one for each line.
func (h *headers) Lookup(key any) (any, bool) {
	values := h.header().Values(key.(string))
	if values == nil {
		return nil, false
	}
	return clr.NewStrings(values), true
}

// Joined is the values of a name in one text.
func (h *headers) Joined(key string) (text string, ok bool) { return h.header().Joined(key) }

var _ clr.Joiner = (*headers)(nil)

// Pairs yields names in order.
func (h *headers) Pairs() iter.Seq2[any, any] {
	return func(yield func(any, any) bool) {
		for name, values := range h.header().Names() {
			if !yield(name, clr.NewStrings(values)) {
				return
			}
		}
	}
}

// Iterate yields a KeyValuePair for each name.
func (h *headers) Iterate(*clr.Env) iter.Seq[any] { return clr.PairsSeq(h, multiMapPair) }

// matched is the parameters of a URL template as a dictionary.
type matched Request

// CLRType is IReadOnlyDictionary<string, string>.
func (m *matched) CLRType() *clr.Type { return stringMap }

// Count is the number of parameters.
func (m *matched) Count() int { return len(m.Parameters) }

// Lookup is the value of a parameter.
func (m *matched) Lookup(key any) (any, bool) {
	for _, p := range m.Parameters {
		if p.Name == key {
			return p.Value, true
		}
	}
	return nil, false
}

// Pairs yields parameters in the order of the template.
func (m *matched) Pairs() iter.Seq2[any, any] {
	return func(yield func(any, any) bool) {
		for _, p := range m.Parameters {
			if !yield(p.Name, p.Value) {
				return
			}
		}
	}
}

// Iterate yields a KeyValuePair for each parameter.
func (m *matched) Iterate(*clr.Env) iter.Seq[any] { return clr.PairsSeq(m, stringMapPair) }

// CLRType is IReadOnlyDictionary<string, object>.
func (v *Variables) CLRType() *clr.Type { return objectMap }

// Count is the number of variables.
func (v *Variables) Count() int { return len(v.list) }

// Lookup is the value of a variable. The indexer throws KeyNotFoundException
// for a missing one, as .NET's dictionaries do; sources differ on whether the
// managed gateway answers null instead.
func (v *Variables) Lookup(key any) (any, bool) { return v.Get(key.(string)) }

// Pairs yields variables in the order in which they were first set.
func (v *Variables) Pairs() iter.Seq2[any, any] {
	return func(yield func(any, any) bool) {
		for name, value := range v.All() {
			if !yield(name, value) {
				return
			}
		}
	}
}

// Iterate yields a KeyValuePair for each variable.
func (v *Variables) Iterate(*clr.Env) iter.Seq[any] { return clr.PairsSeq(v, objectMapPair) }

// messageBody is a body as C# reads it. Reading takes the content away, unless
// the expression asks to preserve it: nothing is left to send on then, and
// reading again throws, until set-body gives the message another.
type messageBody struct {
	x        *Exchange
	header   *message.Header
	body     **message.Body
	consumed *bool
}

func bodyOf(x *Exchange, header *message.Header, body **message.Body, consumed *bool) *messageBody {
	if *body == nil {
		return nil
	}
	return &messageBody{x, header, body, consumed}
}

// CLRType is IMessageBody.
func (*messageBody) CLRType() *clr.Type { return bodyType }

// bytes reads the content, decoded.
func (b *messageBody) bytes(preserve bool) []byte {
	if *b.consumed {
		clr.Throw(clr.InvalidOperation("The message body was already read; pass preserveContent: true to read it more than once."))
	}
	(*b.body).Decode(b.header)
	data, err := (*b.body).Bytes(b.x.BodyLimit())
	if err != nil {
		clr.Throw(clr.NewException(clr.IOExceptionType, err.Error()))
	}
	if !preserve {
		*b.body, *b.consumed = message.NewBody(nil), true
	}
	return data
}

// text reads the content as UTF-8, without a byte order mark. Bytes that are
// none become U+FFFD.
func (b *messageBody) text(preserve bool) string { return decodeText(b.bytes(preserve)) }

func decodeText(data []byte) string {
	text := strings.TrimPrefix(string(data), "\ufeff")
	if clr.ASCII(text) {
		return text
	}
	return string([]rune(text))
}

// as reads the content as a type that has a Parse(string).
func (b *messageBody) as(env *clr.Env, t *clr.Type, preserve bool) any {
	read := readerOf(t)
	if read == nil {
		clr.Throw(clr.NotSupported("As<" + t.String() + "> is not supported."))
	}
	return read(env, b.text(preserve))
}

func init() {
	const preserve = " Takes the content away unless preserveContent is true."
	bodyType.Define(
		clr.Row("T As<T>(bool preserveContent = false)", "The content as string, byte[], JObject, JArray, JToken, XElement, XDocument or XNode."+preserve, clr.F4(func(env *clr.Env, types clr.TypeArgs, b *messageBody, preserve bool) any {
			t := types[0]
			switch {
			case t == clr.String:
				return b.text(preserve)
			case t == clr.ArrayOf(clr.Byte):
				return clr.NewBytes(append([]byte{}, b.bytes(preserve)...))
			}
			return b.as(env, t, preserve)
		})),
		clr.Row("IDictionary<string, IList<string>> AsFormUrlEncodedContent(bool preserveContent = false)", "The content as the fields of a form."+preserve, clr.F2(func(b *messageBody, preserve bool) any {
			return formFields(b.text(preserve))
		})),
	)
	for _, name := range []string{"JArray", "JObject", "JToken"} {
		t := clr.Find("Newtonsoft.Json.Linq."+name, 0)
		bodyType.Define(clr.Row(name+" As"+name+"(bool preserveContent = false)", "The content as "+name+"."+preserve, clr.F3(func(env *clr.Env, b *messageBody, preserve bool) any {
			return b.as(env, t, preserve)
		})))
	}
}

// textTypes are the types that a body is read as by their own Parse(string), by
// full name, with the one whose Parse it is.
var textTypes = map[string]string{
	"Newtonsoft.Json.Linq.JArray":  "Newtonsoft.Json.Linq.JArray",
	"Newtonsoft.Json.Linq.JObject": "Newtonsoft.Json.Linq.JObject",
	"Newtonsoft.Json.Linq.JToken":  "Newtonsoft.Json.Linq.JToken",
	"System.Xml.Linq.XDocument":    "System.Xml.Linq.XDocument",
	"System.Xml.Linq.XElement":     "System.Xml.Linq.XElement",
	"System.Xml.Linq.XNode":        "System.Xml.Linq.XDocument",
}

// A reader makes a value of a text, or throws.
type reader func(env *clr.Env, text string) any

var readers sync.Map // *clr.Type -> reader

// readerOf is how a body is read as a type, or nil.
func readerOf(t *clr.Type) reader {
	if r, ok := readers.Load(t); ok {
		return r.(reader)
	}
	r := parserOf(textTypes[t.Decl.Name])
	readers.Store(t, r)
	return r
}

// parserOf is the static Parse(string) of a type by full name, or nil.
func parserOf(name string) reader {
	t := clr.Find(name, 0)
	if t == nil {
		return nil
	}
	for _, m := range t.Members("Parse") {
		if !m.Static || len(m.Params) != 1 || m.Params[0].Type != clr.String {
			continue
		}
		parse := m.Row.Fn
		if parse.NeedsEnv() {
			return func(env *clr.Env, text string) any { return parse.Call(env, text) }
		}
		return func(_ *clr.Env, text string) any { return parse.Call(text) }
	}
	return nil
}

func formFields(text string) *clr.Dictionary {
	fields := clr.NewDictionary(clr.String, clr.Construct(clr.IList, clr.String))
	for name, value := range Parameters(text) {
		old, _ := fields.Lookup(name)
		list, ok := old.(*clr.List)
		if !ok {
			list = clr.ListOf(clr.String, nil)
			fields.Put(nil, name, list)
		}
		list.Add(nil, value)
	}
	return fields
}
