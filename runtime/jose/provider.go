package jose

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// How long what a provider says is good for, and how often it is asked. An hour
// and five minutes are API Management's.
const (
	refreshAfter = time.Hour        // it is asked again, beside the requests
	staleAfter   = 2 * time.Hour    // requests wait for it
	goodFor      = 24 * time.Hour   // it is used, though the provider does not answer
	minInterval  = 5 * time.Minute  // between one fetch and the next, when something is known
	firstBackOff = 5 * time.Second  // after a first fetch that failed; it doubles to minInterval
	fetchTimeout = 10 * time.Second // of configuration and keys together
)

// A Configuration is what an OpenID provider says of itself. It is shared: do
// not change it.
type Configuration struct {
	Issuer string
	Keys   []Key

	fetched time.Time
}

// ProviderOptions are the world of Providers.
type ProviderOptions struct {
	Now func() time.Time

	// Fetch gets what is at a URL. It bounds the bytes, and ends with ctx.
	Fetch func(ctx context.Context, url string) ([]byte, error)

	// Go starts work that goes on beside a request; it may run it before it
	// returns.
	Go func(f func())
}

// Providers are the OpenID providers that policies name, by the URL of their
// configuration. They are shared by all requests and outlive a reload.
type Providers struct {
	options ProviderOptions
	known   sync.Map // of URL and *Provider
	count   atomic.Int64
}

// NewProviders knows no provider yet.
func NewProviders(o ProviderOptions) *Providers { return &Providers{options: o} }

// maxProviders bounds how many are remembered: expressions can make up URLs.
const maxProviders = 1000

// Of is the provider whose configuration is at a URL.
func (p *Providers) Of(url string) *Provider {
	if known, ok := p.known.Load(url); ok {
		return known.(*Provider)
	}
	made := &Provider{url: strings.Clone(url), options: &p.options}
	if p.count.Load() >= maxProviders {
		return made // forgotten when its caller is done
	}
	known, loaded := p.known.LoadOrStore(made.url, made)
	if !loaded {
		p.count.Add(1)
	}
	return known.(*Provider)
}

// A Provider is one OpenID provider.
type Provider struct {
	url     string
	options *ProviderOptions
	current atomic.Pointer[Configuration] // nil until a fetch has succeeded
	quiet   atomic.Int64                  // nobody need ask for a fetch before, in nanoseconds since 1970

	mu       sync.Mutex
	flight   *flight   // the fetch under way
	next     time.Time // there is no other before
	failures int       // fetches that failed since one succeeded
	err      error     // of the last fetch
}

// A flight is a fetch that many wait for.
type flight struct {
	done chan struct{}
	c    *Configuration
	err  error
}

// Current is what is known, if that is good for a request as it is. It waits for
// nothing. What has become old is asked for beside the request.
func (p *Provider) Current() (*Configuration, bool) {
	c := p.current.Load()
	if c == nil {
		return nil, false
	}
	age := p.options.Now().Sub(c.fetched)
	if age >= staleAfter {
		return nil, false
	}
	if age >= refreshAfter && p.options.Now().UnixNano() >= p.quiet.Load() {
		p.fetch()
	}
	return c, true
}

// Configuration is what is known, after a fetch when that is nothing or too old.
// When the provider does not answer, what it said last is good for a day.
func (p *Provider) Configuration(ctx context.Context) (*Configuration, error) {
	if c, ok := p.Current(); ok {
		return c, nil
	}
	return p.wait(ctx)
}

// Newer is what a provider says after c, in which somebody misses a key: after a
// fetch, unless there was one within five minutes.
func (p *Provider) Newer(ctx context.Context, c *Configuration) (*Configuration, error) {
	if latest := p.current.Load(); latest != c {
		return latest, nil
	}
	return p.wait(ctx)
}

// wait is what is known after a fetch, or what is left of what was known when
// there must be none or it fails.
func (p *Provider) wait(ctx context.Context) (*Configuration, error) {
	f, err := p.fetch()
	if f != nil {
		select {
		case <-f.done:
			if f.err == nil {
				return f.c, nil
			}
			err = f.err
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	if c := p.current.Load(); c != nil && p.options.Now().Sub(c.fetched) < goodFor {
		return c, nil
	}
	return nil, err
}

// fetch starts a fetch, unless one is under way or there was one too short a
// time ago; then the flight is nil, and the error is that of the last.
func (p *Provider) fetch() (*flight, error) {
	p.mu.Lock()
	if f := p.flight; f != nil {
		p.mu.Unlock()
		return f, nil
	}
	if p.options.Now().Before(p.next) {
		defer p.mu.Unlock()
		return nil, p.err
	}
	f := &flight{done: make(chan struct{}), err: errors.New("the fetch was given up")}
	p.flight = f
	p.quiet.Store(p.options.Now().Add(fetchTimeout).UnixNano())
	p.mu.Unlock()
	p.options.Go(func() {
		defer p.land(f)
		f.c, f.err = p.get()
	})
	return f, nil
}

// land ends a fetch, however it went.
func (p *Provider) land(f *flight) {
	now := p.options.Now()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.flight, p.err = nil, f.err
	wait := minInterval
	if f.err == nil {
		f.c.fetched = now
		p.failures = 0
		p.current.Store(f.c)
	} else {
		if p.current.Load() == nil {
			wait = min(firstBackOff<<min(p.failures, 10), minInterval)
		}
		p.failures++
	}
	p.next = now.Add(wait)
	p.quiet.Store(p.next.UnixNano())
	close(f.done)
}

// get fetches configuration and keys. It does not end with the request that
// began it: others wait for it too.
func (p *Provider) get() (*Configuration, error) {
	ctx, cancel := context.WithTimeout(context.Background(), fetchTimeout)
	defer cancel()
	data, err := p.options.Fetch(ctx, p.url)
	if err != nil {
		return nil, fmt.Errorf("fetch OpenID configuration %s: %w", p.url, err)
	}
	var said struct {
		Issuer string `json:"issuer"`
		Keys   string `json:"jwks_uri"`
	}
	if err := json.Unmarshal(data, &said); err != nil {
		return nil, fmt.Errorf("fetch OpenID configuration %s: %w", p.url, err)
	}
	if said.Issuer == "" {
		return nil, fmt.Errorf("fetch OpenID configuration %s: it names no issuer", p.url)
	}
	if err := p.checkKeys(said.Keys); err != nil {
		return nil, fmt.Errorf("fetch OpenID configuration %s: %w", p.url, err)
	}
	if data, err = p.options.Fetch(ctx, said.Keys); err != nil {
		return nil, fmt.Errorf("fetch keys %s: %w", said.Keys, err)
	}
	keys, err := ParseSet(data)
	if err != nil {
		return nil, fmt.Errorf("fetch keys %s: %w", said.Keys, err)
	}
	return &Configuration{Issuer: said.Issuer, Keys: keys}, nil
}

// checkKeys judges where a configuration says that the keys are: what came over
// TLS does not send on to where anybody can change them.
func (p *Provider) checkKeys(uri string) error {
	u, err := url.Parse(uri)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("jwks_uri %q is no URL of HTTP", uri)
	case u.Scheme == "http" && strings.HasPrefix(strings.ToLower(p.url), "https:"):
		return fmt.Errorf("jwks_uri %q is not safe, as the configuration itself is", uri)
	}
	return nil
}
