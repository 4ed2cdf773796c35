// Each line is a C# expression or body and, after the last slashes, what it
// gives: a value, "throws" and an exception, or "error" and a compiler's code.

// Definite assignment.
object o = 1; bool b = o is int n; return b ? n : 0; // error CS0165
int x; switch (1) { case 1: x = 1; break; } return x; // 1
int x; switch (2) { case 1: x = 1; break; } return x; // error CS0165
int x; switch (2) { case 1: return 1; default: x = 5; break; } return x; // 5
switch ("a") { case "a": return 1; } // 1
int n = 1; switch (n) { case 1: return 1; } // error CS0161
int x; bool b = true && (x = 1) > 0; return x; // 1
int x = (x = 1) + x; return x; // 2
int x = x + 1; return x; // error CS0165
Func<int, int> f = n => n < 1 ? 1 : f(n - 1); return f(3); // error CS0165
int x; int f() => x; return f(); // error CS0165
int x; int f() => x; x = 5; return f(); // 5
int x; void f() { x = 5; } f(); return x; // 5
int x; void f() { if (DateTime.Now.Year > 1) return; x = 5; } f(); return x; // error CS0165
int x; void f() { g(); } void g() { x = 1; } f(); return x; // 1
int x; int even(int n) => n == 0 ? x : odd(n - 1); int odd(int n) => even(n - 1); return odd(1); // error CS0165
int x; int even(int n) => n == 0 ? x : odd(n - 1); int odd(int n) => even(n - 1); x = 7; return odd(1); // 7
int x; int f() { int g() => x; return g(); } return f(); // error CS0165
int x; Func<int> h = f; int f() => x; return h(); // error CS0165
int x = 1; Func<int> h = f; int f() => x; return h(); // 1
int x; void f() { throw new Exception(); } if (DateTime.Now.Year > 1) x = 1; else f(); return x; // 1
int x; void unused() { x++; } return 1; // 1

// What leaves a finally, and where labels are seen.
try { } finally { return 1; } // error CS0157
try { return 1; } finally { return 2; } // error CS0157
for (;;) { try { } finally { break; } } // error CS0157
for (;;) { try { } finally { continue; } } // error CS0157
try { } finally { goto end; } end: return 1; // error CS0157
switch (1) { case 1: try { } finally { goto default; } default: return 1; } // error CS0159
try { } finally { goto end; end: ; } return 1; // 1
try { } finally { Func<int> f = () => { return 1; }; f(); } return 1; // 1
try { } finally { for (;;) { break; } } return 1; // 1
goto inner; { inner: return 1; } // error CS0159
Func<int> f = () => { goto outer; }; outer: return f(); // error CS0159
a: return 1; a: return 2; // error CS0140
a: { a: return 1; } // error CS0158
{ a: ; } { a: return 1; } // 1
return 1; never: ; // 1
int i = 0; start: try { i++; if (i < 3) goto start; } finally { i += 10; } return i; // 22

// Catches.
try { } catch (Exception) { } catch (ArgumentException) { } return 1; // error CS0160
try { } catch (Exception) { } catch (Exception) { } return 1; // error CS0160
try { } catch { } catch (Exception) { } return 1; // error CS1017
try { } catch (Exception) when (false) { } catch (ArgumentException) { } return 1; // 1
try { } catch (ArgumentException) { } catch (Exception) { } catch { } return 1; // 1

// Constants and declarations.
const var k = 1; return k; // error CS0822
const DateTime k = default(DateTime); return k; // error CS0283
const object k = "a"; return k; // error CS0134
const object k = null; return k == null; // true
const decimal k = 1.5m * 2 - -1; return k; // 4.0m
const decimal k = 1m / 0m; return k; // error CS0020
const decimal k = decimal.MaxValue + 1m; return k; // error CS0463
const int k = (int)3.99m; return k; // 3
(byte)256m // error CS0221
const double k = (double)1.5m; return k; // 1.5
const decimal k = (decimal)0.1; return k; // 0.1m
1.10m == 1.1m && 2m > 1.5m // true
var a = 1, b = 2; return a; // error CS0819
using (var a = new StringReader(""), b = new StringReader("")) { } return 1; // error CS0819
void x; return 1; // error CS1547

// Sizes of arrays.
new int[2] {1, 2, 3} // error CS0847
new int[2, 1] {{1}, {2}}[1, 0] // 2
new int[2, 2] {{1}, {2}}[1, 0] // error CS0847
int n = 2; return new int[n] {1, 2}; // error CS0150
new int[-1] // error CS0248
int n = -1; return new int[n]; // throws OverflowException
new int[2L].Length // 2
ulong n = 3; return new int[n, 2u].Length; // 6
long n = 5000000000; return new int[n]; // throws OutOfMemoryException
new[,] {{1, 2}, {3, 4L}}[1, 1] // 4L
new[,] {{1, 2}, {3}}[1, 1] // error CS0847

// Delegates, locks and what is disposed of.
string s = ""; Action a = () => s += "a"; a += () => s += "b"; a(); return s; // "ab"
int n = 0; Func<int> f = () => ++n; f = f + f; return f() * 10 + n; // 22
string s = ""; Action a = () => s += "a", b = () => s += "b"; var c = a + b + a; (c - a)(); return s; // "ab"
Action a = null; a += () => { }; a -= a; return a == null; // true
Action a = () => { }; return a - null == a; // true
Action a = () => { }; return a * a == a; // error CS0019
lock (null) { return 1; } // throws ArgumentNullException
object o = null; lock (o) { return 1; } // throws ArgumentNullException
lock (new object()) return 1; // 1
lock (5) { return 1; } // error CS0185
using (null) { return 1; } // 1
using (StringReader r) { return 1; } // error CS0210
var r = new StringReader("x"); try { using (r) { throw new Exception(); } } catch { } try { return r.Read(); } catch (ObjectDisposedException) { return "disposed"; } // "disposed"
var r = new StringReader("x"); try { using (StringReader a = r, b = new StringReader(null)) { } } catch (ArgumentNullException) { } try { return r.Read(); } catch (ObjectDisposedException) { return "disposed"; } // "disposed"

// Names.
Equals(1, 1) && !ReferenceEquals("a", null) // true
ToString() // error CS0120
"a".Join(",", "b") // error CS0176
"a".Empty // error CS0176
nameof(String.Length) // "Length"
nameof(1 + 2) // error CS8081
sizeof(int) + sizeof(char) + sizeof(bool) + sizeof(decimal) + sizeof(DayOfWeek) // 27
const int n = sizeof(long); return n; // 8
sizeof(DateTime) // error CS0233

// Null without a type.
null ?? "a" // "a"
null ?? 2 // error CS0019
null is object // false
null is string // false
"a" + default // error CS0019

// Tuples.
(1, 2, 3, 4, 5, 6, 7, 8, 9).Item9 // 9
(1, 2, 3, 4, 5, 6, 7, 8).ToString() // "(1, 2, 3, 4, 5, 6, 7, 8)"
(1, 2, 3, 4, 5, 6, 7, last: 8).last // 8
var (a, b, c, d, e, f, g, h) = (1, 2, 3, 4, 5, 6, 7, 8); return a + h; // 9
(long, object) t = (1, "x"); return t.Item1; // 1L
var t = (1, 2); (long, double) u = t; return u.Item1 + u.Item2; // 3.0
(int, int)? t = (1, 2); return t.Value.Item2; // 2
var t = (1, "a"); (int, int) u = t; return u.Item1; // error CS0029
((byte, byte))(1, 2) // (1, 2)

// By reference.
var a = new int[2]; int.TryParse("5", out a[1]); return a[0] + a[1]; // 5
var l = new List<int> {1}; int.TryParse("5", out l[0]); return l[0]; // error CS0206
var a = new int[1]; int.TryParse("5", out a[1]); return a[0]; // throws IndexOutOfRangeException

// Names of tuples' elements travel with types.
new[] {(id: 1, name: "a"), (id: 2, name: "b")}.First(t => t.id == 2).name // "b"
new List<(int a, string b)> {(1, "x")}[0].b // "x"
new[] {1, 2}.Select(x => (x, y: x * 2)).Last().y // 4
new Dictionary<string, (int low, int high)> {["a"] = (1, 5)}["a"].high // 5
var l = new List<(int a, int b)>(); l.Add((1, 2)); foreach (var t in l) return t.b; return 0; // 2
Func<int, (int half, int rest)> f = n => (n / 2, n % 2); return f(5).rest; // 1
(int a, int b)[] pairs = {(1, 2)}; return pairs[0].b; // 2
(int a, int b)? t = (1, 2); return t?.b; // 2
string s = "ab"; var t = (s.Length, s); return t.Length + t.s; // "2ab"
var t = (a: (b: 1, c: 2), d: 3); return t.a.c; // 2
(int a, int b) t = (x: 1, y: 2); return t.b; // 2
(int a, int b) t = (x: 1, y: 2); return t.x; // error CS1061
bool yes = true; return (yes ? (a: 1, b: 2) : (a: 3, b: 4)).b; // 2
bool yes = true; return (yes ? (a: 1, b: 2) : (c: 3, b: 4)).b; // error CS1061
IEnumerable<(int, int)> l = new List<(int a, int b)> {(1, 2)}; return l.First().Item2; // 2
typeof((int a, string b)) == typeof((int, string)) // true
(object)(a: 1, b: 2) is ValueTuple<int, int> // true
new List<(int a, int b)>().GetType() == typeof(List<(int, int)>) // true
(a: 1, a: 2) // error CS8127
(Item2: 1, b: 2) // error CS8125
(1, a: 2, Item3: 3).Item3 // 3

// Local functions by reference and with type parameters.
void swap(ref int a, ref int b) { var t = a; a = b; b = t; } int x = 1, y = 2; swap(ref x, ref y); return x * 10 + y; // 21
void set(out string s) { s = "a"; } set(out var t); return t; // "a"
void set(out string s) { s = "a"; } string t; set(out t); return t; // "a"
void set(out int n) => n = 5; set(out _); var a = new int[2]; set(out a[1]); return a[1]; // 5
bool get(string s, out int n) { if (s == null) { n = -1; return false; } n = s.Length; return true; } return get("abc", out var m) ? m : 0; // 3
void inc(ref int n) { n++; } int x = 1; Action a = () => inc(ref x); a(); a(); return x; // 3
int x = 1; void inc(ref int n) { n++; x += 10; } inc(ref x); return x; // 12
void down(ref int n) { if (n > 0) { n--; down(ref n); } } int x = 5; down(ref x); return x; // 0
int add(in int a, in int b) => a + b; return add(1, 2); // 3
void f(out int n) { } f(out var x); return x; // error CS0177
void f(out int n) { if (DateTime.Now.Year > 1) return; n = 1; } f(out var x); return x; // error CS0177
void f(ref int n) { } int x; f(ref x); return x; // error CS0165
void f(ref long n) { } int x = 1; f(ref x); return x; // error CS1503
void f(ref int n) { } f(1); return 1; // error CS1503
void f(ref int n) { } const int k = 1; f(ref k); return 1; // error CS1510
int f(ref int n) { Func<int> g = () => n; return g(); } return 1; // error CS1628
T pick<T>(bool first, T a, T b) => first ? a : b; return pick(true, 1, 2) + pick(false, "a", "b"); // "1b"
T id<T>(T x) => x; return id<long>(5); // 5L
List<T> list<T>(params T[] items) => new List<T>(items); return list(1, 2, 3).GetType() == typeof(List<int>); // true
string name<T>() => typeof(T).Name; return name<int>() + name<string>(); // "Int32String"
T zero<T>() => default(T); return zero<int>() + (zero<string>() ?? "x"); // "0x"
bool isA<T>(object o) => o is T; return isA<string>("a") && !isA<int>("a"); // true
int count<T>(IEnumerable<T> s) { int n = 0; foreach (T t in s) n++; return n; } return count("abc") + count(new[] {1, 2}); // 5
T max<T>(T a, T b) where T : IComparable<T> => a.CompareTo(b) > 0 ? a : b; return max("a", "b") + max(3, 2); // "b3"
T make<T>() where T : new() => new T(); return make<List<int>>().Count; // 0
string text<T>(T t) where T : Exception => t.Message; return text(new FormatException("f")); // "f"
int x = 1; T with<T>(T t) { x++; return t; } return with("a") + with(2) + x; // "a23"
IEnumerable<R> map<T, R>(IEnumerable<T> s, Func<T, R> f) { var l = new List<R>(); foreach (var t in s) l.Add(f(t)); return l; } return string.Join(",", map(new[] {1, 2}, n => "n" + n)); // "n1,n2"
int depth<T>(T t, int n) => n == 0 ? 0 : 1 + depth(t, n - 1); return depth("a", 3); // 3
Func<int, int> f = id; T id<T>(T x) => x; return f(3); // 3
T f<T>(T a, T b) => a + b; return f(1, 2); // error CS0019
T f<T>(T a) => a; return f<int, int>(1); // error CS0308
T f<T>() => default(T); return f(); // error CS0411
void f<T>(T a) where T : struct { } f("a"); return 1; // error CS0411
void f<T>(T a) where T : Exception { } f("a"); return 1; // error CS0311
int f(int n) => n; return f<int>(1); // error CS0308

// Operators on null and on values that are never null.
DateTime.MinValue == null // false
null != Guid.Empty // true
TimeSpan.Zero > null // false
(TimeSpan.Zero + null) == null // true
TimeSpan? t = TimeSpan.FromSeconds(1); return -t; // TimeSpan.FromSeconds(-1)
TimeSpan? t = null; return (-t) == null; // true
(true ? (byte)1 : 2).GetType().Name // "Int32"
null is null // error CS8117
decimal d = 1.5; return d; // error CS0664
const int k = 1; k = 2; return k; // error CS0131

// Boxes: each conversion makes its own.
(object)5 == (object)5 // false
object.ReferenceEquals(5, 5) // false
object a = 5; object b = a; return a == b; // true
object a = 5, b = 5; return a == b; // false
object a = "x", b = "x"; return a == b; // true
object a = 5, b = 5; return a.Equals(b); // true
object o = DayOfWeek.Monday; return o == (object)DayOfWeek.Monday; // false
var l = new List<object> { 5, 5 }; return (l[0] == l[0]) + "" + (l[0] == l[1]); // "TrueFalse"

// A switch without default that leaves nothing out.
object o = 5; switch (o) { case string s: return 1; case var x: return 2; } // 2
int n = 5; switch (n) { case int i when i % 2 == 0: return "even"; case int i: return "odd"; } // "odd"
object o = "a"; switch (o) { case null: return 1; case object x: return 2; } // 2
object o = 5; switch (o) { case object x: return 1; } // error CS0161
object o = 5; switch (o) { case int i: return 1; case int j: return 2; default: return 3; } // error CS8120
object o = 5; switch (o) { case IComparable c: return 1; case string s: return 2; default: return 3; } // error CS8120
object o = 5; switch (o) { case int i when i > 5: return 1; case int j: return 2; default: return 3; } // 2
int n = 1; switch (n) { case 1: if (n > 0) return 1; } return 0; // error CS8070

// Filters run before what an exception leaves is finished.
string s = ""; Func<bool> f = () => { s += "w"; return true; }; try { try { throw new Exception("x"); } finally { s += "f"; } } catch (Exception) when (f()) { s += "c"; } return s; // "wfc"
string s = ""; Func<string, bool> f = t => { s += t; return false; }; try { try { try { throw new Exception("x"); } finally { s += "f"; } } catch (Exception) when (f("1")) { } } catch (Exception) { s += "c"; } return s; // "1fc"
string s = ""; Func<int> g = () => { try { throw new Exception("x"); } finally { s += "f"; } }; try { return "" + g(); } catch (Exception e) when (s == "") { return e.Message + s; } // "xf"
string s = ""; try { try { throw new Exception("1"); } finally { try { throw new Exception("2"); } catch (Exception e) when (e.Message == "2") { s += e.Message; } } } catch (Exception e) when (e.Message == "1") { s += e.Message; } return s; // "21"
try { throw new Exception("a"); } catch (Exception e) when (int.Parse("x") > 0) { return 1; } catch { return "second"; } // "second"

// Every expression is a function of context.
int context = 1; return context; // error CS0136
new[] {1}.Select(context => 1).First() // error CS0136

// What is wrong inside a lambda is what is reported.
new[] {1}.Select(x => y) // error CS0103
new[] {"a"}.GroupBy(s => s.Lenght) // error CS1061
from x in new[] {1} select y // error CS0103
