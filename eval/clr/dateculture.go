package clr

// A dateCulture is how a culture writes dates: a DateTimeFormatInfo. All of them
// separate the parts of a time by colons.
type dateCulture struct {
	shortDate, longDate, shortTime, longTime, monthDay, yearMonth string
	am, pm, dateSep                                               string
	dayFirst                                                      bool // 9/3 is the ninth of March
	days, shortDays, months, shortMonths                          []string
}

var (
	englishDays   = []string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}
	englishMonths = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

	invariantDates = &dateCulture{
		shortDate: "MM/dd/yyyy", longDate: "dddd, dd MMMM yyyy", shortTime: "HH:mm", longTime: "HH:mm:ss", monthDay: "MMMM dd", yearMonth: "yyyy MMMM",
		am: "AM", pm: "PM", dateSep: "/",
		days: englishDays, shortDays: cutNames(englishDays, 3), months: englishMonths, shortMonths: cutNames(englishMonths, 3),
	}
	americanDates = &dateCulture{
		shortDate: "M/d/yyyy", longDate: "dddd, MMMM d, yyyy", shortTime: "h:mm tt", longTime: "h:mm:ss tt", monthDay: "MMMM d", yearMonth: "MMMM yyyy",
		am: "AM", pm: "PM", dateSep: "/",
		days: englishDays, shortDays: cutNames(englishDays, 3), months: englishMonths, shortMonths: cutNames(englishMonths, 3),
	}
	britishDates = &dateCulture{
		shortDate: "dd/MM/yyyy", longDate: "dd MMMM yyyy", shortTime: "HH:mm", longTime: "HH:mm:ss", monthDay: "d MMMM", yearMonth: "MMMM yyyy",
		am: "AM", pm: "PM", dateSep: "/", dayFirst: true,
		days: englishDays, shortDays: cutNames(englishDays, 3), months: englishMonths, shortMonths: cutNames(englishMonths, 3),
	}
	germanDays  = []string{"Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"}
	germanDates = &dateCulture{
		shortDate: "dd.MM.yyyy", longDate: "dddd, d. MMMM yyyy", shortTime: "HH:mm", longTime: "HH:mm:ss", monthDay: "d. MMMM", yearMonth: "MMMM yyyy",
		dateSep: ".", dayFirst: true,
		days: germanDays, shortDays: cutNames(germanDays, 2),
		months:      []string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
		shortMonths: []string{"Jan", "Feb", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"},
	}
	frenchDates = &dateCulture{
		shortDate: "dd/MM/yyyy", longDate: "dddd d MMMM yyyy", shortTime: "HH:mm", longTime: "HH:mm:ss", monthDay: "d MMMM", yearMonth: "MMMM yyyy",
		dateSep: "/", dayFirst: true,
		days:        []string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"},
		shortDays:   []string{"dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."},
		months:      []string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
		shortMonths: []string{"janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."},
	}
)

// cutNames shortens names to n bytes.
func cutNames(names []string, n int) []string {
	short := make([]string, len(names))
	for i, name := range names {
		short[i] = name[:n]
	}
	return short
}

// datesOf is how the culture of an IFormatProvider writes dates; of null, how
// the current one does.
func datesOf(provider any) *dateCulture {
	switch CultureOf(provider).Name {
	case "en", "en-US":
		return americanDates
	case "en-GB":
		return britishDates
	case "de", "de-DE":
		return germanDates
	case "fr", "fr-FR":
		return frenchDates
	}
	return invariantDates
}
