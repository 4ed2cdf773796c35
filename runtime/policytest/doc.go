// Package policytest runs tests of policies: *.test.yaml files that say what is
// given, which requests are made and what is expected of them.
//
//	file -> ReadFile -> *Suite -> Run(ctx, *Options) -> []Result
//
// The structs of file.go are the language. Each test has a gateway of its own,
// made of the policy that is tested and of what is given: a clock that stands
// still, chance from a seed, and a network that answers from a script. Nothing
// of it is shared with another test, and nothing waits: a delay only moves the
// clock.
//
// The package prints nothing. [Result.Format] is what a person reads of a test
// that failed.
//
// # Expectations
//
// What is not mentioned is not looked at, and a test that mentions nothing is a
// fault. A text is compared as a whole; between slashes it is a regular
// expression of Go's, which may match any part; null is nothing at all. JSON may
// have more members than are expected of it.
//
// # Editors
//
// test.schema.json is the JSON Schema of the files, made from the structs. An
// editor with the YAML language server finds it by a comment in the first line:
//
//	# yaml-language-server: $schema=path/to/test.schema.json
//
// # Rationale
//
// A test takes the way of a request that a listener has brought: package config
// makes the gateway, package gateway finds API, operation and product. A test
// therefore cannot pass where a gateway would do something else. It costs a
// compilation for each test, which is a millisecond or two.
//
// Patterns are Go's regular expressions, because no test can hang on one.
package policytest
