package clr

// A cursor is a place in a long text that is not all ASCII, so that the code unit
// at an index is found from the one that was asked for before: a loop over s[i]
// takes time in proportion to the text, as it does in .NET.
type cursor struct {
	text   string
	length int // in code units
	unit   int // the number of a code unit,
	at     int // and the byte at which its character begins
}

// maxCursors is how many texts a loop may go through at once and stay fast.
const maxCursors = 4

// short is the length in bytes of a text that is walked anew each time.
const short = 64

// cursor is the cursor of a text longer than short. An evaluation has a few,
// for loops that go over several texts at once.
func (e *Env) cursor(s string) *cursor {
	if e == nil {
		return &cursor{text: s, length: Length(s)}
	}
	for i := range e.cursors {
		if c := &e.cursors[i]; c.text == s { // mostly the same bytes in memory, which is seen at once
			return c
		}
	}
	if len(e.cursors) < maxCursors {
		e.cursors = append(e.cursors, cursor{})
	}
	copy(e.cursors[1:], e.cursors) // the newest comes first, the oldest is given up
	e.cursors[0] = cursor{text: s, length: Length(s)}
	return &e.cursors[0]
}

// lengthOf is Length, which of a long text is counted once.
func lengthOf(e *Env, s string) int {
	if len(s) <= short {
		return Length(s)
	}
	return e.cursor(s).length
}

// charAt is s[i].
func charAt(e *Env, s string, i int) Char {
	if len(s) <= short {
		if i < 0 || i >= Length(s) {
			Throw(IndexOutOfRange())
		}
		return unitAt(s, i)
	}
	c := e.cursor(s)
	if i < 0 || i >= c.length {
		Throw(IndexOutOfRange())
	}
	return c.char(i)
}

// char is the code unit at an index, which the caller has checked.
func (c *cursor) char(i int) Char {
	if c.length == len(c.text) {
		return Char(c.text[i])
	}
	at, split := c.offset(i)
	switch r, _ := decodeWTF8(c.text[at:]); {
	case split:
		return Char(0xDC00 + (r-0x10000)&0x3FF)
	case r >= 0x10000:
		return Char(0xD800 + (r-0x10000)>>10)
	default:
		return Char(r)
	}
}

// offset is the byte at which the ith code unit begins. split is true when it
// is the second half of a pair; the offset is then that of the pair.
func (c *cursor) offset(i int) (at int, split bool) {
	if c.length == len(c.text) {
		return i, false
	}
	if i < c.unit/2 {
		c.unit, c.at = 0, 0
	}
	for c.unit > i {
		for c.at--; c.text[c.at]&0xC0 == 0x80; c.at-- {
		}
		c.unit--
		if c.text[c.at] >= 0xF0 {
			c.unit--
		}
	}
	for c.unit < i {
		r, size := decodeWTF8(c.text[c.at:])
		if r >= 0x10000 {
			if c.unit+1 == i {
				return c.at, true
			}
			c.unit++
		}
		c.unit++
		c.at += size
	}
	return c.at, false
}

// slice is n code units from a start; the caller has checked both.
func (c *cursor) slice(start, n int) string {
	from, split := c.offset(start)
	to, splitEnd := c.offset(start + n)
	if split || splitEnd {
		return slice(c.text, start, n)
	}
	return c.text[from:to]
}
