package http1

import (
	"errors"
	"os"
	"time"
)

// A deadline is the time-out of one direction of a connection. It is of the
// machine's clock, whatever clock policies are shown. Setting one costs as much
// as reading a small head, so a deadline that still has seven eighths of its
// time stays.
type deadline struct {
	set func(time.Time) error
	at  time.Time
}

// within gives the next operation at most d. Zero is no limit.
func (t *deadline) within(d time.Duration) error {
	if d == 0 {
		if t.at.IsZero() {
			return nil
		}
		t.at = time.Time{}
		return t.set(t.at)
	}
	now := time.Now()
	if left := t.at.Sub(now); left > d-d/8 && left <= d {
		return nil
	}
	t.at = now.Add(d)
	return t.set(t.at)
}

// forget makes the next within set the deadline, whatever it was.
func (t *deadline) forget() { t.at = time.Unix(1, 0) }

// passed reports whether the deadline has come.
func (t *deadline) passed() bool { return !t.at.IsZero() && !time.Now().Before(t.at) }

// past is a deadline that makes an operation in progress return.
var past = time.Unix(1, 0)

func isTimeout(err error) bool { return errors.Is(err, os.ErrDeadlineExceeded) }
