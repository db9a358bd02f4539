package interchange

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"

	"dateline/timeline"
)

// Limits of a spreadsheet, which may unpack to much more than it takes: 50,000
// events take 60 MB. Parts above maxInMemory lie in temporary files meanwhile.
const (
	maxSheet    = 128 << 20 // bytes unpacked
	maxInMemory = 16 << 20  // bytes of a part
	maxRows     = 100_000   // that are not empty
	maxCells    = 10 << 20  // with empty ones before others: one in the last column makes 16,384
)

// XLSXFile reads the first sheet of a spreadsheet, with the columns of
// [TimelineJSCSV].
func XLSXFile(file []byte, v timeline.Vocabulary) (Import, error) {
	f, err := excelize.OpenReader(bytes.NewReader(file), excelize.Options{
		UnzipSizeLimit: maxSheet, UnzipXMLSizeLimit: maxInMemory,
		ShortDatePattern: "yyyy-mm-dd", // of cells that hold a day and leave its look to the reader's system
	})
	if err != nil {
		return Import{}, timeline.Errorf(timeline.Invalid, "the file is no spreadsheet (XLSX) that can be read: %w", err)
	}
	defer f.Close()
	rows, err := sheetRows(f)
	if err != nil {
		return Import{}, timeline.Errorf(timeline.Invalid, "the spreadsheet's first sheet cannot be read: %w", err)
	}
	var in Import
	err = in.table(rows, v)
	return in, err
}

// sheetRows reads the first sheet, no wider than its headers.
func sheetRows(f *excelize.File) ([][]string, error) {
	sheet, err := f.Rows(f.GetSheetName(0))
	if err != nil {
		return nil, err
	}
	defer sheet.Close()
	var all [][]string
	filled, cells := 0, 0
	for sheet.Next() {
		row, err := sheet.Columns()
		if err != nil {
			return nil, err
		}
		if len(row) > 0 {
			filled++
		}
		cells += len(row)
		if filled > maxRows || cells > maxCells {
			return nil, fmt.Errorf("it has more than %d rows or %d cells", maxRows, maxCells)
		}
		if len(all) > 0 && len(row) > len(all[0]) {
			row = row[:len(all[0])]
		}
		all = append(all, slices.Clone(row))
	}
	return all, sheet.Error()
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
	out, err := f.NewStreamWriter(sheet) // which keeps no sheet of 50,000 events in memory
	if err != nil {
		return err
	}
	for i, row := range append([][]string{slices.Clone(csvHeader)}, editionRows(ed)...) {
		cells := make([]any, len(row))
		for j := range row {
			cells[j] = escape(row[j])
		}
		if err := out.SetRow("A"+strconv.Itoa(i+1), cells); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}
