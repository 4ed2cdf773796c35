package http1

// Check holds a request that came in another way than through a Reader, as
// over HTTP/2, against the rules for one that did. The error is an [*Error].
func (r *Request) Check(l Limits) error {
	l = l.withDefaults()
	switch {
	case !isToken(r.Method):
		return errRequestLine
	case r.Method == "CONNECT":
		return errConnect
	case len(r.Target) > l.Line:
		return errTargetTooLong
	case r.Header.Len() > l.Fields:
		return errFieldCount
	case l.Body > 0 && r.Body.Len() > l.Body:
		return ErrBodyTooLarge
	}
	host := r.Host
	if err := r.checkTarget(); err != nil {
		return err
	}
	switch r.Host = host; {
	case host == "":
		return errNoHost
	case !validHost(host):
		return errHost
	}
	for _, f := range r.Header.Fields() {
		switch {
		case !isToken(f.Name):
			return errFieldName
		case !isValue(f.Value):
			return errControl
		case len(f.Name)+len(f.Value) > l.Line:
			return errLineTooLong
		}
	}
	return nil
}
