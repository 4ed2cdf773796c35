package runtime

import "context"

// A task is what a policy has put off until the end of the request.
type task struct {
	step  *step
	entry *TraceEntry
	do    func(context.Context) error
}

// AtEnd has f run once it is known what the client gets: after outbound,
// on-error, or whatever ended the pipeline before. x.Response is then never nil.
// What was put off runs in order, as a part of the policy that is running now:
// its trace and place in the document are the same. An error is noted in the
// trace and changes nothing. f gets a context that does not end with the client.
func (x *Exchange) AtEnd(f func(ctx context.Context) error) {
	x.tasks = append(x.tasks, task{x.step, x.Trace.running(), f})
}

// runTasks does what was put off.
func (x *Exchange) runTasks(ctx context.Context) {
	if len(x.tasks) == 0 {
		return
	}
	x.EnsureResponse()
	ctx = context.WithoutCancel(ctx)
	for _, t := range x.tasks {
		x.step = t.step
		x.Trace.resume(t.entry, x)
		if err := t.do(ctx); err != nil {
			x.Note("%v", err)
		}
		if x.Trace != nil {
			x.Trace.settle(x)
		}
	}
	x.Trace.resume(nil, x)
}

// A note is a number that is remembered under a key.
type note struct {
	key string
	n   int64
}

// Once remembers n under a key that nothing is remembered under in this request,
// and reports that it did; otherwise it answers what is. Some things a request
// does once, however many policies say so.
func (x *Exchange) Once(key string, n int64) (known int64, first bool) {
	for _, known := range x.notes {
		if known.key == key {
			return known.n, false
		}
	}
	x.notes = append(x.notes, note{key, n})
	return n, true
}
