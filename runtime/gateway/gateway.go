// Package gateway is the HTTP edge: it takes connections, finds the API and the
// operation of each request, runs the policies and answers.
//
//	Config -> New -> *Gateway -> Serve(ctx)
//	                   Swap(Config), while it serves
//
// In go pipelines that package runtime has compiled, and what they belong to:
// listeners, APIs, products, subscriptions. Connections speak HTTP/1.1, or
// HTTP/2 where TLS agreed on it. [NewTransport] is the other side: how policies
// reach backends. The package reads no file and knows no policy by name.
//
// # Client certificates
//
// Policies judge a client's certificate, not the handshake: with
// [RequestClientCertificates] an expired or untrusted certificate reaches them
// as any other, and TLS has only proved that the client has its key. Headers in
// which proxies speak of certificates are taken out of every request.
//
// # Paths
//
// The path goes on to the backend byte for byte as it came. Backends differ in
// what they decode and when, so a path must lead to the same API and operation
// however it is read; otherwise nothing is found. See clean.
//
// # Change
//
// A configuration is compiled whole, then swapped. One that does not compile
// changes nothing. Requests keep the configuration that they began with.
//
// # Rationale
//
// HTTP/1.1 is our own (package http1), because net/http can send no reason
// phrase. HTTP/2 has none, and net/http serves it: a protocol of flow control
// and header compression whose attacks others watch for us. It costs what its
// map of headers costs, and forgets their order; an own server would have to
// earn its keep against that.
package gateway

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"sallyport/runtime"
	"sallyport/runtime/gateway/http1"
	"sallyport/runtime/state"
)

// A Gateway serves one configuration after another.
type Gateway struct {
	services *runtime.Services
	log      *slog.Logger // nil logs nothing
	limits   Limits
	timeouts Timeouts

	current  atomic.Pointer[configuration]
	swapping sync.Mutex
	draining atomic.Bool
	http1    http1.Server
	http2    http2Server
	ids      ids
	visits   sync.Pool // of *visit

	mu      sync.Mutex
	sockets []net.Listener        // as in the configuration; nil before Listen
	conns   map[net.Conn]struct{} // all there are
	serving sync.WaitGroup        // of conns
}

// New makes a gateway that is ready to listen. The error says what is wrong
// with the configuration.
func New(c Config, o Options) (*Gateway, error) {
	conf, err := compile(&c)
	if err != nil {
		return nil, err
	}
	g := &Gateway{
		services: o.Services, log: o.Log, limits: o.Limits.withDefaults(), timeouts: o.Timeouts.withDefaults(),
		conns: map[net.Conn]struct{}{},
	}
	if g.services == nil {
		g.services = &runtime.Services{Now: time.Now, Transport: NewTransport(TransportOptions{}), Limits: runtime.DefaultLimits, Stores: state.All(state.NewMemory(time.Now, state.MemoryOptions{}))}
		g.services.OpenID = runtime.NewOpenID(g.services)
	}
	g.current.Store(conf)
	g.http1.Limits = http1.Limits{Line: g.limits.Line, Head: g.limits.Head, Fields: g.limits.Fields, Body: g.limits.Body}
	g.http1.Timeouts = http1.Timeouts{Idle: g.timeouts.Idle, Head: g.timeouts.Head, Body: g.timeouts.Body, Write: g.timeouts.Write}
	g.http2.init(g)
	g.visits.New = func() any { return newVisit(g) }
	return g, nil
}

func (l Limits) withDefaults() Limits {
	d := &DefaultLimits
	l.Line, l.Head, l.Fields = cmp.Or(l.Line, d.Line), cmp.Or(l.Head, d.Head), cmp.Or(l.Fields, d.Fields)
	l.Body, l.Streams = cmp.Or(l.Body, d.Body), cmp.Or(l.Streams, d.Streams)
	return l
}

// withDefaults has 0 where there is no limit.
func (t Timeouts) withDefaults() Timeouts {
	d := &DefaultTimeouts
	for _, p := range []struct{ own, other *time.Duration }{
		{&t.Handshake, &d.Handshake}, {&t.Idle, &d.Idle}, {&t.Head, &d.Head}, {&t.Body, &d.Body}, {&t.Write, &d.Write}, {&t.Drain, &d.Drain},
	} {
		*p.own = max(0, cmp.Or(*p.own, *p.other))
	}
	return t
}

// Swap makes a configuration the one that requests meet from now on. When it
// cannot be used the error says why, and the old one stays. Addresses cannot
// change; certificates can, for connections that are made from now on.
func (g *Gateway) Swap(c Config) error {
	conf, err := compile(&c)
	if err != nil {
		return err
	}
	g.swapping.Lock()
	defer g.swapping.Unlock()
	if err := conf.fits(g.current.Load()); err != nil {
		return err
	}
	g.current.Store(conf)
	return nil
}

// Listen opens the sockets. Connections wait in them until Serve takes them.
func (g *Gateway) Listen() error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.sockets != nil {
		return nil
	}
	var sockets []net.Listener
	for _, f := range g.current.Load().listeners {
		socket, err := net.Listen("tcp", f.address)
		if err != nil {
			closeAll(sockets)
			return fmt.Errorf("listen at %s: %w", f.address, err)
		}
		sockets = append(sockets, socket)
	}
	g.sockets = sockets
	return nil
}

func closeAll(sockets []net.Listener) {
	for _, s := range sockets {
		s.Close()
	}
}

// Addrs are the addresses of the sockets in the order of the configuration,
// once Listen has opened them.
func (g *Gateway) Addrs() []net.Addr {
	g.mu.Lock()
	defer g.mu.Unlock()
	var addrs []net.Addr
	for _, s := range g.sockets {
		addrs = append(addrs, s.Addr())
	}
	return addrs
}

// Serve answers requests until ctx ends, opening the sockets if Listen has not.
// Then it takes no more connections, lets requests in progress finish for the
// time of Timeouts.Drain, and cuts off the rest; the error is then
// [ErrCutOff]. It is called once.
func (g *Gateway) Serve(ctx context.Context) error {
	if err := g.Listen(); err != nil {
		return err
	}
	base, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	g.http2.start(base)
	var accepting sync.WaitGroup
	for i, socket := range g.sockets {
		accepting.Go(func() { g.accept(base, i, socket) })
	}
	<-ctx.Done()
	g.draining.Store(true)
	closeAll(g.sockets)
	accepting.Wait()
	return g.drain()
}

// ErrCutOff says that requests were still in progress when the time to finish
// them was over.
var ErrCutOff = errors.New("requests in progress were cut off")

// drain waits for the connections to end, and ends them when the time is over.
func (g *Gateway) drain() error {
	ctx, cancel := context.WithCancel(context.Background())
	if g.timeouts.Drain > 0 {
		ctx, cancel = context.WithTimeout(context.Background(), g.timeouts.Drain)
	}
	defer cancel()
	go g.http2.shutdown(ctx)
	err := g.http1.Shutdown(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		g.serving.Wait()
	}()
	select {
	case <-done:
	case <-ctx.Done():
		err = ctx.Err()
		g.closeConns()
		<-done
	}
	if err != nil {
		return ErrCutOff
	}
	return nil
}

func (g *Gateway) closeConns() {
	g.mu.Lock()
	defer g.mu.Unlock()
	for c := range g.conns {
		c.Close()
	}
}
