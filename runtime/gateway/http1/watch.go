package http1

import "time"

// armWatch has the client watched if the answer takes its time. It must be
// called with watchMu held. Nothing else reads while a watch runs: the body
// was read, and the next request waits for the answer to this.
func (c *serverConn) armWatch() {
	if !c.active || !c.bodyRead {
		return
	}
	if c.timer == nil {
		c.timer = time.AfterFunc(watchAfter, c.watch)
		return
	}
	c.timer.Reset(watchAfter)
}

// watch reads one byte: it comes when the client sends its next request early,
// and fails when the client is gone.
func (c *serverConn) watch() {
	c.watchMu.Lock()
	if !c.active || c.watching || c.peeked || !c.bodyRead {
		c.watchMu.Unlock()
		return
	}
	c.watching, c.watched = true, true
	c.conn.SetReadDeadline(time.Time{})
	c.watchMu.Unlock()

	n, err := c.conn.Read(c.peek[:])

	c.watchMu.Lock()
	defer c.watchMu.Unlock()
	c.watching = false
	c.left.Broadcast()
	switch {
	case n > 0:
		c.peeked = true
	case err != nil && !isTimeout(err):
		c.ctx.cancel()
	}
}

// endWatch ends the answering of a request, and the watch if there is one.
// Nobody else reads from the connection then, and no reader is stopped.
func (c *serverConn) endWatch() {
	c.watchMu.Lock()
	defer c.watchMu.Unlock()
	c.active = false
	if c.timer != nil {
		c.timer.Stop()
	}
	if c.watching {
		c.conn.SetReadDeadline(past)
		for c.watching {
			c.left.Wait()
		}
	}
	if c.watched || c.stopped.Load() {
		c.watched = false
		c.stopped.Store(false)
		c.readBy.forget()
	}
}
