package policytest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/big"

	"sallyport/runtime/config/yaml"
)

// parseJSON reads one JSON text. Members keep their order; numbers stay as typed.
func parseJSON(data []byte) (yaml.Value, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	v, err := readJSON(d)
	if err != nil {
		return v, err
	}
	if _, err := d.Token(); err != io.EOF {
		return v, fmt.Errorf("something follows the JSON at offset %d", d.InputOffset())
	}
	return v, nil
}

func readJSON(d *json.Decoder) (v yaml.Value, err error) {
	token, err := d.Token()
	if err != nil {
		return v, err
	}
	switch token := token.(type) {
	case nil:
		v.Kind = yaml.Null
	case bool:
		v.Kind, v.Text = yaml.Bool, fmt.Sprint(token)
	case json.Number:
		v.Kind, v.Text = yaml.Number, token.String()
	case string:
		v.Kind, v.Text = yaml.String, token
	case json.Delim:
		if token == '[' {
			return readList(d)
		}
		return readMembers(d)
	}
	return v, nil
}

func readList(d *json.Decoder) (yaml.Value, error) {
	v := yaml.Value{Kind: yaml.List}
	for d.More() {
		item, err := readJSON(d)
		if err != nil {
			return v, err
		}
		v.Items = append(v.Items, item)
	}
	_, err := d.Token()
	return v, err
}

func readMembers(d *json.Decoder) (yaml.Value, error) {
	v := yaml.Value{Kind: yaml.Mapping}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return v, err
		}
		value, err := readJSON(d)
		if err != nil {
			return v, err
		}
		v.Members = append(v.Members, yaml.Entry[yaml.Value]{Name: name.(string), Value: value})
	}
	_, err := d.Token()
	return v, err
}

// subset compares a value with what is expected of it. An object may have more
// members than are expected; a list has exactly the items. A member that is
// expected to be null may also be absent. It answers where they differ first,
// as a path behind at.
func subset(at string, want, got *yaml.Value) *Mismatch {
	differ := func() *Mismatch { return &Mismatch{at, shown(want), shown(got)} }
	switch want.Kind {
	case yaml.Mapping:
		if got.Kind != yaml.Mapping {
			return differ()
		}
		for i := range want.Members {
			m := &want.Members[i]
			value, ok := got.Members.Get(m.Name)
			if !ok && m.Value.Kind == yaml.Null {
				continue
			}
			if bad := subset(at+"."+m.Name, &m.Value, &value); bad != nil {
				return bad
			}
		}
		return nil
	case yaml.List:
		if got.Kind != yaml.List || len(got.Items) != len(want.Items) {
			return differ()
		}
		for i := range want.Items {
			if bad := subset(fmt.Sprintf("%s[%d]", at, i), &want.Items[i], &got.Items[i]); bad != nil {
				return bad
			}
		}
		return nil
	case yaml.Number:
		if got.Kind == yaml.Number && sameNumber(want.Text, got.Text) {
			return nil
		}
		return differ()
	case yaml.String:
		if re, _ := compilePattern(want.Text); re != nil && got.Kind != yaml.Absent {
			text := got.Text
			if got.Kind != yaml.String {
				text = got.JSON()
			}
			if re.MatchString(text) {
				return nil
			}
			return differ()
		}
	}
	if want.Kind != got.Kind || want.Text != got.Text {
		return differ()
	}
	return nil
}

// shown is a value in a message: JSON, or nothing.
func shown(v *yaml.Value) string {
	if v.Kind == yaml.Absent {
		return absent
	}
	return v.JSON()
}

// sameNumber compares two decimal numbers by value.
func sameNumber(a, b string) bool {
	if a == b {
		return true
	}
	// A number such as 1e999999999 is compared as text: as a fraction it would
	// not fit into memory.
	const longest = 40
	if len(a) > longest || len(b) > longest || hasLargeExponent(a) || hasLargeExponent(b) {
		return false
	}
	x, ok := new(big.Rat).SetString(a)
	y, also := new(big.Rat).SetString(b)
	return ok && also && x.Cmp(y) == 0
}

func hasLargeExponent(number string) bool {
	i := bytes.IndexAny([]byte(number), "eE")
	return i >= 0 && len(number)-i > len("e+308")
}
