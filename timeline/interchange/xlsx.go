package interchange

import (
	"bytes"
	"io"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"

	"dateline/timeline"
)

// maxSheet is the most bytes that a spreadsheet may unpack to.
const maxSheet = 64 << 20

// XLSXFile reads the first sheet of a spreadsheet, with the columns of
// [TimelineJSCSV].
func XLSXFile(file []byte, v timeline.Vocabulary) (Import, error) {
	f, err := excelize.OpenReader(bytes.NewReader(file), excelize.Options{UnzipSizeLimit: maxSheet, UnzipXMLSizeLimit: maxSheet})
	if err != nil {
		return Import{}, timeline.Errorf(timeline.Invalid, "the file is no spreadsheet (XLSX) that can be read: %w", err)
	}
	defer f.Close() // nothing of it is on disk below the limits
	rows, err := f.GetRows(f.GetSheetName(0))
	if err != nil {
		return Import{}, timeline.Errorf(timeline.Invalid, "the spreadsheet's first sheet cannot be read: %w", err)
	}
	return table(rows, v)
}

// XLSX writes an edition as a spreadsheet with the columns of [CSV]. Every
// cell is a text, and escaped all the same: it may be saved as CSV from there.
func XLSX(w io.Writer, ed *timeline.Edition) error {
	f := excelize.NewFile()
	defer f.Close()
	const sheet = "Events"
	if err := f.SetSheetName("Sheet1", sheet); err != nil {
		return err
	}
	for i, row := range append([][]string{slices.Clone(csvHeader)}, editionRows(ed)...) {
		for j := range row {
			row[j] = escape(row[j])
		}
		if err := f.SetSheetRow(sheet, "A"+strconv.Itoa(i+1), &row); err != nil {
			return err
		}
	}
	return f.Write(w)
}
