package clr

// The exceptions of Json.NET.
var (
	JsonExceptionType              = exception("Newtonsoft.Json.JsonException", ExceptionType, "Exception of type 'Newtonsoft.Json.JsonException' was thrown.")
	JsonReaderExceptionType        = exception("Newtonsoft.Json.JsonReaderException", JsonExceptionType, "Exception of type 'Newtonsoft.Json.JsonReaderException' was thrown.")
	JsonSerializationExceptionType = exception("Newtonsoft.Json.JsonSerializationException", JsonExceptionType, "Exception of type 'Newtonsoft.Json.JsonSerializationException' was thrown.")
	JsonWriterExceptionType        = exception("Newtonsoft.Json.JsonWriterException", JsonExceptionType, "Exception of type 'Newtonsoft.Json.JsonWriterException' was thrown.")
)

// The keys of Exception.Data for where a text could not be read.
const (
	keyLine     = "LineNumber"
	keyPosition = "LinePosition"
	keyPath     = "Path"
)

// jsonFault is a JsonReaderException at a place in the text.
func jsonFault(message string, line, position int32, path string) *Exception {
	return &Exception{T: JsonReaderExceptionType, Message: message, Data: map[string]any{keyLine: line, keyPosition: position, keyPath: path}}
}

func init() {
	data := func(key string, none any) Impl {
		return F1(func(e *Exception) any {
			if v, ok := e.Data[key]; ok {
				return v
			}
			return none
		})
	}
	JsonReaderExceptionType.Define(
		Row("int LineNumber { get; }", "The line at fault, from 1.", data(keyLine, int32(0)), `new JsonReaderException("x").LineNumber // 0`),
		Row("int LinePosition { get; }", "The place in the line.", data(keyPosition, int32(0)), `new JsonReaderException("x").LinePosition // 0`),
		Row("string Path { get; }", "The path of the token at fault.", data(keyPath, nil), `new JsonReaderException("x").Path // null`),
	)
}
