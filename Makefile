GO ?= go
STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2

# The race detector needs cgo: without a C compiler the tests run without it.
RACE := $(shell command -v $$($(GO) env CC) >/dev/null 2>&1 && echo -race)

EXAMPLE = examples/client-certificates

.PHONY: build run test check bench fuzz

build: ## every package, and the command in bin/
	CGO_ENABLED=0 $(GO) build ./...
	CGO_ENABLED=0 $(GO) build -o bin/sallyport ./cmd/sallyport

run: $(EXAMPLE)/certs/ca.pem ## the gateway with the example, certificates made the first time
	CGO_ENABLED=0 $(GO) run ./cmd/sallyport run $(EXAMPLE)

$(EXAMPLE)/certs/ca.pem:
	CGO_ENABLED=0 $(GO) run ./cmd/sallyport certs --force $(@D)

test: ## every test, with the race detector where there is a C compiler
	$(GO) test $(RACE) ./...

check: ## format, vet, staticcheck, tidy, clean tree
	test -z "$$(gofmt -l .)"
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...
	$(GO) mod tidy -diff
	git diff --exit-code

bench: ## benchmarks with allocations
	$(GO) test -run '^$$' -bench . -benchmem ./...

fuzz: ## each fuzz target for FUZZTIME (default 30s)
	@for p in $$($(GO) list ./...); do for f in $$($(GO) test -list '^Fuzz' $$p | grep '^Fuzz'); do \
		$(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime $(or $(FUZZTIME),30s) $$p || exit 1; done; done
