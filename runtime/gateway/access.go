package gateway

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"sallyport/runtime"
	"sallyport/runtime/message"
)

// access says which requests may use which APIs. It does not change once it is
// made.
type access struct {
	keys map[string]*grant
	open map[string]*runtime.ProductInfo // by API ID: the product that needs no subscription
}

// A grant is what a key opens.
type grant struct {
	*runtime.SubscriptionInfo // with Key
	product                   *Product
	api                       string // ID; "" with no product opens every API
	inactive                  bool
	user                      *runtime.UserInfo
}

func newAccess(c *Config) (*access, error) {
	a := &access{keys: map[string]*grant{}, open: map[string]*runtime.ProductInfo{}}
	products := map[string]*Product{}
	for i := range c.Products {
		p := &c.Products[i]
		if products[p.ID] != nil {
			return nil, &PartError{"product", p.ID, fmt.Errorf("stands twice")}
		}
		products[p.ID] = p
		for _, id := range p.APIs {
			if !slices.ContainsFunc(c.APIs, func(api API) bool { return api.ID == id }) {
				return nil, &PartError{"product", p.ID, fmt.Errorf("there is no api %q", id)}
			}
			if p.SubscriptionRequired {
				continue
			}
			if other := a.open[id]; other != nil {
				return nil, &PartError{"api", id, fmt.Errorf("is in two products without subscription, %q and %q", other.ID, p.ID)}
			}
			a.open[id] = &p.ProductInfo
		}
	}
	for i := range c.Subscriptions {
		if err := a.add(&c.Subscriptions[i], products, c.APIs); err != nil {
			return nil, err
		}
	}
	return a, nil
}

func (a *access) add(s *Subscription, products map[string]*Product, apis []API) error {
	product := products[s.Product]
	switch {
	case s.Product != "" && product == nil:
		return &PartError{"subscription", s.ID, fmt.Errorf("there is no product %q", s.Product)}
	case s.API != "" && !slices.ContainsFunc(apis, func(api API) bool { return api.ID == s.API }):
		return &PartError{"subscription", s.ID, fmt.Errorf("there is no api %q", s.API)}
	case s.PrimaryKey == "" && s.SecondKey == "":
		return &PartError{"subscription", s.ID, fmt.Errorf("has no key")}
	}
	for _, key := range []string{s.PrimaryKey, s.SecondKey} {
		if key == "" {
			continue
		}
		if other := a.keys[key]; other != nil {
			return &PartError{"subscription", s.ID, fmt.Errorf("has the same key as %q", other.ID)}
		}
		info := s.SubscriptionInfo
		info.Key = key
		a.keys[key] = &grant{&info, product, s.API, s.Inactive, s.User}
	}
	return nil
}

// opens reports whether a grant is good for an API now.
func (g *grant) opens(api *API, now time.Time) bool {
	switch {
	case g.inactive, !g.Start.IsZero() && now.Before(g.Start), !g.End.IsZero() && !now.Before(g.End):
		return false
	case g.product != nil:
		return slices.ContainsFunc(g.product.APIs, api.is)
	}
	return g.api == "" || api.is(g.api)
}

// is reports whether an ID is the API's, or that of the API that it is another
// revision of.
func (api *API) is(id string) bool { return id == api.ID || id != "" && id == api.RevisionOf }

// openBy is the product that needs no subscription and has an API; nil when
// there is none.
func (a *access) openBy(api *API) *runtime.ProductInfo {
	if p := a.open[api.ID]; p != nil || api.RevisionOf == "" {
		return p
	}
	return a.open[api.RevisionOf]
}

// The names that subscription keys are sent under unless an API has its own.
const (
	keyHeader = "Ocp-Apim-Subscription-Key"
	keyQuery  = "subscription-key"
)

// admit notes in an exchange what a request's subscription key opens, or what
// is open without one. An error says that the API is closed to the request. A
// key that opens nothing is refused even where none is needed, but a gateway
// that knows no key at all takes no notice of them. Nor is a key looked for when
// the exchange has a subscription or a product already.
func (a *access) admit(x *runtime.Exchange, api *API) *runtime.Error {
	if x.Subscription != nil || x.Product != nil {
		return nil
	}
	key := x.Request.Header.Get(cmp.Or(api.KeyHeader, keyHeader))
	if key == "" && x.Request.OriginalURL.QueryString != "" {
		key, _ = queryValue(x.Request.OriginalURL.QueryString[1:], cmp.Or(api.KeyQuery, keyQuery))
	}
	if key == "" || len(a.keys) == 0 && !api.SubscriptionRequired {
		x.Product = a.openBy(api)
		if x.Product == nil && api.SubscriptionRequired {
			return refusal(x, api, "SubscriptionKeyNotFound", keyMissing+" this API.", keyMissing+" an API.")
		}
		return nil
	}
	g := a.keys[key]
	if g == nil || !g.opens(api, x.Timestamp) {
		return refusal(x, api, "SubscriptionKeyInvalid", keyInvalid, keyInvalid)
	}
	x.Subscription, x.User = g.SubscriptionInfo, g.user
	if g.product != nil {
		x.Product = &g.product.ProductInfo
	}
	return nil
}

const (
	keyMissing = "Access denied due to missing subscription key. Make sure to include subscription key when making requests to"
	keyInvalid = "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription."
)

// refusal is API Management's answer to a request without a good key. What the
// caller reads and what policies read differ by a word.
func refusal(x *runtime.Exchange, api *API, reason, msg, text string) *runtime.Error {
	u := &x.Request.OriginalURL
	challenge := fmt.Sprintf("AzureApiManagementKey realm=%q,name=%q,type=\"header\"",
		u.Scheme+"://"+u.Authority()+"/"+api.Path, cmp.Or(api.KeyHeader, keyHeader))
	return &runtime.Error{
		Source: "authorization", Reason: reason, Message: msg,
		Status: 401, Phrase: "Access Denied", Text: text,
		Header: []message.Field{{Name: "WWW-Authenticate", Value: challenge}},
	}
}
