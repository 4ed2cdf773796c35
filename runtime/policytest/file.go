package policytest

import (
	"time"

	"sallyport/eval/source"
	"sallyport/runtime/config"
	"sallyport/runtime/config/yaml"
)

// A File is a *.test.yaml file as it is written. Paths start at its folder.
type File struct {
	Policy   yaml.Text `yaml:"policy" doc:"The API's policy that is tested: a file, or the markup itself."`
	Policies *Policies `yaml:"policies" doc:"Policies of more than one scope, instead of policy."`
	Gateway  yaml.Text `yaml:"gateway" doc:"The sallyport.yaml whose policies are tested, instead of policy."`
	Given    Given     `yaml:"given" doc:"What holds for every test."`
	Tests    []Test    `yaml:"tests,required" doc:"The tests. Each has a world of its own."`
}

// Policies are policies by scope.
type Policies struct {
	Global    yaml.Text   `yaml:"global" doc:"The policy of the whole gateway; API Management's default when absent."`
	Product   yaml.Text   `yaml:"product" doc:"The product's policy."`
	API       yaml.Text   `yaml:"api" doc:"The API's policy."`
	Operation yaml.Text   `yaml:"operation" doc:"The operation's policy; it needs given: operation."`
	Span      source.Span `yaml:",span"`
}

// Given is the world of a test. What a test gives is put over what its file
// gives: maps name by name, all else as a whole.
type Given struct {
	Now  yaml.Text `yaml:"now" doc:"What the clock shows at first: 2026-01-15T10:30:00Z, or system for the time when the test begins. It stands still unless something advances it."`
	Seed *int      `yaml:"seed" doc:"What Random, Guid.NewGuid and the ids of requests are made from."`

	NamedValues  yaml.Map[config.Secret]      `yaml:"named-values" doc:"What {{name}} stands for in policies."`
	Fragments    yaml.Map[yaml.Text]          `yaml:"fragments" doc:"Policy fragments by id: files, or the markup itself."`
	Certificates yaml.Map[config.Certificate] `yaml:"certificates" doc:"What context.Deployment.Certificates holds."`
	ClientCA     yaml.Text                    `yaml:"client-ca" doc:"The authorities that client certificates are verified against, a PEM file."`
	Revoked      *[]yaml.Text                 `yaml:"revoked" doc:"Certificates that are revoked, PEM files; when absent, nobody knows of any whether it is."`
	Backends     yaml.Map[config.Backend]     `yaml:"backends" doc:"Backends that policies name."`

	Identity       *config.Identity                      `yaml:"identity" doc:"Where the gateway gets tokens in its own name; calls have the answers of an endpoint."`
	Authorizations yaml.Map[yaml.Map[config.Connection]] `yaml:"authorizations" doc:"Access tokens by the ids of credential providers and of their connections."`

	API          *API          `yaml:"api" doc:"The API that requests are for."`
	Operation    *Operation    `yaml:"operation" doc:"The only operation of the API; when absent, every method and path is the API's."`
	Product      *Product      `yaml:"product" doc:"The product that requests come with."`
	Subscription *Subscription `yaml:"subscription" doc:"The subscription that requests come with."`
	User         *User         `yaml:"user" doc:"The user that requests come with."`

	Variables yaml.Map[yaml.Value] `yaml:"variables" doc:"What context.Variables holds at first: values, or { type, value }."`

	Backend []Answer `yaml:"backend" doc:"What the backend answers; the first answer that fits is given. When absent, an empty 200."`
	Calls   []Answer `yaml:"calls" doc:"What is answered to requests that policies make by themselves, as send-request does."`
}

// API is the API that requests are for.
type API struct {
	ID         yaml.Text `yaml:"id" doc:"Its id; api when absent."`
	Path       yaml.Text `yaml:"path" doc:"What the paths of requests begin with; the root when absent."`
	Version    yaml.Text `yaml:"version" doc:"Its version, told apart by a segment of the path."`
	Revision   yaml.Text `yaml:"revision" doc:"Its revision; 1 when absent."`
	ServiceURL yaml.Text `yaml:"service-url" doc:"Its backend; https://backend.example.com when absent."`
}

// Operation is the operation that requests are for.
type Operation struct {
	ID          yaml.Text `yaml:"id" doc:"Its id; operation when absent."`
	Method      yaml.Text `yaml:"method" doc:"Its method; GET when absent."`
	URLTemplate yaml.Text `yaml:"url-template,required" doc:"Path and query with parameters, behind the API's path: /{id}, /items?type={type}, /*."`

	Responses yaml.Map[config.Response] `yaml:"responses" doc:"What it answers, by status, for mock-response."`
}

// Product is the product that requests come with.
type Product struct {
	ID   yaml.Text `yaml:"id,required,scalar" doc:"Its id."`
	Name yaml.Text `yaml:"name" doc:"Its name; the id when absent."`
}

// Subscription is the subscription that requests come with.
type Subscription struct {
	ID    yaml.Text `yaml:"id,required,scalar" doc:"Its id."`
	Name  yaml.Text `yaml:"name" doc:"Its name; the id when absent."`
	Key   yaml.Text `yaml:"key" doc:"Its key."`
	Start yaml.Text `yaml:"start" doc:"When it begins: 2026-01-15T10:30:00Z. Quotas are counted from there."`
}

// User is the owner of the subscription.
type User struct {
	ID        yaml.Text   `yaml:"id,required,scalar" doc:"The id."`
	Email     yaml.Text   `yaml:"email" doc:"The mail address."`
	FirstName yaml.Text   `yaml:"first-name" doc:"The first name."`
	LastName  yaml.Text   `yaml:"last-name" doc:"The last name."`
	Groups    []yaml.Text `yaml:"groups" doc:"Names of groups."`
}

// An Answer is what is answered to the requests that fit.
type Answer struct {
	When    Sent                    `yaml:"when" doc:"The requests that it is for; every one when absent."`
	Respond yaml.OneOrMore[Respond] `yaml:"respond,required" doc:"The answer, or those to the first request, the second and so on; the last is repeated."`
}

// Respond is one answer: a response, or none.
type Respond struct {
	Status  *int                                `yaml:"status" doc:"The status; 200 when absent."`
	Reason  yaml.Text                           `yaml:"reason" doc:"The reason phrase; the standard one when absent."`
	Headers yaml.Map[yaml.OneOrMore[yaml.Text]] `yaml:"headers" doc:"Header fields, each a value or a list of them."`
	Body    *yaml.Text                          `yaml:"body" doc:"The body as text."`
	JSON    yaml.Value                          `yaml:"json" doc:"The body as JSON; Content-Type is application/json unless headers say otherwise."`
	Base64  *yaml.Text                          `yaml:"base64" doc:"The body as Base64."`
	Delay   time.Duration                       `yaml:"delay" doc:"How long the clock runs before the answer is there."`
	Fault   yaml.Text                           `yaml:"fault" enum:"refused|reset|timeout" doc:"What happens instead of an answer."`
	Span    source.Span                         `yaml:",span"`
}

// A Test is a request and what is expected of it, steps of such, or an
// expression and what is expected of that.
type Test struct {
	Name     yaml.Text `yaml:"name,required" doc:"What the test shows, as a sentence."`
	Policy   yaml.Text `yaml:"policy" doc:"The policy that is tested, instead of the file's."`
	Policies *Policies `yaml:"policies" doc:"Policies of more than one scope, instead of the file's."`
	Given    Given     `yaml:"given" doc:"What holds for this test, over what the file gives."`

	Request *Request `yaml:"request" doc:"The request that is made."`
	Expect  *Expect  `yaml:"expect" doc:"What is expected of it."`
	Steps   []Step   `yaml:"steps" doc:"More than one request, in one world."`

	Expression yaml.Text  `yaml:"expression" doc:"A policy expression that is evaluated, instead of a request."`
	Context    yaml.Value `yaml:"context" doc:"What context holds, as a context file of dry-run says it."`
	Value      yaml.Value `yaml:"value" doc:"The value that the expression has: a value, or { type, value }."`
	Throws     *Throws    `yaml:"throws" doc:"The exception that the expression throws."`

	Faults []Pattern `yaml:"faults" doc:"Why the policy or the expression must not load: a part of the message or a code, or a pattern."`
}

// A Step is a request and what is expected of it, or a change of the world.
type Step struct {
	Request *Request      `yaml:"request" doc:"The request that is made."`
	Expect  *Expect       `yaml:"expect" doc:"What is expected of it."`
	Advance time.Duration `yaml:"advance" doc:"How far the clock is set on before the request, if there is one."`
	Span    source.Span   `yaml:",span"`
}

// A Request is what a client sends.
type Request struct {
	Method      yaml.Text                           `yaml:"method" doc:"The method; GET when absent."`
	URL         yaml.Text                           `yaml:"url" doc:"The URL; one that begins with a slash is of https://api.example.com."`
	Headers     yaml.Map[yaml.OneOrMore[yaml.Text]] `yaml:"headers" doc:"Header fields, each a value or a list of them."`
	Body        *yaml.Text                          `yaml:"body" doc:"The body as text."`
	JSON        yaml.Value                          `yaml:"json" doc:"The body as JSON; Content-Type is application/json unless headers say otherwise."`
	Base64      *yaml.Text                          `yaml:"base64" doc:"The body as Base64."`
	Certificate yaml.Text                           `yaml:"client-certificate" doc:"The certificate that the client shows, and those it sends along, a PEM file."`
	IP          yaml.Text                           `yaml:"ip" doc:"The client's address; 203.0.113.7 when absent."`
	Span        source.Span                         `yaml:",span"`
}

// Expect is what is expected of a request.
type Expect struct {
	Status    *Pattern                          `yaml:"status" doc:"The status of the response."`
	Reason    *Pattern                          `yaml:"reason" doc:"Its reason phrase, be it the standard one."`
	Headers   yaml.Map[yaml.OneOrMore[Pattern]] `yaml:"headers" doc:"Its header fields, each all values as one text or a list of them; null is absent."`
	Body      *Pattern                          `yaml:"body" doc:"Its body as text; null is none or an empty one."`
	JSON      yaml.Value                        `yaml:"json" doc:"Its body as JSON, which may have more members than are named."`
	Base64    *yaml.Text                        `yaml:"base64" doc:"Its body as Base64."`
	Forwarded yaml.OneOrMore[Sent]              `yaml:"forwarded" doc:"The request as the backend got it, or a list of all such requests; false is none."`
	Calls     *[]Sent                           `yaml:"calls" doc:"All requests that policies made by themselves, in order."`
	Variables yaml.Map[yaml.Value]              `yaml:"variables" doc:"What context.Variables holds at the end: values, or { type, value }; null is absent."`
	LastError *LastError                        `yaml:"last-error" doc:"What failed; null is nothing."`
	Trace     []Traced                          `yaml:"trace" doc:"What the trace says, in this order and with anything between."`
	Span      source.Span                       `yaml:",span"`
}

// Sent is a request that reached a backend, or what is to be known of one. What
// is absent is not looked at.
type Sent struct {
	Any     *bool                             `yaml:",scalar" doc:"Whether there was such a request at all."`
	Method  *Pattern                          `yaml:"method" doc:"The method."`
	URL     *Pattern                          `yaml:"url" doc:"The URL, or path and query when it begins with a slash; * stands for any text."`
	Headers yaml.Map[yaml.OneOrMore[Pattern]] `yaml:"headers" doc:"Header fields, each all values as one text or a list of them; null is absent."`
	Body    *Pattern                          `yaml:"body" doc:"The body as text; null is none or an empty one."`
	JSON    yaml.Value                        `yaml:"json" doc:"The body as JSON, which may have more members than are named."`

	Timeout         *time.Duration `yaml:"timeout" doc:"How long the response's header may take."`
	ContinueTimeout *time.Duration `yaml:"continue-timeout" doc:"How long 100 Continue may take."`
	HTTPVersion     *Pattern       `yaml:"http-version" doc:"The version of HTTP: 1, 2 or 2or1."`
	FollowRedirects *bool          `yaml:"follow-redirects" doc:"Whether redirects are followed."`
	BufferResponse  *bool          `yaml:"buffer-response" doc:"Whether the response's body is gathered before it is relayed."`
	Certificate     *Pattern       `yaml:"certificate" doc:"The SHA-1 thumbprint of the certificate that the gateway shows."`
	Proxy           *Pattern       `yaml:"proxy" doc:"The proxy that it goes through, as a URL."`
	Authorization   *Pattern       `yaml:"proxy-authorization" doc:"What that proxy is told of who asks."`
	Span            source.Span    `yaml:",span"`
}

// LastError is what context.LastError says.
type LastError struct {
	None     bool     `yaml:",null" doc:"Nothing failed."`
	Source   *Pattern `yaml:"source" doc:"The policy's element, or a step of the gateway."`
	Reason   *Pattern `yaml:"reason" doc:"The code of the reason."`
	Message  *Pattern `yaml:"message" doc:"The message."`
	Scope    *Pattern `yaml:"scope" doc:"The scope of the policy's document."`
	Section  *Pattern `yaml:"section" doc:"The section."`
	Path     *Pattern `yaml:"path" doc:"The way to the policy: choose[1]/when[1]/set-header[1]."`
	PolicyID *Pattern `yaml:"policy-id" doc:"The policy's attribute id."`
}

// Traced is what a policy said in the trace.
type Traced struct {
	Message *Pattern             `yaml:"message,scalar" doc:"A line of its message."`
	Policy  *Pattern             `yaml:"policy" doc:"Its element."`
	Path    *Pattern             `yaml:"path" doc:"The way to it: choose[1]/when[1]/set-header[1]."`
	Section *Pattern             `yaml:"section" doc:"Its section."`
	Scope   *Pattern             `yaml:"scope" doc:"The scope of its document."`
	Data    yaml.Map[yaml.Value] `yaml:"data" doc:"What it noted by name."`
}

// Throws is an exception.
type Throws struct {
	Type    *Pattern `yaml:"type,scalar,required" doc:"Its type, with or without the namespace."`
	Message *Pattern `yaml:"message" doc:"Its message."`
}

// A Pattern is what a text must be: that text, a regular expression of Go's when
// it stands between slashes, or nothing at all when it is null.
type Pattern struct {
	Text   yaml.Text `yaml:",scalar"`
	Absent bool      `yaml:",null"`
}
