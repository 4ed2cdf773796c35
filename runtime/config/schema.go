package config

import _ "embed"

// Schema is the JSON Schema of sallyport.yaml, for editors; see File. A test
// holds it against the structs.
//
//go:embed sallyport.schema.json
var Schema []byte
