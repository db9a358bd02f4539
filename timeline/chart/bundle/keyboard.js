// The events as links that the keyboard walks through: Tab comes to the chart
// once, the arrow keys go from event to event, and a link lies over the mark
// of the event that it stands for. The pointer passes through them.

export class Keyboard {
  constructor(chart) {
    this.chart = chart;
    this.current = 0;
    this.nav = document.createElement('div');
    this.nav.setAttribute('role', 'group');
    this.nav.setAttribute('aria-label', chart.words.chart);
    this.link = document.createElement('a');
    Object.assign(this.link.style, {
      position: 'absolute', width: '26px', height: '26px', borderRadius: '13px', pointerEvents: 'none', zIndex: '2',
      color: 'transparent', overflow: 'hidden', fontSize: '1px', outlineOffset: '1px', outlineColor: 'var(--dl-accent)',
    });
    this.link.addEventListener('focus', () => {
      if (!this.link.matches(':focus-visible')) return;
      this.go(this.current);
    });
    this.link.addEventListener('blur', () => {
      chart.tooltip.leave();
      chart.glow(null);
    });
    this.link.addEventListener('keydown', (e) => this.press(e));
    this.link.addEventListener('click', (e) => {
      e.preventDefault();
      chart.open(chart.model.events[this.order[this.current]].id);
    });
    this.nav.append(this.link);
    chart.stage.append(this.nav);
    this.renew();
    this.move();
  }

  /** Takes up the events of the model, staying at the present one if it is among them. */
  renew() {
    const { events } = this.chart.model;
    this.order = events.map((_, i) => i).sort((a, b) => events[a].from - events[b].from || a - b);
    this.current = Math.max(0, this.order.findIndex((i) => events[i].id === this.id));
    this.name();
  }

  press(e) {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const on = this.chart.model.rtl ? -1 : 1;
    const steps = { ArrowRight: on, ArrowLeft: -on, ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };
    if (e.key in steps) this.go(this.next(steps[e.key]));
    else if (e.key === '+' || e.key === '=') this.chart.zoom('in');
    else if (e.key === '-') this.chart.zoom('out');
    else if (e.key === '0') this.chart.zoom('all');
    else return;
    e.preventDefault();
  }

  /** The place of the event that is a step away. */
  next(step) { return Math.min(this.order.length - 1, Math.max(0, this.current + step)); }

  go(n) {
    this.current = n;
    const i = this.order[n];
    this.name();
    this.chart.pan(i);
    this.move();
    this.chart.tooltip.event = null;
    this.chart.tooltip.show(i);
    this.chart.glow(this.chart.model.events[i].id);
  }

  /** What a screen reader says of the present event. */
  name() {
    const e = this.chart.model.events[this.order[this.current]];
    if (!e) return;
    this.id = e.id;
    this.link.href = '#e=' + encodeURIComponent(e.id);
    this.link.textContent = `${e.title}, ${e.when}, ${e.kind}`;
  }

  /** Keeps the link over its mark. */
  move() {
    const place = this.order.length ? this.chart.place(this.order[this.current]) : null;
    this.link.style.left = (place ? place.x - 13 : 0) + 'px';
    this.link.style.top = (place ? place.y - 13 : 0) + 'px';
  }

  dispose() { this.nav.remove(); }
}
