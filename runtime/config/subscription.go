package config

import (
	"slices"
	"strings"
	"time"

	"sallyport/runtime"
	"sallyport/runtime/config/yaml"
	"sallyport/runtime/gateway"
)

func (l *loader) loadProducts() {
	for _, e := range l.in.Products {
		p := gateway.Product{ProductInfo: runtime.ProductInfo{ID: e.Name, Name: e.Name, SubscriptionRequired: isTrue(e.Value.SubscriptionRequired, true)}}
		for _, id := range e.Value.APIs {
			if slices.Contains(l.in.APIs.Names(), id.Value) {
				p.APIs = append(p.APIs, id.Value)
			} else {
				l.unknown(id, "API", l.in.APIs.Names())
			}
		}
		l.config.Products = append(l.config.Products, p)
	}
}

func (l *loader) loadSubscriptions() {
	for _, e := range l.in.Subscriptions {
		in := e.Value
		s := gateway.Subscription{SubscriptionInfo: runtime.SubscriptionInfo{ID: e.Name, Name: e.Name}, Inactive: in.State.Set && in.State.Value != "active"}
		s.PrimaryKey, _ = l.secret(in.Key)
		l.hide(s.PrimaryKey)
		if in.Secondary != nil {
			s.SecondKey, _ = l.secret(*in.Secondary)
			l.hide(s.SecondKey)
		}
		if in.Start.Set {
			s.Start = l.time(in.Start)
		}
		if in.User != nil {
			s.User = &runtime.UserInfo{ID: in.User.ID.Value, Email: in.User.Email, FirstName: in.User.FirstName, LastName: in.User.LastName}
		}
		l.scope(in, &s)
		l.config.Subscriptions = append(l.config.Subscriptions, s)
	}
}

// time reads a time, or the beginning of a day.
func (l *loader) time(t yaml.Text) time.Time {
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
