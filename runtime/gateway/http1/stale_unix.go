//go:build unix

package http1

import (
	"net"
	"syscall"
)

// A peeker looks at a socket without waiting and without taking anything.
type peeker struct {
	raw   syscall.RawConn
	look  func(fd uintptr)
	quiet bool // nothing has come, not even the end
}

func newPeeker(conn net.Conn) *peeker {
	if under, ok := conn.(interface{ NetConn() net.Conn }); ok {
		conn = under.NetConn()
	}
	sys, ok := conn.(syscall.Conn)
	if !ok {
		return nil
	}
	raw, err := sys.SyscallConn()
	if err != nil {
		return nil
	}
	p := &peeker{raw: raw}
	var b [1]byte
	p.look = func(fd uintptr) {
		_, _, err := syscall.Recvfrom(int(fd), b[:], syscall.MSG_PEEK|syscall.MSG_DONTWAIT)
		p.quiet = err == syscall.EAGAIN || err == syscall.EINTR
	}
	return p
}

// stale reports whether the other side closed the connection, or said
// something that was not asked for.
func (p *peeker) stale() bool {
	if p == nil {
		return false
	}
	return p.raw.Control(p.look) != nil || !p.quiet
}
