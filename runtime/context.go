package runtime

import (
	"encoding/hex"
	"strings"

	"sallyport/eval/clr"
)

// namespace is that of the types behind `context`. Their short names are in
// scope in expressions.
const namespace = "Microsoft.WindowsAzure.ApiManagement.Proxy.Gateway."

// ContextType is the type of `context`.
var ContextType = declare("IProxyRequestContext", "The request, its response and what the gateway knows of them.")

// declare enters an interface of context in the library.
func declare(name, doc string) *clr.Type {
	return clr.Declare(clr.Decl{Name: namespace + name, Kind: clr.Interface, Doc: doc})
}

// CLRType is IProxyRequestContext.
func (x *Exchange) CLRType() *clr.Type { return ContextType }

func init() {
	ContextType.Define(
		clr.Row("IApi Api { get; }", "The API that the request was matched to, or null.", clr.F1(func(x *Exchange) *APIInfo { return x.API })),
		clr.Row("IBackend Backend { get; }", "The backend that set-backend-service chose by id, or null.", clr.F1(func(x *Exchange) *BackendService { return x.Backend })),
		clr.Row("IDeployment Deployment { get; }", "The gateway.", clr.F1(func(x *Exchange) *Deployment { return x.Deployment })),
		clr.Row("TimeSpan Elapsed { get; }", "The time since the request was received.", clr.F1(func(x *Exchange) clr.TimeSpan { return clr.TimeSpan(x.Elapsed() / 100) })),
		clr.Row("IGraphQL GraphQL { get; }", "Null: Sallyport resolves no fields of GraphQL.", clr.F1(func(*Exchange) any { return nil })),
		clr.Row("ILastError LastError { get; }", "What failed; null until something has.", clr.F1(func(x *Exchange) *Error { return x.LastError })),
		clr.Row("IOperation Operation { get; }", "The operation that the request was matched to, or null.", clr.F1(func(x *Exchange) *OperationInfo { return x.Operation })),
		clr.Row("IProduct Product { get; }", "The product of the subscription, or null.", clr.F1(func(x *Exchange) *ProductInfo { return x.Product })),
		clr.Row("IRequest Request { get; }", "The request.", clr.F1(func(x *Exchange) *Request { return &x.Request })),
		clr.Row("Guid RequestId { get; }", "The id of the request.", clr.F1(func(x *Exchange) clr.Guid { return guid(x.RequestID) })),
		clr.Row("IResponse Response { get; }", "The response; null until there is one.", clr.F1(func(x *Exchange) *Response { return x.Response })),
		clr.Row("ISubscription Subscription { get; }", "The subscription that the request came with, or null.", clr.F1(func(x *Exchange) *SubscriptionInfo { return x.Subscription })),
		clr.Row("DateTime Timestamp { get; }", "When the request was received, in UTC.", clr.F1(func(x *Exchange) clr.DateTime { return clr.DateTimeFrom(x.Timestamp, clr.Utc) })),
		clr.Row("bool Tracing { get; }", "Whether the request is traced.", clr.F1((*Exchange).Tracing)),
		clr.Row("IUser User { get; }", "The owner of the subscription, or null.", clr.F1(func(x *Exchange) *UserInfo { return x.User })),
		clr.Row("IReadOnlyDictionary<string, object> Variables { get; }", "The variables of the request. Their names are case-sensitive.", clr.F1(func(x *Exchange) *Variables { return &x.Variables })),
		clr.Row("IWorkspace Workspace { get; }", "The workspace of the API, or null.", clr.F1(func(x *Exchange) *WorkspaceInfo { return x.Workspace })),
		clr.Row("void Trace(string message)", "Says something in the trace.", clr.F2(func(x *Exchange, message clr.Opt[string]) clr.Void {
			x.Note("%s", message.Value)
			return clr.Void{}
		})),
		clr.Row("void Trace(string source, object data)", "Says something in the trace, with where it comes from.", clr.F3(func(x *Exchange, source clr.Opt[string], data any) clr.Void {
			x.Note("%s: %s", source.Value, clr.Text(data))
			return clr.Void{}
		})),
	)
}

// guid is the value of a GUID's text; all zeros when it is none.
func guid(text string) (g clr.Guid) {
	if data, err := hex.DecodeString(strings.ReplaceAll(text, "-", "")); err == nil && len(data) == len(g) {
		copy(g[:], data)
	}
	return g
}

// orNull is a text as C# sees it: null when there is none.
func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}
