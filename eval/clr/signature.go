package clr

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// scope resolves the names of types in the declaration or a row of owner.
type scope struct {
	owner  *Type
	params []*Type // of the method
	toks   []string
	at     int
}

// tokens splits C# signature text.
func tokens(text string) []string {
	var list []string
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == ' ' || c == '\t' || c == '\n':
			i++
		case wordByte(c):
			j := i
			for j < len(text) && (wordByte(text[j]) || text[j] == '.') {
				j++
			}
			list = append(list, text[i:j])
			i = j
		case c == '"':
			j := i + 1 + strings.IndexByte(text[i+1:], '"') + 1
			list = append(list, text[i:j])
			i = j
		case c == '\'':
			j := i + 1 + strings.IndexByte(text[i+1:], '\'') + 1
			list = append(list, text[i:j])
			i = j
		case strings.ContainsRune("=!<>+-*/%&|^~", rune(c)):
			j := i + 1
			for _, op := range []string{"==", "!=", "<=", ">=", "<<", ">>", "++", "--"} {
				if strings.HasPrefix(text[i:], op) && len(list) > 0 && list[len(list)-1] == "operator" {
					j = i + 2
				}
			}
			list = append(list, text[i:j])
			i = j
		default:
			list = append(list, text[i:i+1])
			i++
		}
	}
	return list
}

func wordByte(c byte) bool {
	return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

func (s *scope) peek() string {
	if s.at < len(s.toks) {
		return s.toks[s.at]
	}
	return ""
}

func (s *scope) next() string {
	t := s.peek()
	s.at++
	return t
}

func (s *scope) accept(tok string) bool {
	if s.peek() == tok {
		s.at++
		return true
	}
	return false
}

// typ resolves one type name; types a comma separated list.
func (s scope) typ(text string) *Type {
	s.toks, s.at = tokens(text), 0
	return s.readType()
}

func (s scope) types(text string) []*Type {
	s.toks, s.at = tokens(text), 0
	list := []*Type{s.readType()}
	for s.accept(",") {
		list = append(list, s.readType())
	}
	return list
}

// readType reads a type: a name, type arguments, ? and [].
func (s *scope) readType() *Type {
	name := s.next()
	var args []*Type
	if s.peek() == "<" {
		s.next()
		for {
			args = append(args, s.readType())
			if !s.accept(",") {
				break
			}
		}
		if !s.accept(">") {
			panic(fmt.Sprintf("clr: %v: want > after type arguments", s.toks))
		}
	}
	t := s.named(name, args)
	for {
		switch {
		case s.accept("?"):
			t = NullableOf(t)
		case s.peek() == "[" && s.at+1 < len(s.toks) && (s.toks[s.at+1] == "]" || s.toks[s.at+1] == ","):
			s.next()
			rank := 1
			for s.accept(",") {
				rank++
			}
			s.accept("]")
			t = ArrayOfRank(t, rank)
		default:
			return t
		}
	}
}

func (s *scope) named(name string, args []*Type) *Type {
	if len(args) == 0 {
		for _, list := range [][]*Type{s.params, s.owner.Params} {
			for _, p := range list {
				if p.Simple == name {
					return p
				}
			}
		}
		if t := Keyword(name); t != nil {
			return t
		}
	}
	def := Find(name, len(args))
	if def == nil && s.owner != nil {
		def = Find(s.owner.Decl.Name+"."+name, len(args)) // nested in the owner
	}
	if def == nil {
		simple := name[strings.LastIndexByte(name, '.')+1:]
		list := FindSimple(simple, len(args))
		list = slices.DeleteFunc(slices.Clone(list), func(t *Type) bool {
			return simple != name && !strings.HasSuffix(t.Namespace+"."+t.Simple, "."+name)
		})
		if len(list) > 1 { // prefer the owner's namespace
			for _, t := range list {
				if t.Namespace == s.owner.Namespace {
					list = []*Type{t}
				}
			}
		}
		if len(list) != 1 {
			panic(fmt.Sprintf("clr: %s: %d types are called %s", s.owner.Decl.Name, len(list), arity(name, len(args))))
		}
		def = list[0]
	}
	return Construct(def, args...)
}

// Keyword is the type that a C# keyword names (int, string, object, void), or nil.
func Keyword(word string) *Type {
	return keywords()[word]
}

// parseSignature reads a row's signature. See Row.
func parseSignature(owner *Type, row *Member) (m *Method, err error) {
	defer func() {
		if r := recover(); r != nil {
			text, ok := r.(string)
			if !ok {
				panic(r)
			}
			err = errors.New(strings.TrimPrefix(text, "clr: "))
		}
	}()
	s := &scope{owner: owner, toks: tokens(row.Sig)}
	m = &Method{Row: row, Owner: owner, CanGet: true}
	m.Static = s.accept("static") || owner.Kind == StaticClass && s.peek() != "const"
	switch {
	case s.accept("const"):
		m.Static, m.Kind = true, ConstMember
		m.Result = s.readType()
		m.Name = s.next()
		return m, s.end()
	case s.peek() == "new":
		s.next()
		m.Kind, m.Name, m.Result = ConstructorMember, "new", owner
		s.params = nil
		s.parameters(m, "(", ")")
		return m, s.end()
	case s.peek() == "implicit" || s.peek() == "explicit":
		m.Kind, m.Name = ConversionMember, s.next()
		s.accept("operator")
		m.Result = s.readType()
		s.parameters(m, "(", ")")
		return m, s.end()
	}
	// Type parameters stand after the name but are used before it: find them first.
	s.declareTypeParams(m)
	m.Result = s.readType()
	switch name := s.next(); {
	case name == "operator":
		m.Kind, m.Name = OperatorMember, s.next()
		s.parameters(m, "(", ")")
	case name == "this":
		m.Kind, m.Name = IndexerMember, "this"
		s.parameters(m, "[", "]")
		s.accessors(m)
	case name == "":
		return nil, errors.New("want a name")
	default:
		m.Name = name
		s.skipTypeParams()
		if s.peek() == "(" {
			m.Kind = MethodMember
			s.parameters(m, "(", ")")
			s.constraints(m)
		} else {
			m.Kind = PropertyMember
			s.accessors(m)
		}
	}
	return m, s.end()
}

func (s *scope) end() error {
	if s.at < len(s.toks) {
		return fmt.Errorf("unexpected %q", s.peek())
	}
	return nil
}

// declareTypeParams finds Name<T, U>( in the tokens to come.
func (s *scope) declareTypeParams(m *Method) {
	paren := slices.Index(s.toks, "(")
	if paren < 2 || s.toks[paren-1] != ">" || s.toks[paren-2] == "operator" {
		return
	}
	open := paren - 1
	for open > 0 && s.toks[open] != "<" {
		open--
	}
	for _, tok := range s.toks[open+1 : paren-1] {
		if tok != "," {
			p := &Type{Decl: Decl{Name: tok, Kind: TypeParameter}, Simple: tok, Ordinal: len(s.params), OfMethod: true}
			s.params = append(s.params, p)
		}
	}
	m.TypeParams = s.params
}

func (s *scope) skipTypeParams() {
	if s.peek() == "<" {
		for s.next() != ">" {
		}
	}
}

func (s *scope) accessors(m *Method) {
	if s.accept("{") {
		m.CanGet = false
		for !s.accept("}") {
			switch s.next() {
			case "get":
				m.CanGet = true
			case "set":
				m.CanSet = true
			}
		}
	}
}

func (s *scope) constraints(m *Method) {
	for s.accept("where") {
		name := s.next()
		s.accept(":")
		if m.Where == nil {
			m.Where = map[string]Constraint{}
		}
		switch s.peek() {
		case "struct", "class":
			m.Where[name] = Constraint{Word: s.next()}
		default:
			m.Where[name] = Constraint{Base: s.readType()}
		}
	}
}

func (s *scope) parameters(m *Method, open, shut string) {
	if !s.accept(open) {
		panic(fmt.Sprintf("clr: want %s, got %q", open, s.peek()))
	}
	for !s.accept(shut) {
		var p Param
		switch {
		case s.accept("this"):
			m.Extension = true
		case s.accept("out"):
			p.Mode = ByOut
		case s.accept("ref"):
			p.Mode = ByRef
		case s.accept("params"):
			p.Mode = ParamArray
		}
		p.Type = s.readType()
		p.Name = s.next()
		if s.accept("=") {
			p.Optional = true
			p.Default = s.defaultValue(p.Type)
		}
		m.Params = append(m.Params, p)
		if !s.accept(",") && s.peek() != shut {
			panic(fmt.Sprintf("clr: want , or %s, got %q", shut, s.peek()))
		}
	}
}

// defaultValue reads null, true, false, a number, "text", 'c' or Enum.Member.
func (s *scope) defaultValue(t *Type) any {
	tok := s.next()
	if tok == "-" {
		tok += s.next()
	}
	switch {
	case tok == "null", tok == "default":
		return Default(t)
	case tok == "true", tok == "false":
		return tok == "true"
	case tok[0] == '"':
		return tok[1 : len(tok)-1]
	case tok[0] == '\'':
		return Char(tok[1])
	case t.NonNull().Kind == EnumKind:
		return EnumNamed(t.NonNull(), tok[strings.LastIndexByte(tok, '.')+1:])
	}
	n, err := strconv.ParseInt(tok, 10, 64)
	if err != nil {
		panic(fmt.Sprintf("clr: default value %q", tok))
	}
	switch t.NonNull() {
	case Int32:
		return int32(n)
	case Int64:
		return n
	case Double:
		return float64(n)
	case Byte:
		return uint8(n)
	}
	panic(fmt.Sprintf("clr: default value for %s", t))
}
