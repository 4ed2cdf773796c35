package coverage

import (
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"time"
)

// The parts of Cobertura's XML, coverage-04.dtd: a package for each folder, a
// class for each file.
type (
	coberturaReport struct {
		XMLName  xml.Name            `xml:"coverage"`
		Version  string              `xml:"version,attr"`
		Time     int64               `xml:"timestamp,attr"` // milliseconds since 1970
		Sources  []string            `xml:"sources>source"`
		Packages []*coberturaPackage `xml:"packages>package"`
		coberturaTotals
	}
	coberturaTotals struct {
		coberturaRates
		LinesCovered    int `xml:"lines-covered,attr"`
		LinesValid      int `xml:"lines-valid,attr"`
		BranchesCovered int `xml:"branches-covered,attr"`
		BranchesValid   int `xml:"branches-valid,attr"`
	}
	coberturaRates struct {
		LineRate   string `xml:"line-rate,attr"`
		BranchRate string `xml:"branch-rate,attr"`
		Complexity int    `xml:"complexity,attr"`
	}
	coberturaPackage struct {
		Name string `xml:"name,attr"`
		coberturaRates
		Classes []coberturaClass `xml:"classes>class"`

		lines, branches Count
	}
	coberturaClass struct {
		Name     string `xml:"name,attr"`
		FileName string `xml:"filename,attr"`
		coberturaRates
		Methods struct{}        `xml:"methods"`
		Lines   []coberturaLine `xml:"lines>line"`
	}
	coberturaLine struct {
		Number    int    `xml:"number,attr"`
		Hits      int    `xml:"hits,attr"`
		Branch    bool   `xml:"branch,attr"`
		Condition string `xml:"condition-coverage,attr,omitempty"` // 50% (1/2)
	}
)

// WriteCobertura writes the report as Cobertura's XML, which build servers read.
// Branches are those of WriteLCOV.
func (r *Report) WriteCobertura(w io.Writer, now time.Time) error {
	out := coberturaReport{Version: "1", Time: now.UnixMilli(), Sources: []string{"."}}
	var lines, branches Count
	for _, f := range r.Files {
		name := filepath.ToSlash(f.source.Name)
		class, l, b := f.cobertura(name)
		dir := path.Dir(name)
		i := slices.IndexFunc(out.Packages, func(p *coberturaPackage) bool { return p.Name == dir })
		if i < 0 {
			i = len(out.Packages)
			out.Packages = append(out.Packages, &coberturaPackage{Name: dir})
		}
		p := out.Packages[i]
		p.Classes = append(p.Classes, class)
		p.lines.add(l.Reached, l.All)
		p.branches.add(b.Reached, b.All)
		p.coberturaRates = rates(p.lines, p.branches)
		lines.add(l.Reached, l.All)
		branches.add(b.Reached, b.All)
	}
	out.coberturaTotals = coberturaTotals{rates(lines, branches), lines.Reached, lines.All, branches.Reached, branches.All}
	data, err := xml.MarshalIndent(out, "", "  ")
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, xml.Header+`<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">`+"\n"+string(data)+"\n")
	return err
}

func (f *File) cobertura(name string) (class coberturaClass, lines, branches Count) {
	ways := map[int]Count{}
	for _, i := range f.branches() {
		n := ways[f.line(i)]
		for _, count := range i.ways() {
			n.add(min(count, 1), 1)
			branches.add(min(count, 1), 1)
		}
		ways[f.line(i)] = n
	}
	hits := f.lines()
	lines = countLines(hits)
	class = coberturaClass{Name: path.Base(name), FileName: name, coberturaRates: rates(lines, branches)}
	for _, line := range slices.Sorted(maps.Keys(hits)) {
		l := coberturaLine{Number: line, Hits: hits[line]}
		if n, ok := ways[line]; ok {
			l.Branch, l.Condition = true, fmt.Sprintf("%.0f%% (%d/%d)", n.Percent(), n.Reached, n.All)
		}
		class.Lines = append(class.Lines, l)
	}
	return class, lines, branches
}

func rates(lines, branches Count) coberturaRates {
	return coberturaRates{fmt.Sprintf("%.4f", lines.Percent()/100), fmt.Sprintf("%.4f", branches.Percent()/100), 0}
}
