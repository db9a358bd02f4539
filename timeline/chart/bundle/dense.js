// Rows for more events than there is room to label: each event has its mark,
// the important ones their labels, and the others' come when the reader zooms
// in or points at them.
//
// In a chart with levels (see levels.js) the rows of each lane are as many
// whatever is in view, so that nothing jumps up or down, and a mark for which
// there is no room beside the labels of more important events is left out: the
// lane's silhouette counts it.

import { AXIS, HEAD, LANE_PAD, LINE, MARK, TOP, item } from './layout.js';
import { inLane } from './levels.js';

const ROW = 20; // pixels from row to row
const CELL = 2; // occupation is counted in cells of so many pixels
const CLEAR = 8; // pixels between what stands in one row
const WIDTHS = [440, 270, 190, 120]; // a label is tried at each
export const SILHOUETTE = 22; // its height

/** As place in layout.js, in no more height than the budget. */
export function placeDense({ model, spans, lanes, laneOf, plot, beside, width: most }, budget) {
  const styles = WIDTHS.map((wrap) => ({ under: false, wrap, lines: 1, row: 0 }));
  const items = new Array(model.events.length);
  const byLane = lanes.map(() => []);
  model.events.forEach((e, i) => byLane[laneOf(e)].push(i));
  const foot = model.levels ? SILHOUETTE : 0;
  const least = model.levels ? 2 : 3;
  const count = (l) => (model.levels ? inLane(model.density, model.view.lanes, l).reduce((sum, n) => sum + n, 0) : byLane[l].length);
  const counts = lanes.map((_, l) => count(l)), total = counts.reduce((sum, n) => sum + n, 0) || 1;
  const fixed = AXIS + TOP + 4 + lanes.reduce((sum, l) => sum + 2 * LANE_PAD + foot + (l.lines.length && !beside ? HEAD : 0), 0);
  const rowsInAll = Math.max(least * lanes.length, Math.floor((budget - fixed) / ROW));
  const laid = [];
  let y = AXIS + TOP;
  lanes.forEach((lane, l) => {
    if (counts[l] === 0) return; // a filter emptied it
    const rows = new Rows(Math.max(least, Math.round(rowsInAll * counts[l] / total)), plot, !!model.levels);
    // What lasts for years, seen from near, must not take the rows of what begins here.
    const passes = (i) => (spans[i].mark < plot.left - MARK ? 1 : 0);
    const order = byLane[l].sort((a, b) => passes(a) - passes(b) || model.events[b].importance - model.events[a].importance || a - b);
    for (const i of order) items[i] = rows.seat(i, styles.map((s) => item(model.events[i], spans[i], s, plot, most)), items);
    const top = y + LANE_PAD + (lane.lines.length && !beside ? HEAD : 0);
    let used = model.levels ? rows.planned : 1;
    for (const i of order) {
      items[i].y = top + items[i].row * ROW;
      used = Math.max(used, items[i].row + items[i].deep);
    }
    let bottom = top + used * ROW + foot;
    if (beside) bottom = Math.max(bottom, top + 4 + lane.lines.length * LINE);
    laid.push({ of: l, lines: lane.lines, top: y, bottom: y = bottom + LANE_PAD });
  });
  return { items, lanes: laid, height: Math.ceil(y + 4), dense: true };
}

/** What stands where in the rows of one lane. */
class Rows {
  constructor(count, plot, fixed) {
    this.planned = count;
    this.fixed = fixed;
    this.start = plot.left - 20; // a mark may stand over the plot's edge
    this.cells = Math.ceil((plot.right + 20 - this.start) / CELL) + 1;
    this.marks = Array.from({ length: count }, () => new Uint8Array(this.cells));
    this.labels = Array.from({ length: count }, () => new Int32Array(this.cells)); // index of the event + 1
  }

  /** Places event i as the first of some items that fits, else without label. */
  seat(i, choices, items) {
    const alone = choices[0];
    const mark = [Math.min(alone.from, alone.mark - MARK), Math.max(alone.to, alone.mark + MARK)];
    for (const it of choices) {
      // The label of a bar or band stands in the row under it.
      const under = it.dy > 0 ? 1 : 0;
      if (under) it.dy = ROW;
      const start = it.mark + it.dx - (it.end ? it.w : 0);
      const label = under ? [start, start + it.w] : [it.lo, it.hi];
      const row = this.marks.findIndex((_, r) => r + under < this.marks.length && this.free(r, mark[0] - CLEAR, mark[1] + CLEAR, true)
        && this.free(r + under, label[0] - CLEAR, label[1] + CLEAR, true));
      if (row < 0) continue;
      this.take(row + under, label[0], label[1], this.labels[row + under], i + 1);
      return this.put(it, row, under, mark);
    }
    alone.label = false;
    let row = this.marks.findIndex((_, r) => this.free(r, mark[0] - 2, mark[1] + 2, true));
    if (row < 0 && this.fixed) return Object.assign(alone, { out: true, row: 0, deep: 1 });
    if (row < 0) { // a mark matters more than the label of another
      row = this.marks.findIndex((_, r) => this.free(r, mark[0] - 2, mark[1] + 2, false));
      if (row < 0) row = this.another(i);
      this.evict(row, mark[0] - 2, mark[1] + 2, items);
    }
    return this.put(alone, row, 0, mark);
  }

  /** A row more, up to twice as many; then so much happens at once that marks overlap. */
  another(i) {
    if (this.marks.length >= 2 * this.planned) return i % this.marks.length;
    this.marks.push(new Uint8Array(this.cells));
    this.labels.push(new Int32Array(this.cells));
    return this.marks.length - 1;
  }

  put(it, row, under, mark) {
    this.take(row, mark[0], mark[1], this.marks[row], 1);
    it.row = row;
    it.deep = 1 + under;
    return it;
  }

  range(lo, hi) {
    return [Math.max(0, Math.floor((lo - this.start) / CELL)), Math.min(this.cells - 1, Math.ceil((hi - this.start) / CELL))];
  }

  free(row, lo, hi, ofLabels) {
    const [a, b] = this.range(lo, hi), marks = this.marks[row], labels = this.labels[row];
    for (let n = a; n <= b; n++) if (marks[n] || (ofLabels && labels[n])) return false;
    return true;
  }

  take(row, lo, hi, cells, value) {
    const [a, b] = this.range(lo, hi);
    cells.fill(value, a, b + 1);
  }

  evict(row, lo, hi, items) {
    const [a, b] = this.range(lo, hi), labels = this.labels[row];
    for (let n = a; n <= b; n++) {
      const owner = labels[n];
      if (!owner) continue;
      items[owner - 1].label = false;
      for (let m = 0; m < this.cells; m++) if (labels[m] === owner) labels[m] = 0;
    }
  }
}
