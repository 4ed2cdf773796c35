// 5.0 Typing traps
object o = 5L; return (int)o; // throws InvalidCastException
object o = null; return (int)o; // throws NullReferenceException
object o = 5; return (string)o; // throws InvalidCastException
(int)(JToken)5 // 5
7 / 2 // 3
7 / 2.0 // 3.5
1 + 2 + "a" // "3a"
"a" + 1 + 2 // "a12"
'a' + 1 // 98
'a' + 'b' // 195
'a' + "b" // "ab"
((byte)1 + (byte)2).GetType().Name // "Int32"
(1 + 1L).GetType().Name // "Int64"
(1 + 1u).GetType().Name // "UInt32"
int i = 1; uint u = 1; return (i + u).GetType().Name; // "Int64"
1m + 1.0 // error CS0019
new JValue(1) == new JValue(1) // false
new JValue(1).Equals(new JValue(1)) // true
new { A = 1 } == new { A = 1 } // false
new { A = 1 }.Equals(new { A = 1 }) // true
foreach (var p in JObject.Parse("{'a':1}")) return p.Key + p.Value; return ""; // "a1"
foreach (var p in (JToken)JObject.Parse("{'a':1}")) return p.GetType().Name; return ""; // "JProperty"
foreach (string s in new JArray("a")) return s; return ""; // "a"
new JArray("a").Cast<string>().First() // throws InvalidCastException
new JArray("a").Values<string>().First() // "a"
new JArray("a").Contains("a") // false
new JArray("a").Any(x => (string)x == "a") // true
string s = null; return s?.Trim().Length; // null
object o = null; return (string)o ?? "x"; // "x"
string a = null, b = null; return a + b ?? "c"; // ""
"a" + null // "a"
string.Join(",", new string[] {"a", null, "b"}) // "a,,b"
$"{null}{(object)null}" // ""
"😀".Length // 2
new Dictionary<string,int> {{"b",1},{"a",2}}.First().Key // "b"

// 5.1 String
"abc".IndexOf("") // 0
string.Join(" ", new[] {"b","A","a","B","1","_"}.OrderBy(s => s)) // "_ 1 a A b B"
string.CompareOrdinal("a", "B") > 0 // true
"abc".Substring(3) // ""
"abc".Substring(4) // throws ArgumentOutOfRangeException
"abc".Substring(1, 5) // throws ArgumentOutOfRangeException
"abc"[3] // throws IndexOutOfRangeException
"".Split(',').Length // 1
"a  b".Split().Length // 3
"a,b,c".Split(new[] {','}, 2)[1] // "b,c"
string.Join("|", "a,,b,c".Split(new[] {','}, 2, StringSplitOptions.RemoveEmptyEntries)) // "a|b,c"
"".Split(new[] {','}, StringSplitOptions.RemoveEmptyEntries).Length // 0
"\u00a0a\u2028".Trim() // "a"
"\u200ba".Trim().Length // 2
"a".Replace("", "b") // throws ArgumentException
"a".Replace(null, "b") // throws ArgumentNullException
"aba".Replace("a", null) // "b"
"abc".PadLeft(2) // "abc"
"abc".PadLeft(-1) // throws ArgumentOutOfRangeException
"ß".ToUpper() // "ß"
string.Concat("a", null, "b") // "ab"
string.Format("{0,5}|{1,-3}|{{}}", 1, "a") // "    1|a  |{}"
string.Format("{1}", "a") // throws FormatException
"a".Contains(null) // throws ArgumentNullException
string.Compare("a", "A", true) // 0
string.IsNullOrWhiteSpace(" \t") // true

// 5.2 Integers, chars, bits
int x = int.MaxValue; return x + 1; // -2147483648
int x = int.MaxValue; return checked(x + 1); // throws OverflowException
4000000000.GetType().Name // "UInt32"
-7 / 2 // -3
-7 % 2 // -1
int z = 0; return 1 / z; // throws DivideByZeroException
int m = int.MinValue; return m / -1; // throws OverflowException
1 << 33 // 2
1L << 33 // 8589934592L
-8 >> 1 // -4
(int)3.99 + (int)-3.99 // 0
int.Parse(" 12 ") // 12
int.Parse("1,000") // throws FormatException
int.Parse("99999999999") // throws OverflowException
int.Parse(null) // throws ArgumentNullException
int.TryParse(null, out var n) ? -1 : n // 0
Convert.ToInt32(2.5) // 2
Convert.ToInt32((string)null) // 0
Convert.ToInt32("0xff", 16) // 255
Convert.ToByte("256") // throws OverflowException
Convert.ToBoolean(" TRUE ") // true
Convert.ToString(-1, 16) // "ffffffff"
Convert.ToString((object)null) // ""
5.ToString("D3") + 255.ToString("X2") + 1234567.ToString("N0") + 5.ToString("000") // "005FF1,234,567005"
Math.Abs(int.MinValue) // throws OverflowException
new[] {int.MaxValue, 1}.Sum() // throws OverflowException

// 5.3 Floating point
1.10m.ToString() // "1.10"
10m / 3 // 3.3333333333333333333333333333m
1.0 / 0 // double.PositiveInfinity
(0.0 / 0).ToString() // "NaN"
double.Parse("1,234.5e2") // 123450.0
Math.Round(2.5) + Math.Round(3.5) + Math.Round(-2.5) // 4.0
Math.Round(2.5, MidpointRounding.AwayFromZero) // 3.0
1E15.ToString() // "1E+15"
0.00001.ToString() // "1E-05"
2.5.ToString("0.##") + 1234.5.ToString("#,##0.00") // "2.51,234.50"
0.256.ToString("P1") // "25.6 %"
1234.5.ToString("E2") // "1.23E+003"

// 5.4 DateTime, DateTimeOffset, TimeSpan
new DateTime(1970, 1, 1).Ticks // 621355968000000000L
new DateTime(2024, 1, 5, 13, 4, 5).ToString() // "01/05/2024 13:04:05"
new DateTime(2024, 1, 5, 13, 4, 5).ToString("o") // "2024-01-05T13:04:05.0000000"
new DateTime(2024, 1, 5, 13, 4, 5).ToString("r") // "Fri, 05 Jan 2024 13:04:05 GMT"
new DateTime(2024, 1, 5, 13, 4, 5).ToString("s") // "2024-01-05T13:04:05"
new DateTime(2024, 1, 5, 13, 4, 5).ToString("u") // "2024-01-05 13:04:05Z"
new DateTime(2024, 1, 5, 13, 4, 5).ToString("D") // "Friday, 05 January 2024"
new DateTime(2024, 1, 5, 13, 4, 5).ToString("m") // "January 05"
new DateTime(2024, 1, 5, 13, 4, 5).ToString("y") // "2024 January"
new DateTime(2024, 1, 5).ToString("yyyy-MM-ddTHH:mm:ssZ") // "2024-01-05T00:00:00Z"
new DateTime(2024, 1, 5).ToString("%d") // "5"
DateTime.Parse("2024-01-05T13:04:05Z").ToString("o") // "2024-01-05T13:04:05.0000000+00:00"
DateTime.Parse("nope") // throws FormatException
new DateTime(2024, 1, 31).AddMonths(1).Day // 29
DateTime.MaxValue.AddDays(1) // throws ArgumentOutOfRangeException
new DateTime(2024, 2, 30) // throws ArgumentOutOfRangeException
new DateTime(2024, 1, 5).DayOfWeek.ToString() // "Friday"
DateTimeOffset.FromUnixTimeMilliseconds(-500).ToUnixTimeSeconds() // -1L
new DateTimeOffset(2024, 1, 5, 1, 2, 3, TimeSpan.FromHours(-5)).ToString() // "01/05/2024 01:02:03 -05:00"
new TimeSpan(1, 2, 3, 4, 5).ToString() // "1.02:03:04.0050000"
TimeSpan.FromSeconds(-1.5).ToString() // "-00:00:01.5000000"
TimeSpan.FromHours(1).ToString("hh:mm") // throws FormatException
new TimeSpan(1, 1, 1).ToString("g") + new TimeSpan(1, 1, 1).ToString("G") // "1:01:010:01:01:01.0000000"
TimeSpan.Parse("2").TotalDays // 2.0

// 5.5 Guid, Random, Encoding, Base64, crypto
Guid.Parse("00112233-4455-6677-8899-AABBCCDDEEFF").ToString() // "00112233-4455-6677-8899-aabbccddeeff"
BitConverter.ToString(new Guid("00112233-4455-6677-8899-aabbccddeeff").ToByteArray()) // "33-22-11-00-55-44-77-66-88-99-AA-BB-CC-DD-EE-FF"
Guid.Parse("x") // throws FormatException
new Random(42).Next() // 1434747710
new Random(42).Next(1, 100) // 67
new Random(42).NextDouble() // 0.66810646591154232
Encoding.UTF8.GetString(Convert.FromBase64String(" aG k=\n")) // "hi"
Convert.FromBase64String("a-_b") // throws FormatException
BitConverter.ToString(Encoding.UTF8.GetBytes("\ud800")) // "EF-BF-BD"
Encoding.ASCII.GetString(Encoding.ASCII.GetBytes("é")) // "?"
Convert.ToBase64String(new HMACSHA256(Encoding.UTF8.GetBytes("k")).ComputeHash(Encoding.UTF8.GetBytes("m"))) // "tgCQ4wUil661oICInOL8S8qVfnVvrrTffTGADKHncew="

// 5.6 URLs and HTML
Uri.EscapeDataString("a b+c/~!*'()é") // "a%20b%2Bc%2F~%21%2A%27%28%29%C3%A9"
WebUtility.UrlEncode("a b+c/~!*'()é") // "a+b%2Bc%2F%7E!*%27()%C3%A9"
Uri.EscapeUriString("a b+c/~!*'()é") // "a%20b+c/~!*'()%C3%A9"
WebUtility.UrlDecode("a+b%zz") // "a b%zz"
Uri.UnescapeDataString("a+b%zz") // "a+b%zz"
WebUtility.HtmlEncode("<a b=\"c\" d='e'>&é") // "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;&#233;"
new Uri("a") // throws UriFormatException
new Uri("HTTP://Ex.com:80/a/../b%7E").ToString() // "http://ex.com/b~"
new Uri("https://ex.com/").Port // 443

// 5.7 Regex
Regex.Match("a", "b").Value // ""
Regex.Match("a", "a").Groups["x"].Success // false
Regex.Replace("ab", "(a)(?<n>b)", "${n}$1$$") // "ba$"
string.Join("|", Regex.Split("a1b", "(1)")) // "a|1|b"
Regex.IsMatch("a", "(") // throws ArgumentException
Regex.IsMatch("a\n", "a$") // true
Regex.IsMatch("aa", @"^(a)\1$") // true

// 5.8 Newtonsoft JSON
(int)JObject.Parse("{a:1,a:2}")["a"] // 2
JsonConvert.DeserializeObject<JObject>("") // null
JToken.Parse("1.50").ToString() // "1.5"
JToken.Parse("\"2024-01-05T13:04:05Z\"").Type.ToString() // "Date"
JToken.Parse("\"2024-01-05\"").Type.ToString() // "String"
JToken.Parse("\"2024-01-05T13:04:05Z\"").ToString() // "01/05/2024 13:04:05"
JToken.Parse("\"2024-01-05T13:04:05Z\"").ToString(Formatting.None) // "\"2024-01-05T13:04:05Z\""
JObject.Parse("{}")["a"].ToString() // throws NullReferenceException
JObject.Parse("{'a':null}")["a"] == null // false
JObject.Parse("{'a':null}")["a"]["x"] // throws InvalidOperationException
JArray.Parse("[1]")["x"] // throws ArgumentException
JArray.Parse("[1]")[5] // throws ArgumentOutOfRangeException
(string)JToken.Parse("{}") // throws ArgumentException
(int)JToken.Parse("1.5") // 2
(int)JToken.Parse("null") // throws ArgumentException
(int?)JToken.Parse("null") // null
(int)JToken.Parse("\"12\"") // 12
JObject.Parse("{}").Value<int>("a") // 0
JObject.Parse("{'a':null}").Value<int>("a") // throws InvalidCastException
JObject.Parse("{'a':[1,2]}").SelectToken("a[1]").ToString() // "2"
JObject.Parse("{'a':[1,2]}").SelectToken("b") // null
JObject.Parse("{'a':[1,2]}").SelectToken("a[*]") // throws JsonException
new JObject(new JProperty("a", 1), new JProperty("a", 2)) // throws ArgumentException
new JArray(1.0, 1e20, 2.0m).ToString(Formatting.None) // "[1.0,1E+20,2.0]"
JsonConvert.SerializeObject(new { A = (string)null, B = 1 }) // "{\"A\":null,\"B\":1}"
new JArray("/<é").ToString(Formatting.None) // "[\"/<é\"]"

// 5.9 XLinq
XElement.Parse("<a> <b/> </a>").ToString(SaveOptions.DisableFormatting) // "<a><b /></a>"
XElement.Parse("<a>") // throws XmlException
XElement.Parse("<a>x<b>y</b></a>").Value // "xy"
XElement.Parse("<a/>").Element("b").Value // throws NullReferenceException
(string)XElement.Parse("<a/>").Element("b") // null
XElement.Parse("<a xmlns='u'><b/></a>").Element("b") == null // true
new XElement("a", true, 1.5).Value // "true1.5"

// 5.10 LINQ and collections
new int[0].First() // throws InvalidOperationException
new[] {1, 2}.Single() // throws InvalidOperationException
new[] {1, 2}.SingleOrDefault() // throws InvalidOperationException
new string[0].FirstOrDefault() // null
new[] {1}.ElementAt(1) // throws ArgumentOutOfRangeException
new[] {1}[1] // throws IndexOutOfRangeException
new Dictionary<string,int>()["a"] // throws KeyNotFoundException
new[] {1, 1}.ToDictionary(x => x) // throws ArgumentException
((int[])null).Count() // throws ArgumentNullException
new object[] {1, "a"}.Cast<int>().Last() // throws InvalidCastException
new object[] {1, "a"}.OfType<int>().Count() // 1
new[] {1, 2}.Take(-1).Count() // 0
"" + new KeyValuePair<string,int>("a", 1) + Tuple.Create(1, "a") + new { a = 1, b = "x" } // "[a, 1](1, a){ a = 1, b = x }"
string.Join("", new[] {"b1","a1","a2","b2"}.OrderBy(s => s[0])) // "a1a2b1b2"
string.Join("", "bab".GroupBy(c => c).Select(g => g.Key)) // "ba"

// 5.11 How exceptions surface
try { object o = null; return o.ToString(); } catch (Exception e) { return e.Message; } // "Object reference not set to an instance of an object."
try { return int.Parse("x").ToString(); } catch (Exception e) { return e.Message; } // "Input string was not in a correct format."
try { int? n = null; return n.Value.ToString(); } catch (Exception e) { return e.Message; } // "Nullable object must have a value."
try { return "a".Substring(2); } catch (Exception e) { return e.Message.Split('\n')[0].Trim(); } // "startIndex cannot be larger than length of string."
try { return "a".Substring(0, 2); } catch (Exception e) { return e.Message.Split('\n')[0].Trim(); } // "Index and length must refer to a location within the string."
try { int z = 0; return "" + 1 / z; } catch (Exception e) { return e.Message; } // "Attempted to divide by zero."

// 6 Certificates
context.Request.Certificate.Thumbprint == context.Request.Certificate.GetCertHashString() // true
context.Request.Certificate.Thumbprint == context.Request.Certificate.Thumbprint.ToUpper() // true
context.Request.Certificate.GetCertHash().Length // 20
context.Request.Certificate.Subject == context.Request.Certificate.SubjectName.Name // true
context.Request.Certificate.Issuer == context.Request.Certificate.IssuerName.Name // true
context.Request.Certificate.SubjectName == context.Request.Certificate.Subject // true
context.Request.Certificate.SubjectName.ToString() // "System.Security.Cryptography.X509Certificates.X500DistinguishedName"
context.Request.Certificate.NotBefore.Kind.ToString() // "Local"
context.Request.Certificate.HasPrivateKey // false
context.Request.Certificate.FriendlyName // ""
context.Request.Certificate.Version // 3
context.Request.Certificate.GetSerialNumber().Length * 2 == context.Request.Certificate.SerialNumber.Length // true
