package clr

// DayOfWeekType is System.DayOfWeek.
var DayOfWeekType = Declare(Decl{
	Name: "System.DayOfWeek", Kind: EnumKind, Beyond: true, Doc: "A day of the week; Sunday is 0.",
	Values: []EnumValue{
		{Name: "Sunday", Value: 0}, {Name: "Monday", Value: 1}, {Name: "Tuesday", Value: 2}, {Name: "Wednesday", Value: 3},
		{Name: "Thursday", Value: 4}, {Name: "Friday", Value: 5}, {Name: "Saturday", Value: 6},
	},
})

var dayValues = func() (days [7]any) {
	for i := range days {
		days[i] = Enum{DayOfWeekType, int64(i)}
	}
	return days
}()
