module sallyport

go 1.26.0

require (
	github.com/beevik/etree v1.8.1
	github.com/dlclark/regexp2 v1.12.0
	github.com/google/go-cmp v0.7.0
	golang.org/x/text v0.44.0
	pgregory.net/rapid v1.3.0
	software.sslmate.com/src/go-pkcs12 v0.7.4
)

require (
	github.com/expr-lang/expr v1.17.8 // indirect
	golang.org/x/crypto v0.11.0 // indirect
)
