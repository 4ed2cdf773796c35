package message

import (
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestJoined(t *testing.T) {
	h := NewHeader("A", "1", "B", "x", "a", "2,3")
	for name, want := range map[string]string{"a": "1,2,3", "b": "x", "c": ""} {
		if got, ok := h.Joined(name); got != want || ok != (want != "") {
			t.Errorf("Joined(%q) = %q, %v; want %q", name, got, ok, want)
		}
	}
}

func TestHeaderKeepsOrderAndSpelling(t *testing.T) {
	h := NewHeader("x-A", "1", "B", "2", "X-a", "3", "C", "4")
	if got := h.Values("X-A"); !reflect.DeepEqual(got, []string{"1", "3"}) {
		t.Errorf("Values = %q", got)
	}
	h.Set("X-A", "9")
	if want := []Field{{"X-A", "9"}, {"B", "2"}, {"C", "4"}}; !reflect.DeepEqual(h.Fields(), want) {
		t.Errorf("after Set: %v, want %v", h.Fields(), want)
	}
	h.Set("B", "5", "6")
	if want := []Field{{"X-A", "9"}, {"B", "5"}, {"B", "6"}, {"C", "4"}}; !reflect.DeepEqual(h.Fields(), want) {
		t.Errorf("after Set of two: %v, want %v", h.Fields(), want)
	}
	if !h.Del("b") || h.Has("B") || h.Del("b") {
		t.Error("Del")
	}
	if h.Has("\u212a") || NewHeader("K", "").Has("\u212a") {
		t.Error("a Kelvin sign is not a K in a field name")
	}
}

func TestBodyIsReadOnceAndSentOften(t *testing.T) {
	b := StreamBody(io.NopCloser(strings.NewReader("abc")), -1)
	data, err := b.Bytes(3)
	if string(data) != "abc" || err != nil || b.Len() != 3 {
		t.Fatalf("Bytes = %q, %v; Len %d", data, err, b.Len())
	}
	for range 2 {
		if sent, _ := io.ReadAll(b.Reader()); string(sent) != "abc" {
			t.Errorf("sent %q", sent)
		}
	}
	if _, err := StreamBody(io.NopCloser(strings.NewReader("abcd")), -1).Bytes(3); !errors.Is(err, ErrTooLarge) {
		t.Errorf("error = %v, want ErrTooLarge", err)
	}
	s := StreamBody(io.NopCloser(strings.NewReader("abc")), 3)
	s.Reader()
	if _, err := s.Bytes(9); err == nil {
		t.Error("a stream handed out can be read again")
	}
}

func TestBodyReset(t *testing.T) {
	b := NewBody([]byte("old"))
	b.SetTrailer(NewHeader("A", "1"))
	b.Reset(io.NopCloser(strings.NewReader("new")), 3)
	if b.Held() || b.Len() != 3 || b.Trailer() != nil {
		t.Errorf("after Reset: Held %v, Len %d, Trailer %v", b.Held(), b.Len(), b.Trailer())
	}
	if b.Buffered() != 0 {
		t.Errorf("Buffered = %d of a stream that does not say", b.Buffered())
	}
	if data, err := b.Bytes(9); string(data) != "new" || err != nil || b.Buffered() != 3 {
		t.Errorf("Bytes = %q, %v; Buffered = %d", data, err, b.Buffered())
	}
	b.Reset(buffered{}, 9)
	if b.Buffered() != 5 {
		t.Errorf("Buffered = %d, want 5", b.Buffered())
	}
}

type buffered struct{ io.ReadCloser }

func (buffered) Buffered() int { return 5 }

func TestBodyOnEnd(t *testing.T) {
	for name, use := range map[string]struct {
		do   func(b *Body)
		want []int64
	}{
		"sent on":    {func(b *Body) { r := b.Reader(); io.Copy(io.Discard, r); r.Close(); r.Close() }, []int64{5}},
		"cut off":    {func(b *Body) { r := b.Reader(); r.Read(make([]byte, 2)); r.Close() }, []int64{2}},
		"held":       {func(b *Body) { b.Bytes(10) }, []int64{5}},
		"given up":   {func(b *Body) { b.Close() }, []int64{0}},
		"still open": {func(b *Body) { b.Reader() }, nil},
	} {
		var got []int64
		b := StreamBody(io.NopCloser(strings.NewReader("hello")), -1)
		b.OnEnd(func(n int64) { got = append(got, n) })
		use.do(b)
		if !slices.Equal(got, use.want) {
			t.Errorf("%s: told %v, want %v", name, got, use.want)
		}
	}
	NewBody([]byte("held")).OnEnd(func(int64) { t.Error("a held body does not stream") })
	(*Body)(nil).OnEnd(func(int64) { t.Error("no body streams") })
}

func TestBodyOnEndKeepsWhatTheStreamKnows(t *testing.T) {
	b := StreamBody(buffered{}, -1)
	b.OnEnd(func(int64) {})
	if b.Buffered() != 5 {
		t.Errorf("Buffered() = %d, want 5", b.Buffered())
	}
}
