package jose

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/lestrrat-go/jwx/v3/jwk"
)

const configURL = "https://login.example.com/openid-configuration"

// An issuer is an OpenID provider with a clock and answers of a test's own.
type issuer struct {
	now     atomic.Int64
	fetches atomic.Int64 // of the configuration
	keys    atomic.Pointer[[]byte]
	fail    atomic.Pointer[error]
	hang    chan struct{} // a fetch waits for it to be closed; nil does not
}

func newIssuer(t testing.TB, ids ...string) *issuer {
	i := &issuer{}
	i.now.Store(time.Date(2026, 1, 15, 10, 30, 0, 0, time.UTC).UnixNano())
	i.publish(t, ids...)
	return i
}

func (i *issuer) publish(t testing.TB, ids ...string) {
	set := jwk.NewSet()
	for _, id := range ids {
		k, err := jwk.PublicKeyOf(ecKey)
		if err == nil {
			err = k.Set("kid", id)
		}
		if err == nil {
			err = set.AddKey(k)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	data, err := json.Marshal(set)
	if err != nil {
		t.Fatal(err)
	}
	i.keys.Store(&data)
}

func (i *issuer) advance(d time.Duration) { i.now.Add(int64(d)) }

func (i *issuer) fetch(ctx context.Context, url string) ([]byte, error) {
	if url != configURL {
		return *i.keys.Load(), nil
	}
	i.fetches.Add(1)
	if i.hang != nil {
		select {
		case <-i.hang:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	if err := i.fail.Load(); err != nil {
		return nil, *err
	}
	return []byte(`{"issuer":"https://issuer.example.com","jwks_uri":"https://login.example.com/keys"}`), nil
}

// providers know the issuer. What is to run beside requests runs at once, or,
// when it is not, as it does in a gateway.
func (i *issuer) providers(atOnce bool) *Providers {
	run := func(f func()) { go f() }
	if atOnce {
		run = func(f func()) { f() }
	}
	return NewProviders(ProviderOptions{
		Now: func() time.Time { return time.Unix(0, i.now.Load()).UTC() }, Fetch: i.fetch, Go: run,
	})
}

func TestManyRequestsWaitForOneFetch(t *testing.T) {
	i := newIssuer(t, "a")
	i.hang = make(chan struct{})
	p := i.providers(false).Of(configURL)
	var all sync.WaitGroup
	for range 64 {
		all.Go(func() {
			if c, err := p.Configuration(context.Background()); err != nil || len(c.Keys) != 1 {
				t.Errorf("got %v, %v", c, err)
			}
		})
	}
	for i.fetches.Load() == 0 {
		time.Sleep(time.Millisecond)
	}
	close(i.hang)
	all.Wait()
	if n := i.fetches.Load(); n != 1 {
		t.Errorf("%d fetches, want 1", n)
	}
}

// A provider that hangs keeps nobody that has keys from going on, and nobody
// else longer than the request lasts.
func TestAProviderThatHangs(t *testing.T) {
	i := newIssuer(t, "a")
	p := i.providers(false).Of(configURL)
	first, err := p.Configuration(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	i.hang = make(chan struct{})
	defer close(i.hang)
	i.advance(time.Hour)
	for range 100 {
		if c, ok := p.Current(); !ok || c != first {
			t.Fatal("what is known is not used while it is fetched again")
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := p.Newer(ctx, first); !errors.Is(err, context.Canceled) {
		t.Errorf("a request that has ended waits for %v", err)
	}
	i.advance(time.Hour)
	if _, ok := p.Current(); ok {
		t.Error("what is two hours old is good as it is")
	}
}

func TestUnknownKeysAreAskedForOnceInFiveMinutes(t *testing.T) {
	i := newIssuer(t, "a")
	p := i.providers(true).Of(configURL)
	c, err := p.Configuration(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	i.publish(t, "a", "b")
	for range 1000 {
		if newer, err := p.Newer(context.Background(), c); newer != c || err != nil {
			t.Fatalf("got %v, %v within five minutes", newer, err)
		}
	}
	i.advance(minInterval)
	newer, err := p.Newer(context.Background(), c)
	if err != nil || len(newer.Keys) != 2 || i.fetches.Load() != 2 {
		t.Errorf("got %v, %v after %d fetches, want two keys after two", newer, err, i.fetches.Load())
	}
	if again, _ := p.Newer(context.Background(), c); again != newer {
		t.Error("somebody who holds what was known before is not told what is known now")
	}
}

func TestFailuresBackOff(t *testing.T) {
	i := newIssuer(t, "a")
	down := errors.New("down")
	i.fail.Store(&down)
	p := i.providers(true).Of(configURL)
	var times []time.Duration
	for elapsed := time.Duration(0); elapsed < 20*time.Minute; elapsed += time.Second {
		before := i.fetches.Load()
		if _, err := p.Configuration(context.Background()); !errors.Is(err, down) {
			t.Fatalf("got %v, want why it failed", err)
		}
		if i.fetches.Load() > before {
			times = append(times, elapsed)
		}
		i.advance(time.Second)
	}
	want := "[0s 5s 15s 35s 1m15s 2m35s 5m15s 10m15s 15m15s]"
	if got := fmt.Sprint(times); got != want {
		t.Errorf("fetches at %s, want %s", got, want)
	}
}

func TestAFetchThatFailsKeepsWhatIsKnown(t *testing.T) {
	i := newIssuer(t, "a")
	p := i.providers(true).Of(configURL)
	c, err := p.Configuration(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	down := errors.New("down")
	i.fail.Store(&down)
	for _, test := range []struct {
		after time.Duration
		known bool
	}{{time.Hour, true}, {3 * time.Hour, true}, {24*time.Hour - time.Second, true}, {24 * time.Hour, false}} {
		i.now.Store(c.fetched.Add(test.after).UnixNano())
		got, err := p.Configuration(context.Background())
		if known := got == c; known != test.known || known != (err == nil) {
			t.Errorf("after %v: %v, %v", test.after, got, err)
		}
	}
}

func TestProvidersAreBounded(t *testing.T) {
	p := newIssuer(t, "a").providers(true)
	kept := p.Of(configURL)
	for n := range 2 * maxProviders {
		p.Of(fmt.Sprint("https://login.example.com/", n))
	}
	if p.Of(configURL) != kept {
		t.Error("one that is known was forgotten")
	}
	count := 0
	p.known.Range(func(any, any) bool { count++; return true })
	if count > maxProviders {
		t.Errorf("%d are remembered, want at most %d", count, maxProviders)
	}
}

func TestParseSetTakesWhatVerifies(t *testing.T) {
	for name, data := range map[string]string{
		"no JSON":      `<html>`,
		"no set":       `[]`,
		"empty":        `{"keys":[]}`,
		"shared":       `{"keys":[{"kty":"oct","k":"dGhlIGZpcnN0IGtleSwgb2YgMzIgYnl0ZXMgb3Igc28"}]}`,
		"unknown kind": `{"keys":[{"kty":"XYZ"}]}`,
		"short RSA":    `{"keys":[{"kty":"RSA","n":"AQAB","e":"AQAB"}]}`,
		"too many":     `{"keys":[` + strings.Repeat(`{"kty":"XYZ"},`, maxKeys) + `{"kty":"XYZ"}]}`,
	} {
		if keys, err := ParseSet([]byte(data)); err == nil {
			t.Errorf("%s: got %v", name, keys)
		}
	}
}

func BenchmarkCurrent(b *testing.B) {
	p := newIssuer(b, "a").providers(true)
	if _, err := p.Of(configURL).Configuration(context.Background()); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, ok := p.Of(configURL).Current(); !ok {
				b.Fatal("nothing is known")
			}
		}
	})
}
