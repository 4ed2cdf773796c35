@($"")

@($"text")

@($"{a}")

@($"{a}{b} and {c}")

@($"{{{a}}} {{b}}")

@($"{x,-5:N2}|{y:yyyy-MM-ddTHH:mm:ss.fffZ}|{z,5}")

@($"{(c ? "y" : "n")}")

@($"{d["a"]} {f(x => { return "}"; })}")

@($"{$"{$"{a}"}"}")

@($@"C:\{name}\""quoted"" {{ }}")

@($@"line
{a:x""y}
end")

@($@"{a
  + b}")

@($"tab\t quote\" slash\\ \u00e9 \ud800 {a:\n} {b:}}x}")

@($"{f(a: 1)} {(x is T ? 1 : 2),3}")

@($"{a < b} {c > d} {e<f>.g} {h >> 1}")

@($"{new { a, b }}{new T[] { 1 }}")
