//go:build !unix

package http1

import "net"

// A peeker would look at a socket without waiting. Without one, a connection
// that was closed is noticed when it is used.
type peeker struct{}

func newPeeker(net.Conn) *peeker { return nil }

func (p *peeker) stale() bool { return false }
