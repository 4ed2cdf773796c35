package main

import (
	"cmp"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"strings"

	"sallyport/eval/source"
)

// A report is what check found, as JSON.
type report struct {
	Files       int                `json:"files"`
	Diagnostics []diagnosticReport `json:"diagnostics"`
}

type diagnosticReport struct {
	File       string `json:"file"`
	Line       int    `json:"line"`
	Column     int    `json:"column"`
	EndLine    int    `json:"endLine"`
	EndColumn  int    `json:"endColumn"`
	Severity   string `json:"severity"`
	Code       string `json:"code"`
	Message    string `json:"message"`
	Suggestion string `json:"suggestion"` // "" when none is near enough
}

func reportOf(files int, ds source.Diagnostics) report {
	r := report{Files: files, Diagnostics: []diagnosticReport{}}
	for _, d := range ds {
		from, to := d.Position(), d.EndPosition()
		r.Diagnostics = append(r.Diagnostics, diagnosticReport{
			d.File.Name, from.Line, from.Column, to.Line, to.Column, d.Severity.String(), string(d.Code), d.Message, d.Suggest,
		})
	}
	return r
}

// The parts of SARIF 2.1.0 that are said of a run.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID    string    `json:"id"`
		Short sarifText `json:"shortDescription"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations"`
		Fixes     []sarifFix      `json:"fixes,omitempty"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifLocation struct {
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
	sarifFix struct {
		Description sarifText     `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion `json:"deletedRegion"`
		Inserted sarifText   `json:"insertedContent"`
	}
)

// sarifOf is the log of one run. Columns count characters, as source.Position
// does.
func sarifOf(ds source.Diagnostics) sarifLog {
	run := sarifRun{Tool: sarifTool{sarifDriver{Name: "sallyport", Version: version(), Rules: []sarifRule{}}}, ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	docs := codeDocs()
	rules := map[source.Code]int{}
	for _, d := range ds {
		index, known := rules[d.Code]
		if !known {
			index = len(run.Tool.Driver.Rules)
			rules[d.Code] = index
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{string(d.Code), sarifText{cmp.Or(docs[d.Code], string(d.Code))}})
		}
		from, to := d.Position(), d.EndPosition()
		region := sarifRegion{from.Line, from.Column, to.Line, to.Column}
		artifact := sarifArtifact{fileURI(d.File.Name)}
		result := sarifResult{
			RuleID: string(d.Code), RuleIndex: index, Level: sarifLevel(d.Severity), Message: sarifText{d.Message},
			Locations: []sarifLocation{{sarifPhysical{artifact, region}}},
		}
		if d.Suggest != "" {
			result.Fixes = []sarifFix{{sarifText{"Replace it by " + d.Suggest}, []sarifChange{{artifact, []sarifReplacement{{region, sarifText{d.Suggest}}}}}}}
		}
		run.Results = append(run.Results, result)
	}
	return sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}}
}

// codeDocs are what the codes of faults and the rules stand for.
func codeDocs() map[source.Code]string {
	docs := map[source.Code]string{}
	for _, d := range documentCodes("") {
		docs[d.Code] = d.Doc
	}
	for _, r := range documentRules("") {
		docs[source.Code(r.ID)] = firstSentence(r.Doc)
	}
	return docs
}

func sarifLevel(s source.Severity) string {
	return [...]string{source.Error: "error", source.Warning: "warning", source.Info: "note"}[s]
}

// fileURI is a path as a URI reference.
func fileURI(path string) string {
	return (&url.URL{Path: filepath.ToSlash(path)}).String()
}

// printAnnotations writes diagnostics as the workflow commands that GitHub shows
// at the lines of a pull request.
func printAnnotations(w io.Writer, ds source.Diagnostics) error {
	property := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	message := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	for _, d := range ds {
		from, to := d.Position(), d.EndPosition()
		level := [...]string{source.Error: "error", source.Warning: "warning", source.Info: "notice"}[d.Severity]
		_, err := fmt.Fprintf(w, "::%s file=%s,line=%d,endLine=%d,col=%d,endColumn=%d,title=%s::%s\n",
			level, property.Replace(filepath.ToSlash(d.File.Name)), from.Line, to.Line, from.Column, to.Column, property.Replace(string(d.Code)), message.Replace(d.Message))
		if err != nil {
			return err
		}
	}
	return nil
}
