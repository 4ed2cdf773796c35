package config

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"sallyport/runtime"
	"sallyport/runtime/config/yaml"
	"sallyport/runtime/gateway"
)

// loadProducts reads the products, once the APIs are there.
func (l *loader) loadProducts() {
	for _, e := range l.in.Products {
		in := e.Value
		p := gateway.Product{ProductInfo: runtime.ProductInfo{
			ID: e.Name, Name: cmp.Or(in.Name, e.Name), SubscriptionRequired: isTrue(in.SubscriptionRequired, true),
			NotPublished: in.State.Value == "not-published", ApprovalRequired: in.ApprovalRequired, SubscriptionLimit: in.SubscriptionsLimit,
			Groups: groups(in.Groups),
		}}
		for _, id := range in.APIs {
			i := slices.Index(l.in.APIs.Names(), id.Value)
			if i < 0 {
				l.unknown(id, "API", l.in.APIs.Names())
				continue
			}
			p.APIs = append(p.APIs, id.Value)
			p.ProductInfo.APIs = append(p.ProductInfo.APIs, &l.config.APIs[i].APIInfo)
		}
		l.config.Products = append(l.config.Products, p)
	}
}

// groups are groups whose ids are their names.
func groups(names []string) (list []runtime.GroupInfo) {
	for _, name := range names {
		list = append(list, runtime.GroupInfo{ID: name, Name: name})
	}
	return list
}

func (l *loader) loadSubscriptions() {
	for _, e := range l.in.Subscriptions {
		in := e.Value
		s := gateway.Subscription{
			SubscriptionInfo: runtime.SubscriptionInfo{ID: e.Name, Name: cmp.Or(in.Name, e.Name), Start: l.time(in.Start), End: l.time(in.End)},
			Inactive:         in.State.Set && in.State.Value != "active",
		}
		s.PrimaryKey, _ = l.secret(in.Key)
		l.hide(s.PrimaryKey)
		if in.Secondary != nil {
			s.SecondKey, _ = l.secret(*in.Secondary)
			l.hide(s.SecondKey)
		}
		if u := in.User; u != nil {
			s.User = &runtime.UserInfo{
				ID: u.ID.Value, Email: u.Email, FirstName: u.FirstName, LastName: u.LastName, Note: u.Note, Groups: groups(u.Groups),
			}
		}
		l.scope(in, &s)
		l.config.Subscriptions = append(l.config.Subscriptions, s)
	}
}

// time reads a time, or the beginning of a day; zero when there is none.
func (l *loader) time(t yaml.Text) time.Time {
	if !t.Set {
		return time.Time{}
	}
	for _, layout := range []string{time.DateOnly, time.RFC3339Nano} {
		if at, err := time.Parse(layout, t.Value); err == nil {
			return at.UTC()
		}
	}
	l.report(CodeValue, t.Span, "got %q, want a day or a time such as 2026-01-15T10:30:00Z", t.Value)
	return time.Time{}
}

// scope reads what a subscription opens.
func (l *loader) scope(in Subscription, s *gateway.Subscription) {
	kind, id, _ := strings.Cut(in.Scope.Value, "/")
	named := in.Scope
	named.Value = id
	switch {
	case !in.Scope.Set || in.Scope.Value == "apis":
	case kind == "products" && id != "":
		if s.Product = id; !slices.Contains(l.in.Products.Names(), id) {
			l.unknown(named, "product", l.in.Products.Names())
		}
	case kind == "apis" && id != "":
		if s.API = id; !slices.Contains(l.in.APIs.Names(), id) {
			l.unknown(named, "API", l.in.APIs.Names())
		}
	default:
		l.report(CodeValue, in.Scope.Span, "got %q, want products/ID, apis/ID or apis", in.Scope.Value)
	}
}
