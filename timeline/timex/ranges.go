package timex

import "dateline/timeline/edtf"

// joinRanges finds pairs of expressions that are the two ends of one stretch
// ("from 2003 to 2007", "5–8 January", "between March and May") and gives both
// ends the stretch as their date. What joins them is in the class joins, what
// must stand before them for "and" to join in the class between, what may
// stand after the word that joins in the class joins-then ("bis zum").
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
		if n-at != 1 && !(n-at == 2 && r.word("joins-then", at+1) != "") {
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
		if how == "to" && r.tokens[at].kind == wordToken && r.word("between", first-1) == "" && !alike(a.Date, b.Date) {
			how = "" // "March to May" needs its "from", "3 May to 5 May" does not
		}
		if how == "" {
			continue
		}
		lo, ok1 := a.Date.Earliest()
		hi, ok2 := b.Date.Latest()
		if ok1 && ok2 && lo > hi && b.nextYear(lo) {
			hi, _ = b.Date.Latest()
		}
		if !ok1 || !ok2 || lo > hi {
			continue
		}
		written := a.Date.String() + "/" + b.Date.String()
		if how == "and" {
			written = within(lo, hi)
			if a.Date.Precision() == b.Date.Precision() && a.Date.Form() == edtf.Single && b.Date.Form() == edtf.Single {
				written = "[" + a.Date.String() + ".." + b.Date.String() + "]"
			}
		}
		d, err := edtf.Parse(written)
		if err != nil { // an end that is itself within: by its days
			written = edtfDay(lo) + "/" + edtfDay(hi)
			if how == "and" {
				written = within(lo, hi)
			}
			d, err = edtf.Parse(written)
		}
		if err != nil {
			continue
		}
		span := ByteSpan{a.Start, b.End}
		a.Date, a.Range = d, span
		b.Date, b.Range = d, span
	}
}

// alike are two days, or two years.
func alike(a, b edtf.Date) bool {
	p := a.Precision()
	return p == b.Precision() && (p == edtf.DayPrecision || p == edtf.Year) && a.Form() == edtf.Single && b.Form() == edtf.Single
}

// nextYear moves a day whose year the text does not give to the first such day
// after another: each end of "28 December to 3 January" found its own year. It
// reports false, and changes nothing, for what is no such day. Of a month it is
// the next year's too, and of a day of the week the next week's.
func (t *Timex) nextYear(after edtf.Day) bool {
	day, ok := t.Date.Latest()
	if ok && t.rule != nil && t.rule.give.op == "weekday" && t.Value == day.String() {
		next := day + 7*((after-day+6)/7)
		t.Date, t.Value = edtf.OfDay(next), next.String()
		t.steps = append(t.steps, step{say: "the first such day after the beginning, {day}", day: after})
		return true
	}
	if y, m, _ := day.Date(); ok && t.Anchor == "dct" && t.Value == (period{unit: month, year: y, n: int(m)}).value() &&
		t.Date.String() == t.Value && !givesYear(t.Text) {
		next := period{unit: month, year: y + 1, n: int(m)}
		t.Date, t.Value = edtf.MustParse(next.edtfString()), next.value()
		t.steps = append(t.steps, step{say: "the first such month after the beginning, {day}", day: after})
		return true
	}
	if !ok || t.Date.String() != day.String() || t.Value != day.String() || givesYear(t.Text) {
		return false
	}
	y, m, d := day.Date()
	next := edtf.DayOf(y+1, m, d)
	if _, _, same := next.Date(); same != d || next < after {
		return false // 29 February, or two years apart
	}
	t.Date, t.Value = edtf.OfDay(next), next.String()
	t.steps = append(t.steps, step{say: "the first such day after the beginning, {day}", day: after})
	return true
}

// givesYear reports four digits in a row.
func givesYear(s string) bool {
	run := 0
	for i := range len(s) {
		if run++; s[i] < '0' || s[i] > '9' {
			run = 0
		}
		if run == 4 {
			return true
		}
	}
	return false
}
