package clr

import (
	"encoding/binary"
	"fmt"
	"hash/maphash"
	"math/bits"
	"net/netip"
	"strconv"
	"strings"
)

// An IPAddress is a System.Net.IPAddress.
type IPAddress struct{ addr netip.Addr }

// The types of addresses.
var (
	IPAddressType     = Declare(Decl{Name: "System.Net.IPAddress", Doc: "An IP address."})
	AddressFamilyType = Declare(Decl{Name: "System.Net.Sockets.AddressFamily", Kind: EnumKind, Beyond: true, Doc: "A kind of network address.", Values: []EnumValue{
		{Name: "Unknown", Value: -1}, {Name: "Unspecified", Value: 0}, {Name: "Unix", Value: 1}, {Name: "InterNetwork", Value: 2, Doc: "IPv4."}, {Name: "InterNetworkV6", Value: 23, Doc: "IPv6."}}})
)

// CLRType is System.Net.IPAddress.
func (*IPAddress) CLRType() *Type { return IPAddressType }

// ToString is the usual text: 203.0.113.7 or 2001:db8::1.
func (a *IPAddress) ToString() string {
	if a.addr.Is4() {
		return a.addr.String()
	}
	b := a.addr.As16()
	zone := ""
	if a.addr.Zone() != "" {
		zone = "%" + a.addr.Zone()
	}
	if head := b[:12]; strings.Trim(string(head), "\x00") == "" && (b[12] != 0 || b[13] != 0) { // an IPv4 address in the old way
		return fmt.Sprintf("::%d.%d.%d.%d%s", b[12], b[13], b[14], b[15], zone)
	}
	return a.addr.String()
}

// EqualsTo compares addresses.
func (a *IPAddress) EqualsTo(other any) bool {
	o, ok := other.(*IPAddress)
	return ok && o.addr == a.addr
}

// Hash agrees with EqualsTo.
func (a *IPAddress) Hash() uint64 { return maphash.Comparable(seed, a.addr) }

const badAddress = "An invalid IP address was specified."

func init() {
	constant := func(name, doc, address string) Member {
		return Row("static IPAddress "+name+" { get; }", doc, Const(&IPAddress{netip.MustParseAddr(address)}), "IPAddress."+name+`.ToString() // "`+address+`"`).NotListed()
	}
	bytes := func(a *IPAddress) []byte { return a.addr.AsSlice() }
	const sample = `IPAddress.Parse("1.2.3.4")`
	IPAddressType.Define(
		Row("new(byte[] address)", "Four bytes or sixteen.", F1(func(b []byte) *IPAddress {
			addr, ok := netip.AddrFromSlice(b)
			if !ok {
				Throw(Argument(badAddress, "address"))
			}
			return &IPAddress{addr}
		}), `new IPAddress(new byte[] {1, 2, 3, 4}).ToString() // "1.2.3.4"`, `new IPAddress(new byte[3]) // throws ArgumentException`).NotListed(),
		Row("new(long newAddress)", "The number of an IPv4 address, the first byte lowest.", F1(func(n int64) *IPAddress {
			if n < 0 || n > 0xFFFFFFFF {
				Throw(ArgumentOutOfRange("newAddress", ""))
			}
			var b [4]byte
			binary.LittleEndian.PutUint32(b[:], uint32(n))
			return &IPAddress{netip.AddrFrom4(b)}
		}), `new IPAddress(16777343L).ToString() // "127.0.0.1"`).NotListed(),
		constant("Any", "Every address of this host.", "0.0.0.0"),
		constant("Broadcast", "Every host of this network.", "255.255.255.255"),
		constant("IPv6Any", "Every address of this host.", "::"),
		constant("IPv6Loopback", "This host.", "::1"),
		constant("IPv6None", "No address.", "::"),
		constant("Loopback", "This host.", "127.0.0.1"),
		constant("None", "No address.", "255.255.255.255"),
		Row("AddressFamily AddressFamily { get; }", "InterNetwork or InterNetworkV6.", F1(func(a *IPAddress) Enum {
			if a.addr.Is4() {
				return Enum{AddressFamilyType, 2}
			}
			return Enum{AddressFamilyType, 23}
		}), `IPAddress.Parse("::1").AddressFamily.ToString() // "InterNetworkV6"`),
		Row("bool IsIPv4MappedToIPv6 { get; }", "Whether it is ::ffff:a.b.c.d.", F1(func(a *IPAddress) bool { return a.addr.Is4In6() }), `IPAddress.Parse("::ffff:1.2.3.4").IsIPv4MappedToIPv6 // true`).NotListed(),
		Row("bool IsIPv6LinkLocal { get; }", "Whether it is of this link only.", F1(func(a *IPAddress) bool { return a.addr.Is6() && a.addr.IsLinkLocalUnicast() }), `IPAddress.Parse("fe80::1").IsIPv6LinkLocal // true`).NotListed(),
		Row("bool IsIPv6Multicast { get; }", "Whether it is of a group.", F1(func(a *IPAddress) bool { return a.addr.Is6() && a.addr.IsMulticast() }), `IPAddress.Parse("ff02::1").IsIPv6Multicast // true`).NotListed(),
		Row("bool Equals(object comparand)", "Whether both are the same address.", F2(func(a *IPAddress, v any) bool { return v != nil && a.EqualsTo(v) }), sample+`.Equals(`+sample+`) // true`),
		Row("byte[] GetAddressBytes()", "Four bytes or sixteen.", F1(bytes), sample+`.GetAddressBytes()[3] // (byte)4`),
		Row("static short HostToNetworkOrder(short host)", "With its bytes turned round.", F1(swapShort), `IPAddress.HostToNetworkOrder((short)1) // (short)256`).NotListed(),
		Row("static int HostToNetworkOrder(int host)", "With its bytes turned round.", F1(swapInt), `IPAddress.HostToNetworkOrder(1) // 16777216`).NotListed(),
		Row("static bool IsLoopback(IPAddress address)", "Whether it is this host.", F1(func(address *IPAddress) bool { return address.addr.IsLoopback() }), `IPAddress.IsLoopback(IPAddress.Parse("127.5.5.5")) // true`),
		Row("IPAddress MapToIPv4()", "The last four bytes.", F1(func(a *IPAddress) *IPAddress {
			b := a.addr.As16()
			return &IPAddress{netip.AddrFrom4([4]byte(b[12:]))}
		}), `IPAddress.Parse("::ffff:1.2.3.4").MapToIPv4().ToString() // "1.2.3.4"`).NotListed(),
		Row("IPAddress MapToIPv6()", "As ::ffff:a.b.c.d.", F1(func(a *IPAddress) *IPAddress { return &IPAddress{netip.AddrFrom16(a.addr.As16())} }), sample+`.MapToIPv6().ToString() // "::ffff:1.2.3.4"`).NotListed(),
		Row("static short NetworkToHostOrder(short network)", "With its bytes turned round.", F1(swapShort), `IPAddress.NetworkToHostOrder((short)256) // (short)1`).NotListed(),
		Row("static int NetworkToHostOrder(int network)", "With its bytes turned round.", F1(swapInt), `IPAddress.NetworkToHostOrder(16777216) // 1`).NotListed(),
		Row("static IPAddress Parse(string ipString)", "Reads an address; of IPv4 in any of its forms.", F1(func(s string) *IPAddress {
			addr, ok := parseAddress(s)
			if !ok {
				Throw(Format(badAddress))
			}
			return &IPAddress{addr}
		}), `IPAddress.Parse("2001:DB8:0:0:0:0:0:1").ToString() // "2001:db8::1"`, `IPAddress.Parse("256.1.1.1") // throws FormatException`),
		Row("string ToString()", "The usual text.", F1((*IPAddress).ToString), `IPAddress.Parse("127.1").ToString() // "127.0.0.1"`),
		Row("static bool TryParse(string ipString, out IPAddress address)", "Parse, and false where it throws.", F2(func(s any, address *Ref) bool {
			address.V = nil
			text, _ := s.(string)
			addr, ok := parseAddress(text)
			if ok {
				address.V = &IPAddress{addr}
			}
			return ok
		}), `IPAddress.TryParse("x", out var a) // false`),
	)
}

func swapShort(n int16) int16 { return int16(bits.ReverseBytes16(uint16(n))) }

func swapInt(n int32) int32 { return int32(bits.ReverseBytes32(uint32(n))) }

// parseAddress reads an address as IPAddress.Parse does: IPv6 may stand in
// brackets, with a port that is left out.
func parseAddress(s string) (netip.Addr, bool) {
	if !strings.Contains(s, ":") {
		text, ok := looseIPv4(s)
		if !ok {
			return netip.Addr{}, false
		}
		return netip.MustParseAddr(text), true
	}
	if rest, ok := strings.CutPrefix(s, "["); ok {
		inner, port, ok := strings.Cut(rest, "]")
		if !ok {
			return netip.Addr{}, false
		}
		if digits, ok := strings.CutPrefix(port, ":"); port != "" {
			if _, err := strconv.ParseUint(digits, 10, 16); !ok || err != nil {
				return netip.Addr{}, false
			}
		}
		s = inner
	}
	addr, err := netip.ParseAddr(s)
	return addr, err == nil
}
