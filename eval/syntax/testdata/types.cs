@(typeof(int))

@(typeof(A.B<C, D[]>.E))

@(typeof(int[][,][,,]))

@(typeof(int?[]?))

@(typeof((int, string name)))

@(typeof((int a, (string, T<U>) b)[]))

@(typeof(global::A.B))

@(typeof(List<List<List<int>>>))

@{ (int, string) x; (int a, T b)? y = null; A<B, C>[] z; var w = 1; @var v; System.Func<int, bool> t; return 1; }
