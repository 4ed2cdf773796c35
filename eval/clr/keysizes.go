package clr

// A KeySizes is a System.Security.Cryptography.KeySizes: sizes in bits, from
// the least to the most in steps.
type KeySizes struct{ least, most, step int32 }

// KeySizesType is System.Security.Cryptography.KeySizes.
var KeySizesType = Declare(Decl{Name: cryptography + "KeySizes", Beyond: true, Doc: "Sizes in bits, from MinSize to MaxSize in steps of SkipSize."})

// CLRType is System.Security.Cryptography.KeySizes.
func (*KeySizes) CLRType() *Type { return KeySizesType }

// legalSizes is the array of one KeySizes.
func legalSizes(least, most, step int) *Array {
	return NewArray(KeySizesType, []any{&KeySizes{int32(least), int32(most), int32(step)}})
}

func init() {
	KeySizesType.Define(
		Row("new(int minSize, int maxSize, int skipSize)", "Sizes from minSize to maxSize.", F3(func(least, most, step int32) *KeySizes { return &KeySizes{least, most, step} }), `new KeySizes(64, 128, 8).MaxSize // 128`),
		Row("int MaxSize { get; }", "The largest.", F1(func(k *KeySizes) int32 { return k.most }), `Aes.Create().LegalKeySizes[0].MaxSize // 256`),
		Row("int MinSize { get; }", "The smallest.", F1(func(k *KeySizes) int32 { return k.least }), `Aes.Create().LegalKeySizes[0].MinSize // 128`),
		Row("int SkipSize { get; }", "The step; 0 for one size only.", F1(func(k *KeySizes) int32 { return k.step }), `DES.Create().LegalKeySizes[0].SkipSize // 0`),
	)
}
