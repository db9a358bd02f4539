// Rows for more events than there is room to label: each event has its mark,
// the important ones their labels, and the others' come when the reader zooms
// in or points at them.
//
// In a chart with levels (see levels.js) the rows of each lane are as many
// whatever is in view, so that nothing jumps up or down, and a mark for which
// there is no room beside the labels of more important events is left out: the
// lane's silhouette counts it. Once the reader is so near that all events are at
// hand, none is left out, and a lane may take more rows.

import { AXIS, HEAD, LANE_PAD, LINE, MARK, STRIP, TOP, gone, near } from './layout.js';
import { inLane, sum } from './levels.js';

export const ROW = 20; // pixels from row to row
const CELL = 2; // occupation is counted in cells of so many pixels
const CLEAR = 8; // pixels between what stands in one row
const FAR = 8; // rows that a leader line may bridge
const STYLES = [ // a label is tried in each, and left out if each would cut it
  { under: false, wrap: 440, lines: 1, row: 0 },
  { under: false, wrap: 190, lines: 2, row: 0 },
  { under: false, wrap: 130, lines: 3, row: 0 },
  { under: false, wrap: 300, lines: 3, row: 0 },
];
export const SILHOUETTE = 22; // its height

/**
 * As place in layout.js, in no more height than the budget. The lanes have rows
 * by the number of their events, or where these name most (see share).
 */
export function placeDense(frame, budget, shared) {
  const { model, lanes, beside, spans, few } = frame, fixed = !few && !model.whole;
  const items = new Array(model.events.length);
  const { byLane, choicesOf, seen } = frame.seats ||= seatsOf(frame); // the same whatever the budget
  const foot = few ? 0 : SILHOUETTE;
  const least = few ? 3 : 2;
  const all = lanes.map((_, l) => (model.levels ? sum(inLane(model.density, model.view.lanes, l)) : byLane[l].length));
  const counts = few ? seen : all, total = sum(counts) || 1;
  const around = AXIS + TOP + 4 + lanes.reduce((sum, l, n) => sum + (all[n] ? 2 * LANE_PAD + foot + (l.lines.length && !beside ? HEAD : 0) : 0), 0);
  const rowsInAll = Math.max(least * lanes.length, Math.floor((budget - around) / ROW));
  const rowsOf = shared ? share(choicesOf.map((of, l) => of.slice(0, seen[l])), least, rowsInAll, frame) : counts.map((n) => Math.max(least, Math.round(rowsInAll * n / total)));
  const laid = [];
  let y = AXIS + TOP;
  lanes.forEach((lane, l) => {
    if (all[l] === 0) return; // a filter emptied it
    const order = byLane[l], rows = seatAll(choicesOf[l], rowsOf[l], frame, fixed, seen[l]);
    const top = y + LANE_PAD + (lane.lines.length && !beside ? HEAD : 0);
    order.forEach((i, n) => {
      const it = rows.items[n];
      items[i] = it && (n < seen[l] || !it.out) ? it : gone(spans[i], top);
    });
    let used = foot ? rows.planned : 1;
    for (const i of order) {
      if (items[i].out || items[i].gone) continue;
      items[i].y = top + items[i].row * ROW;
      used = Math.max(used, items[i].row + items[i].deep);
    }
    let bottom = top + used * ROW + foot;
    if (beside) bottom = Math.max(bottom, top + 4 + lane.lines.length * LINE);
    laid.push({ of: l, lines: lane.lines, top: y, bottom: y = bottom + LANE_PAD });
  });
  return { items, lanes: laid, height: Math.ceil(y + 4 + (foot ? STRIP : 0)), dense: true };
}

/** The events of each lane, those in view and the important ones first, and how each may be labelled. */
function seatsOf({ model, spans, lanes, laneOf, plot, here, held, seat }) {
  const byLane = lanes.map(() => []);
  model.events.forEach((e, i) => byLane[laneOf(e)].push(i));
  const choicesOf = byLane.map((order) => {
    // What lasts for years, seen from near, must not take the rows of what begins here.
    const passes = (i) => (here[i] ? +(spans[i].mark < plot.left - MARK) : held[i] ? 2 : 3);
    order.sort((a, b) => passes(a) - passes(b) || model.events[b].importance - model.events[a].importance || a - b);
    return order.filter((i) => held[i]).map((i) => {
      const choices = STYLES.map((s) => seat(i, s)), [first] = choices;
      // A bar that began before the view is named in its own row, and drawn thin there.
      if (passes(i) === 1 && first.dy > 0 && spans[i].to > plot.left + first.w + 20) choices.unshift({ ...first, dy: 0, on: true });
      return choices;
    });
  });
  return { byLane, choicesOf, seen: byLane.map((order) => order.filter((i) => here[i]).length) };
}

/**
 * Rows for each lane: what there is in all goes where a row gives the most
 * events their label. A lane is filled once, as if it had all, for that.
 */
function share(lanes, least, inAll, frame) {
  const needs = lanes.map((choices) => { // at n: the rows that n labels take, with the marks of the others
    const rows = new Rows(inAll, 0, frame), marks = new Rows(inAll, 0, frame), all = choices.length;
    const ends = choices.map((of, n) => rows.label(of, n)).map((it) => (it ? it.row + it.deep : Infinity)).sort((a, b) => a - b);
    const bare = 1 + Math.max(-1, ...choices.map((of, n) => marks.mark(of[0], n, [], true).it.row));
    return [0, ...ends].map((end, n) => end + Math.ceil(bare * (all - n) / (all || 1)));
  });
  const given = needs.map(([bare]) => (bare ? Math.max(least, bare) : 0));
  let left = inAll - given.reduce((sum, n) => sum + n, 0);
  for (;;) {
    let best = null;
    needs.forEach((need, l) => {
      const named = Math.max(0, need.findLastIndex((rows) => rows <= given[l]));
      for (let n = named + 1; n < need.length; n++) {
        const rows = need[n] - given[l], worth = (n - named) / rows;
        if (rows <= left && (!best || worth > best.worth)) best = { l, worth, rows };
      }
    });
    if (!best) return given;
    given[best.l] += best.rows;
    left -= best.rows;
  }
}

/**
 * Seats the events of a lane, the important ones first, in so many rows: those
 * that have room for their label, then the marks of the others, each of which
 * may cost a label. Rows at the top are kept for such marks, as many as leave the
 * most labels. What is unnamed then is named at a leader line where that has room.
 * Only so many are seen: the others take nothing from those.
 */
function seatAll(choices, count, frame, fixed, seen) {
  let best = null;
  const least = fixed && count > 2 ? 1 : 0;
  for (let kept = least; kept <= (fixed ? least : count); kept++) {
    const rows = new Rows(count, kept, frame);
    const items = choices.map((of, n) => rows.label(of, n));
    const unnamed = (n) => ({ ...choices[n][0], label: false, deep: 1 });
    const marks = items.flatMap((it, n) => (it ? [] : [n]));
    for (const n of marks) {
      const { it, evicted } = rows.mark(unnamed(n), n, items, fixed || n >= seen);
      items[n] = it;
      for (const e of evicted) items[e] = { ...unnamed(e), row: items[e].row };
    }
    const labels = items.filter((it, n) => n < seen && it.label).length;
    if (best && labels < best.labels) break;
    if (!best || labels > best.labels) best = { rows, items, labels };
  }
  const { rows, items } = best;
  items.forEach((it, n) => {
    if (!it.label && !it.out) items[n] = rows.lead(choices[n], it, n) || it;
  });
  return { items, planned: count };
}

/** What stands where in the rows of one lane. */
class Rows {
  constructor(count, kept, { area, plot, model }) {
    this.planned = count;
    this.plot = plot;
    this.strict = !!model.levels || plot !== area; // what has no room has no mark, rather than one over another
    this.kept = kept; // the rows at the top that are for marks alone
    this.start = area.left - 20; // a mark may stand over the plot's edge
    this.width = Math.ceil((area.right + 20 - this.start) / CELL) + 1;
    this.marks = Array.from({ length: count }, () => new Uint8Array(this.width));
    this.labels = Array.from({ length: count }, () => new Uint16Array(this.width)); // n + 1 of the event
  }

  /** Seats the event n as the first of some items that fits with its label whole. */
  label(choices, n) {
    for (const choice of choices) {
      if (choice.cut) continue;
      const under = choice.dy > 0 ? 1 : 0; // the label of a bar or band stands under it
      const start = near(choice.mark) + choice.dx - (choice.end ? choice.w : 0), label = [start, start + choice.w];
      const first = under ? ends(choice) : [choice.lo, choice.hi], deep = under + choice.lines.length;
      let row = this.kept;
      while (row + deep <= this.planned && !this.fits(row, deep, first, label)) row++;
      if (row + deep > this.planned) continue;
      this.take(this.marks[row], ends(choice), 1);
      for (let k = under; k < deep; k++) this.take(this.labels[row + k], label, n + 1);
      return { ...choice, dy: under * ROW, lift: 0, row, top: under, deep };
    }
    return null;
  }

  fits(row, deep, first, label) {
    for (let k = 0; k < deep; k++) {
      const span = k === 0 ? first : label;
      if (this.meets(this.marks[row + k], span, CLEAR) || this.meets(this.labels[row + k], span, CLEAR)) return false;
    }
    return true;
  }

  /** Seats a mark without its label where that costs no other's or the fewest: a mark matters more. */
  mark(it, n, items, fixed) {
    let row = -1, evicted = [];
    for (let r = 0; r < this.marks.length && (row < 0 || evicted.length); r++) {
      if (this.meets(this.marks[r], ends(it), 2)) continue;
      const lost = this.owners(this.labels[r], ends(it));
      if (row < 0 || lost.length < evicted.length) [row, evicted] = [r, lost];
    }
    if (fixed && (row < 0 || evicted.length)) return { it: { ...it, out: true, row: 0 }, evicted: [] };
    if (row < 0 && this.marks.length < 2 * this.planned) { // so much happens at once: rows more
      row = this.marks.push(new Uint8Array(this.width)) - 1;
      this.labels.push(new Uint16Array(this.width));
    } else if (row < 0 && this.strict) return { it: { ...it, out: true, row: 0 }, evicted: [] };
    else if (row < 0) { // so much that marks overlap
      row = n % this.marks.length;
      evicted = this.owners(this.labels[row], ends(it));
    }
    for (const e of evicted) this.clear(items[e], e + 1);
    this.take(this.marks[row], ends(it), 1);
    return { it: { ...it, row }, evicted };
  }

  /**
   * Seats the label of a mark as near above or below it as it can be, at the end
   * of a line that meets nothing else. Null if there is no room.
   */
  lead(choices, it, n) {
    const line = [it.mark - 1, it.mark + 1];
    const down = this.bare(it.row, 1, line), up = this.bare(it.row, -1, line); // rows free for the line
    for (let far = 1; far <= Math.max(down, up) + 1; far++) {
      for (const choice of choices) {
        const high = choice.lines.length;
        if (choice.cut) continue;
        for (const [free, side, top] of [[down, 1, far], [up, -1, 1 - far - high]]) {
          const first = it.row + top;
          if (far > free + 1 || first < 0 || first + high > this.planned) continue;
          const start = this.slide(it.mark, choice.w, first, high);
          if (start === null) continue;
          for (let k = 0; k < high; k++) this.take(this.labels[first + k], [start, start + choice.w], n + 1);
          for (let k = 1; k < far; k++) this.take(this.marks[it.row + side * k], line, 1);
          const dy = side > 0 ? far * ROW : -far * ROW - (high - 1) * LINE;
          return { ...choice, row: it.row, end: false, lift: 0, dx: start - it.mark, dy, led: true, top, deep: Math.max(1, top + high) };
        }
      }
    }
    return null;
  }

  /** How many rows from one on, up or down, have nothing where a line would run. */
  bare(row, step, line) {
    let n = 0;
    while (n < FAR - 1 && row + step * (n + 1) >= 0 && row + step * (n + 1) < this.planned && !this.stands(row + step * (n + 1), line, 3)) n++;
    return n;
  }

  /** Where a label may start in some rows for a line at x to reach it: with its text beginning there, in the middle, or ending there. */
  slide(x, w, first, high) {
    for (const start of [x - 4, x - w / 2, x - w + 4]) {
      if (start < this.plot.left || start + w > this.plot.right) continue;
      let free = true;
      for (let k = 0; k < high && free; k++) free = !this.stands(first + k, [start, start + w], CLEAR);
      if (free) return start;
    }
    return null;
  }

  stands(row, span, clear) {
    return this.meets(this.marks[row], span, clear) || this.meets(this.labels[row], span, clear);
  }

  /** Gives up the label of an item. */
  clear(it, owner) {
    for (let r = it.row + it.top; r < it.row + it.top + it.lines.length; r++) {
      const labels = this.labels[r];
      for (let m = 0; m < this.width; m++) if (labels[m] === owner) labels[m] = 0;
    }
  }

  range([lo, hi], clear) {
    return [Math.max(0, Math.floor((lo - clear - this.start) / CELL)), Math.min(this.width - 1, Math.ceil((hi + clear - this.start) / CELL))];
  }

  meets(cells, span, clear) {
    const [a, b] = this.range(span, clear);
    for (let m = a; m <= b; m++) if (cells[m]) return true;
    return false;
  }

  owners(labels, span) {
    const [a, b] = this.range(span, 2);
    return [...new Set(labels.subarray(a, b + 1))].filter((owner) => owner > 0).map((owner) => owner - 1);
  }

  take(cells, span, value) {
    const [a, b] = this.range(span, 0);
    cells.fill(value, a, b + 1);
  }
}

const ends = (it) => [Math.min(it.from, it.mark - MARK), Math.max(it.to, it.mark + MARK)];
