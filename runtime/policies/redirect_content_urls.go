package policies

import (
	"context"
	"strings"

	"sallyport/runtime"
)

func init() {
	register(runtime.Kind{
		Name:     "redirect-content-urls",
		Sections: runtime.Inbound | runtime.Outbound,
		Once:     runtime.OncePerSection,
		Doc: "Replaces the backend's base URL in the body of the response by the URL that callers know the API by, and in the body of the " +
			"request the other way round. Header fields stay as they are. A compressed body is searched as it is.",
		New: func() runtime.Policy { return new(redirectContentURLs) },
	})
}

type redirectContentURLs struct{}

func (*redirectContentURLs) Execute(_ context.Context, x *runtime.Exchange) error {
	from, to := x.Request.Base(), apiURL(x)
	if !x.OnResponse() {
		from, to = to, from
	}
	if x.Tracing() {
		x.Note("%s -> %s", from, to)
	}
	return replaceContent(x, from, to)
}

// apiURL is the URL that callers know the API by, with its version where that is
// a segment of the path.
func apiURL(x *runtime.Exchange) string {
	u := &x.Request.OriginalURL
	path := ""
	if x.API != nil {
		if x.API.Path != "" {
			path = "/" + x.API.Path
		}
		if version := path + "/" + x.API.Version; x.API.Version != "" && (u.Path == version || strings.HasPrefix(u.Path, version+"/")) {
			path = version
		}
	}
	return u.Scheme + "://" + u.Authority() + path
}
