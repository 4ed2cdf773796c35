package clr

import (
	"bytes"
	"encoding/base64"
	"testing"

	"pgregory.net/rapid"
)

func ascending(n int) []byte {
	data := make([]byte, n)
	for i := range data {
		data[i] = byte(i + 1)
	}
	return data
}

func TestEncrypt(t *testing.T) {
	for _, c := range []struct {
		algorithm string
		key       []byte
		plain     []byte
		want      string
	}{
		{"Aes", make([]byte, 16), []byte("hi"), "TPu3FntQ3LUp4rHe+fe+0Q=="},
		{"Rijndael", ascending(16), make([]byte, 3), "qR9XnKxwLpGkrds4hY3zyg=="},
		{"RC2", ascending(16), make([]byte, 3), "BEKbiO5bjuw="},
		{"TripleDES", ascending(16), make([]byte, 3), "kZ6Zj+ouMcg="},
		{"DES", ascending(8), make([]byte, 3), "gwsDvF0wfPU="},
	} {
		a := symmetricNamed(c.algorithm)
		iv := make([]byte, a.cipher.block)
		got := a.transform(true, c.key, iv).final(c.plain)
		if text := base64.StdEncoding.EncodeToString(got); text != c.want {
			t.Errorf("%s: %s, want %s", c.algorithm, text, c.want)
		}
		if back := a.transform(false, c.key, iv).final(got); !bytes.Equal(back, c.plain) {
			t.Errorf("%s decrypts to %x, want %x", c.algorithm, back, c.plain)
		}
	}
}

func TestCipherModes(t *testing.T) {
	for _, c := range []struct {
		mode, padding int64
		want          string
	}{
		{modeCBC, paddingZeros, "ljzM9jyWwPWkkXrvlUaLtw=="}, {modeCBC, paddingANSI, "qUT9FdWs34nniQwPm5lilQ=="},
		{modeCFB, paddingPKCS7, "Z3UwOL5X5YPAxcEOUdvaBg=="}, {modeECB, paddingPKCS7, "wbOSfGdRLDLi2UfnjNPSKQ=="},
	} {
		a := symmetricNamed("Aes")
		a.mode, a.padding = c.mode, c.padding
		got := a.transform(true, make([]byte, 16), make([]byte, 16)).final([]byte{1, 2, 3})
		if text := base64.StdEncoding.EncodeToString(got); text != c.want {
			t.Errorf("mode %d, padding %d: %s, want %s", c.mode, c.padding, text, c.want)
		}
	}
}

func TestCipherFaults(t *testing.T) {
	key := make([]byte, 16)
	for name, f := range map[string]func(){
		"key size":    func() { symmetricNamed("Aes").transform(true, key[:5], key) },
		"vector size": func() { symmetricNamed("Aes").transform(true, key, key[:5]) },
		"padding":     func() { symmetricNamed("Aes").transform(false, key, key).final(key) },
		"ragged":      func() { symmetricNamed("Aes").transform(false, key, key).final(key[:15]) },
		"nothing":     func() { symmetricNamed("Aes").transform(false, key, key).final(nil) },
		"weak DES":    func() { symmetricNamed("DES").transform(true, key[:8], key[:8]) },
		"weak DES pair": func() {
			symmetricNamed("DES").transform(true, []byte{0x1F, 0xE0, 0x1F, 0xE0, 0x0E, 0xF1, 0x0E, 0xF1}, key[:8])
		},
		"weak triple DES": func() { symmetricNamed("3DES").transform(true, key, key[:8]) },
	} {
		if e := catch(f); e == nil || e.T != CryptographicExceptionType {
			t.Errorf("%s throws %v, want CryptographicException", name, e)
		}
	}
}

// TestCiphersRoundTrip decrypts what was encrypted, with every algorithm, mode
// and padding that keeps the length.
func TestCiphersRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.SampledFrom(blockCiphers).Draw(t, "cipher")
		s := a.new(a.classes[0])
		s.mode = rapid.SampledFrom([]int64{modeCBC, modeECB, modeCFB}).Draw(t, "mode")
		s.padding = rapid.SampledFrom([]int64{paddingPKCS7, paddingANSI, paddingISO}).Draw(t, "padding")
		plain := rapid.SliceOf(rapid.Byte()).Draw(t, "plain")
		sealed := s.transform(true, s.getKey(), s.getIV()).final(plain)
		if back := s.transform(false, s.getKey(), s.getIV()).final(sealed); !bytes.Equal(back, plain) {
			t.Fatalf("%x came back as %x", plain, back)
		}
	})
}

func TestHashes(t *testing.T) {
	for _, d := range digests {
		if got := base64.StdEncoding.EncodeToString(d.plain().compute([]byte("abc"))); got != d.sample {
			t.Errorf("%s = %s, want %s", d.name, got, d.sample)
		}
	}
	mac := digestOf("SHA256").keyed([]byte("k"))
	if got, want := base64.StdEncoding.EncodeToString(mac.compute([]byte("m"))), "tgCQ4wUil661oICInOL8S8qVfnVvrrTffTGADKHncew="; got != want {
		t.Errorf("HMACSHA256 = %s, want %s", got, want)
	}
	for name, want := range map[string]string{"SHA": "SHA1", "sha-256": "SHA256", "System.Security.Cryptography.SHA512": "SHA512", "MD5CryptoServiceProvider": "MD5", "HMACSHA384": "SHA384"} {
		if h := hashNamed(name); h == nil || h.digest.name != want {
			t.Errorf("HashAlgorithm.Create(%q) = %v, want %s", name, h, want)
		}
	}
	if h := hashNamed("nope"); h != nil {
		t.Errorf("HashAlgorithm.Create(nope) = %v", h)
	}
}
