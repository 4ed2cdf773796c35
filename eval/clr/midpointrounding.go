package clr

import "fmt"

// MidpointRounding says where a number halfway between two others goes.
var MidpointRounding = Declare(Decl{Name: "System.MidpointRounding", Kind: EnumKind, Doc: "Where a number halfway between two others is rounded to.", Values: []EnumValue{
	{"ToEven", int64(toEven), "To the even one."},
	{"AwayFromZero", int64(awayFromZero), "To the one further from zero."},
}})

func midpoint(e Enum) rounding {
	if e.V != int64(toEven) && e.V != int64(awayFromZero) {
		Throw(Argument(fmt.Sprintf("The value '%d' is not valid for this usage of the type MidpointRounding.", e.V), "mode"))
	}
	return rounding(e.V)
}

// roundRows are the four overloads of Round on decimal or double. Examples go
// to them in their order, all that are left to the last.
func roundRows[V any](word, param string, round func(v V, places int, mode rounding) V, examples ...string) []Member {
	places := "decimals"
	if word == "double" {
		places = "digits"
	}
	return []Member{
		Row(fmt.Sprintf("static %s Round(%s %s)", word, word, param), "The nearest whole number; of two the even one.", F1(func(v V) V { return round(v, 0, toEven) }), examples[0]),
		Row(fmt.Sprintf("static %s Round(%s %s, int %s)", word, word, param, places), "The nearest number with so many places; of two the even one.", F2(func(v V, n int32) V { return round(v, int(n), toEven) }), examples[1]),
		Row(fmt.Sprintf("static %s Round(%s %s, MidpointRounding mode)", word, word, param), "The nearest whole number.", F2(func(v V, mode Enum) V { return round(v, 0, midpoint(mode)) }), examples[2]),
		Row(fmt.Sprintf("static %s Round(%s %s, int %s, MidpointRounding mode)", word, word, param, places), "The nearest number with so many places.", F3(func(v V, n int32, mode Enum) V { return round(v, int(n), midpoint(mode)) }), examples[3:]...),
	}
}
