package state

// A Store has everything that is shared by requests.
type Store interface {
	Limiter
	Quotas
	Cache
	Semaphore
}

// Stores are the stores that policies use. A store that nobody gave is nil:
// policies that need it refuse to load.
type Stores struct {
	Limiter   Limiter
	Quotas    Quotas
	Cache     Cache // the gateway's own
	Semaphore Semaphore

	// ExternalCache is the cache that API Management calls external: one that
	// gateways share. Nil when there is none.
	ExternalCache Cache
}

// All is one store in every place but that of the external cache.
func All(s Store) Stores { return Stores{Limiter: s, Quotas: s, Cache: s, Semaphore: s} }
