package clr

// CryptographicExceptionType is System.Security.Cryptography.CryptographicException.
var CryptographicExceptionType = exception("System.Security.Cryptography.CryptographicException", SystemExceptionType, "Error occurred during a cryptographic operation.")

// Cryptographic makes a CryptographicException.
func Cryptographic(message string) *Exception {
	return NewException(CryptographicExceptionType, message)
}

var cryptographicUnexpected = exception("System.Security.Cryptography.CryptographicUnexpectedOperationException", CryptographicExceptionType, "Unexpected error occurred during a cryptographic operation.")

func init() {
	CryptographicExceptionType.Define(exceptionRow(CryptographicExceptionType, "new(string format, string insert)", func(e *Exception, args []any) {
		e.Message = formatComposite(&Env{Limits: DefaultLimits}, nil, Text(args[0]), args[1:])
	}))
}
