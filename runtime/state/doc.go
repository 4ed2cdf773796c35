// Package state keeps what outlives a request: how often a key was used, what
// was cached, who is inside. Policies ask for it in terms of the domain: take a
// call, spend a quota, load a value, acquire a place. Each of those is one
// atomic step, so that gateways that share a store never both take the last
// call; nobody reads a counter and writes it back.
//
// The interfaces are [Limiter], [Quotas], [Cache] and [Semaphore]; a [Store]
// has all of them. [Memory] is the store of one gateway.
//
// The package knows nothing of policies: what counts as one key, what a window
// is aligned to and what a refusal looks like is theirs.
//
// # Rationale
//
// Memory is bounded: counters and cached values have a budget of bytes each, and
// what was used longest ago goes first. A caller who can choose keys can
// thereby make the store forget a counter, but only by filling the budget
// within that counter's window; nginx decides the same way. Refusing new keys
// instead would let the same caller lock everybody out.
//
// Counters lie in shards with a lock each, because one lock for all keys would
// be where all cores meet. The cache is otter (W-TinyLFU, weights, expiry per
// entry); leaving it would cost a page of code and some of the hit rate.
package state
