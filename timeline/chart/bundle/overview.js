// The whole time as a strip at the foot of the drawing, shown once the reader
// has zoomed in: where things happen, and a window on the part that is in view,
// which moves by dragging, by a click and by the arrow keys. It stands in the
// room below the last lane, so that nothing moves when it comes.

import { toUnits } from './scale.js';

const HEIGHT = 24, SEEN = 13; // pixels: what can be pointed at, and what is seen
const CELLS = 180;

export class Overview {
  constructor(chart) {
    this.chart = chart;
    this.box = document.createElement('div');
    Object.assign(this.box.style, { position: 'absolute', bottom: '0', height: HEIGHT + 'px', cursor: 'pointer', touchAction: 'none', display: 'none' });
    this.window = document.createElement('div');
    Object.assign(this.window.style, { position: 'absolute', top: '0', bottom: '0', minWidth: '24px', cursor: 'grab', boxSizing: 'border-box', borderRadius: '3px' });
    const w = this.window;
    w.tabIndex = 0;
    w.setAttribute('role', 'slider');
    w.setAttribute('aria-label', chart.words.overview);
    w.setAttribute('aria-valuemin', '0');
    w.setAttribute('aria-valuemax', '100');
    this.frame = document.createElement('div');
    Object.assign(this.frame.style, { position: 'absolute', inset: 'auto 0 0', height: SEEN + 'px', border: '1.5px solid var(--dl-accent)', borderRadius: '3px', boxSizing: 'border-box' });
    w.append(this.frame);
    this.box.append(w);
    chart.stage.append(this.box);
    this.box.addEventListener('pointerdown', (e) => this.hold(e));
    w.addEventListener('keydown', (e) => this.press(e));
    this.draw();
  }

  /** Draws how much happens when: a column for each cell of time. */
  draw() {
    const { model, layout } = this.chart, { plot, units } = layout;
    const { rtl } = model;
    Object.assign(this.box.style, { left: (rtl ? layout.width - plot.right : plot.left) + 'px', width: plot.right - plot.left + 'px' });
    const counts = new Array(CELLS).fill(0);
    if (model.levels) {
      for (const lane of model.density.kind) lane.forEach((n, i) => { counts[Math.floor(i / lane.length * CELLS)] += n; });
    } else for (const e of model.events) counts[Math.min(CELLS - 1, Math.max(0, Math.floor(toUnits(model.segments, e.from) / units * CELLS)))]++;
    const most = Math.max(...counts, 1), ns = 'http://www.w3.org/2000/svg';
    const svg = document.createElementNS(ns, 'svg'), path = document.createElementNS(ns, 'path');
    svg.setAttribute('viewBox', `0 0 ${CELLS} 100`);
    svg.setAttribute('preserveAspectRatio', 'none');
    svg.setAttribute('aria-hidden', 'true');
    Object.assign(svg.style, { position: 'absolute', inset: 'auto 0 0', width: '100%', height: SEEN + 'px', background: 'var(--dl-wash)', pointerEvents: 'none', transform: rtl ? 'scaleX(-1)' : '' });
    path.setAttribute('d', counts.map((n, i) => (n ? `M${i} 100V${92 - n / most * 76}h.8V100Z` : '')).join(''));
    path.setAttribute('fill', 'var(--dl-soft)');
    path.setAttribute('fill-opacity', '.45');
    svg.append(path);
    if (this.svg) this.svg.remove();
    this.svg = svg;
    this.box.prepend(svg);
    this.move();
  }

  /** Follows the view; hidden while all is in view. */
  move() {
    const { start, end } = this.chart.range, whole = start <= 0.01 && end >= 99.99;
    this.box.style.display = whole ? 'none' : '';
    Object.assign(this.window.style, { [this.chart.model.rtl ? 'right' : 'left']: start + '%', width: end - start + '%' });
    this.window.setAttribute('aria-valuenow', String(Math.round((start + end) / 2)));
    const view = this.chart.view;
    if (view) this.window.setAttribute('aria-valuetext', view.map((t) => new Date(t).toISOString().slice(0, 10)).join(' – '));
  }

  /** Moves the view to begin at a hundredth of the axis. */
  to(start) {
    const span = this.chart.range.end - this.chart.range.start, from = Math.min(Math.max(0, start), 100 - span);
    cancelAnimationFrame(this.chart.frame); // what the reader does now counts
    this.chart.chart.dispatchAction({ type: 'dataZoom', start: from, end: from + span });
  }

  hold(e) {
    const r = this.box.getBoundingClientRect(), at = (ev) => (this.chart.model.rtl ? r.right - ev.clientX : ev.clientX - r.left) / r.width * 100;
    const { start, end } = this.chart.range;
    let grip = at(e) - start;
    if (grip < 0 || grip > end - start) { // beside the window: it comes to where the pointer is
      grip = (end - start) / 2;
      this.to(at(e) - grip);
    }
    const drag = (ev) => this.to(at(ev) - grip);
    const drop = () => {
      this.box.removeEventListener('pointermove', drag);
      this.box.removeEventListener('pointerup', drop);
      this.box.removeEventListener('pointercancel', drop);
    };
    this.box.setPointerCapture(e.pointerId);
    this.box.addEventListener('pointermove', drag);
    this.box.addEventListener('pointerup', drop);
    this.box.addEventListener('pointercancel', drop);
  }

  press(e) {
    const { start, end } = this.chart.range, span = end - start, on = this.chart.model.rtl ? -span / 4 : span / 4;
    const steps = { ArrowRight: on, ArrowUp: span / 4, ArrowLeft: -on, ArrowDown: -span / 4, PageUp: span, PageDown: -span, Home: -100, End: 100 };
    if (!(e.key in steps) || e.ctrlKey || e.metaKey || e.altKey) return;
    e.preventDefault();
    this.to(start + steps[e.key]);
  }

  dispose() {
    this.box.remove();
  }
}
