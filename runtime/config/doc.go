// Package config reads sallyport.yaml and the files that it names: policies,
// fragments, certificates, secrets. Out comes what a gateway serves, compiled
// whole, or the faults of every file at once.
//
// The structs of file.go are the format: decoding, checking and the JSON Schema
// read their tags. The package reads files but not the environment, which it is
// handed.
//
// # Rationale
//
// What is read becomes a gateway.Config here, without a model in between, so
// this package stands below runtime/gateway and the gateway knows nothing of
// files.
package config
