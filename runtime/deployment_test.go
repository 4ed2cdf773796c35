package runtime

import (
	"os"
	"testing"

	"sallyport/eval/clr"
)

func testCertificate(t *testing.T, name string) *clr.X509Certificate2 {
	t.Helper()
	cert, err := readCertificate(os.DirFS("../eval/testdata/certs"), name)
	if err != nil {
		t.Fatal(err)
	}
	return cert
}

func TestCertificatesAreSearchedBySet(t *testing.T) {
	simple, full := testCertificate(t, "simple.pem"), testCertificate(t, "full.pem")
	c := NewCertificates(map[string]*clr.X509Certificate2{"one": simple})
	thumbprint := clr.X509Certificate2Type.Members("Thumbprint")[0].Row.Fn.Func1()
	if has, known := c.Has("Value.Thumbprint", thumbprint(simple).(string)); !has || !known {
		t.Errorf("Has = %v, %v for a certificate that is there", has, known)
	}
	if has, known := c.Has("Value.Thumbprint", thumbprint(full).(string)); has || !known {
		t.Errorf("Has = %v, %v for one that is not", has, known)
	}
	if _, known := c.Has("Value.FriendlyName", ""); known {
		t.Error("a path that is not indexed counts as known")
	}
}
