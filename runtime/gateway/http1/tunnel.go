package http1

import "io"

// tunnel carries bytes both ways until the backend's side ends, and returns how
// many it sent to the client. When the client's side ends first, the backend is
// told and may finish what it says.
func (c *serverConn) tunnel(backend io.ReadWriteCloser) (n int64, err error) {
	c.endWatch()
	c.enter(inTunnel)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		io.Copy(backend, readerFunc(c.reader.read))
		if half, ok := backend.(interface{ CloseWrite() error }); ok {
			half.CloseWrite()
		} else {
			backend.Close()
		}
	}()
	n, err = io.Copy(writerFunc(c.write), backend)
	backend.Close()
	c.closeWrite()
	c.conn.Close()
	<-ended
	return n, err
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }
