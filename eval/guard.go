package eval

import (
	goruntime "runtime"

	"sallyport/eval/clr"
)

// Guard runs Go code that calls into C# values outside of an expression: the
// ToString of a value, the elements of a sequence that an expression only
// described. The error is the *clr.Exception or *clr.LimitError that ended it.
func Guard(f func()) (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case goruntime.Error:
			panic(r)
		case *thrown:
			err = r.cause
		case *clr.Exception:
			err = r
		case *clr.LimitError:
			err = r
		default:
			panic(r)
		}
	}()
	f()
	return nil
}
