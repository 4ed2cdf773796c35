package clr

import "strings"

// punycode is a host name with the labels that are not ASCII in the form that
// DNS has: RFC 3492 with the prefix xn--.
func punycode(host string) string {
	if ASCII(host) {
		return host
	}
	labels := strings.Split(strings.NewReplacer("。", ".", "．", ".", "｡", ".").Replace(strings.ToLower(host)), ".")
	for i, label := range labels {
		if !ASCII(label) {
			labels[i] = "xn--" + punycodeLabel([]rune(label))
		}
	}
	return strings.Join(labels, ".")
}

// punycodeLabel encodes one label; the constants are the RFC's.
func punycodeLabel(label []rune) string {
	const base, tmin, tmax, skew, damp = 36, 1, 26, 38, 700
	var out []byte
	for _, r := range label {
		if r < 0x80 {
			out = append(out, byte(r))
		}
	}
	handled := len(out)
	basic := handled
	if basic > 0 {
		out = append(out, '-')
	}
	n, delta, bias := rune(0x80), 0, 72
	for handled < len(label) {
		next := rune(0x7FFFFFFF)
		for _, r := range label {
			if r >= n {
				next = min(next, r)
			}
		}
		delta += int(next-n) * (handled + 1)
		n = next
		for _, r := range label {
			if r < n {
				delta++
			}
			if r != n {
				continue
			}
			q := delta
			for k := base; ; k += base {
				t := max(tmin, min(tmax, k-bias))
				if q < t {
					break
				}
				out = append(out, punycodeDigit(t+(q-t)%(base-t)))
				q = (q - t) / (base - t)
			}
			out = append(out, punycodeDigit(q))
			if handled == basic {
				delta /= damp
			} else {
				delta /= 2
			}
			delta += delta / (handled + 1)
			k := 0
			for ; delta > (base-tmin)*tmax/2; k += base {
				delta /= base - tmin
			}
			bias = k + (base-tmin+1)*delta/(delta+skew)
			delta = 0
			handled++
		}
		delta++
		n++
	}
	return string(out)
}

func punycodeDigit(n int) byte {
	if n < 26 {
		return byte('a' + n)
	}
	return byte('0' + n - 26)
}
