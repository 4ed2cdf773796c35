package gateway

import (
	"crypto/rand"
	"encoding/hex"
	"sync"
)

// ids makes identifiers of requests: random GUIDs of version 4. They are made
// in blocks, because a request should not cost an allocation for its name.
type ids struct {
	mu   sync.Mutex
	left string
}

const (
	idLen   = len("xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx")
	idBlock = 64 // made at a time
)

func (s *ids) next() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.left == "" {
		s.left = newIDs(idBlock)
	}
	id := s.left[:idLen]
	s.left = s.left[idLen:]
	return id
}

// newIDs is n identifiers, one after another.
func newIDs(n int) string {
	random := make([]byte, 16*n)
	rand.Read(random) // never fails: it ends the program instead
	text := make([]byte, 0, idLen*n)
	for g := random; len(g) > 0; g = g[16:] {
		g[6] = g[6]&0x0F | 0x40 // version 4
		g[8] = g[8]&0x3F | 0x80 // variant 1
		for i, at := range idParts[:len(idParts)-1] {
			if i > 0 {
				text = append(text, '-')
			}
			text = hex.AppendEncode(text, g[at:idParts[i+1]])
		}
	}
	return string(text)
}

// idParts are where in its bytes the parts of a GUID begin and end.
var idParts = [...]int{0, 4, 6, 8, 10, 16}
