package main

import (
	"log/slog"
	"time"

	"sallyport/runtime"
	"sallyport/runtime/state"
)

// newServices is what policies may know of the world: the time, a network, and
// stores that this process alone knows. A nil log drops what is written to it.
func newServices(now func() time.Time, network runtime.Transport, log *slog.Logger) *runtime.Services {
	s := &runtime.Services{
		Now: now, Transport: network, Log: log, Limits: runtime.DefaultLimits,
		Stores: state.All(state.NewMemory(now, state.MemoryOptions{})),
	}
	s.OpenID = runtime.NewOpenID(s)
	return s
}
