package clr

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// A Version is a System.Version: two to four numbers. It cannot change.
type Version struct {
	parts [4]int32 // major, minor, build, revision; -1 for one that is not given
}

// VersionType is System.Version.
var VersionType = Declare(Decl{Name: "System.Version", Interfaces: "IComparable, IComparable<Version>, IEquatable<Version>", Beyond: true, Doc: "A version number: major.minor[.build[.revision]]."})

// CLRType is System.Version.
func (*Version) CLRType() *Type { return VersionType }

// ToString is the numbers that are given, with dots between them.
func (v *Version) ToString() string { return v.text(v.count()) }

// count is how many numbers are given.
func (v *Version) count() int {
	if i := slices.Index(v.parts[:], -1); i >= 0 {
		return i
	}
	return len(v.parts)
}

func (v *Version) text(n int) string {
	parts := make([]string, n)
	for i := range parts {
		parts[i] = strconv.Itoa(int(v.parts[i]))
	}
	return strings.Join(parts, ".")
}

// EqualsTo compares all numbers.
func (v *Version) EqualsTo(other any) bool {
	o, ok := other.(*Version)
	return ok && v.parts == o.parts
}

// Hash agrees with EqualsTo.
func (v *Version) Hash() uint64 { return HashOf(v.ToString()) }

// CompareTo compares number by number; one that is not given comes first.
func (v *Version) CompareTo(other any) int {
	o, ok := other.(*Version)
	if !ok {
		Throw(Argument("Object must be of type Version.", ""))
	}
	return slices.Compare(v.parts[:], o.parts[:])
}

// compareVersions orders null before all.
func compareVersions(a, b any) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return cmp.Compare(a.(*Version).CompareTo(b), 0)
}

// versionOf is a version of numbers, which must not be negative.
func versionOf(numbers ...int32) *Version {
	v := &Version{parts: [4]int32{-1, -1, -1, -1}}
	for i, n := range numbers {
		if n < 0 {
			Throw(ArgumentOutOfRange([...]string{"major", "minor", "build", "revision"}[i], "Version's parameters must be greater than or equal to zero."))
		}
		v.parts[i] = n
	}
	return v
}

// parseVersion reads a version, or says what is wrong.
func parseVersion(s string) (*Version, *Exception) {
	parts := strings.Split(s, ".")
	if len(parts) < 2 || len(parts) > 4 {
		return nil, Argument("Version string portion was too short or too long.", "")
	}
	numbers := make([]int32, len(parts))
	for i, p := range parts {
		n, err := parseInteger[int32](Int32, p, styleInteger, Invariant.Number)
		switch {
		case err != nil:
			return nil, err
		case n < 0:
			return nil, ArgumentOutOfRange("version", "Version's parameters must be greater than or equal to zero.")
		}
		numbers[i] = n
	}
	return versionOf(numbers...), nil
}

func mustVersion(s string) *Version {
	v, fault := parseVersion(s)
	if fault != nil {
		Throw(fault)
	}
	return v
}

func init() {
	number := func(i int) Impl { return F1(func(v *Version) int32 { return v.parts[i] }) }
	order := func(holds func(int) bool) Impl {
		return F2(func(a, b any) bool { return holds(compareVersions(a, b)) })
	}
	VersionType.Define(
		Row("new()", "0.0.", F0(func() *Version { return versionOf(0, 0) }), `new Version().ToString() // "0.0"`),
		Row("new(string version)", "Reads two to four numbers with dots between them.", F1(mustVersion), `new Version("1.2.3").Build // 3`, `new Version("1") // throws ArgumentException`, `new Version("1.x") // throws FormatException`),
		Row("new(int major, int minor)", "Makes a version.", F2(func(major, minor int32) *Version { return versionOf(major, minor) }), `new Version(1, 2).Build // -1`, `new Version(-1, 2) // throws ArgumentOutOfRangeException`),
		Row("new(int major, int minor, int build)", "Makes a version.", F3(func(major, minor, build int32) *Version { return versionOf(major, minor, build) })),
		Row("new(int major, int minor, int build, int revision)", "Makes a version.", F4(func(major, minor, build, revision int32) *Version { return versionOf(major, minor, build, revision) })),
		Row("int Major { get; }", "The first number.", number(0), `new Version(1, 2, 3, 4).Major // 1`),
		Row("int Minor { get; }", "The second number.", number(1), `new Version(1, 2, 3, 4).Minor // 2`),
		Row("int Build { get; }", "The third number, or -1.", number(2), `new Version(1, 2, 3, 4).Build // 3`),
		Row("int Revision { get; }", "The fourth number, or -1.", number(3), `new Version(1, 2, 3, 4).Revision // 4`),
		Row("int CompareTo(Version value)", "Orders number by number.", F2(func(v *Version, other any) int32 {
			if other == nil {
				return 1
			}
			return int32(v.CompareTo(other))
		}), `new Version("1.2").CompareTo(new Version("1.10")) // -1`),
		Row("bool Equals(Version obj)", "Whether all numbers are equal.", F2(func(v *Version, other any) bool { return v.EqualsTo(other) }), `new Version(1, 2).Equals(new Version("1.2")) // true`, `new Version(1, 2).Equals(new Version("1.2.0")) // false`),
		Row("string ToString()", "The numbers that are given.", F1((*Version).ToString), `new Version(1, 2, 3).ToString() // "1.2.3"`),
		Row("string ToString(int fieldCount)", "So many of the numbers.", F2(func(v *Version, n int32) string {
			if n < 0 || int(n) > v.count() {
				Throw(Argument("Argument must be between 0 and "+strconv.Itoa(v.count())+".", "fieldCount"))
			}
			return v.text(int(n))
		}), `new Version(1, 2, 3).ToString(2) // "1.2"`, `new Version(1, 2).ToString(3) // throws ArgumentException`),
		Row("static Version Parse(string input)", "Reads a version.", F1(mustVersion), `Version.Parse("1.2") == new Version(1, 2) // true`),
		Row("static bool TryParse(string input, out Version result)", "Reads a version, if it is one.", F2(func(s Opt[string], out *Ref) bool {
			v, fault := parseVersion(s.Value)
			if out.V = nil; s.Valid && fault == nil {
				out.V = v
			}
			return out.V != nil
		}), `Version.TryParse("1.2", out var v) ? v.Minor : 0 // 2`, `Version.TryParse("x", out var v) // false`),
		Row("static bool operator ==(Version v1, Version v2)", "Whether all numbers are equal.", F2(Equals), `new Version(1, 2) == new Version("1.2") // true`),
		Row("static bool operator !=(Version v1, Version v2)", "Whether some numbers differ.", F2(func(a, b any) bool { return !Equals(a, b) })),
		Row("static bool operator <(Version v1, Version v2)", "Whether v1 comes before v2.", order(func(c int) bool { return c < 0 }), `new Version("1.9") < new Version("1.10") // true`),
		Row("static bool operator <=(Version v1, Version v2)", "Whether v1 does not come after v2.", order(func(c int) bool { return c <= 0 })),
		Row("static bool operator >(Version v1, Version v2)", "Whether v1 comes after v2.", order(func(c int) bool { return c > 0 })),
		Row("static bool operator >=(Version v1, Version v2)", "Whether v1 does not come before v2.", order(func(c int) bool { return c >= 0 })),
	)
}
