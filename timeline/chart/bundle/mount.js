// The chronology in the reader's browser: takes over from the server's SVG in
// place, zooms, pans, shows tooltips, follows the keyboard.
//
//   const { mount } = await import(scriptAddress);        // chart.Script()
//   const chart = mount(element, option, { onOpen: (id) => { location.hash = 'e=' + id; } });
//
// element   holds the server's <svg class="dl-chart"> and is laid out by the
//           page as a block; mount gives it `position: relative`, hides that
//           SVG once its own drawing stands, sets data-state="ready" on it, and
//           keeps its height as the drawing needs it. Its language (its own lang,
//           or the page's) names the months where the option does not.
// option    the parsed JSON of chart.Option. It is not changed.
// settings
//   onOpen(id)      a reader opened an event: click, Enter, or the tooltip's link
//   onChange(state) zoom, lanes or filter changed: {whole: all is in view, closest:
//                   no nearer can be zoomed, lanes}
//   tile(level, index, query)  fetches a tile of an option that has levels, see
//                   levels.go; the promise of its parsed JSON
//   words           texts in the page's language, see WORDS for their names
// returns
//   zoom(how)       'in', 'out' or 'all'
//   setLanes(by)    'actor', 'kind' or 'one'; chart.lanes tells the present
//   setFilter({hidden, who, only})  hidden: names of groups, such as ['economy'],
//                   that are not drawn; who: the index in the model's actors of
//                   whom alone events are drawn; only: a Set of ids that alone are
//   view            the times in view, [from, to] in milliseconds, see scale.js;
//                   null if all is in view
//   look(from, to)  brings two times into view
//   highlight(id)   lights an event, what led to it and what it led to; null ends
//                   it, as do Escape and a click on the chart's ground
//   reveal(id, time)  highlights, and pans so that the event is in view; where
//                   there are levels it zooms in until the event, which begins
//                   at that time (milliseconds, see scale.js), has its mark
//   top(id)         how far below the element's top an event's mark stands, in CSS
//                   pixels; null if it has none
//   dispose()       puts the server's SVG back
//
// Nothing is written as markup: titles are text wherever they appear. No style
// element is made, so that a policy of style-src 'self' with style-src-attr
// 'unsafe-inline' is enough.

import { init } from 'echarts/core.js';
import { gridOf, layoutOf, mounted } from './chronology.js';
import { Levels } from './levels.js';
import { Overview } from './overview.js';
import { namesOf, toTime, toUnits } from './scale.js';
import { markY } from './layout.js';
import { Tooltip } from './tooltip.js';
import { Keyboard } from './keyboard.js';
import { readColours, writeFades } from './colours.js';

const WORDS = {
  chart: 'Chart. Left and right arrow keys walk through the events, Enter opens one, plus and minus zoom.',
  open: 'Show in the list',
  now: 'now',
  before: '{count} more began before',
  overview: 'Part of the time in view',
  planned: 'planned',
};
const CANVAS_FROM = 250; // events; a canvas redraws so many faster than SVG
const KEEP = 0.35; // the server's drawing is scaled by up to so much before it is laid out anew
const REST = 160; // milliseconds after which a view is laid out for itself
let count = 0;

/** The reader's present in the calendar's own local time, see scale.js. */
const localNow = () => Date.now() - new Date().getTimezoneOffset() * 6e4;

export function mount(element, option, settings = {}) {
  return new Chart(element, option, settings);
}

class Chart {
  constructor(element, option, settings) {
    this.element = element;
    this.settings = settings;
    this.words = { ...WORDS, ...settings.words };
    this.key = 'dl-m' + ++count;
    const series = option.series[0];
    const lang = element.lang || document.documentElement.lang; // what stands between may be in the interface's
    this.model = { ...series.itemPayload, names: series.itemPayload.names || namesOf(lang), view: { ...series.itemPayload.view, ids: this.key + '-', lit: null, present: localNow(), nowWord: this.words.now, beforeWords: this.words.before } };
    mounted.set(this.key, this.model);
    // The model is shared by reference, not copied into ECharts at each change.
    this.option = { ...option, series: [{ ...series, itemPayload: { mounted: this.key } }] };
    this.range = { start: 0, end: 100 };

    this.still = [...element.querySelectorAll('svg.dl-chart')];
    this.before = { position: element.style.position, height: element.style.height };
    this.size();
    this.stage = document.createElement('div');
    Object.assign(this.stage.style, { position: 'absolute', left: '0', top: '0', transformOrigin: '0 0', touchAction: 'pan-y', direction: 'ltr' });
    element.style.position = 'relative';
    element.append(this.stage);
    if (this.model.levels) this.levels = new Levels(this.model, settings.tile, () => [this.range.start, this.range.end], () => {
      this.renew();
      this.settle();
    });
    this.canvas = !!this.levels || this.model.events.length >= CANVAS_FROM;
    if (this.canvas) this.model.view.colours = readColours(element, this.model.shapes);
    else this.fades = writeFades(this.stage, this.key, Object.keys(this.model.shapes));
    this.drawing = document.createElement('div');
    this.drawing.setAttribute('aria-hidden', 'true');
    this.stage.append(this.drawing);
    this.fit();
    this.chart = init(this.drawing, null, { renderer: this.canvas ? 'canvas' : 'svg', width: this.width, height: this.height });
    this.chart.setOption({ ...this.option, grid: gridOf(this.layout) });
    for (const svg of this.still) svg.style.display = 'none';

    this.tooltip = new Tooltip(this);
    this.keyboard = new Keyboard(this);
    this.overview = new Overview(this);
    this.listen();
    element.dataset.state = 'ready';
  }

  /** The present kind of lanes. */
  get lanes() { return this.model.view.lanes; }

  /** The shortest view, in hundredths of the axis. */
  get least() { return this.option.dataZoom[0].minValueSpan / this.layout.units * 100; }

  get layout() { return layoutOf(this.model, this.width); }

  /**
   * The width of the layout. A server's drawing that the page shows a little
   * smaller or larger than it was made is matched and scaled alike, so that
   * nothing jumps; a later change of size lays out anew.
   */
  size(anew) {
    const room = this.element.clientWidth || 640;
    const shown = anew ? null : this.still.find((s) => s.getBoundingClientRect().width > 0);
    const made = shown ? shown.viewBox.baseVal.width : 0;
    this.room = room;
    this.width = made && Math.abs(room / made - 1) < KEEP ? made : Math.max(320, room);
    this.scale = room / this.width;
  }

  fit() {
    this.height = this.layout.height;
    Object.assign(this.stage.style, { width: this.width + 'px', height: this.height + 'px', transform: this.scale === 1 ? '' : `scale(${this.scale})` });
    Object.assign(this.drawing.style, { width: this.width + 'px', height: this.height + 'px' });
    this.element.style.height = Math.ceil(this.height * this.scale) + 'px';
    if (this.overview) this.overview.draw();
  }

  listen() {
    // ECharts keeps every wheel that turns over a chart from the page, also
    // those that its option says do nothing.
    this.stage.addEventListener('wheel', (e) => {
      if (!e.ctrlKey) e.stopPropagation();
    }, { capture: true, passive: true });
    const events = (p) => p.dataIndex - 1 - this.model.relations.length;
    this.chart.on('mouseover', (p) => {
      this.tooltip.show(events(p));
      this.glow(this.model.events[events(p)].id);
    });
    this.chart.on('mouseout', () => {
      this.tooltip.leave();
      this.glow(null);
    });
    this.chart.on('click', (p) => {
      const touch = p.event && p.event.event && (p.event.event.pointerType === 'touch' || /^touch/.test(p.event.event.type));
      if (touch || p.event.event.zrByTouch) this.tooltip.show(events(p)); // a finger sees what it is first
      else this.open(this.model.events[events(p)].id);
    });
    this.chart.getZr().on('click', (p) => {
      if (!p.target && this.held) this.highlight(null);
    });
    this.chart.on('datazoom', (p) => {
      const now = p.batch ? p.batch[0] : p;
      if (now.start !== undefined) this.range = { start: now.start, end: now.end };
      this.tooltip.hide();
      this.leave();
      this.settle();
      if (this.levels) this.levels.follow(this.range.start, this.range.end);
      this.keyboard.move();
      this.overview.move();
      this.changed();
    });
    this.scheme = matchMedia('(prefers-color-scheme: dark)');
    this.recolour = () => {
      if (!this.canvas) return;
      this.model.view.colours = readColours(this.element, this.model.shapes);
      this.redraw();
    };
    this.scheme.addEventListener('change', this.recolour);
    this.observer = new ResizeObserver(() => {
      const room = this.element.clientWidth;
      if (room === 0 || Math.abs(room - this.room) < 2) return; // hidden, or rounding
      this.size(true);
      this.relay();
    });
    this.observer.observe(this.element);
    this.paper = () => { // for the page's style to fit the drawing to a sheet
      const svg = this.drawing.querySelector('svg');
      if (svg) svg.setAttribute('viewBox', `0 0 ${this.width} ${this.height}`);
    };
    addEventListener('beforeprint', this.paper);
  }

  open(id) {
    this.tooltip.hide();
    if (this.settings.onOpen) this.settings.onOpen(id);
    else location.hash = 'e=' + encodeURIComponent(id);
  }

  changed() {
    if (this.settings.onChange) {
      const { start, end } = this.range;
      this.settings.onChange({ whole: start <= 0 && end >= 100, closest: end - start <= this.least * 1.001, lanes: this.lanes });
    }
  }

  /** Draws again with another size or other lanes. */
  relay() {
    this.fit();
    this.chart.resize({ width: this.width, height: this.height });
    this.chart.setOption({ grid: gridOf(this.layout) });
    this.redraw();
  }

  redraw(more) {
    this.chart.setOption({ series: [{ type: 'custom', renderItem: 'chronology', itemPayload: { mounted: this.key, turn: ++count }, ...more }] });
    this.keyboard.move();
  }

  /** Draws again with other events: an item of data for the ground, each relation and each event. */
  replace() {
    const { events, relations } = this.model, { units } = this.layout;
    this.keyboard.renew();
    this.redraw({ data: Array.from({ length: 1 + relations.length + events.length }, () => [0, units]) });
  }

  /** The same where the lanes, and so the height, may be others. */
  renew() {
    this.replace();
    if (this.layout.height !== this.height) {
      this.fit();
      this.chart.resize({ width: this.width, height: this.height });
    } else if (!this.levels || this.counted !== this.model.density) this.overview.draw();
    this.counted = this.model.density;
  }

  /** Lays out anew for the view once it rests. */
  settle() {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.rest(), REST);
  }

  rest() {
    const { range } = this.model, { units } = this.layout, { start, end } = this.range;
    const view = [start * units / 100, end * units / 100], laid = range && range.view;
    if (end - start > 99.9 || (laid && laid.every((u, n) => u === view[n]))) return;
    const { event } = this.tooltip;
    this.model.range = { ...(range || { from: 0, to: units }), scale: 100 / (end - start), view };
    this.renew();
    if (event === null) return;
    this.tooltip.hide();
    this.tooltip.show(event); // where it stands now
  }

  /** Goes back to the layout of all, or of tiles, where that of a view would not do: further out, or far from it. */
  leave() {
    const { view } = this.model.range || {}, { stretch, units } = this.layout, { start, end } = this.range;
    if (!view || (end - start <= (view[1] - view[0]) / units * 100.1 && start * units / 100 >= stretch[0] - 1e-9 && end * units / 100 <= stretch[1] + 1e-9)) return;
    this.model.range = this.levels ? this.levels.used[1] : undefined;
    this.renew();
  }

  setLanes(by) {
    if (by !== 'one' && !this.model.lanes[by]) throw new RangeError(`lanes: ${by} is none of actor, kind, one`);
    this.model.view.lanes = by;
    this.tooltip.hide();
    this.relay();
    this.changed();
  }

  setFilter({ hidden = [], who, only }) {
    this.tooltip.hide();
    const left = (e) => !(hidden.includes(e.group) || (who !== undefined && !(e.who || []).includes(who)) || (only && !only.has(e.id)));
    if (this.levels) {
      const query = new URLSearchParams();
      if (hidden.length) query.set('hide', [...hidden].sort().join());
      if (who !== undefined) query.set('who', who);
      this.levels.filter(left, String(query));
    } else this.keep(left);
    this.renew();
    this.settle();
    this.changed();
  }

  /** Leaves in the model the events that a filter leaves, and what ties them. */
  keep(left) {
    this.all = this.all || { events: this.model.events, relations: this.model.relations };
    const at = new Map(), events = this.all.events.filter((e, i) => left(e) && at.set(i, at.size));
    const relations = this.all.relations.filter((r) => at.has(r.cause) && at.has(r.effect)).map((r) => ({ ...r, cause: at.get(r.cause), effect: at.get(r.effect) }));
    Object.assign(this.model, { events, relations });
  }

  highlight(id) {
    clearTimeout(this.glowing);
    this.held = id;
    this.light(id);
  }

  light(id) {
    if (this.model.view.lit === id) return;
    this.model.view.lit = id;
    this.redraw();
  }

  /** Lights the chain of an event that the pointer rests on. */
  glow(id) {
    clearTimeout(this.glowing);
    const i = id === null ? -1 : this.model.events.findIndex((e) => e.id === id);
    const tied = this.model.relations.some((r) => r.cause === i || r.effect === i);
    this.glowing = setTimeout(() => this.light(tied ? id : this.held || null), tied ? 160 : 60);
  }

  async reveal(id, time) {
    this.highlight(id);
    const find = () => this.model.events.findIndex((e) => e.id === id);
    if (this.levels && time !== undefined && (find() < 0 || this.layout.items[find()].out)) await this.dive(find, time);
    if (find() >= 0) this.pan(find());
  }

  get view() {
    if (this.range.start <= 0 && this.range.end >= 100) return null;
    const { segments } = this.model, at = (share) => Math.round(toTime(segments, share / 100 * this.layout.units)); // midnight is midnight
    return [at(this.range.start), at(this.range.end)];
  }

  look(from, to) {
    const { segments } = this.model, at = (t) => toUnits(segments, t) / this.layout.units * 100;
    const start = Math.min(Math.max(0, at(from)), 100 - this.least), end = Math.max(Math.min(100, at(to)), start + this.least);
    this.go(start, end);
  }

  /** Zooms in on a time until an event that begins there has its mark. */
  async dive(find, time) {
    const centre = toUnits(this.model.segments, time) / this.layout.units * 100;
    for (let span = 50; ; span /= 2) {
      const least = span <= this.least, wide = Math.max(span, this.least);
      const start = Math.min(Math.max(centre - wide / 2, 0), 100 - wide);
      this.range = { start, end: start + wide };
      await this.levels.ready(start, start + wide);
      if (least || (find() >= 0 && !this.layout.items[find()].out)) return this.go(start, start + wide);
    }
  }

  /** Pans as little as brings event i into view. */
  pan(i) {
    const at = this.layout.at(i), span = this.range.end - this.range.start;
    if (at >= this.range.start + span * 0.04 && at <= this.range.end - span * 0.12) return;
    if (span >= 99.9) return;
    const start = Math.min(Math.max(at - span / 2, 0), 100 - span);
    this.go(start, start + span);
  }

  zoom(how) {
    const { start, end } = this.range;
    if (how === 'all') return this.go(0, 100);
    const lit = this.model.view.lit && this.model.events.findIndex((e) => e.id === this.model.view.lit);
    let centre = (start + end) / 2;
    if (typeof lit === 'number' && lit >= 0) {
      const at = this.layout.at(lit);
      if (at > start && at < end) centre = at;
    }
    const span = Math.min(100, Math.max((end - start) * (how === 'in' ? 0.5 : 2), this.least));
    if (how === 'in') centre = this.near(centre, span);
    const from = Math.min(Math.max(centre - span * (centre - start) / (end - start), 0), 100 - span);
    return this.go(from, from + span);
  }

  /** Where to zoom in for an event to be in view, if one is now: at the place, or at what is nearest. */
  near(centre, span) {
    const { start, end } = this.range;
    const inView = this.layout.items.map((it, i) => (it.out ? NaN : this.layout.at(i))).filter((at) => at > start && at < end);
    const off = Math.min(...inView.map((at) => Math.abs(at - centre)));
    if (inView.length === 0 || off < span / 2) return centre;
    return inView.find((at) => Math.abs(at - centre) === off);
  }

  /** Moves the view, in steps unless the reader wants no motion. */
  go(start, end) {
    const from = { ...this.range }, began = performance.now();
    const length = matchMedia('(prefers-reduced-motion: reduce)').matches || this.canvas ? 0 : 200;
    cancelAnimationFrame(this.frame);
    const step = (now) => {
      const part = length ? Math.min(1, (now - began) / length) : 1, eased = 1 - (1 - part) ** 3;
      this.chart.dispatchAction({ type: 'dataZoom', start: from.start + (start - from.start) * eased, end: from.end + (end - from.end) * eased });
      if (part < 1) this.frame = requestAnimationFrame(step);
    };
    step(began);
  }

  /** Where event i stands: its mark in pixels of the stage, null if not in view. */
  place(i) {
    const spans = this.model.now, it = this.layout.items[i];
    if (!spans || !spans[i] || it.out ) return null;
    const { plot, width } = this.layout;
    let x = spans[i].mark;
    if (x < plot.left && spans[i].to > plot.left) x = plot.left + 4; // a bar that began before
    if (x < plot.left - 8 || x > plot.right + 8) return null;
    return { x: this.model.rtl ? width - x : x, y: markY(it) };
  }

  top(id) {
    const it = this.layout.items[this.model.events.findIndex((e) => e.id === id)];
    return it && !it.out ? markY(it) * this.scale : null;
  }

  dispose() {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.glowing);
    clearTimeout(this.resting);
    this.observer.disconnect();
    this.scheme.removeEventListener('change', this.recolour);
    removeEventListener('beforeprint', this.paper);
    this.tooltip.dispose();
    this.keyboard.dispose();
    this.overview.dispose();
    this.chart.dispose();
    this.stage.remove();
    mounted.delete(this.key);
    Object.assign(this.element.style, this.before);
    for (const svg of this.still) svg.style.display = '';
    delete this.element.dataset.state;
  }
}
