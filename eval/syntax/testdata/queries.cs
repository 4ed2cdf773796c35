@(from x in xs select x)

@(from int x in xs where x > 1 orderby x select x * 2)

@(from x in xs from y in x.ys let z = x + y where z is Foo orderby z.a descending, z.b, z.c ascending select new { x, z })

@(from x in xs join y in ys on x.k equals y.k select (x, y))

@(from x in xs join T<int> y in ys on x.k equals y.k into g select g.Count())

@(from x in xs group x by x.k into g where g.Count() > 1 select g.Key)

@(from x in xs select x into y group y by (y) into z select z)

@((from x in xs where (x) select x).ToList().Count(from => from))

@(from x in (from y in ys select y) where x as T == null select x)

@(from @select in xs select @select.from)
