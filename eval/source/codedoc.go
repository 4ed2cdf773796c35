package source

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A CodeDoc is the reference of a code.
type CodeDoc struct {
	Code    Code   `json:"code"`
	Doc     string `json:"doc"`
	Example string `json:"example"` // a text that has the fault; "" when none is short
}

// ReadCodes is the reference of the codes that a package's codes.go declares, in
// its order: what the constants' comments say, which nothing says again. The text
// is the file's own, embedded; it panics on one that is no Go.
//
//	// CodeOperator: no operator takes operands of these types.
//	//
//	// Example: @(true + 1)
//	CodeOperator source.Code = "CS0019"
func ReadCodes(text string) []CodeDoc {
	file, err := parser.ParseFile(token.NewFileSet(), "codes.go", text, parser.ParseComments)
	if err != nil {
		panic(err)
	}
	var docs []CodeDoc
	ast.Inspect(file, func(n ast.Node) bool {
		group, ok := n.(*ast.GenDecl)
		if !ok || group.Tok != token.CONST {
			return true
		}
		for _, s := range group.Specs {
			spec := s.(*ast.ValueSpec)
			comment := spec.Doc
			if !group.Lparen.IsValid() {
				comment = group.Doc
			}
			docs = append(docs, codeDoc(spec.Names[0].Name, spec.Values[0].(*ast.BasicLit).Value, comment.Text()))
		}
		return false
	})
	return docs
}

func codeDoc(name, literal, comment string) CodeDoc {
	doc, example, _ := strings.Cut(comment, "Example: ")
	doc = strings.Join(strings.Fields(strings.TrimPrefix(doc, name+": ")), " ")
	first, size := utf8.DecodeRuneInString(doc)
	example = strings.TrimRight(example, "\n")
	if s, err := strconv.Unquote(example); err == nil {
		example = s
	}
	code, err := strconv.Unquote(literal)
	if err != nil {
		panic(err)
	}
	return CodeDoc{Code(code), string(unicode.ToUpper(first)) + doc[size:], example}
}
