package clr

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// allowList is API Management's allow-list with what .NET Framework and
// Json.NET declare for it: a type in a line, then its members, each behind a
// tab. Name/2 is a method with two parameters, new/1 a constructor, this/1 an
// indexer. What Sallyport does not have is followed by a blank, # and the reason.
//
//go:embed testdata/allowlist.txt
var allowList string

// operatorTokens are C#'s tokens for what metadata calls op_Addition and so on.
var operatorTokens = map[string]string{
	"op_Addition": "+", "op_Subtraction": "-", "op_Multiply": "*", "op_Division": "/", "op_Modulus": "%", "op_Equality": "==", "op_Inequality": "!=",
	"op_LessThan": "<", "op_GreaterThan": ">", "op_LessThanOrEqual": "<=", "op_GreaterThanOrEqual": ">=", "op_UnaryNegation": "-", "op_UnaryPlus": "+",
	"op_Increment": "++", "op_Decrement": "--", "op_Implicit": "implicit", "op_Explicit": "explicit",
}

func TestAllowList(t *testing.T) {
	types := map[string][]*Type{}
	for _, typ := range Types() {
		name, _, _ := strings.Cut(typ.Decl.Name, "<")
		types[name] = append(types[name], typ)
	}
	var of string
	var members map[string]bool
	listed := 0
	for line := range strings.Lines(allowList) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" {
			continue
		}
		member, isMember := strings.CutPrefix(line, "\t")
		if !isMember {
			of = line
			if len(types[of]) == 0 {
				t.Errorf("there is no type %s", of)
			}
			members = membersOf(types[of])
			continue
		}
		member, reason, lacks := strings.Cut(member, " # ")
		listed++
		switch has := members[member]; {
		case !has && !lacks:
			t.Errorf("%s has no %s", of, member)
		case has && lacks:
			t.Errorf("%s has %s, which the list says it has not: %s", of, member, reason)
		case lacks && reason == "":
			t.Errorf("%s: %s is missing without a reason", of, member)
		}
	}
	if listed < 2000 {
		t.Errorf("the list has %d members", listed)
	}
}

// membersOf is what the allow-list calls the members of types with one name,
// their own and those that they inherit.
func membersOf(types []*Type) map[string]bool {
	has := map[string]bool{}
	for _, typ := range types {
		for _, v := range typ.Values {
			has[v.Name] = true
		}
		for _, base := range slices.Concat([]*Type{typ}, typ.AllInterfaces()) {
			for ; base != nil; base = base.BaseType() {
				for _, m := range base.Own() {
					switch m.Kind {
					case PropertyMember, ConstMember:
						has[m.Name] = true
						continue
					}
					n := len(m.Params)
					has[fmt.Sprintf("%s/%d", m.Name, n)] = true
					for op, token := range operatorTokens {
						if token == m.Name {
							has[fmt.Sprintf("%s/%d", op, n)] = true
						}
					}
				}
			}
		}
	}
	return has
}
