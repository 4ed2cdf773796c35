package runtime

import (
	"iter"

	"sallyport/eval/clr"
)

var (
	deploymentType     = declare("IDeployment", "The gateway.")
	gatewayType        = declare("IGateway", "Which gateway this is.")
	sustainabilityType = declare("ISustainabilityInfo", "What the gateway's power costs the climate.")
	certificatesType   = clr.Construct(clr.IReadOnlyDictionary, clr.String, clr.X509Certificate2Type)
	carbonType         = clr.Declare(clr.Decl{Name: namespace + "CarbonIntensityCategory", Kind: clr.EnumKind, Doc: "How much carbon dioxide the power costs.",
		Values: []clr.EnumValue{{Name: "NotAvailable", Doc: "Not known."}, {Name: "VeryLow", Value: 1, Doc: "Very little."}, {Name: "Low", Value: 2, Doc: "Little."},
			{Name: "Medium", Value: 3, Doc: "Some."}, {Name: "High", Value: 4, Doc: "Much."}, {Name: "VeryHigh", Value: 5, Doc: "Very much."}}})
	backendType = declare("IBackend", "A backend that the configuration knows by name.")
	errorType   = declare("ILastError", "What failed.")
)

// CLRType is IDeployment.
func (*Deployment) CLRType() *clr.Type { return deploymentType }

// CLRType is IBackend.
func (*BackendService) CLRType() *clr.Type { return backendType }

// CLRType is ILastError.
func (*Error) CLRType() *clr.Type { return errorType }

// gateway is the gateway behind a deployment.
type gateway Deployment

// CLRType is IGateway.
func (*gateway) CLRType() *clr.Type { return gatewayType }

// sustainability is what nobody outside Azure knows.
type sustainability Deployment

// CLRType is ISustainabilityInfo.
func (*sustainability) CLRType() *clr.Type { return sustainabilityType }

const managed = "managed"

var noCertificates = &Certificates{}

func init() {
	deploymentType.Define(
		clr.Row("IReadOnlyDictionary<string, X509Certificate2> Certificates { get; }", "The certificates that were uploaded, by id.", clr.F1(func(d *Deployment) *Certificates {
			if d.Certificates == nil {
				return noCertificates
			}
			return d.Certificates
		})),
		clr.Row("IGateway Gateway { get; }", "Which gateway this is.", clr.F1(func(d *Deployment) *gateway { return (*gateway)(d) })),
		clr.Row("string GatewayId { get; }", `The gateway's id: "managed" unless it has another.`, clr.F1(func(d *Deployment) string { return or(d.GatewayID, managed) })),
		clr.Row("string Region { get; }", "The region, or null.", clr.F1(func(d *Deployment) any { return orNull(d.Region) })),
		clr.Row("string ServiceId { get; }", "The service's id, or null.", clr.F1(func(d *Deployment) any { return orNull(d.ServiceID) })),
		clr.Row("string ServiceName { get; }", "The service's name, or null.", clr.F1(func(d *Deployment) any { return orNull(d.ServiceName) })),
		clr.Row("ISustainabilityInfo SustainabilityInfo { get; }", "What the gateway's power costs the climate.", clr.F1(func(d *Deployment) *sustainability { return (*sustainability)(d) })),
	)
	gatewayType.Define(
		clr.Row("string Id { get; }", "Its id.", clr.F1(func(g *gateway) string { return or(g.GatewayID, managed) })),
		clr.Row("string InstanceId { get; }", "The id of its instance.", clr.F1(func(g *gateway) string { return or(g.GatewayID, managed) })),
		clr.Row("bool IsManaged { get; }", "Whether its id is that of Azure's own.", clr.F1(func(g *gateway) bool { return or(g.GatewayID, managed) == managed })),
	)
	sustainabilityType.Define(
		clr.Row("CarbonIntensityCategory CurrentCarbonIntensity { get; }", "NotAvailable: only Azure knows.", clr.F1(func(*sustainability) clr.Enum { return clr.Enum{T: carbonType} })),
	)
	backendType.Define(
		clr.Row("string AzureRegion { get; }", "Null: backends here have no region of Azure.", clr.F1(func(*BackendService) any { return nil })),
		clr.Row("string Id { get; }", "Its id.", clr.F1(func(b *BackendService) string { return b.ID })),
		clr.Row("string Type { get; }", `"Single": of a pool it is the member whose turn it was.`, clr.F1(func(*BackendService) string { return "Single" })),
	)
	errorType.Define(
		clr.Row("int HttpErrorCode { get; }", "The status that the error has when on-error does not change it.", clr.F1(func(e *Error) int32 { return int32(e.status()) })).NotListed(),
		clr.Row("string Message { get; }", "What happened, for people.", clr.F1(func(e *Error) string { return e.Message })),
		clr.Row("string Path { get; }", "Where the policy stands: choose[3]/when[2]/set-header[1]. Or null.", clr.F1(func(e *Error) any { return orNull(e.Path) })),
		clr.Row("string PolicyId { get; }", "The policy's id attribute, or null.", clr.F1(func(e *Error) any { return orNull(e.PolicyID) })),
		clr.Row("string Reason { get; }", "What happened, for programs; or null.", clr.F1(func(e *Error) any { return orNull(e.Reason) })),
		clr.Row("string Scope { get; }", "The scope of the policy: global, product, api, operation. Or null.", clr.F1(func(e *Error) any { return orNull(e.Scope) })),
		clr.Row("string Section { get; }", "The section that was running, or null.", clr.F1(func(e *Error) any { return orNull(e.Section) })),
		clr.Row("string Source { get; }", "The policy, or the step of the gateway.", clr.F1(func(e *Error) string { return e.Source })),
	)
}

// CLRType is IReadOnlyDictionary<string, X509Certificate2>.
func (*Certificates) CLRType() *clr.Type { return certificatesType }

// Count is the number of certificates.
func (c *Certificates) Count() int { return len(c.ids) }

// Lookup is the certificate of an id.
func (c *Certificates) Lookup(key any) (any, bool) {
	cert := c.Get(key.(string))
	return cert, cert != nil
}

// Pairs yields ids and certificates.
func (c *Certificates) Pairs() iter.Seq2[any, any] {
	return func(yield func(any, any) bool) {
		for _, p := range c.pairs {
			if pair := p.(*clr.Pair); !yield(pair.Key, pair.Value) {
				return
			}
		}
	}
}

// Iterate yields the pairs that were made when the collection was.
func (c *Certificates) Iterate(*clr.Env) iter.Seq[any] {
	return func(yield func(any) bool) {
		for _, p := range c.pairs {
			if !yield(p) {
				return
			}
		}
	}
}
