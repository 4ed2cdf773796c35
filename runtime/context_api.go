package runtime

import (
	"time"

	"sallyport/eval/clr"
)

var (
	apiType          = declare("IApi", "An API.")
	keyNamesType     = declare("ISubscriptionKeyParameterNames", "Where an API's subscription key is.")
	operationType    = declare("IOperation", "An operation of an API.")
	productType      = declare("IProduct", "A product.")
	groupType        = declare("IGroup", "A group of users.")
	subscriptionType = declare("ISubscription", "A subscription.")
	userType         = declare("IUser", "A user.")
	identityType     = declare("IUserIdentity", "How a user signs in.")
	workspaceType    = declare("IWorkspace", "A workspace.")

	productStateType = clr.Declare(clr.Decl{Name: namespace + "ProductState", Kind: clr.EnumKind, Doc: "Whether developers see a product.",
		Values: []clr.EnumValue{{Name: "NotPublished", Doc: "They do not."}, {Name: "Published", Value: 1, Doc: "They do."}}})
)

// CLRType is IApi.
func (*APIInfo) CLRType() *clr.Type { return apiType }

// CLRType is IOperation.
func (*OperationInfo) CLRType() *clr.Type { return operationType }

// CLRType is IProduct.
func (*ProductInfo) CLRType() *clr.Type { return productType }

// CLRType is IGroup.
func (*GroupInfo) CLRType() *clr.Type { return groupType }

// CLRType is ISubscription.
func (*SubscriptionInfo) CLRType() *clr.Type { return subscriptionType }

// CLRType is IUser.
func (*UserInfo) CLRType() *clr.Type { return userType }

// CLRType is IUserIdentity.
func (*IdentityInfo) CLRType() *clr.Type { return identityType }

// CLRType is IWorkspace.
func (*WorkspaceInfo) CLRType() *clr.Type { return workspaceType }

// keyNames is where an API's subscription key is.
type keyNames APIInfo

// CLRType is ISubscriptionKeyParameterNames.
func (*keyNames) CLRType() *clr.Type { return keyNamesType }

// The names under which a subscription key comes, unless an API says otherwise.
const (
	DefaultKeyHeader = "Ocp-Apim-Subscription-Key"
	DefaultKeyQuery  = "subscription-key"
)

func init() {
	apiType.Define(
		clr.Row("string Id { get; }", "Its id.", clr.F1(func(a *APIInfo) any { return orNull(a.ID) })),
		clr.Row("bool IsCurrentRevision { get; }", "Whether this revision is the current one.", clr.F1(func(a *APIInfo) bool { return !a.NotCurrent })),
		clr.Row("string Name { get; }", "Its display name.", clr.F1(func(a *APIInfo) any { return orNull(a.Name) })),
		clr.Row("string Path { get; }", "Its path, without slashes at the ends.", clr.F1(func(a *APIInfo) any { return a.Path })),
		clr.Row("IEnumerable<string> Protocols { get; }", "The protocols that it is reached by.", clr.F1(func(a *APIInfo) *clr.Array { return clr.NewStrings(a.Protocols) })),
		clr.Row("string Revision { get; }", "The number of this revision, or null.", clr.F1(func(a *APIInfo) any { return orNull(a.Revision) })),
		clr.Row("IUrl ServiceUrl { get; }", "The URL of its backend, or null.", clr.F1(func(a *APIInfo) *URL { return a.ServiceURL })),
		clr.Row("ISubscriptionKeyParameterNames SubscriptionKeyParameterNames { get; }", "Where its subscription key is.", clr.F1(func(a *APIInfo) *keyNames { return (*keyNames)(a) })),
		clr.Row("string Version { get; }", "Its version, or null.", clr.F1(func(a *APIInfo) any { return orNull(a.Version) })),
	)
	keyNamesType.Define(
		clr.Row("string Header { get; }", "The header.", clr.F1(func(k *keyNames) string { return or(k.KeyHeader, DefaultKeyHeader) })),
		clr.Row("string Query { get; }", "The query parameter.", clr.F1(func(k *keyNames) string { return or(k.KeyQuery, DefaultKeyQuery) })),
	)
	operationType.Define(
		clr.Row("string Id { get; }", "Its id.", clr.F1(func(o *OperationInfo) any { return orNull(o.ID) })),
		clr.Row("string Method { get; }", "Its method.", clr.F1(func(o *OperationInfo) any { return orNull(o.Method) })),
		clr.Row("string Name { get; }", "Its display name.", clr.F1(func(o *OperationInfo) any { return orNull(o.Name) })),
		clr.Row("string UrlTemplate { get; }", "Its path and query, with parameters in braces.", clr.F1(func(o *OperationInfo) any { return orNull(o.URLTemplate) })),
	)
	limit := clr.F1(func(p *ProductInfo) any {
		if p.SubscriptionLimit == nil {
			return nil
		}
		return int32(*p.SubscriptionLimit)
	})
	productType.Define(
		clr.Row("IEnumerable<IApi> Apis { get; }", "Its APIs.", clr.F1(func(p *ProductInfo) *clr.Array { return array(apiType, p.APIs) })),
		clr.Row("bool ApprovalRequired { get; }", "Whether a subscription must be approved.", clr.F1(func(p *ProductInfo) bool { return p.ApprovalRequired })),
		clr.Row("IEnumerable<IGroup> Groups { get; }", "The groups that see it.", clr.F1(func(p *ProductInfo) *clr.Array { return array(groupType, pointers(p.Groups)) })),
		clr.Row("string Id { get; }", "Its id.", clr.F1(func(p *ProductInfo) any { return orNull(p.ID) })),
		clr.Row("string Name { get; }", "Its display name.", clr.F1(func(p *ProductInfo) any { return orNull(p.Name) })),
		clr.Row("ProductState State { get; }", "Whether it is published.", clr.F1(func(p *ProductInfo) clr.Enum {
			if p.NotPublished {
				return clr.Enum{T: productStateType}
			}
			return clr.Enum{T: productStateType, V: 1}
		})),
		clr.Row("int? SubscriptionLimit { get; }", "How many subscriptions a user may have; null for any number.", limit),
		clr.Row("int? SubscriptionsLimit { get; }", "The same by its newer name.", limit),
		clr.Row("bool SubscriptionRequired { get; }", "Whether a subscription is needed.", clr.F1(func(p *ProductInfo) bool { return p.SubscriptionRequired })),
	)
	groupType.Define(
		clr.Row("string Id { get; }", "Its id.", clr.F1(func(g *GroupInfo) any { return orNull(g.ID) })),
		clr.Row("string Name { get; }", "Its display name.", clr.F1(func(g *GroupInfo) any { return orNull(g.Name) })),
	)
	created := clr.F1(func(s *SubscriptionInfo) clr.DateTime { return clr.DateTimeFrom(s.Created, clr.Utc) })
	subscriptionType.Define(
		clr.Row("DateTime CreatedDate { get; }", "When it was made.", created),
		clr.Row("DateTime CreatedTime { get; }", "The same by its older name.", created),
		clr.Row("DateTime? EndDate { get; }", "When it ends, or null.", clr.F1(func(s *SubscriptionInfo) any { return dateOrNull(s.End) })),
		clr.Row("string Id { get; }", "Its id.", clr.F1(func(s *SubscriptionInfo) any { return orNull(s.ID) })),
		clr.Row("string Key { get; }", "The key that came with the request.", clr.F1(func(s *SubscriptionInfo) any { return orNull(s.Key) })),
		clr.Row("string Name { get; }", "Its display name.", clr.F1(func(s *SubscriptionInfo) any { return orNull(s.Name) })),
		clr.Row("string PrimaryKey { get; }", "One of its keys.", clr.F1(func(s *SubscriptionInfo) any { return orNull(s.PrimaryKey) })),
		clr.Row("string SecondaryKey { get; }", "The other of its keys.", clr.F1(func(s *SubscriptionInfo) any { return orNull(s.SecondKey) })),
		clr.Row("DateTime? StartDate { get; }", "When it begins, or null.", clr.F1(func(s *SubscriptionInfo) any { return dateOrNull(s.Start) })),
	)
	userType.Define(
		clr.Row("string Email { get; }", "The address.", clr.F1(func(u *UserInfo) any { return orNull(u.Email) })),
		clr.Row("string FirstName { get; }", "The first name.", clr.F1(func(u *UserInfo) any { return orNull(u.FirstName) })),
		clr.Row("IEnumerable<IGroup> Groups { get; }", "The groups that the user is in.", clr.F1(func(u *UserInfo) *clr.Array { return array(groupType, pointers(u.Groups)) })),
		clr.Row("string Id { get; }", "The id.", clr.F1(func(u *UserInfo) any { return orNull(u.ID) })),
		clr.Row("IEnumerable<IUserIdentity> Identities { get; }", "The ways to sign in.", clr.F1(func(u *UserInfo) *clr.Array { return array(identityType, pointers(u.Identities)) })),
		clr.Row("string LastName { get; }", "The last name.", clr.F1(func(u *UserInfo) any { return orNull(u.LastName) })),
		clr.Row("string Note { get; }", "What administrators wrote about the user.", clr.F1(func(u *UserInfo) any { return orNull(u.Note) })),
		clr.Row("DateTime RegistrationDate { get; }", "When the user registered.", clr.F1(func(u *UserInfo) clr.DateTime { return clr.DateTimeFrom(u.Registered, clr.Utc) })),
	)
	identityType.Define(
		clr.Row("string Id { get; }", "The id at the provider.", clr.F1(func(i *IdentityInfo) any { return orNull(i.ID) })),
		clr.Row("string Provider { get; }", "The provider.", clr.F1(func(i *IdentityInfo) any { return orNull(i.Provider) })),
	)
	workspaceType.Define(
		clr.Row("string Id { get; }", "Its id.", clr.F1(func(w *WorkspaceInfo) any { return orNull(w.ID) })),
		clr.Row("string Name { get; }", "Its display name.", clr.F1(func(w *WorkspaceInfo) any { return orNull(w.Name) })),
	)
}

func or(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

func dateOrNull(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return clr.DateTimeFrom(t, clr.Utc)
}

// array is a C# array of Go pointers.
func array[T any](elem *clr.Type, list []*T) *clr.Array {
	items := make([]any, len(list))
	for i, v := range list {
		items[i] = v
	}
	return clr.NewArray(elem, items)
}

func pointers[T any](list []T) []*T {
	out := make([]*T, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	return out
}
