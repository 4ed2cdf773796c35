package policytest

import _ "embed"

// Schema is the JSON Schema of test files, for editors; see File. A test holds
// it against the structs.
//
//go:embed test.schema.json
var Schema []byte
