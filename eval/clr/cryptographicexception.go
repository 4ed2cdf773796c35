package clr

// CryptographicExceptionType is System.Security.Cryptography.CryptographicException.
var CryptographicExceptionType = exception("System.Security.Cryptography.CryptographicException", SystemExceptionType, "Error occurred during a cryptographic operation.")

// Cryptographic makes a CryptographicException.
func Cryptographic(message string) *Exception {
	return NewException(CryptographicExceptionType, message)
}
