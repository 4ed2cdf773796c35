package clr

// Choices that the public documentation of APIM leaves open, in one place.
// See the package's rationale.

// NewLine is Environment.NewLine: a Windows gateway would write "\r\n".
const NewLine = "\n"
