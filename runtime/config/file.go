package config

import (
	"time"

	"sallyport/eval/source"
	"sallyport/runtime/config/yaml"
)

// A File is sallyport.yaml as it is written. The names of its maps are ids: what
// C# reads as context.Api.Id and the like. Paths start at the file's folder. In
// the place of a policy's file its markup may stand: a text that begins with <.
type File struct {
	Listeners     []Listener             `yaml:"listeners" doc:"Where requests are accepted; :8080 when none is given."`
	Policy        yaml.Text              `yaml:"policy" doc:"The global policy, a file."`
	NamedValues   yaml.Map[Secret]       `yaml:"named-values" doc:"What {{name}} stands for in policies."`
	Fragments     yaml.Map[yaml.Text]    `yaml:"fragments" doc:"Policy fragments by id, files."`
	Certificates  yaml.Map[Certificate]  `yaml:"certificates" doc:"What context.Deployment.Certificates holds."`
	Backends      yaml.Map[Backend]      `yaml:"backends" doc:"Backends that policies name."`
	Workspaces    yaml.Map[Workspace]    `yaml:"workspaces" doc:"Teams' own parts of the gateway."`
	APIs          yaml.Map[API]          `yaml:"apis" doc:"What is served."`
	VersionSets   yaml.Map[VersionSet]   `yaml:"version-sets" doc:"How the versions of APIs are told apart."`
	Products      yaml.Map[Product]      `yaml:"products" doc:"Bundles of APIs that are subscribed to."`
	Subscriptions yaml.Map[Subscription] `yaml:"subscriptions" doc:"Whose keys open what."`
	Deployment    Deployment             `yaml:"deployment" doc:"What context.Deployment says of the gateway."`
	Identity      Identity               `yaml:"identity" doc:"Where the gateway gets tokens in its own name; by default from where Azure's hosts say, in the environment variables IDENTITY_ENDPOINT and IDENTITY_HEADER."`

	Authorizations yaml.Map[yaml.Map[Connection]] `yaml:"authorizations" doc:"Access tokens by the ids of credential providers and of their connections."`

	Limits Limits `yaml:"limits" doc:"Bounds on what requests may use."`
	Lint   Lint   `yaml:"lint" doc:"What check warns of."`
}

// Lint says what check does not warn of.
type Lint struct {
	Ignore []yaml.Text `yaml:"ignore" doc:"Ids of rules, and codes of warnings."`
}

// A Listener is an address to accept connections at.
type Listener struct {
	Address yaml.Text `yaml:"address,required" doc:"host:port; :8443 is every address of the machine."`
	TLS     *TLS      `yaml:"tls" doc:"How connections are secured; plain HTTP when absent."`
}

// TLS says how a listener's connections are secured.
type TLS struct {
	Certificate        yaml.Text   `yaml:"certificate,required" doc:"The server's certificate and its chain, a PEM file."`
	Key                yaml.Text   `yaml:"key,required" doc:"Its private key, a PEM file."`
	ClientCertificates yaml.Text   `yaml:"client-certificates" enum:"none|request|require" doc:"Whether clients are asked for certificates; none when absent."`
	ClientCA           yaml.Text   `yaml:"client-ca" doc:"The authorities that client certificates are verified against, a PEM file."`
	Span               source.Span `yaml:",span"`
}

// A Secret is a text that may come from elsewhere.
type Secret struct {
	Value  yaml.Text   `yaml:"value,scalar" doc:"The text itself."`
	Env    yaml.Text   `yaml:"env" doc:"The environment variable that holds the text."`
	File   yaml.Text   `yaml:"file" doc:"The file that holds the text; a line end after it is left out."`
	Secret bool        `yaml:"secret" doc:"Keep the text out of traces and logs."`
	Span   source.Span `yaml:",span"`
}

// A Certificate is a PEM or PKCS#12 file.
type Certificate struct {
	File     yaml.Text `yaml:"file,required,scalar" doc:"A PEM or PKCS#12 file."`
	Password Secret    `yaml:"password" doc:"The password of the file."`
}

// A Backend is a service that policies name by its id.
type Backend struct {
	URL         yaml.Text   `yaml:"url,required" doc:"The base that paths are put behind."`
	Credentials Credentials `yaml:"credentials" doc:"What is added to each request."`
	TLS         BackendTLS  `yaml:"tls" doc:"What is asked of the backend's certificate."`
}

// Credentials are what a backend wants to see.
type Credentials struct {
	Header        yaml.Map[Secret] `yaml:"header" doc:"Header fields."`
	Query         yaml.Map[Secret] `yaml:"query" doc:"Query parameters."`
	Certificate   yaml.Text        `yaml:"certificate" doc:"The id of the certificate to show."`
	Authorization *Authorization   `yaml:"authorization" doc:"The Authorization field."`
}

// Authorization is an Authorization field in its parts.
type Authorization struct {
	Scheme    yaml.Text `yaml:"scheme,required" doc:"Basic, Bearer or another."`
	Parameter Secret    `yaml:"parameter,required" doc:"What follows the scheme."`
}

// BackendTLS says what is asked of a backend's certificate.
type BackendTLS struct {
	ValidateChain *bool `yaml:"validate-certificate-chain" doc:"Refuse one without a chain to a trusted authority; true when absent."`
	ValidateName  *bool `yaml:"validate-certificate-name" doc:"Refuse one of another name; true when absent."`
}

// A Workspace is a team's own part of the gateway.
type Workspace struct {
	Name   string    `yaml:"name" doc:"Its display name; the id when absent."`
	Policy yaml.Text `yaml:"policy" doc:"The policy of its APIs, between the global one and a product's, a file."`
}

// Deployment is what C# reads of the gateway.
type Deployment struct {
	GatewayID   string `yaml:"gateway-id" doc:"The gateway's id; managed when absent."`
	Region      string `yaml:"region" doc:"Where it is."`
	ServiceID   string `yaml:"service-id" doc:"The id of the service that it belongs to."`
	ServiceName string `yaml:"service-name" doc:"The name of that service."`
}

// An API is what is served under a path.
type API struct {
	Name                 string              `yaml:"name" doc:"Its display name; the id when absent."`
	Path                 yaml.Text           `yaml:"path,required" doc:"What paths begin with; \"\" is the root."`
	Protocols            []yaml.Text         `yaml:"protocols" doc:"What it is reached by: http, https, ws, wss; anything when absent."`
	Workspace            yaml.Text           `yaml:"workspace" doc:"The id of the workspace that it belongs to."`
	ServiceURL           yaml.Text           `yaml:"service-url" doc:"The backend, unless a policy chooses another."`
	Policy               yaml.Text           `yaml:"policy" doc:"The API's policy, a file."`
	SubscriptionRequired *bool               `yaml:"subscription-required" doc:"Refuse requests without a subscription's key; true when absent."`
	KeyNames             KeyNames            `yaml:"subscription-key-parameter-names" doc:"Where the key is, instead of API Management's names."`
	Version              yaml.Text           `yaml:"version" doc:"The version of its set that this API is."`
	VersionSet           yaml.Text           `yaml:"version-set" doc:"The id of its version set."`
	Revision             yaml.Text           `yaml:"revision" doc:"The number that ;rev= asks for; 1 when absent."`
	Current              *bool               `yaml:"current" doc:"Whether it answers when no revision is asked for; true when absent."`
	Operations           yaml.Map[Operation] `yaml:"operations" doc:"Methods and paths; with none, every one matches."`
}

// KeyNames say where a subscription's key is.
type KeyNames struct {
	Header yaml.Text `yaml:"header" doc:"The header field."`
	Query  yaml.Text `yaml:"query" doc:"The query parameter."`
}

// An Operation is a method and a path of an API.
type Operation struct {
	Name        string             `yaml:"name" doc:"Its display name; the id when absent."`
	Method      yaml.Text          `yaml:"method,required" doc:"The method, as it is sent."`
	URLTemplate yaml.Text          `yaml:"url-template,required" doc:"Path and query with parameters: /{id}, /items?type={type}, /*."`
	Policy      yaml.Text          `yaml:"policy" doc:"The operation's policy, a file."`
	Responses   yaml.Map[Response] `yaml:"responses" doc:"What it answers, by status, for mock-response."`
}

// A Response is what an operation answers with one status, as in OpenAPI.
type Response struct {
	Description yaml.Text           `yaml:"description" doc:"What it means, for people."`
	Content     yaml.Map[MediaType] `yaml:"content" doc:"What its body may be, by media type."`
}

// A MediaType is a body of one media type. An example that is a text is the body
// as it stands, any other is written as JSON.
type MediaType struct {
	Example  yaml.Value        `yaml:"example" doc:"A body."`
	Examples yaml.Map[Example] `yaml:"examples" doc:"More bodies, by name."`
	Schema   yaml.Value        `yaml:"schema" doc:"The JSON Schema that a body is made from when there is no example."`
}

// An Example is an example of a body.
type Example struct {
	Summary yaml.Text  `yaml:"summary" doc:"What it shows, for people."`
	Value   yaml.Value `yaml:"value,required" doc:"The body."`
}

// A VersionSet says where a request names the version it wants.
type VersionSet struct {
	Scheme yaml.Text `yaml:"scheme,required" enum:"segment|header|query" doc:"Where the version is."`
	Header yaml.Text `yaml:"header" doc:"The header field, of scheme header."`
	Query  yaml.Text `yaml:"query" doc:"The query parameter, of scheme query."`
}

// A Product is a bundle of APIs.
type Product struct {
	Name                 string      `yaml:"name" doc:"Its display name; the id when absent."`
	Policy               yaml.Text   `yaml:"policy" doc:"The product's policy, a file."`
	APIs                 []yaml.Text `yaml:"apis" doc:"Ids of APIs."`
	SubscriptionRequired *bool       `yaml:"subscription-required" doc:"False opens its APIs to everybody; true when absent."`
	State                yaml.Text   `yaml:"state" enum:"published|not-published" doc:"Whether developers see it, for C#; published when absent."`
	ApprovalRequired     bool        `yaml:"approval-required" doc:"Whether subscriptions need approval, for C#."`
	SubscriptionsLimit   *int        `yaml:"subscriptions-limit" doc:"How many subscriptions a user may have, for C#."`
	Groups               []string    `yaml:"groups" doc:"The groups that see it, for C#."`
}

// A Subscription has keys that open something.
type Subscription struct {
	Name      string    `yaml:"name" doc:"Its display name; the id when absent."`
	Scope     yaml.Text `yaml:"scope,required" doc:"products/ID, apis/ID, or apis for all of them."`
	Key       Secret    `yaml:"key,required" doc:"The primary key."`
	Secondary *Secret   `yaml:"secondary-key" doc:"The secondary key."`
	State     yaml.Text `yaml:"state" enum:"active|suspended|submitted|rejected|cancelled|expired" doc:"Only active keys open; active when absent."`
	Start     yaml.Text `yaml:"start" doc:"When it begins: a day, or a time such as 2026-01-15T10:30:00Z. Quotas are counted from there."`
	End       yaml.Text `yaml:"end" doc:"Until when: a day, or a time."`
	User      *User     `yaml:"user" doc:"Whose it is."`
}

// A User is the owner of a subscription.
type User struct {
	ID        yaml.Text `yaml:"id,required,scalar" doc:"The id."`
	Email     string    `yaml:"email" doc:"The mail address."`
	FirstName string    `yaml:"first-name" doc:"The first name."`
	LastName  string    `yaml:"last-name" doc:"The last name."`
	Note      string    `yaml:"note" doc:"What administrators wrote about the user."`
	Groups    []string  `yaml:"groups" doc:"The groups that the user is in."`
}

// Identity says where the gateway gets tokens in its own name.
type Identity struct {
	Endpoint yaml.Text   `yaml:"endpoint" doc:"The address of a service that speaks the protocol of Azure's instance metadata."`
	Header   *Secret     `yaml:"header" doc:"What the service asks for in the field X-IDENTITY-HEADER; it then speaks the protocol of App Service."`
	Token    *Secret     `yaml:"token" doc:"One token for everything, instead of a service."`
	Span     source.Span `yaml:",span"`
}

// A Connection is an access token of a credential provider.
type Connection struct {
	Token  Secret              `yaml:"token,required" doc:"The access token."`
	Claims yaml.Map[yaml.Text] `yaml:"claims" doc:"What else the provider says."`
}

// Limits bound what requests may use. What is absent has the default.
type Limits struct {
	Line           int           `yaml:"line" doc:"Bytes of a request line or header field."`
	Head           int           `yaml:"head" doc:"Bytes of all header fields."`
	Fields         int           `yaml:"fields" doc:"Header fields."`
	Body           int           `yaml:"body" doc:"Bytes of a request's body; 0 is no limit."`
	BufferedBody   int           `yaml:"buffered-body" doc:"Bytes of a body that policies read."`
	Streams        int           `yaml:"streams" doc:"Requests at a time on a connection of HTTP/2."`
	HandshakeTime  time.Duration `yaml:"handshake-time" doc:"Until a connection is secured by TLS."`
	Idle           time.Duration `yaml:"idle" doc:"Until a connection's next request begins."`
	HeadTime       time.Duration `yaml:"head-time" doc:"From there until its header fields are there."`
	BodyTime       time.Duration `yaml:"body-time" doc:"For each piece of a request's body."`
	WriteTime      time.Duration `yaml:"write-time" doc:"For each piece of a response to be taken."`
	DrainTime      time.Duration `yaml:"drain-time" doc:"For requests in progress to finish when the gateway stops."`
	ExpressionTime time.Duration `yaml:"expression-time" doc:"Of one evaluation."`
	RegexTime      time.Duration `yaml:"regex-time" doc:"Of one match of a regular expression."`

	ExpressionSteps  int `yaml:"expression-steps" doc:"Statements, calls of lambdas and elements enumerated in one evaluation."`
	ExpressionBytes  int `yaml:"expression-bytes" doc:"Bytes of texts, arrays and collections that one evaluation makes."`
	ExpressionDepth  int `yaml:"expression-depth" doc:"Calls of lambdas and local functions inside one another."`
	ExpressionResult int `yaml:"expression-result" doc:"Bytes of the text that an expression gives."`
}
