// The series "chronology": ECharts calls render for each item of the data and
// draws what it returns. The option is pure JSON, because it names this series
// and brings what is to be drawn as series[0].itemPayload.
//
// data[0] is the ground (axis, lanes, weekends), then come the relations, then
// the events, each [start, end, number].

import { AXIS, BESIDE, FONT, LINE, MARK, boxes, layOut, markY, near, span } from './layout.js';
import { ENGLISH, fitting, saturdays, ticks, toUnits, yearName } from './scale.js';
import { textWidth } from './metrics.js';
import { arc } from './arcs.js';
import { ROW, SILHOUETTE } from './dense.js';
import { inLane } from './levels.js';
import { mark } from './marks.js';

const DAY = 864e5;
export const SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
export const SERIF = "Charter, 'Sitka Text', 'Noto Serif', serif";

/** Models of charts in the page, by the key that their options bring instead. */
export const mounted = new Map();

const layouts = new WeakMap(); // model → its layouts for the last width: of all or of tiles, and of a view

/** The layout of a model for a width, made once. That of a view is as high as that of all. */
export function layoutOf(model, width) {
  const { range, events } = model, lanesBy = model.view.lanes, viewed = !!range && !!range.view;
  if (!layouts.has(model)) layouts.set(model, {});
  const kept = layouts.get(model);
  const made = (l, of) => (l && l.width === width && l.lanesBy === lanesBy && l.range === of && l.events === events ? l
    : Object.assign(layOut({ ...model, range: of }, width, kept.room), { lanesBy, range: of, events }));
  if (!viewed || !model.levels) {
    kept.all = made(kept.all, viewed ? undefined : range);
    if (!model.whole) kept.room = kept.all.height;
  }
  if (viewed) kept.view = made(kept.view, range);
  return viewed ? kept.view : kept.all;
}

/** The grid that a layout asks for: ECharts' axes are hidden, and may take no room. */
export function gridOf({ plot, width, model }) {
  const ends = [plot.left, width - plot.right], [left, right] = model.rtl ? ends.reverse() : ends;
  return { left, right, top: 0, bottom: 0, outerBoundsMode: 'none' };
}

/** renderItem of the series; see ECharts' series-custom.renderItem. */
export function render(params, api) {
  const model = mounted.get(params.itemPayload.mounted) || params.itemPayload;
  const c = params.context;
  if (!c.layout) prepare(c, model, params, api);
  const drawn = item(c, params.dataIndex);
  if (drawn && model.rtl) mirror(drawn, c.layout.width);
  return drawn;
}

function item(c, i) {
  const { relations } = c.model;
  if (i === 0) return ground(c);
  if (i <= relations.length) return relation(c, i - 1);
  return event(c, i - 1 - relations.length);
}

/**
 * Where reading goes from right to left, so does time: everything is laid out
 * and drawn from left to right, and mirrored at the end. A text stands on the
 * other side and is read in its own direction.
 */
function mirror(el, width) {
  const { shape, style } = el;
  if (el.type === 'group') {
    for (const child of el.children) mirror(child, width);
    if (el.clipPath) el.clipPath.shape.x = width - el.clipPath.shape.x - el.clipPath.shape.width;
  } else if (el.type === 'text') {
    style.x = px(width - style.x);
    style.textAlign = { center: 'center', right: 'left' }[style.textAlign] || 'right';
    Object.assign(el, { x: 0, scaleX: 1 });
    style.text = style.text.split('\n').map((l) => `\u2068${l}\u2069`).join('\n');
  } else if (el.type === 'rect') {
    shape.x = px(width - shape.x - shape.width);
    Object.assign(el, { x: 0, scaleX: 1 });
  } else if (el.x === 0) Object.assign(el, { x: width, scaleX: -1 });
  else Object.assign(el, { x: px(width - el.x), scaleX: 1 }); // a mark
}

/** What all items of one pass share: the layout and the present zoom. */
function prepare(c, model, params, api) {
  c.model = model;
  c.layout = layoutOf(model, api.getWidth());
  c.names = model.names || ENGLISH;
  const { segments } = model, { plot, units } = c.layout;
  const across = (u) => (model.rtl ? api.getWidth() - api.coord([u, 0])[0] : api.coord([u, 0])[0]);
  const zero = across(0), end = across(units);
  c.unit = (u) => zero + u / units * (end - zero);
  c.x = (t) => c.unit(toUnits(segments, t));
  c.zoomed = zero < plot.left - 0.5 || end > plot.right + 0.5;
  c.plot = plot;
  c.colour = (name) => (model.view.colours ? model.view.colours[name] : `var(--dl-${name})`);
  c.spans = c.zoomed ? model.events.map((e) => span(e, (t) => near(c.x(t)), plot)) : c.layout.items;
  model.now = c.spans; // for whoever must know where things stand on the screen
  c.lit = model.view.lit ? chain(model, model.view.lit) : null;
  c.labels = c.layout.items.map((it) => it.label);
  if (c.layout.dense && c.zoomed) showMore(c);
}

/** The events that led to one and those that it led to, itself included. */
export function chain(model, id) {
  const lit = new Set(), start = model.events.findIndex((e) => e.id === id);
  if (start < 0) return null;
  const walk = (i, from, to) => {
    lit.add(i);
    for (const r of model.relations) if (r[from] === i && !lit.has(r[to])) walk(r[to], from, to);
  };
  walk(start, 'cause', 'effect');
  lit.delete(start);
  walk(start, 'effect', 'cause');
  return lit;
}

/**
 * Labels for which there is room now that the reader has zoomed in: those of
 * a row's marks, up to what stands next in that row.
 */
function showMore(c) {
  const rows = new Map();
  const put = (y, lo, i) => {
    if (!rows.has(y)) rows.set(y, []);
    rows.get(y).push({ lo, i });
  };
  c.layout.items.forEach((it, i) => {
    if (it.out) return;
    const s = c.spans[i], from = labelled(c, i);
    put(it.y, Math.min(s.from, s.mark - MARK, it.top === 0 && from !== null ? from : Infinity), i);
    for (let k = 0; from !== null && k < it.lines.length; k++) { // further lines, or a label above or below
      if (it.top + k !== 0) put(it.y + (it.top + k) * ROW, from, -1);
    }
  });
  for (const row of rows.values()) {
    row.sort((a, b) => a.lo - b.lo);
    row.forEach(({ i }, n) => {
      if (i < 0 || c.labels[i]) return;
      const it = c.layout.items[i], next = row[n + 1];
      if (it.dy <= 0 && !it.cut && (!next || next.lo > c.spans[i].mark + beside(c, i) + it.w + 10)) {
        c.labels[i] = true;
        it.end = false; // there is room behind the mark
      }
    });
  }
}

/** Where the label of an event starts, null if it has none. */
function labelled(c, i) {
  if (!c.labels[i]) return null;
  const it = c.layout.items[i];
  return c.spans[i].mark + (it.end ? it.dx - it.w : it.dx);
}

/** How far behind its mark a label starts: behind a bar that has grown, at its end. */
function beside(c, i) {
  const it = c.layout.items[i], s = c.spans[i];
  return it.dy > 0 || it.led || it.on ? it.dx : Math.max(MARK, s.to - s.mark) + BESIDE;
}

// ECharts updates a group's elements by their index, and what an element does
// not say stays as it was: so each says where it is, whether it is seen and
// whether it is pointed at.
const text = (x, y, words, style) => ({
  type: 'text', silent: true, invisible: false, x: 0, y: 0,
  style: { x, y, text: words, fontFamily: SANS, fontSize: FONT, textVerticalAlign: 'middle', lineHeight: LINE, ...style },
});
const line = (pathData, style) => ({ type: 'path', silent: true, invisible: false, x: 0, y: 0, shape: { pathData }, style: { fill: 'none', lineWidth: 1, ...style } });
const box = (x, y, width, height, style, r) => ({ type: 'rect', silent: true, invisible: false, x: 0, y: 0, shape: { x, y, width, height, r: r || 0 }, style });
const touch = (...at) => ({ ...box(...at, { fill: '#000' }), silent: false, invisible: true });
const px = (n) => Math.round(n * 10) / 10;
const hair = (n) => Math.round(n) + 0.5; // a line of one pixel, not of two grey ones

/** Axis, weekends, lanes. */
function ground(c) {
  const { layout, plot, colour, x, model } = c;
  const bottom = layout.height - 4;
  const back = [], front = [];
  model.segments.forEach((s, n) => {
    const a = Math.max(x(s.t0), plot.left), b = Math.min(x(s.t1), plot.right);
    if (b - a < 1) return;
    const whole = x(s.t1) - x(s.t0);
    const inside = (px) => s.t0 + (px - x(s.t0)) / whole * (s.t1 - s.t0);
    const t0 = inside(a), t1 = inside(b);
    const { low, high, days } = ticks(t0, t1, b - a, c.names, model.clock);
    if (days) {
      for (const t of saturdays(t0, t1)) {
        const l = Math.max(a, x(t)), r = Math.min(b, x(t + 2 * DAY));
        if (r > l) back.push(box(px(l), AXIS, px(r - l), bottom - AXIS, { fill: colour('wash') }));
      }
    }
    const said = front.length;
    for (const t of low) {
      const l = x(t.t), r = x(t.end), w = textWidth(t.text, 12);
      const at = t.cell ? (Math.max(l, a) + Math.min(r, b)) / 2 : l; // of a cell, its part in view
      if (at - w / 2 < a - 2 || at + w / 2 > b + 2) continue;
      if (!t.cell || (r - l > 60 && l > a + 1)) front.push(line(`M${hair(l)} ${AXIS - 4}V${AXIS}`, { stroke: colour('ink') }));
      front.push(text(px(at), AXIS - 12, t.text, { fontSize: 12, fill: colour('soft'), textAlign: 'center' }));
    }
    high.forEach((h) => {
      const l = Math.max(a, x(h.t)), r = Math.min(b, x(h.end));
      const words = fitting(h.texts, FONT, r - l - 6, true);
      if (words) front.push(text(px(l + 1), 10, words, { fontWeight: 650, fill: colour('ink') }));
      if (x(h.t) > a + 1) back.push(line(`M${hair(x(h.t))} ${words ? 3 : AXIS - 8}V${bottom}`, { stroke: colour('line'), lineDash: h.year ? [2, 4] : [1, 5] }));
    });
    if (front.length === said) { // too narrow for any tick: its year at least
      const year = yearName(new Date((t0 + t1) / 2).getUTCFullYear(), c.names);
      if (textWidth(year, 12) < b - a + 8) front.push(text(px((a + b) / 2), AXIS - 12, year, { fontSize: 12, fill: colour('soft'), textAlign: 'center' }));
    }
    front.push(line(`M${px(a)} ${AXIS}H${px(b)}`, { stroke: colour('ink') }));
    if (n > 0) { // a break in time: two strokes through the axis
      const m = (x(model.segments[n - 1].t1) + x(s.t0)) / 2;
      if (m > plot.left && m < plot.right) {
        front.push(line(`M${px(m - 6)} ${AXIS + 6}L${px(m)} ${AXIS - 6}M${px(m)} ${AXIS + 6}L${px(m + 6)} ${AXIS - 6}`, { stroke: colour('ink') }));
        back.push(line(`M${px(m)} ${AXIS + 10}V${bottom}`, { stroke: colour('line'), lineWidth: 5, lineDash: [1, 3] }));
      }
    }
  });
  layout.lanes.forEach((lane, n) => {
    if (n > 0) back.push(line(`M0 ${hair(lane.top)}H${layout.width}`, { stroke: colour('line') }));
    if (layout.named) {
      lane.lines.forEach((l, k) => front.push(text(0, lane.top + 18 + k * LINE, l, {
        fontWeight: 650, fill: colour('soft'), ...(layout.beside ? {} : { stroke: colour('paper'), lineWidth: 3.5 }),
      })));
    }
  });
  if (model.levels) back.push(...silhouettes(c));
  for (const t of model.reports || []) { // when an article told of it
    const at = x(t);
    if (at > plot.left && at < plot.right) front.push(line(`M${px(at - 3)} ${AXIS + 6}L${px(at)} ${AXIS + 1.5}L${px(at + 3)} ${AXIS + 6}Z`, { fill: colour('soft'), stroke: 'none' }));
  }
  const now = model.view.present === undefined ? NaN : x(model.view.present);
  if (now > plot.left && now < plot.right) {
    front.push(line(`M${hair(now)} ${AXIS}V${bottom}`, { stroke: colour('accent'), lineDash: [4, 3] }));
    front.push(text(px(now), AXIS + 9, model.view.nowWord, { fontSize: 11, fill: colour('accent'), textAlign: 'center', stroke: colour('paper'), lineWidth: 4 }));
  }
  if (layout.passed && model.view.beforeWords) { // what lasts and has no mark in so near a view
    front.push(text(plot.left, AXIS + 9, model.view.beforeWords.replace('{count}', layout.passed), { fontSize: 11, fill: colour('soft'), stroke: colour('paper'), lineWidth: 4 }));
  }
  return { type: 'group', z2: 0, children: back.concat(front) };
}

/**
 * How much happens, at the foot of each lane, where not every event can have
 * its mark: a column for each stretch of time, as high as events begin in it.
 */
function silhouettes(c) {
  const { model, layout, plot, colour, unit } = c;
  const bands = model.bands || [{ from: 0, to: layout.units, density: model.density }];
  const columns = layout.lanes.map((lane) => bands.flatMap((b) => {
    const counts = inLane(b.density, model.view.lanes, lane.of), step = (b.to - b.from) / counts.length;
    return counts.map((count, i) => ({ count: count / step, l: unit(b.from + i * step), r: unit(b.from + (i + 1) * step) }))
      .filter(({ count, l, r }) => count > 0 && r > plot.left && l < plot.right);
  }));
  const most = Math.max(1e-9, ...columns.flat().map((b) => b.count));
  return layout.lanes.map((lane, n) => {
    const base = lane.bottom - 3;
    const path = columns[n].map(({ count, l, r }) => {
      const left = Math.max(plot.left, l), right = Math.min(plot.right, r);
      return `M${px(left)} ${base}V${px(base - 1 - count / most * (SILHOUETTE - 5))}H${px(Math.max(left + 1, right - 1))}V${base}Z`;
    }).join('');
    return line(path || 'M0 0', { fill: colour('soft'), stroke: 'none', opacity: 0.3 });
  });
}

/** One relation: a thin curve from cause to effect with its words. */
function relation(c, n) {
  const { model, layout, colour } = c;
  const r = model.relations[n];
  const shown = (i) => !layout.items[i].out;
  if (!shown(r.cause) || !shown(r.effect)) return null;
  if (!c.busy) c.busy = moved(c, boxes(layout));
  const end = (i) => ({ i, x: c.spans[i].mark, y: markY(layout.items[i]), beside: layout.items[i].dy <= 0 && !layout.items[i].led });
  const a = end(r.cause), b = end(r.effect), from = c.spans[r.cause];
  if (model.events[r.cause].form === 'lasting' && from.to <= b.x && from.to > a.x + 8) { // what followed a bar left at its end
    a.x = from.to - 8;
    a.bar = true;
  }
  if (Math.max(a.x, b.x) < c.plot.left || Math.min(a.x, b.x) > c.plot.right) return null;
  const { way, path, head, words } = arc(a, b, r, c.busy, c.plot, c.layout.ways[n]);
  c.layout.ways[n] = way;
  const faint = c.lit && !(c.lit.has(r.cause) && c.lit.has(r.effect));
  const opacity = faint ? 0.2 : 1;
  const style = { stroke: colour('arc'), lineWidth: 1.5, opacity };
  const children = r.dash ? [line(path, { ...style, lineDash: [3, 4] })] : [line(path + head, style)];
  if (r.dash && head) children.push(line(head, style)); // dashes would leave little of it
  if (words && !faint) {
    children.push(text(px(words.x), px(words.y), r.words, {
      fontFamily: SERIF, fontStyle: 'italic', fontSize: 12, fill: colour('arc'), textAlign: 'center',
      stroke: colour('paper'), lineWidth: 4,
    }));
  }
  return clipped(c, { type: 'group', z2: 1, silent: true, children });
}

/** The boxes as they stand at the present zoom, marks with room for arrows. */
function moved(c, list) {
  for (const b of list) if (b.part === 'mark') Object.assign(b, { x: b.x - 4, y: b.y - 6, w: b.w + 8, h: b.h + 12 });
  if (!c.zoomed) return list;
  return list.filter((b) => b.part !== 'band').map((b) => (b.part === 'lane' ? b : { ...b, x: b.x + c.spans[b.i].mark - c.layout.items[b.i].mark }));
}

/** While zoomed in, what passes the plot's edges must not run over the lane names. */
function clipped(c, group) {
  group.clipPath = false;
  if (c.zoomed) {
    const left = c.layout.beside ? c.plot.left - MARK - 3 : 0;
    group.clipPath = { type: 'rect', shape: { x: left, y: 0, width: c.layout.width - left, height: c.layout.height } };
  }
  return group;
}

/** One event: band or bar, mark, label. */
function event(c, i) {
  const { model, layout, colour, plot } = c;
  const e = model.events[i], it = layout.items[i], s = c.spans[i];
  if (it.out || it.gone) return null;
  if (Math.max(s.to, s.mark) + MARK < plot.left || Math.min(s.from, s.mark) - MARK > plot.right) return null;
  const y = markY(it), main = colour(e.group), children = [];
  const opacity = c.lit && !c.lit.has(i) ? 0.3 : 1;
  const band = s.to - s.from;
  // The label of a bar that began before the view stays at the view's edge, where the rows below it are its own.
  const dx = it.end ? it.dx : beside(c, i);
  const over = c.zoomed && !it.end && s.mark + dx < plot.left, held = over && !it.led;
  const at = held ? plot.left + 4 : s.mark + dx - (it.end ? it.w : 0);
  const cut = (over && it.led) || (c.zoomed && at + it.w > layout.width);
  const labelled = c.labels[i] && !cut && (!held || (s.to > plot.left + it.w && (it.on || (!layout.dense && it.dy > 0))));
  const width = e.form === 'at' && model.clock ? c.x(e.to) - c.x(e.from) : 0;
  if (width > 120) { // a day without an hour, on an axis that shows hours
    children.push(box(px(c.x(e.from)), y - 1.5, px(width), 3, { fill: main, opacity: 0.25 * opacity }, 1.5));
  }
  if (s.also) { // sources differ: hollow marks on a dotted line
    const all = [s.mark, ...s.also];
    children.push(line(`M${px(Math.min(...all))} ${y}H${px(Math.max(...all))}`, { stroke: main, lineWidth: 2, lineDash: [2, 3], opacity }));
    for (const a of s.also) {
      children.push({ type: 'path', silent: true, invisible: false, x: px(a), y, shape: { pathData: mark(model.shapes[e.group]) }, style: { fill: colour('paper'), stroke: main, lineWidth: 1.8, opacity } });
    }
  } else if (band > 1) {
    const bar = e.form === 'lasting';
    const from = labelled && it.on ? at + it.w + 4 : s.from; // it is thin under its label
    const shape = [px(from), y - 5, px(Math.max(0, s.to - from)), 10];
    const solid = e.fadeIn || e.fadeOut ? fade(c, e) : main;
    const strength = (bar ? 1 : e.fadeIn || e.fadeOut ? 0.6 : 0.22) * opacity * (e.planned ? 0.6 : 1);
    children.push(box(...shape, { fill: solid, opacity: strength }, bar ? 2.5 : e.form === 'within' ? 5 : 0));
    if (from > s.from) children.push(box(px(s.from), y + 6.5, px(from - s.from), 2, { fill: solid, opacity: strength }));
  }
  const hollow = e.hollow || !!s.also || (e.soft && band > 1);
  children.push({
    type: 'path', silent: true, invisible: false, x: px(s.mark), y, shape: { pathData: mark(model.shapes[e.group]) },
    style: hollow || e.planned || model.shapes[e.group] === 'ring'
      ? { fill: colour('paper'), stroke: main, lineWidth: model.shapes[e.group] === 'ring' && !hollow ? 3.2 : 1.8, opacity, ...(e.planned ? { lineDash: [2.2, 1.8] } : {}) }
      : { fill: main, stroke: colour('paper'), lineWidth: 1.2, strokeFirst: true, opacity },
  });
  if (labelled && it.led) {
    const edge = y + it.dy - LINE / 2 + (it.dy > 0 ? 0 : it.lines.length * LINE); // of the label, nearest to the mark
    children.unshift(line(`M${px(s.mark)} ${y}V${px(edge)}`, { stroke: colour('soft'), opacity }));
  }
  if (labelled) {
    children.push(text(px(it.end ? at + it.w : at), px(y + it.dy), it.lines.join('\n'), {
      fill: colour(e.planned ? 'soft' : 'ink'), textAlign: it.end ? 'right' : 'left', textVerticalAlign: 'top', opacity,
      stroke: colour('paper'), lineWidth: 3.5, fontWeight: c.lit && model.view.lit === e.id ? 650 : 'normal',
    }));
    children[children.length - 1].style.y = px(y + it.dy - LINE / 2);
  }
  if (model.view.still) return { type: 'group', z2: 2, children };
  const lo = Math.min(s.from, s.mark - 12), hi = Math.max(s.to, s.mark + 12);
  children.push(touch(lo, y - 12, hi - lo, 24));
  if (labelled) children.push(touch(at - 2, y + it.dy - LINE / 2, it.w + 4, it.lines.length * LINE));
  return clipped(c, { type: 'group', z2: 2, emphasisDisabled: true, children });
}

/** The fill of a band of which an end is open: a gradient that the page holds. */
function fade(c, e) {
  const way = e.fadeIn && e.fadeOut ? 'both' : !!e.fadeIn !== !!c.model.rtl ? 'in' : 'out';
  const colours = c.model.view.colours;
  if (!colours) return `url(#${c.model.view.ids || 'dl-'}fade-${way}-${e.group})`;
  const none = colours[e.group + '-none'], full = colours[e.group];
  const stops = { in: [none, full], out: [full, none], both: [none, full, none] }[way];
  return { type: 'linear', x: 0, y: 0, x2: 1, y2: 0, colorStops: stops.map((color, n) => ({ offset: n / (stops.length - 1), color })) };
}
