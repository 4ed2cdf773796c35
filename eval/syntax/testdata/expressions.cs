@(context.Request.Headers.GetValueOrDefault("X-User", "-"))

@(a?.b.c()?[0].d ?? x)

@(a?.b?.c?.d(1)?.e)

@((x)-y + (int)-y + (x)y + (List<int>)z + (int?)z + (T[])z + (A.B)(c) + (d)[0])

@((x) + (y)("a") + (string)null + (T)!b + (T)~b + (T)new T() + (T)typeof(T))

@(a ? b : c ? d : e)

@(a ? (b) : (c, d))

@(a ? (x) => 1 : y)

@(x is T ? a : b)

@(x is int? ? a : b)

@(x is A.B && y is C[] || z is (null))

@(x is A + 1 || x is int.MaxValue || x is -1 || x is "a")

@(x is string s && s.Length > 0 || x is var y || x is int _)

@(x as int? ?? 3)

@(x as string == null)

@(x is T<int> && y as U<int> < z)

@(a < b && c > d)

@(f(a < b, c > (d)) + f(a < b, c > d))

@(f(a<b, c>.d) + a<b>.c + F<G<int>>(1))

@(a < b || x > (y))

@(a >> 2 > b << 1 >= c)

@(a | b ^ c & d == e < f << g + h * i)

@(a ?? b ?? c || d && e)

@(- -a + +b - --c + ++d - -1 - - -1)

@(!a == !b)

@(~a-b++ - -c--)

@(-2147483648 + -9223372036854775808 - 2147483648 + -(2147483648) + -2147483648.ToString().Length - -9223372036854775808L)

@(a = b = c)

@(a += b -= c *= d /= e %= f &= g |= h ^= i <<= j >>= k)

@(x = y ?? throw new Exception("a"))

@(a ? throw new Exception() : b)

@(x => x)

@(x => y => x + y)

@((x, y) => { return x; })

@((int x, out string y, ref T<U> z) => throw new Exception())

@(() => { })

@(delegate { return 1; })

@(delegate (int x) { return x; })

@((a, b))

@((name: 1, b, (c, d: 2)))

@(new Dictionary<string, List<int>> { { "a", null }, { b, new List<int> { 1, 2 } } })

@(new Dictionary<string, int>() { ["b"] = 1, ["c"] = 2, })

@(new T { A = 1, B = { C = 2 }, D = { 3, 4 }, E = { }, })

@(new T { a == 1, b })

@(new T { })

@(new T(1, name: 2))

@(new System.Text.StringBuilder().Append(1))

@(new int[3])

@(new int[3][,])

@(new int[2, 3] { { 1, 2, 3 }, { 4, 5, 6 } })

@(new int[] { 1, 2, }[0])

@(new int?[3] as object)

@(new (int, string)[3])

@(new[] { "a", "b" })

@(new[,] { { 1 }, { 2 } })

@(new { a, b.C, D = 1, e?.F })

@(new { })

@(default(T) + default(int?) + default)

@(typeof(List<>).Name + typeof(Dictionary<,>).Name + typeof(void) + typeof(int[][,]))

@(nameof(context.Request) + nameof(List<int>) + nameof(x, y) + @nameof(z))

@(sizeof(int))

@(checked(a + b) + unchecked((int)c))

@(f(out var x, ref y, out int z, name: 3, out _, in w, out T<int> v, out a.b))

@(global::System.Math.PI + global::N<int>.X)

@(int.Parse("1") + string.Join(",", xs) + object.ReferenceEquals(a, b))

@(a[0, 1][i: 2])

@(await + async + var + dynamic + from + select)

@(@class + @if + \u0061b + \u0069f + naïve + 变量)

@(await(x))

@(f(await: x, @in: y))

@(1 + 0x1F + 0b1010 + 1_000 + 1u + 1L + 1ul + 0xFFFFFFFF + 4294967296 + 18446744073709551615)

@(1.5 + .5 + 1e3 + 1.5e-3f + 1m + 1.50m + 2d + 3F)

@('a' + '\'' + '\\' + '\x41' + '\u00e9' + '"' + '\0')

@("a\tb\"c\\" + @"C:\dir ""x""" + "\ud83d\ude00 \ud83d" + "\x41g" + "")

@(true && false || null == x)

@("a" /* comment */ + // another
"b")

@(1.ToString() + 1.5.ToString() + "a".Length + 'a'.ToString())

@(x?[0]?.y + (c ?.5:1))
