package clr

import (
	"strings"
	"testing"
)

// readable is what a text gives, or the fault.
func readable(f func(env *Env) any) string {
	var got any
	if e := caught(func() { got = f(&Env{Limits: DefaultLimits}) }); e != nil {
		return e.T.Simple + ": " + e.Message
	}
	if t, ok := got.(Token); ok {
		return WriteToken(&Env{}, t, false)
	}
	return Text(got)
}

func TestJSONReaderIsLenient(t *testing.T) {
	for text, want := range map[string]string{
		`{'a':1,b:"2",}`:                        `{"a":1,"b":"2"}`,
		`[1,,2,]`:                               `[1,undefined,2]`,
		`/*a*/{"a":/*b*/1}//c`:                  `{"a":1}`,
		`[0x1F,017,1.50,1e3,-0]`:                `[31,15,1.5,1000.0,0]`,
		`[NaN,-Infinity]`:                       `["NaN","-Infinity"]`,
		`{"a":1,"b":2,"a":3}`:                   `{"a":3,"b":2}`,
		`"\u00e9\ud83d\ude00"`:                  `"é😀"`,
		`"\ud83d"`:                              "\"\uFFFD\"",
		`["2024-01-05T13:04:05Z","2024-01-05"]`: `["2024-01-05T13:04:05Z","2024-01-05"]`,
		`new Date(1, 2)`:                        `new Date(1,2)`,
	} {
		if got := readable(func(env *Env) any { return ParseToken(env, text) }); got != want {
			t.Errorf("%s is read as %s, want %s", text, got, want)
		}
	}
}

func TestJSONFaults(t *testing.T) {
	for text, want := range map[string]string{
		``:                "Error reading JToken from JsonReader. Path '', line 0, position 0.",
		`{"a":1`:          "Unexpected end of content while loading JObject. Path 'a', line 1, position 6.",
		`{"a":1}x`:        "Additional text encountered after finished reading JSON content: x. Path '', line 1, position 7.",
		`{"a" 1}`:         "Invalid character after parsing property name. Expected ':' but got: 1. Path '', line 1, position 5.",
		"[1,\n {\"b\":x}": "Unexpected character encountered while parsing value: x. Path '[1].b', line 2, position 6.",
		`["\q"]`:          `Bad JSON escape sequence: \q. Path '', line 1, position 4.`,
		`["a]`:            `Unterminated string. Expected delimiter: ". Path '', line 1, position 4.`,
		`[1 2]`:           "After parsing a value an unexpected character was encountered: 2. Path '[0]', line 1, position 3.",
	} {
		if got := readable(func(env *Env) any { return ParseToken(env, text) }); got != "JsonReaderException: "+want {
			t.Errorf("%s: %s, want JsonReaderException: %s", text, got, want)
		}
	}
}

// TestDeserializeWhileReading has what Json.NET does: it makes values while it
// reads, so that the first fault of either sort counts.
func TestDeserializeWhileReading(t *testing.T) {
	list, dict, bytes := Construct(ListType, Int32), Construct(DictionaryType, String, ObjectType), ArrayOf(Byte)
	for _, c := range []struct {
		text string
		want *Type
		out  string
	}{
		{`1.5`, Int32, "JsonReaderException: Input string '1.5' is not a valid integer. Path '', line 1, position 3."},
		{"[1,\n\"x\"]", list, "JsonReaderException: Could not convert string to integer: x. Path '[1]', line 2, position 3."},
		{`{"a":1}x`, list, `JsonSerializationException: Cannot deserialize the current JSON object (e.g. {"name":"value"})`},
		{`["x",`, list, "JsonReaderException: Could not convert string to integer: x. Path '[0]', line 1, position 4."},
		{`[1,`, list, "JsonSerializationException: Unexpected end when deserializing array. Path '[0]', line 1, position 3."},
		{`{"a":`, dict, "JsonSerializationException: Unexpected end when deserializing object. Path 'a', line 1, position 5."},
		{`{"a":1]`, JObjectType, "JsonReaderException: JsonToken EndArray is not valid for closing JsonType Object."},
		{`{"a":tru}`, dict, "JsonReaderException: Error parsing boolean value. Path 'a'"},
		{`{"$ref":"1"}`, dict, ""},
		{`{"$ref":"1","a":2}`, dict, "JsonSerializationException: Additional content found in JSON reference object."},
		{`[,1]`, JArrayType, "[null,1]"},
		{`""`, list, ""},
		{`"x"`, bytes, "FormatException: Invalid length for a Base-64"},
		{`true`, bytes, "JsonReaderException: Error reading bytes. Unexpected token: Boolean. Path '', line 1, position 4."},
	} {
		got := readable(func(env *Env) any { return deserialize(env, c.text, c.want) })
		if !strings.HasPrefix(got, c.out) || c.out == "" && got != "" {
			t.Errorf("%s as %s: %s, want %s", c.text, c.want, got, c.out)
		}
	}
}

// FuzzParseJSON reads any text: it is refused with a JsonReaderException, or
// written as what reads back as the same.
func FuzzParseJSON(f *testing.F) {
	for _, text := range []string{`{"a":[1,2.5,"x",null,true],"b":{}}`, `[1,,NaN,-Infinity,0x1F,'q',/*c*/new Date(1)]`, `{a:"\u00e9\ud83d\ude00",}//`, `"2024-01-05T13:04:05.12+02:00"`, `123456789012345678901234567890`} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		env := &Env{Limits: DefaultLimits}
		var token Token
		if e := caughtWithin(func() { token = ParseToken(env, text) }); e != nil {
			if e.T != JsonReaderExceptionType && e.T != ArgumentExceptionType {
				t.Fatalf("%q throws %v", text, e)
			}
			return
		}
		if token == nil {
			return
		}
		for _, indent := range []bool{false, true} {
			var written, again string
			if e := caughtWithin(func() {
				written = WriteToken(&Env{}, token, indent)
				again = WriteToken(&Env{}, ParseToken(&Env{}, written), indent)
			}); e != nil {
				t.Fatalf("%q is written as %q, which throws %v", text, written, e)
			}
			if again != written {
				t.Fatalf("%q is written as %q and then as %q", text, written, again)
			}
		}
	})
}

// FuzzJSONPath follows any path: it gives tokens within the budget, or throws
// what .NET has a type for (a filter may compare 1 with a text).
func FuzzJSONPath(f *testing.F) {
	for _, path := range []string{`$.a[0].b`, `$..*`, `a[?(@.b > 1 && @.c == 'x')]`, `a[-1:]`, `a[::2]`, `['x y','z'][0,1]`, `$..[?(@.b =~ /x/i)]`, `a[?(@.b || $.c)]`} {
		f.Add(path)
	}
	f.Fuzz(func(t *testing.T, path string) {
		env := &Env{Limits: DefaultLimits}
		token := ParseToken(env, `{"a":[{"b":1,"c":"x"},{"b":2.5,"c":null},[true]],"x y":{"z":{"a":[]}},"c":"2024-01-05T13:04:05Z"}`)
		for _, strict := range []bool{false, true} {
			caughtWithin(func() {
				for range selectTokens(env, token, path, strict).Iterate(env) {
				}
			})
		}
	})
}

// caughtWithin is what f throws; a limit that ends it is no fault.
func caughtWithin(f func()) *Exception {
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(*LimitError); !ok {
				panic(r)
			}
		}
	}()
	return catch(f)
}
