package http1

import (
	"errors"
	"sync"
	"time"

	"sallyport/runtime/message"
)

// A sender sends the body of a request while its response is waited for and
// read. A nil sender has sent it.
type sender struct {
	cc   *clientConn
	goOn chan struct{} // closed when there is nothing to wait for
	once sync.Once

	mu      sync.Mutex
	over    bool  // the response's head is there, or never comes
	release bool  // the response was read: the connection is the sender's to give back
	done    bool  // nothing more is sent
	cause   error // why not all was
}

// startSender begins to send when the peer has said 100 (Continue), or when
// wait has passed.
func startSender(cc *clientConn, body *message.Body, f framing, wait time.Duration) *sender {
	s := &sender{cc: cc, goOn: make(chan struct{})}
	go s.run(body, f, wait)
	return s
}

func (s *sender) run(body *message.Body, f framing, wait time.Duration) {
	err := errUnwanted
	if wait == 0 || s.await(wait) {
		out := writer{dst: s.cc.out.dst}
		_, err = out.send(out.begin(), body, f, true)
		out.done()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.done, s.cause = true, asSendError(err)
	var source *sourceError
	switch {
	case s.release:
		s.cc.writeBy.forget()
		s.cc.giveBack(err == nil)
	case errors.As(err, &source) && !s.over:
		s.cc.abort() // the peer would wait for the rest
	}
}

// errUnwanted is the body of a request that was answered without it.
var errUnwanted = errors.New("request was answered without its content")

// await waits for 100 (Continue), and reports whether the body is wanted: it is
// not when the final response came first.
func (s *sender) await(wait time.Duration) bool {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-s.goOn:
	case <-timer.C:
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.over
}

// proceed lets a sender that waits begin.
func (s *sender) proceed() {
	if s != nil {
		s.once.Do(func() { close(s.goOn) })
	}
}

// settle tells that the head of the response is there: the response stands,
// whatever becomes of the rest of the request.
func (s *sender) settle() {
	if s == nil {
		return
	}
	s.mu.Lock()
	s.over = true
	s.mu.Unlock()
	s.proceed()
}

// finish is told that the response was read. It gives the connection back, now
// or when the sender is done, for which the peer has a moment.
func (s *sender) finish(cc *clientConn) {
	if s == nil {
		cc.giveBack(true)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.done {
		cc.giveBack(s.cause == nil)
		return
	}
	s.release = true
	cc.conn.SetWriteDeadline(time.Now().Add(drainTime))
}

// failure is told that no response comes, and returns why the request was not
// sent, if it was not and that is known.
func (s *sender) failure() error {
	s.settle()
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.cause
}
