package edtf

// seasonMonths gives the first month and the number of months of the codes 21
// to 41. Where the hemisphere is not given (21 to 24) it is the northern, as
// the meteorologists count; a season that begins in December belongs to the
// year in which it begins.
var seasonMonths = [...][2]int{
	21: {3, 3}, 22: {6, 3}, 23: {9, 3}, 24: {12, 3},
	25: {3, 3}, 26: {6, 3}, 27: {9, 3}, 28: {12, 3},
	29: {9, 3}, 30: {12, 3}, 31: {3, 3}, 32: {6, 3},
	33: {1, 3}, 34: {4, 3}, 35: {7, 3}, 36: {10, 3},
	37: {1, 4}, 38: {5, 4}, 39: {9, 4},
	40: {1, 6}, 41: {7, 6},
}

func (d *Date) season(year int64, code int) {
	first, n := seasonMonths[code][0], seasonMonths[code][1]
	last, y := first+n-1, year
	if last > 12 {
		last, y = last-12, y+1
	}
	d.lo, d.hi = civil(year, first, 1), civil(y, last, daysIn(y, last))
	if d.prec = Season; code >= 33 {
		d.prec = Quarter
	}
}
