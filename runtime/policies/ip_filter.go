package policies

import (
	"context"
	"fmt"
	"net/netip"

	"sallyport/runtime"
)

func init() {
	register(runtime.Kind{
		Name:     "ip-filter",
		Sections: runtime.Inbound,
		Doc: "Lets requests of some addresses pass, or all but those. The address is that of the connection: X-Forwarded-For is not looked at. " +
			"Addresses are compared with those of their own family; one of IPv4 in the form of IPv6 counts as IPv4.",
		New: func() runtime.Policy { return new(ipFilter) },
	})
}

type ipFilter struct {
	_         struct{}                `order:"any"`
	Action    runtime.Value[string]   `attr:"action,required" enum:"allow,forbid" doc:"Whether the addresses are those that pass or those that do not."`
	Addresses []runtime.Value[string] `elem:"address" doc:"An address."`
	Ranges    []addressRange          `elem:"address-range" doc:"All addresses from one to another."`
}

type addressRange struct {
	From runtime.Value[string] `attr:"from,required" doc:"The first address."`
	To   runtime.Value[string] `attr:"to,required" doc:"The last address."`
}

func (p *ipFilter) Validate(c *runtime.Checker) {
	if len(p.Addresses)+len(p.Ranges) == 0 {
		c.Errorf("", "<ip-filter> needs an <address> or an <address-range>")
	}
	for i := range p.Addresses {
		if text, ok := p.Addresses[i].Constant(); ok && !isAddress(text) {
			c.Errorf("", "%q is no address of IPv4 or IPv6", text)
		}
	}
}

func (r *addressRange) Validate(c *runtime.Checker) {
	from, fixedFrom := r.From.Constant()
	to, fixedTo := r.To.Constant()
	if fixedFrom && !isAddress(from) {
		c.Errorf("from", "%q is no address of IPv4 or IPv6", from)
	}
	if fixedTo && !isAddress(to) {
		c.Errorf("to", "%q is no address of IPv4 or IPv6", to)
	}
	if !fixedFrom || !fixedTo || !isAddress(from) || !isAddress(to) {
		return
	}
	if _, err := rangeOf(from, to); err != nil {
		c.Errorf("to", "%v", err)
	}
}

// parseAddress reads an address. A zone means something on its own machine only.
func parseAddress(text string) (netip.Addr, error) {
	a, err := netip.ParseAddr(text)
	if err != nil {
		return a, fmt.Errorf("%q is no address of IPv4 or IPv6", text)
	}
	return a.Unmap().WithZone(""), nil
}

func isAddress(text string) bool {
	_, err := parseAddress(text)
	return err == nil
}

// A span of addresses of one family, both ends included.
type addressSpan struct{ from, to netip.Addr }

func (s addressSpan) has(a netip.Addr) bool {
	return a.BitLen() == s.from.BitLen() && s.from.Compare(a) <= 0 && a.Compare(s.to) <= 0
}

func rangeOf(from, to string) (addressSpan, error) {
	a, err := parseAddress(from)
	if err != nil {
		return addressSpan{}, err
	}
	b, err := parseAddress(to)
	switch {
	case err != nil:
		return addressSpan{}, err
	case a.BitLen() != b.BitLen():
		return addressSpan{}, fmt.Errorf("the range from %s to %s is of two families", from, to)
	case b.Compare(a) < 0:
		return addressSpan{}, fmt.Errorf("the range from %s to %s ends before it begins", from, to)
	}
	return addressSpan{a, b}, nil
}

func (p *ipFilter) Execute(_ context.Context, x *runtime.Exchange) error {
	action, err := p.Action.Get(x)
	if err != nil {
		return err
	}
	// Denied whatever the action is, as the message says.
	caller, err := parseAddress(x.Request.IP)
	if err != nil {
		return forbidden("FailedToParseCallerIP", "Failed to establish IP address for the caller. Access denied.")
	}
	listed, err := p.lists(x, caller)
	switch {
	case err != nil:
		return err
	case action == "allow" && !listed:
		return forbidden("CallerIpNotAllowed", fmt.Sprintf("Caller IP address %s is not allowed. Access denied.", x.Request.IP))
	case action == "forbid" && listed:
		return forbidden("CallerIpBlocked", "Caller IP address is blocked. Access denied.")
	}
	return nil
}

// forbidden is a refusal of which the caller does not learn the reason.
func forbidden(reason, message string) error {
	return &runtime.Error{Reason: reason, Message: message, Status: 403, Text: "Forbidden"}
}

// lists reports whether an address is one of those that the policy names. An
// expression that gives no address fails, whichever address is asked for.
func (p *ipFilter) lists(x *runtime.Exchange, caller netip.Addr) (listed bool, err error) {
	for i := range p.Addresses {
		text, err := p.Addresses[i].Get(x)
		if err != nil {
			return false, err
		}
		a, err := parseAddress(text)
		if err != nil {
			return false, invalid("The address of a filter is not valid: " + err.Error() + ".")
		}
		listed = listed || a == caller
	}
	for i := range p.Ranges {
		var from, to string
		if err := x.Eval(p.Ranges[i].From.Into(&from), p.Ranges[i].To.Into(&to)); err != nil {
			return false, err
		}
		span, err := rangeOf(from, to)
		if err != nil {
			return false, invalid("The range of a filter is not valid: " + err.Error() + ".")
		}
		listed = listed || span.has(caller)
	}
	return listed, nil
}
