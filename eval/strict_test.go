package eval

import (
	"testing"

	"sallyport/eval/bind"
	"sallyport/eval/clr"
	"sallyport/eval/source"
)

// TestStrict compiles what APIM's list of types and members allows and what it
// does not. Without Strict all of it compiles.
func TestStrict(t *testing.T) {
	const typ, member, fine = bind.CodeUnsupportedType, bind.CodeUnsupportedMember, source.Code("")
	for text, want := range map[string]source.Code{
		`@(Regex.IsMatch("a", "a"))`:                                   fine,
		`@(Regex.Unescape("a"))`:                                       fine,
		`@(Regex.Escape("a"))`:                                         member,
		`@(Regex.Match("a", "a").Groups[0].Value)`:                     fine,
		`@(Regex.Match("a", "a").Success)`:                             fine,
		`@(Regex.Match("a", "a").NextMatch().Value)`:                   member,
		`@(Regex.Matches("a", "a").Cast<Match>().Count())`:             fine,
		`@(DateTime.UtcNow.AddDays(1).ToString("o"))`:                  fine,
		`@(DateTime.UtcNow.ToUniversalTime())`:                         member,
		`@(DateTime.ParseExact("1", "d", null))`:                       member,
		`@(DateTime.UtcNow.Kind == DateTimeKind.Utc)`:                  member,
		`@(DateTime.UtcNow > DateTime.MinValue)`:                       fine,
		`@(JsonConvert.SerializeObject(1))`:                            fine,
		`@(JsonConvert.ToString(1))`:                                   member,
		`@(XElement.Parse("<a/>").Value)`:                              fine,
		`@(XDocument.Parse("<a/>").Root.Name.LocalName)`:               fine,
		`@(Enum.Parse(typeof(StringComparison), "Ordinal"))`:           fine,
		`@(Enum.GetNames(typeof(StringComparison)).Length)`:            member,
		`@(new InvalidOperationException("a").Message)`:                typ,
		`@(new Exception("a").Message)`:                                fine,
		`@(CultureInfo.InvariantCulture)`:                              typ,
		`@(new { A = 1 }.A)`:                                           fine,
		`@(new List<int> { 1 }.Where(x => x > 0).First())`:             fine,
		`@{ int f(int x) => x; return f(1); }`:                         fine,
		`@{ Func<int, int> f = x => x; return f(1); }`:                 typ,
		`@((1, 2).Item1)`:                                              typ,
		`@(new[] { 1 }.GroupBy(x => x).First().Key)`:                   typ,
		`@(SHA256.Create().ComputeHash(new byte[0]).Length)`:           fine,
		`@(context.Request.Certificate.SubjectName.Name)`:              fine,
		`@(context.Request.Certificate.Extensions.Count)`:              typ,
		`@{ try { return 1; } catch (FormatException) { return 2; } }`: fine,
	} {
		if _, ds := Compile(source.NewText("lenient", text), Options{Context: exampleContext, Want: clr.ObjectType}); ds.HasErrors() {
			t.Errorf("%s: %v", text, ds)
		}
		_, ds := Compile(source.NewText("strict", text), Options{Context: exampleContext, Want: clr.ObjectType, Strict: true})
		got := fine
		if ds.HasErrors() {
			got = ds[0].Code
		}
		if got != want {
			t.Errorf("%s in strict mode: %q %v, want %q", text, got, ds, want)
		}
	}
}
