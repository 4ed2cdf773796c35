package clr

// A JConstructor is a Newtonsoft.Json.Linq.JConstructor: new Date(0).
type JConstructor struct {
	tokenList
	name any // a string, or nil
}

// JConstructorType is Newtonsoft.Json.Linq.JConstructor.
var JConstructorType = Declare(Decl{Name: "Newtonsoft.Json.Linq.JConstructor", Base: "JContainer", Doc: "A JavaScript constructor, which Json.NET reads and writes."})

// CLRType is JConstructor.
func (*JConstructor) CLRType() *Type { return JConstructorType }

// Kind is JKindConstructor.
func (*JConstructor) Kind() JKind { return JKindConstructor }

// ToString is the text, indented.
func (n *JConstructor) ToString() string { return tokenText(n) }

func (n *JConstructor) validate(t, _ Token)              { notProperty(n, t) }
func (n *JConstructor) insert(env *Env, i int, t Token)  { n.insertIn(env, n, i, t) }
func (n *JConstructor) replace(env *Env, i int, t Token) { n.replaceIn(env, n, i, t) }
func (n *JConstructor) removeAt(i int)                   { n.removeFrom(i) }

// SetAt, Insert, Add, Remove and RemoveAt are those of IList<JToken>.

func (n *JConstructor) SetAt(i int, v any)            { n.replace(nil, i, tokenOrNull(v)) }
func (n *JConstructor) Insert(env *Env, i int, v any) { n.insert(env, i, tokenOrNull(v)) }
func (n *JConstructor) Add(env *Env, v any)           { n.insert(env, len(n.items), tokenOrNull(v)) }
func (n *JConstructor) Remove(v any) bool             { return removeToken(n, v) }
func (n *JConstructor) RemoveAt(i int)                { n.removeAt(i) }

func (n *JConstructor) clone(c *cloner, depth int) Token {
	checkDepth(depth)
	c.count()
	m := &JConstructor{name: n.name}
	for _, t := range n.items {
		m.append(m, t.clone(c, depth+1))
	}
	return m
}

func (n *JConstructor) deepEquals(other Token, depth int) bool {
	o, ok := other.(*JConstructor)
	return ok && n.name == o.name && sameTokens(n.items, o.items, depth)
}

func (n *JConstructor) get(key any) Token {
	i, ok := key.(int32)
	if !ok {
		Throw(Argument("Accessed JConstructor values with invalid key value: "+keyText(key)+". Argument position index expected.", ""))
	}
	if uint(i) >= uint(len(n.items)) {
		Throw(ArgumentOutOfRange("index", indexRange))
	}
	return n.items[i]
}

func (n *JConstructor) set(env *Env, key any, t Token) {
	i, ok := key.(int32)
	if !ok {
		Throw(Argument("Set JConstructor values with invalid key value: "+keyText(key)+". Argument position index expected.", ""))
	}
	n.replace(env, int(i), t)
}

func noConstructorName() *Exception { return Argument("Constructor name cannot be empty.", "name") }

func init() {
	named := func(env *Env, name string, content any) *JConstructor {
		if name == "" {
			Throw(noConstructorName())
		}
		n := &JConstructor{name: name}
		if content != nil {
			addContent(env, n, 0, content)
		}
		return n
	}
	JConstructorType.Define(
		Row("new()", "Makes one without a name.", F0(func() *JConstructor { return &JConstructor{} }), `new JConstructor().Name // null`),
		Row("new(JConstructor other)", "Copies one.", F2(func(env *Env, n *JConstructor) Token { return cloneToken(env, n) })),
		Row("new(string name)", "Makes one without arguments.", F2(func(env *Env, name string) *JConstructor { return named(env, name, nil) }), `new JConstructor("Date").ToString(Formatting.None) // "new Date()"`, `new JConstructor("") // throws ArgumentException`),
		Row("new(string name, object content)", "Makes one of a value, or of the elements of a sequence.", F3(named), `new JConstructor("Date", 0).ToString(Formatting.None) // "new Date(0)"`),
		Row("new(string name, params object[] content)", "Makes one of its arguments.", F3(named), `new JConstructor("F", 1, "a").ToString(Formatting.None) // "new F(1,\"a\")"`),
		Row("JToken this[object key] { get; set; }", "The argument at a place.", F2(tokenGet), `(int)JToken.Parse("new F(1)")[0] // 1`, `JToken.Parse("new F(1)")["a"] // throws ArgumentException`).Set(F4(tokenSet)),
		Row("string Name { get; set; }", "The name.", F1(func(n *JConstructor) any { return n.name }), `((JConstructor)JToken.Parse("new F(1)")).Name // "F"`).Set(F2(func(n *JConstructor, name any) Void {
			n.name = name
			return Void{}
		})),
		Row("JTokenType Type { get; }", "JTokenType.Constructor.", F1(func(n *JConstructor) Enum { return n.Kind().enum() }), `new JConstructor("F").Type.ToString() // "Constructor"`),
	)
}
