package config

import (
	"fmt"
	"slices"
	"strings"

	"sallyport/eval/source"
	"sallyport/policy"
	"sallyport/runtime"
	"sallyport/runtime/config/yaml"
)

// Effective is the effective policy of an API, or of an operation of one, named
// API/OPERATION: as requests meet it that come with a product's subscription, or
// without one when product is "". It is nil when the policies have faults.
func (l *Loaded) Effective(name, product string) (*runtime.Effective, error) {
	p, err := l.find(name)
	if err != nil {
		return nil, err
	}
	document, err := l.productOf(p, product)
	if err != nil {
		return nil, err
	}
	return l.compiler.Effective(p.sources(document)...), nil
}

// Products are the products that have a policy for what is named as Effective
// takes it.
func (l *Loaded) Products(name string) []string {
	p, err := l.find(name)
	if err != nil {
		return nil
	}
	var ids []string
	for _, product := range p.products {
		ids = append(ids, product.id)
	}
	return ids
}

func (l *Loaded) find(name string) (*policed, error) {
	api, operation, _ := strings.Cut(name, "/")
	what, id, known := "API", api, l.File.APIs.Names()
	for i := range l.policed {
		p := &l.policed[i]
		switch {
		case p.api == api && p.operation == operation:
			return p, nil
		case p.api == api && p.operation == "":
			what, id, known = "operation of "+api, operation, nil
		case p.api == api:
			known = append(known, p.operation)
		}
	}
	return nil, absent(what, id, known)
}

// absent says that nothing has an id.
func absent(what, id string, known []string) error {
	err := fmt.Errorf("no %s is called %q", what, id)
	if near := source.Nearest(id, known); near != "" {
		err = fmt.Errorf("%w; did you mean %q?", err, near)
	}
	return err
}

// productOf is the policy of a product; nil when it has none.
func (l *Loaded) productOf(p *policed, id string) (*policy.Document, error) {
	if id == "" {
		return nil, nil
	}
	for _, product := range p.products {
		if product.id == id {
			return product.document, nil
		}
	}
	for _, e := range l.File.Products {
		if e.Name != id {
			continue
		}
		if !contains(e.Value.APIs, p.api) {
			return nil, fmt.Errorf("the API %q is not in the product %q", p.api, id)
		}
		return nil, nil
	}
	return nil, absent("product", id, l.File.Products.Names())
}

func contains(list []yaml.Text, value string) bool {
	return slices.ContainsFunc(list, func(t yaml.Text) bool { return t.Value == value })
}
