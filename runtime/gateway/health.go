package gateway

import (
	"net/http"
	"sync/atomic"
	"time"
)

// The paths that a probe asks whether the gateway is ready. One page of API
// Management's documentation prints it with a digit too many, and manifests
// were copied from it.
const (
	healthPath           = "/status-0123456789abcdef"
	healthPathMisprinted = "/status-012345678990abcdef"
)

// sendHealth answers a probe: 200, or 503 once the gateway is stopping.
func (v *visit) sendHealth() (int64, error) {
	v.resp.Status = 200
	if v.g.draining.Load() {
		v.resp.Status = 503
	}
	return v.send()
}

// date is a moment as a Date field says it. It is made once a second.
func date(now time.Time) string {
	second := now.Unix()
	if d := lastDate.Load(); d != nil && d.second == second {
		return d.text
	}
	d := &dated{second, now.UTC().Format(http.TimeFormat)}
	lastDate.Store(d)
	return d.text
}

type dated struct {
	second int64
	text   string
}

var lastDate atomic.Pointer[dated]
