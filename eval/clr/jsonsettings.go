package clr

// The enums and classes that say how JSON is read and merged.
var (
	CommentHandling = Declare(Decl{Name: "Newtonsoft.Json.Linq.CommentHandling", Kind: EnumKind, Beyond: true, Doc: "What becomes of comments in a text.", Values: []EnumValue{
		{Name: "Ignore", Value: 0, Doc: "They are left out."}, {Name: "Load", Value: loadComments, Doc: "They become tokens."}}})
	DuplicatePropertyNameHandling = Declare(Decl{Name: "Newtonsoft.Json.Linq.DuplicatePropertyNameHandling", Kind: EnumKind, Beyond: true, Doc: "What becomes of a name that comes twice.", Values: []EnumValue{
		{Name: "Replace", Value: 0, Doc: "The last value counts."}, {Name: "Ignore", Value: ignoreDuplicates, Doc: "The first value counts."}, {Name: "Error", Value: refuseDuplicates, Doc: "JsonReaderException."}}})
	LineInfoHandling = Declare(Decl{Name: "Newtonsoft.Json.Linq.LineInfoHandling", Kind: EnumKind, Beyond: true, Doc: "Whether tokens know their lines. Sallyport keeps no lines.", Values: []EnumValue{
		{Name: "Ignore", Value: 0, Doc: "They do not."}, {Name: "Load", Value: 1, Doc: "They do."}}})
	MergeArrayHandling = Declare(Decl{Name: "Newtonsoft.Json.Linq.MergeArrayHandling", Kind: EnumKind, Beyond: true, Doc: "How arrays are merged.", Values: []EnumValue{
		{Name: "Concat", Value: mergeConcat, Doc: "The new elements come after the old."}, {Name: "Union", Value: mergeUnion, Doc: "As Concat, without elements that are there."},
		{Name: "Replace", Value: mergeReplace, Doc: "The new elements instead of the old."}, {Name: "Merge", Value: mergeItems, Doc: "Each with the one in its place."}}})
	MergeNullValueHandling = Declare(Decl{Name: "Newtonsoft.Json.Linq.MergeNullValueHandling", Kind: EnumKind, Beyond: true, Flags: true, Doc: "Whether a null replaces a value.", Values: []EnumValue{
		{Name: "Ignore", Value: 0, Doc: "It does not."}, {Name: "Merge", Value: 1, Doc: "It does."}}})

	JsonLoadSettingsType  = Declare(Decl{Name: "Newtonsoft.Json.Linq.JsonLoadSettings", Beyond: true, Doc: "How a text is read."})
	JsonMergeSettingsType = Declare(Decl{Name: "Newtonsoft.Json.Linq.JsonMergeSettings", Beyond: true, Doc: "How tokens are merged."})
	JsonConverterType     = Declare(Decl{Name: "Newtonsoft.Json.JsonConverter", Abstract: true, Beyond: true, Doc: "Writes values in a way of its own. Sallyport has none; the type stands in signatures."})
)

const (
	loadComments = 1

	ignoreDuplicates = 1
	refuseDuplicates = 2

	mergeConcat  = 0
	mergeUnion   = 1
	mergeReplace = 2
	mergeItems   = 3
)

// A JsonLoadSettings is a Newtonsoft.Json.Linq.JsonLoadSettings.
type JsonLoadSettings struct{ Comments, Duplicates, Lines int64 }

// CLRType is JsonLoadSettings.
func (*JsonLoadSettings) CLRType() *Type { return JsonLoadSettingsType }

// A JsonMergeSettings is a Newtonsoft.Json.Linq.JsonMergeSettings. The zero one
// is the default but for Names, which is Ordinal there.
type JsonMergeSettings struct{ Arrays, Nulls, Names int64 }

// CLRType is JsonMergeSettings.
func (*JsonMergeSettings) CLRType() *Type { return JsonMergeSettingsType }

// defaultMerge is how tokens are merged where C# does not say.
var defaultMerge = JsonMergeSettings{Names: ordinal}

// enumProperty is a property of an enum's type that is kept as its number.
func enumProperty[T any](name, doc string, t *Type, field func(T) *int64, examples ...string) Member {
	return Row(t.Simple+" "+name+" { get; set; }", doc, F1(func(s T) Enum { return Enum{t, *field(s)} }), examples...).Set(F2(func(s T, e Enum) Void {
		*field(s) = e.V
		return Void{}
	}))
}

func init() {
	JsonLoadSettingsType.Define(
		Row("new()", "Makes the default settings.", F0(func() *JsonLoadSettings { return &JsonLoadSettings{} })),
		enumProperty("CommentHandling", "What becomes of comments; they are ignored unless this says otherwise.", CommentHandling, func(s *JsonLoadSettings) *int64 { return &s.Comments },
			`JArray.Parse("[1, /* c */]", new JsonLoadSettings { CommentHandling = CommentHandling.Load }).Count // 2`),
		enumProperty("DuplicatePropertyNameHandling", "What becomes of a name that comes twice; the last counts unless this says otherwise.", DuplicatePropertyNameHandling, func(s *JsonLoadSettings) *int64 { return &s.Duplicates },
			`(int)JObject.Parse("{a:1,a:2}")["a"] // 2`, `(int)JObject.Parse("{a:1,a:2}", new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Ignore })["a"] // 1`,
			`JObject.Parse("{a:1,a:2}", new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error }) // throws JsonReaderException`),
		enumProperty("LineInfoHandling", "Has no effect.", LineInfoHandling, func(s *JsonLoadSettings) *int64 { return &s.Lines }),
	)
	JsonMergeSettingsType.Define(
		Row("new()", "Makes the default settings.", F0(func() *JsonMergeSettings {
			s := defaultMerge
			return &s
		})),
		enumProperty("MergeArrayHandling", "How arrays are merged; Concat unless this says otherwise.", MergeArrayHandling, func(s *JsonMergeSettings) *int64 { return &s.Arrays }),
		enumProperty("MergeNullValueHandling", "Whether a null replaces a value; it does not unless this says otherwise.", MergeNullValueHandling, func(s *JsonMergeSettings) *int64 { return &s.Nulls }),
		enumProperty("PropertyNameComparison", "How names are compared; Ordinal unless this says otherwise.", StringComparison, func(s *JsonMergeSettings) *int64 { return &s.Names }),
	)
}
