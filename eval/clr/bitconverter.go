package clr

import (
	"encoding/binary"
	"fmt"
	"math"
	"strings"
)

// BitConverter is System.BitConverter.
var BitConverter = Declare(Decl{Name: "System.BitConverter", Kind: StaticClass, Doc: "Simple values as bytes, the least significant first."})

func init() {
	BitConverter.Define(
		Row("static bool IsLittleEndian { get; }", "true: the least significant byte comes first.", Const(true), `BitConverter.IsLittleEndian // true`),
		Row("static long DoubleToInt64Bits(double value)", "The bits of a number as a whole number.", F1(func(v float64) int64 { return int64(math.Float64bits(v)) }), `BitConverter.DoubleToInt64Bits(1.0).ToString("X") // "3FF0000000000000"`),
	)
	bytes := func(t *Type, put func(v any) []byte, example string) {
		BitConverter.Define(Row("static byte[] GetBytes("+t.Keyword+" value)", "The value's bytes.", F1(put), example))
	}
	le := binary.LittleEndian
	bytes(Boolean, func(v any) []byte {
		if v.(bool) {
			return []byte{1}
		}
		return []byte{0}
	}, `BitConverter.GetBytes(true)[0] == 1 // true`)
	bytes(CharType, func(v any) []byte { return le.AppendUint16(nil, uint16(v.(Char))) }, `BitConverter.ToString(BitConverter.GetBytes('a')) // "61-00"`)
	bytes(Int16, func(v any) []byte { return le.AppendUint16(nil, uint16(v.(int16))) }, `BitConverter.ToString(BitConverter.GetBytes((short)-2)) // "FE-FF"`)
	bytes(Int32, func(v any) []byte { return le.AppendUint32(nil, uint32(v.(int32))) }, `BitConverter.ToString(BitConverter.GetBytes(1)) // "01-00-00-00"`)
	bytes(Int64, func(v any) []byte { return le.AppendUint64(nil, uint64(v.(int64))) }, `BitConverter.GetBytes(1L).Length // 8`)
	bytes(UInt16, func(v any) []byte { return le.AppendUint16(nil, v.(uint16)) }, `BitConverter.GetBytes((ushort)1).Length // 2`)
	bytes(UInt32, func(v any) []byte { return le.AppendUint32(nil, v.(uint32)) }, `BitConverter.GetBytes(1u).Length // 4`)
	bytes(UInt64, func(v any) []byte { return le.AppendUint64(nil, v.(uint64)) }, `BitConverter.GetBytes(1ul).Length // 8`)
	bytes(Single, func(v any) []byte { return le.AppendUint32(nil, math.Float32bits(v.(float32))) }, `BitConverter.ToString(BitConverter.GetBytes(1f)) // "00-00-80-3F"`)
	bytes(Double, func(v any) []byte { return le.AppendUint64(nil, math.Float64bits(v.(float64))) }, `BitConverter.GetBytes(1.0)[7] == 0x3F // true`)
	BitConverter.Define(Row("static double Int64BitsToDouble(long value)", "The number of some bits.", F1(func(v int64) float64 { return math.Float64frombits(uint64(v)) }), `BitConverter.Int64BitsToDouble(0x3FF0000000000000) // 1.0`))
	read := func(t *Type, size int, get func(b []byte) any) {
		BitConverter.Define(Row(fmt.Sprintf("static %s To%s(byte[] value, int startIndex)", t.Keyword, t.Simple), "The value of the bytes from an index.", F2(func(b []byte, at int32) any {
			if at < 0 || int(at) >= len(b) {
				Throw(ArgumentOutOfRange("startIndex", indexRange))
			}
			if int(at) > len(b)-size {
				Throw(Argument("Destination array is not long enough to copy all the items in the collection. Check array index and length.", ""))
			}
			return get(b[at:])
		}), fmt.Sprintf(`BitConverter.To%s(new byte[] {0, 0, 0, 0, 0, 0, 0, 0}, 0) == default(%s) // true`, t.Simple, t.Keyword), fmt.Sprintf(`BitConverter.To%s(new byte[0], 0) // throws ArgumentOutOfRangeException`, t.Simple)))
	}
	read(Boolean, 1, func(b []byte) any { return b[0] != 0 })
	read(CharType, 2, func(b []byte) any { return Char(le.Uint16(b)) })
	read(Double, 8, func(b []byte) any { return math.Float64frombits(le.Uint64(b)) })
	read(Int16, 2, func(b []byte) any { return int16(le.Uint16(b)) })
	read(Int32, 4, func(b []byte) any { return int32(le.Uint32(b)) })
	read(Int64, 8, func(b []byte) any { return int64(le.Uint64(b)) })
	read(Single, 4, func(b []byte) any { return math.Float32frombits(le.Uint32(b)) })
	read(UInt16, 2, func(b []byte) any { return le.Uint16(b) })
	read(UInt32, 4, func(b []byte) any { return le.Uint32(b) })
	read(UInt64, 8, func(b []byte) any { return le.Uint64(b) })
	BitConverter.Define(
		Row("static string ToString(byte[] value)", "The bytes in upper case hexadecimal, with dashes.", F2(dashed), `BitConverter.ToString(new byte[] {1, 171}) // "01-AB"`),
		Row("static string ToString(byte[] value, int startIndex)", "The bytes from an index.", F3(func(env *Env, b []byte, at int32) string {
			checkBytes(b, at, int32(len(b))-at)
			return dashed(env, b[at:])
		}), `BitConverter.ToString(new byte[] {1, 171}, 1) // "AB"`),
		Row("static string ToString(byte[] value, int startIndex, int length)", "Some of the bytes.", F4(func(env *Env, b []byte, at, n int32) string {
			checkBytes(b, at, n)
			return dashed(env, b[at:at+n])
		}), `BitConverter.ToString(new byte[] {1, 2, 3}, 1, 2) // "02-03"`),
	)
}

func checkBytes(b []byte, at, n int32) {
	if at < 0 || int(at) >= len(b) && at > 0 {
		Throw(ArgumentOutOfRange("startIndex", "StartIndex cannot be less than zero."))
	}
	if n < 0 {
		Throw(ArgumentOutOfRange("length", "Value must be positive."))
	}
	if int(at) > len(b)-int(n) {
		Throw(Argument("Destination array is not long enough to copy all the items in the collection. Check array index and length.", ""))
	}
}

func dashed(env *Env, b []byte) string {
	env.Charge(3 * len(b))
	return strings.ReplaceAll(fmt.Sprintf("% X", b), " ", "-")
}
