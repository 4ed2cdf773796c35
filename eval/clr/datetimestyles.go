package clr

// DateTimeStylesType is System.Globalization.DateTimeStyles.
var DateTimeStylesType = Declare(Decl{
	Name: "System.Globalization.DateTimeStyles", Kind: EnumKind, Flags: true, Beyond: true, Doc: "How a date is read.",
	Values: []EnumValue{
		{Name: "None", Value: 0},
		{Name: "AllowLeadingWhite", Value: allowLeadingWhite, Doc: "Space may stand in front."},
		{Name: "AllowTrailingWhite", Value: allowTrailingWhite, Doc: "Space may stand behind."},
		{Name: "AllowInnerWhite", Value: allowInnerWhite, Doc: "Space may stand between the parts."},
		{Name: "AllowWhiteSpaces", Value: allowLeadingWhite | allowTrailingWhite | allowInnerWhite, Doc: "Space may stand anywhere."},
		{Name: "NoCurrentDateDefault", Value: noCurrentDate, Doc: "A time alone is of 1 January 0001, not of today."},
		{Name: "AdjustToUniversal", Value: adjustToUniversal, Doc: "The result is UTC."},
		{Name: "AssumeLocal", Value: assumeLocal, Doc: "Without a zone it is local time."},
		{Name: "AssumeUniversal", Value: assumeUniversal, Doc: "Without a zone it is UTC."},
		{Name: "RoundtripKind", Value: roundtripKind, Doc: "Z makes the result UTC, no zone Unspecified."},
	},
})

// The values of DateTimeStyles.
const (
	allowLeadingWhite  = 1
	allowTrailingWhite = 2
	allowInnerWhite    = 4
	noCurrentDate      = 8
	adjustToUniversal  = 16
	assumeLocal        = 32
	assumeUniversal    = 64
	roundtripKind      = 128
)

// checkDateTimeStyles refuses styles that exclude one another.
func checkDateTimeStyles(e Enum) int64 {
	switch s := e.V; {
	case s&^255 != 0:
		Throw(Argument("An undefined DateTimeStyles value is being used.", "styles"))
	case s&assumeLocal != 0 && s&assumeUniversal != 0:
		Throw(Argument("The DateTimeStyles values AssumeLocal and AssumeUniversal cannot be used together.", "styles"))
	case s&roundtripKind != 0 && s&(assumeLocal|assumeUniversal|adjustToUniversal) != 0:
		Throw(Argument("The DateTimeStyles value RoundtripKind cannot be used with the values AssumeLocal, AssumeUniversal or AdjustToUniversal.", "styles"))
	}
	return e.V
}

// checkOffsetStyles is checkDateTimeStyles for a DateTimeOffset, which has no
// use for a kind: of the styles it keeps those that it can obey.
func checkOffsetStyles(e Enum) int64 {
	s := checkDateTimeStyles(e)
	if s&noCurrentDate != 0 {
		Throw(Argument("The DateTimeStyles value 'NoCurrentDateDefault' is not allowed when parsing DateTimeOffset.", "styles"))
	}
	return s &^ (roundtripKind | assumeLocal)
}
