package timex

import "dateline/timeline/edtf"

// joinRanges finds pairs of expressions that are the two ends of one stretch
// ("from 2003 to 2007", "5–8 January", "between March and May") and gives both
// ends the stretch as their date. What joins them is in the class joins, what
// must stand before them for "and" to join in the class between.
func (r *resolver) joinRanges(found []Timex) {
	at := 0
	for k := 0; k+1 < len(found); k++ {
		a, b := &found[k], &found[k+1]
		if a.Date.IsZero() || b.Date.IsZero() || b.Start-a.End > 40 {
			continue
		}
		for at < len(r.tokens) && int(r.tokens[at].start) < a.End {
			at++
		}
		// The tokens between the two, and the one before.
		n := at
		for n < len(r.tokens) && int(r.tokens[n].start) < b.Start {
			n++
		}
		if n-at != 1 {
			continue
		}
		first := at
		for first > 0 && int(r.tokens[first-1].start) >= a.Start {
			first--
		}
		how := r.word("joins", at)
		if how == "and" && r.word("between", first-1) == "" {
			how = ""
		}
		if how == "to" && r.word("joins", at) == "to" && r.tokens[at].kind == wordToken && r.word("between", first-1) == "" {
			how = "" // "delayed from" apart, "March to May" needs its "from"
		}
		if how == "" {
			continue
		}
		lo, ok1 := a.Date.Earliest()
		hi, ok2 := b.Date.Latest()
		if !ok1 || !ok2 || lo > hi {
			continue
		}
		written := a.Date.String() + "/" + b.Date.String()
		if how == "and" {
			written = within(lo, hi)
		}
		d, err := edtf.Parse(written)
		if err != nil {
			d, err = edtf.Parse(within(lo, hi))
		}
		if err != nil {
			continue
		}
		span := ByteSpan{a.Start, b.End}
		a.Date, a.Range = d, span
		b.Date, b.Range = d, span
	}
}
