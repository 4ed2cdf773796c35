package runtime

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"sallyport/runtime/message"
)

// An Identity gets tokens that say who the gateway is.
type Identity interface {
	// Token is a token for a resource. clientID is which of several identities it
	// is of; "" is the gateway's own.
	Token(ctx context.Context, resource, clientID string) (string, error)
}

// A StaticIdentity is one token, for every resource.
type StaticIdentity string

// Token is the token.
func (s StaticIdentity) Token(context.Context, string, string) (string, error) {
	return string(s), nil
}

// An IdentityEndpoint gets tokens from an address of the machine, by the
// protocol of Azure's instance metadata or, with a secret, of its App Service. A
// token is kept until it is about to end.
type IdentityEndpoint struct {
	services *Services
	base     string
	secret   string

	tokens sync.Map // of tokenKey and *identityToken
	count  atomic.Int64
}

// NewIdentityEndpoint gets tokens from a URL. The secret is what App Service
// asks for in the field X-IDENTITY-HEADER; "" is instance metadata.
func NewIdentityEndpoint(s *Services, base, secret string) *IdentityEndpoint {
	return &IdentityEndpoint{services: s, base: base, secret: secret}
}

type tokenKey struct{ resource, clientID string }

// maxTokens bounds how many tokens are kept: expressions can make up resources.
const maxTokens = 1000

// How long before its end a token is not used any more, and how long an endpoint
// that has failed is left alone.
const (
	tokenMargin     = 5 * time.Minute
	identityBackOff = 5 * time.Second
	identityTimeout = 10 * time.Second
)

// An identityToken is what is known of one token.
type identityToken struct {
	current atomic.Pointer[token] // nil until there is one
	fetch   chan struct{}         // held by who fetches

	next time.Time // after a fetch that failed: none before. Of who fetches
	err  error
}

type token struct {
	text string
	ends time.Time
}

// Token is a token for a resource.
func (e *IdentityEndpoint) Token(ctx context.Context, resource, clientID string) (string, error) {
	t := e.token(tokenKey{strings.Clone(resource), strings.Clone(clientID)})
	if text, ok := t.good(e.services.Now().Add(tokenMargin)); ok {
		return text, nil
	}
	select {
	case t.fetch <- struct{}{}:
		defer func() { <-t.fetch }()
	case <-ctx.Done():
		return "", ctx.Err()
	}
	now := e.services.Now()
	if text, ok := t.good(now.Add(tokenMargin)); ok {
		return text, nil // another request has fetched it
	}
	if !now.Before(t.next) {
		ctx, cancel := context.WithTimeout(ctx, identityTimeout)
		defer cancel()
		made, err := e.get(ctx, resource, clientID)
		if err == nil {
			t.current.Store(made)
			return made.text, nil
		}
		t.err, t.next = err, now.Add(identityBackOff)
	}
	if text, ok := t.good(now); ok {
		return text, nil
	}
	return "", t.err
}

func (e *IdentityEndpoint) token(k tokenKey) *identityToken {
	if known, ok := e.tokens.Load(k); ok {
		return known.(*identityToken)
	}
	made := &identityToken{fetch: make(chan struct{}, 1)}
	if e.count.Load() >= maxTokens {
		return made // forgotten when its caller is done
	}
	known, loaded := e.tokens.LoadOrStore(k, made)
	if !loaded {
		e.count.Add(1)
	}
	return known.(*identityToken)
}

// good is the token, if it is there and is valid at a time.
func (t *identityToken) good(at time.Time) (string, bool) {
	if c := t.current.Load(); c != nil && at.Before(c.ends) {
		return c.text, true
	}
	return "", false
}

// get asks the endpoint.
func (e *IdentityEndpoint) get(ctx context.Context, resource, clientID string) (*token, error) {
	version, field := "2018-02-01", message.Field{Name: "Metadata", Value: "true"}
	if e.secret != "" {
		version, field = "2019-08-01", message.Field{Name: "X-IDENTITY-HEADER", Value: e.secret}
	}
	query := "api-version=" + version + "&resource=" + url.QueryEscape(resource)
	if clientID != "" {
		query += "&client_id=" + url.QueryEscape(clientID)
	}
	separator := "?"
	if strings.Contains(e.base, "?") {
		separator = "&"
	}
	data, err := e.services.Fetch(ctx, e.base+separator+query, field)
	if err != nil {
		return nil, err
	}
	var said struct {
		Token     string          `json:"access_token"`
		ExpiresOn json.RawMessage `json:"expires_on"` // seconds since 1970, as a text or a number
		ExpiresIn json.RawMessage `json:"expires_in"` // seconds
	}
	if err := json.Unmarshal(data, &said); err != nil {
		return nil, errors.New("the answer is not JSON")
	}
	if said.Token == "" {
		return nil, errors.New("the answer has no access_token")
	}
	t := &token{text: said.Token}
	if n, err := seconds(said.ExpiresOn); err == nil {
		t.ends = time.Unix(n, 0)
	} else if n, err := seconds(said.ExpiresIn); err == nil {
		t.ends = e.services.Now().Add(time.Duration(n) * time.Second)
	} else {
		return nil, errors.New("the answer does not say when the token ends")
	}
	return t, nil
}

func seconds(value json.RawMessage) (int64, error) {
	n, err := strconv.ParseInt(strings.Trim(string(value), `"`), 10, 64)
	if err == nil && (n < 0 || n > 1<<32) {
		err = fmt.Errorf("%d seconds", n)
	}
	return n, err
}

// A Connection is what an authorization of a credential provider gives.
type Connection struct {
	Token  string
	Claims map[string]string // what else the provider said
}

// A ConnectionID names an authorization of a credential provider.
type ConnectionID struct{ Provider, Authorization string }
