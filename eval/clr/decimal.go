package clr

// DecimalType is System.Decimal.
var DecimalType = number("Decimal", "decimal", "Decimal number of 28 to 29 digits that keeps its trailing zeros.")

// A Decimal is a System.Decimal: a whole number of 96 bits, divided by a power
// of ten from 0 to 28. 1.0 and 1.00 are equal and print differently; == of Go
// tells them apart, Equals does not. Zero is never negative.
type Decimal struct {
	lo    uint64
	hi    uint32
	scale uint8
	neg   bool
}

// CLRType is System.Decimal.
func (Decimal) CLRType() *Type { return DecimalType }

func init() { Zero(DecimalType, func(*Type) any { return Decimal{} }) }
