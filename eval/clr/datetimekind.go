package clr

// A DateTimeKind says what a DateTime's hours are of.
type DateTimeKind uint8

// The kinds, with .NET's numbers.
const (
	Unspecified DateTimeKind = iota
	Utc
	Local // the host's zone, which for Sallyport is UTC
)

// DateTimeKindType is System.DateTimeKind, of which APIM lists Utc only.
var DateTimeKindType = Declare(Decl{
	Name: "System.DateTimeKind", Kind: EnumKind, Doc: "Whether a DateTime is UTC, local or neither.",
	Values: []EnumValue{
		{Name: "Unspecified", Value: 0, Doc: "Neither UTC nor local."},
		{Name: "Utc", Value: 1, Doc: "Coordinated universal time."},
		{Name: "Local", Value: 2, Doc: "The gateway's own zone, UTC."},
	},
})

var kindValues = [...]any{Enum{DateTimeKindType, 0}, Enum{DateTimeKindType, 1}, Enum{DateTimeKindType, 2}}

// kindOf is the kind that an enum value stands for.
func kindOf(e Enum) DateTimeKind {
	if e.V < 0 || e.V > 2 {
		Throw(Argument("Invalid DateTimeKind value.", "kind"))
	}
	return DateTimeKind(e.V)
}
