@{ }

@{ return 1; }

@{ int x = 1, y; const string S = "a"; var z = x; int[] a = { 1, 2, }; int[,] b = { { 1 }, { 2 } }; return S; }

@{ T? x = null; int? y = 3; A.B c; A<B> d = e; dynamic f; return y; }

@{ a < b > c; return a; }

@{ var (a, (b, _)) = t; (int c, var d) = u; (a, b) = (b, a); return 1; }

@{ x = 1; x++; --x; f(); a?.b(); new T(); x += 1; a?.b?.c(); return; }

@{ if (a) return 1; else if (b) { return 2; } else return 3; }

@{ if (a) { x(); } else { y(); } if (b) if (c) x(); else y(); return 1; }

@{ for (int i = 0, j = 1; i < 3; i++, j--) continue; for (;;) { break; } for (i = 0, j = 1; ; ) ; return 1; }

@{ foreach (var x in xs) f(x); foreach (KeyValuePair<string, int> p in m) { } foreach (var (k, v) in m) ; foreach ((int k, var v) in m) ; foreach ((int, int) p in m) ; return 1; }

@{ while (a) x--; do { x++; } while (x < 3); do x--; while (x > 0); return 1; }

@{ switch (x) { case 1: case 2: return "a"; case "b": goto case 1; case null: { break; } default: goto default; } return null; }

@{ switch (x) { case int i when i > 3: break; case string _: break; case var y: break; case A.B: break; case (int)1: break; case List<int> l: break; case T when when when > 1: break; case T when: break; } return 1; }

@{ switch (x) { } return 1; }

@{ try { f(); } catch (A.B e) when (e.C) { throw; } catch (D) { throw new E(); } catch { } finally { g(); } return 1; }

@{ using (var r = f()) return r; using (x) { } using (A a = b, c = d) ; return 1; }

@{ lock (x) { } checked { x++; } unchecked { x--; } return checked(x); }

@{ start: x++; if (x < 3) goto start; end: ; return x; }

@{ int F(int a) { return a; } int G<T, U>(T a, ref U b, out int c, int d = 1, params int[] e) where T : class, IDisposable, new() where U : struct => 1; void H() { } return F(1); }

@{ Func<int, int> f = x => { if (x > 1) { return x; } return 0; }; return f(1); }

@{ var from = 1; var select = from + 1; var when = select; int get = 1; string where = "", join = where; return from; }

@{ var yield = 1; await = 2; async(x); var async = yield; nameof = 3; return yield; }

@{ // comment
   return 1; /* another */
}

@{ default(T).F(); int.Parse("1"); string s; ; return s; }

@{ IEnumerable<int> q = from x in xs select x; return q; }

@{
    var body = context.Request.Body.As<JObject>(preserveContent: true);
    foreach (var item in new [] { "a", "b" }) {
        body.Property (item).Remove ();
    }
    return body.ToString();
}
