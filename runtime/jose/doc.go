// Package jose verifies and decrypts tokens in the compact forms of JWS (RFC
// 7515) and JWE (RFC 7516), and keeps the keys that OpenID providers publish.
// A [Token] goes in as text; its content comes out once a [Key] has vouched for
// it. What the content claims is for others to judge.
//
// A token says by itself which algorithm it is signed with and which key with.
// Neither is believed: a key serves the algorithms of its own kind only, so that
// no public key is ever taken for a shared secret, and "none" is no algorithm.
//
// [Providers] fetch the configuration and the keys of OpenID providers. Requests
// read a snapshot without a lock; nobody waits for a fetch but those that have
// no keys at all, or a token of a key that is not among them, and those wait for
// one fetch together.
//
// # Rationale
//
// The algorithms, JWK and JWE are those of lestrrat-go/jwx. Its own way through
// a token, jws.Verify, is not used: it decodes a header into a map of objects for
// each signature and tells one failure from another by text, while API
// Management has a reason for each. Leaving the library would cost the
// conversions of JWK and all of JWE; the signatures are the standard library's.
package jose
