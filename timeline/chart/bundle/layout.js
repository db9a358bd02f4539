// Where everything stands: lanes, rows, labels and the height that they need.
//
// A layout is made for a width with the whole time in view, and kept while the
// reader zooms: distances only grow then, so what does not overlap once never
// does. Once the reader rests, there is one for the view alone. Nothing here
// draws, and nothing here knows the reader's fonts.

import { textWidth, wrap } from './metrics.js';
import { toUnits } from './scale.js';
import { placeDense } from './dense.js';
import { inLane, sum } from './levels.js';

export const FONT = 12.5, LINE = 15, MARK = 7; // pixels; MARK is half a mark's width
export const AXIS = 40; // the axis with its two levels of ticks
export const TOP = 12; // between the axis and the first lane, for arcs over its first row
const GAP = 12; // between two things of one row
export const BESIDE = 5; // between a mark and the label beside it
const EDGE = 6; // left free at the right end
const BUDGET = 740; // a higher drawing is made denser
const TALLER = [890, 1040, 1240]; // to which it may grow for more titles to be there whole
const LEVELS_BUDGET = 520; // of one with levels, which is as high at each
export const LANE_PAD = 10; // above and below the rows of a lane
export const HEAD = 20; // for a lane's name above its rows
export const STRIP = 14; // left below the last lane for the strip of the whole time, see overview.js
const FADE = 84; // the length of a band whose other end is not known

// How densely labels stand, the roomiest first: under the mark or beside it,
// the width to break lines at, how many lines, the pixels between rows. Taken
// is the first that cuts no title or the fewest, in the least height. If none
// fits, see dense.js.
const STYLES = [
  { under: true, wrap: 138, lines: 3, row: 8 },
  { under: true, wrap: 210, lines: 4, row: 8 },
  { under: true, wrap: 270, lines: 6, row: 6 },
  { under: true, wrap: 176, lines: 2, row: 5 },
  { under: false, wrap: 190, lines: 2, row: 5 },
  { under: false, wrap: 260, lines: 2, row: 4 },
  { under: false, wrap: 270, lines: 1, row: 2 },
];
const FURTHER = 3; // views before and after one that a layout for it holds, for the reader to pan
const MOST = 100; // events, of which height can make most named
const MANY = 250; // events that none of STYLES has room for

/**
 * A place in time as the option gives it, in milliseconds (see scale.js).
 * @typedef {object} Event
 * @property {string} id
 * @property {string} title
 * @property {string} group  names the colour and, through model.shapes, the shape
 * @property {string} kind   the kind's label
 * @property {string} when   the date in words
 * @property {'at'|'within'|'lasting'|'before'|'after'} form
 * @property {number} from   start of the day, band or bar; of the fade if open
 * @property {number} to     its end
 * @property {boolean} [hollow]  the day is not certain
 * @property {boolean} [fadeIn]  the start is open, not known or approximate
 * @property {boolean} [fadeOut] the same of the end
 * @property {boolean} [ongoing] lasts beyond the end of the chart
 * @property {boolean} [soft]    a band only where it is wider than a mark
 * @property {boolean} [planned] scheduled
 * @property {number[]} [also]   where sources that differ place it
 * @property {number} importance 0…1
 * @property {{actor: number, kind: number}} lane  index into model.lanes
 */

/**
 * A model with levels (see levels.js) is laid out for the stretch of the axis
 * in model.range, as it stands when zoomed in by its scale. Where that has a
 * view, [from, to] in units, what is in it has the room, and is named in it.
 *
 * @param {object} model  series[0].itemPayload of the option
 * @param {number} width  in CSS pixels
 * @param {number} [room] the height of the drawing, for a view
 * @returns {object} see the fields set at its end
 */
export function layOut(model, width, room) {
  const names = model.view.lanes === 'one' ? [''] : model.lanes[model.view.lanes];
  const laneOf = (e) => (model.view.lanes === 'one' ? 0 : e.lane[model.view.lanes]);
  const named = names.length > 1 || names[0] !== '';
  const beside = named && width >= 720; // lane names in a column of their own
  const longest = Math.max(...names.join(' ').split(/\s+/).map((word) => textWidth(word, FONT, true)));
  const most = beside ? Math.min(Math.max(104, longest + 1), 170) : width - 24;
  const lanes = names.map((name) => (name ? wrap(name, FONT, most, beside ? 3 : 1, true) : { lines: [], width: 0 }));
  const column = beside ? Math.max(...lanes.map((l) => l.width)) + 20 : 0;
  const plot = { left: Math.max(8, Math.round(column)), right: width - EDGE };
  const units = model.segments[model.segments.length - 1].u1;
  const range = model.range || { from: 0, to: units, scale: 1 }, { view } = range;
  const perUnit = (plot.right - plot.left) * range.scale / units;
  const origin = view ? view[0] : range.from, further = view ? FURTHER * (view[1] - view[0]) : Infinity;
  const from = Math.max(range.from, origin - further), to = Math.min(range.to, origin + further + units / range.scale);
  const area = { left: plot.left + (from - origin) * perUnit, right: plot.left + (to - origin) * perUnit };
  const x = (t) => plot.left + (toUnits(model.segments, t) - origin) * perUnit;
  const spans = model.events.map((e) => span(e, x, area));
  // Where an event stands, in hundredths of the whole axis.
  const at = (i) => (origin + (spans[i].mark - plot.left) / perUnit) / units * 100;
  const touches = (s, { left, right }) => Math.max(s.to, s.mark) + MARK >= left && Math.min(s.from, s.mark) - MARK <= right;
  const here = spans.map((s) => !view || touches(s, plot));

  const few = !model.levels || !!view && model.whole; // all events are at hand

  const frame = {
    model, spans, lanes, laneOf, area, beside, few, here, plot: view ? plot : area, held: spans.map((s) => !view || touches(s, area)),
    seat: (i, style) => (view ? inView(model.events[i], spans[i], style, here[i] ? plot : null, width * 0.6) : item(model.events[i], spans[i], style, area, width * 0.6)),
  };
  const heights = model.view.height ? [model.view.height] : !view ? [BUDGET, ...TALLER] : model.levels ? [room, ...TALLER] : [room];
  if (view) heights.forEach((_, n) => { heights[n] -= STRIP; });
  const whole = (l) => (l ? l.items.filter((it, i) => here[i] && it.label && !it.cut).length : -1), all = here.filter(Boolean).length;
  let laid = few ? null : placeDense(frame, model.view.height || LEVELS_BUDGET);
  if (few && all <= MANY) {
    const placed = STYLES.map(() => undefined); // in each style once, when it is asked for
    for (const tallest of heights) {
      for (let n = 0; n < STYLES.length && whole(laid) < all; n++) {
        if (placed[n] === undefined) placed[n] = place(frame, STYLES[n], heights[heights.length - 1]);
        if (placed[n] && placed[n].height <= tallest && whole(placed[n]) > whole(laid)) laid = placed[n];
      }
    }
  }
  for (const budget of few ? heights : []) { // as high as names most, the highest only if that is nine of ten
    if (whole(laid) === all) break;
    let next = placeDense(frame, budget, true);
    if (all <= MOST && whole(next) < all) {
      const other = placeDense(frame, budget, false);
      if (whole(other) > whole(next)) next = other;
    }
    const named = whole(next) / all;
    if (whole(next) > whole(laid) && (named >= 0.9 || budget < heights[heights.length - 1] || !laid)) laid = next;
    if (named >= 0.9 || (named < 0.4 && all > MOST)) break; // no height makes so few of so many more
  }
  if (view && few) spread(laid, Math.max(room, laid.height + STRIP));
  // Of what passes, how many have no mark here.
  const passed = (model.before || 0) + laid.items.filter((it, i) => here[i] && it.out && it.mark < frame.plot.left - MARK).length;
  return { ...laid, width, plot, units, at, beside, named, model, stretch: [from, to], passed, ways: [] };
}

/** The pixels that an event's drawing takes in the row of its mark. */
export function span(e, x, plot) {
  let from = x(e.from), to = x(e.to);
  let mark = (from + to) / 2;
  switch (e.form) {
    case 'at':
      from = to = mark;
      break;
    case 'lasting':
      if (e.ongoing) to = Math.max(x(Infinity), from + FADE);
      if (to - from < 4 && e.from !== e.to) { // a short while is still more than an instant
        from = mark - 4;
        to = mark + 4;
      }
      if (e.from === e.to && e.fadeIn) from = to - FADE;
      else if (e.from === e.to && !e.ongoing) to = from + FADE;
      mark = e.from === e.to && e.fadeIn ? to : from; // where it begins, if that is known
      break;
    case 'before':
      from = Math.max(to - FADE, plot.left - 4);
      mark = to;
      break;
    case 'after':
      to = from + FADE;
      mark = from;
      break;
    default:
      if (e.soft && to - from < 2 * MARK + 4) from = to = mark;
  }
  if (!e.also) return { from, to, mark };
  const also = e.also.map(x);
  return { from: Math.min(from, ...also.map((a) => a - MARK)), to: Math.max(to, ...also.map((a) => a + MARK)), mark, also };
}

/** Shares among the lanes what they leave of a height. */
function spread(laid, height) {
  const more = (height - STRIP - laid.height) / (laid.lanes.length || 1);
  laid.lanes.forEach((lane, n) => {
    const { top, bottom } = lane, stretch = laid.dense ? 1 : Math.min(1.6, 1 + more / (bottom - top));
    for (const it of laid.items) {
      if (!it.out && it.y >= top && it.y < bottom && !it.spread) Object.assign(it, { y: top + n * more + LANE_PAD + (it.y - top - LANE_PAD) * stretch, spread: true });
    }
    Object.assign(lane, { top: top + n * more, bottom: bottom + (n + 1) * more });
  });
  laid.height = height;
}

/** As item, of what stands in a view, if only in part: its label is where it is seen. No plot is out of view. */
function inView(e, s, style, plot, most) {
  if (!plot) return item(e, s, style, { left: -Infinity, right: Infinity }, most);
  const from = Math.max(s.from, plot.left - 1), start = plot.left + MARK;
  const mark = s.mark < start && s.to > s.mark + 2 * MARK ? Math.max(plot.left, Math.min(s.to, start + 3)) : Math.min(s.mark, plot.right);
  const it = item(e, { ...s, from, mark }, style, plot, most);
  return Object.assign(it, s, { dx: it.dx + mark - near(s.mark), lo: Math.min(it.lo, s.from), hi: Math.max(it.hi, s.to) });
}

/** Where what is far out of view is drawn: browsers draw in single precision. */
export const near = (x) => Math.max(-1e5, Math.min(1e5, x));

/** An event out of view for which no room was found: arcs lead to it, and it is not drawn. */
export const gone = (s, y) => ({ ...s, lines: [], w: 0, dx: 0, dy: 0, y, label: false, gone: true });

/** Rows in a style, null if they come out higher than the tallest. */
function place({ model, spans, lanes, laneOf, beside, here, seat }, style, tallest) {
  const items = new Array(model.events.length), laid = [];
  const byLane = lanes.map(() => []);
  model.events.forEach((e, i) => byLane[laneOf(e)].push(i));
  let y = AXIS + TOP;
  for (let l = 0; l < lanes.length && y <= tallest; l++) {
    const lane = lanes[l], order = byLane[l];
    if (model.levels ? !sum(inLane(model.density, model.view.lanes, l)) : order.length === 0 && model.events.length > 0) continue; // a filter emptied it
    for (const i of order) items[i] = seat(i, style);
    order.sort((a, b) => here[b] - here[a] || items[a].lo - items[b].lo || model.events[b].importance - model.events[a].importance || a - b);
    const placed = [], top = y + LANE_PAD + (lane.lines.length && !beside ? HEAD : 0);
    let bottom = top + 18;
    for (const i of order) {
      const it = items[i];
      it.y = lowest(it, placed, top, style.row);
      if (here[i]) bottom = Math.max(bottom, it.y + it.h);
      else if (it.y + it.h > bottom) { // what is not in view takes no room of what is
        items[i] = gone(it, top);
        continue;
      }
      placed.push(it);
    }
    if (beside) bottom = Math.max(bottom, top + 4 + lane.lines.length * LINE);
    laid.push({ of: l, lines: lane.lines, top: y, bottom: y = bottom + LANE_PAD });
  }
  return y + 4 <= tallest ? { items, lanes: laid, height: Math.ceil(y + 4), dense: false } : null;
}

/**
 * The box of an event: lo to hi across, h down from the top of its mark; the
 * label's lines start (or end, if `end`) at mark + dx, the first at dy below
 * the mark's middle. No label is wider than most.
 */
export function item(e, s, style, plot, most) {
  const bar = s.to - s.from > 2 * MARK + 8 && !s.also;
  const under = style.under || bar;
  const lo = Math.min(s.from, s.mark - MARK), hi = Math.max(s.to, s.mark + MARK);
  let max = Math.min(style.wrap, most);
  if (!under) max = Math.min(max, Math.max(plot.right - hi, lo - plot.left) - BESIDE);
  const { lines, width: w, cut } = wrap(e.title, FONT, max, style.lines);
  const it = { ...s, lines, w, cut, label: true, y: 0, end: false };
  if (under) {
    // A wide band is named at its mark if that is at its start, else at its start.
    const start = e.form === 'within' && bar ? Math.max(s.from, s.mark - Math.max(w / 2, 40)) : s.mark - MARK + 1;
    it.dx = start - s.mark;
    it.dy = 20;
    it.h = 21 + lines.length * LINE;
    it.lift = 0;
  } else {
    it.dx = hi - s.mark + BESIDE;
    it.dy = -(lines.length - 1) * LINE / 2;
    it.h = Math.max(18, lines.length * LINE + 3);
    it.lift = -it.dy; // the mark stands beside the middle of its label
  }
  if (s.mark + it.dx + w > plot.right + 4) { // no room to the right: the text ends at the mark
    const dx = under ? MARK - 1 : lo - s.mark - BESIDE;
    if (s.mark + dx - w >= plot.left - 0.5) {
      it.end = true;
      it.dx = dx;
    } else it.dx = Math.max(plot.left - s.mark, plot.right - s.mark - w);
  }
  const start = s.mark + it.dx - (it.end ? w : 0);
  it.lo = Math.min(lo, start);
  it.hi = Math.max(hi, start + w);
  return it;
}

const meet = (a, b) => a.lo - GAP < b.hi && b.lo - GAP < a.hi;

/** The first free height from the top for a box among those placed. */
function lowest(it, placed, top, gap) {
  const near = placed.filter((p) => meet(p, it)).sort((a, b) => a.y - b.y);
  let y = top;
  for (const p of near) {
    if (y + it.h + gap <= p.y) break;
    y = Math.max(y, p.y + p.h + gap);
  }
  return y;
}

/** The middle of an item's mark. */
export const markY = (it) => it.y + 8 + (it.lift || 0);

/**
 * The boxes of marks, bands, labels and their leader lines, and of lane names over
 * their rows, for arcs to keep away from and for tests: {i, part, x, y, w, h}, i
 * being -1 for a lane.
 */
export function boxes(layout) {
  const list = [];
  if (layout.named && !layout.beside) {
    for (const lane of layout.lanes) {
      const w = Math.max(0, ...lane.lines.map((l) => textWidth(l, FONT, true)));
      list.push({ i: -1, part: 'lane', x: 0, y: lane.top + 18 - LINE / 2, w, h: lane.lines.length * LINE });
    }
  }
  layout.items.forEach((it, i) => {
    if (it.out) return;
    const y = markY(it);
    list.push({ i, part: 'mark', x: it.mark - MARK, y: y - MARK, w: 2 * MARK, h: 2 * MARK });
    if (it.to > it.from) list.push({ i, part: 'band', x: it.from, y: y - 5, w: it.to - it.from, h: 10 });
    if (it.label) {
      const label = { i, part: 'label', x: it.mark + it.dx - (it.end ? it.w : 0), y: y + it.dy - LINE / 2, w: it.w, h: it.lines.length * LINE };
      list.push(label);
      if (it.led) {
        const foot = it.dy > 0 ? y + MARK : label.y + label.h, top = it.dy > 0 ? label.y : y - MARK;
        list.push({ i, part: 'line', x: it.mark - 0.5, y: Math.min(foot, top), w: 1, h: Math.abs(foot - top) });
      }
    }
  });
  return list;
}
