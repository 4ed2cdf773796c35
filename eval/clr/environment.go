package clr

var environment = Declare(Decl{Name: "System.Environment", Kind: StaticClass, Beyond: true, Doc: "The machine. An expression learns nothing of it but how lines end."})

func init() {
	environment.Define(Row("static string NewLine { get; }", "What ends a line.", F0(func() string { return NewLine }), `("a" + Environment.NewLine + "b").Split('\n').Length // 2`))
}
