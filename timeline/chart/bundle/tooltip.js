// What an event is, beside its mark: shown to the pointer and to the keyboard,
// it stays while the pointer is on it, and Escape ends it (WCAG 1.4.13).

export class Tooltip {
  constructor(chart) {
    this.chart = chart;
    this.box = document.createElement('div');
    this.box.setAttribute('role', 'tooltip');
    this.box.className = 'dl-tooltip';
    Object.assign(this.box.style, {
      position: 'absolute', display: 'none', zIndex: '3', maxWidth: '280px', padding: '9px 12px 10px',
      background: 'var(--dl-paper)', color: 'var(--dl-ink)', border: '1px solid var(--dl-line)', borderRadius: '6px',
      boxShadow: '0 4px 18px rgba(0, 0, 0, .16)', font: '13px/1.4 system-ui, sans-serif', textAlign: 'start', overflowWrap: 'anywhere',
    });
    // Not pointerenter, which comes before the mouseout that starts the leaving.
    this.box.addEventListener('mouseenter', () => clearTimeout(this.leaving));
    this.box.addEventListener('mouseleave', () => this.leave());
    this.escape = (e) => {
      if (e.key !== 'Escape') return;
      if (this.event !== null) {
        this.hide();
        e.stopPropagation();
      } else if (chart.held) chart.highlight(null);
    };
    document.addEventListener('keydown', this.escape, true);
    this.event = null;
    chart.stage.append(this.box);
  }

  show(i) {
    clearTimeout(this.leaving);
    const place = this.chart.place(i);
    if (!place || this.event === i) return;
    this.event = i;
    this.fill(this.chart.model.events[i]);
    const { box } = this, { width, height } = this.chart;
    box.style.display = 'block';
    box.style.left = '0';
    const w = box.offsetWidth, h = box.offsetHeight, hidden = this.story(i, place);
    const above = place.y - h - 14, below = place.y + 24, right = place.x - 24, left = place.x + 24 - w, middle = place.y - h / 2;
    let best = null;
    for (const [x, y] of [[right, above], [left, above], [right, below], [left, below], [place.x - 18 - w, middle], [place.x + 18, middle]]) {
      const at = { x: Math.max(0, Math.min(x, width - w)), y: Math.max(0, Math.min(y, height - h)) };
      at.cost = hidden.filter((p) => p.x > at.x - 6 && p.x < at.x + w + 6 && p.y > at.y - 6 && p.y < at.y + h + 6).length + (at.y !== y ? 9 : 0) + (at.x !== x ? 1 : 0);
      if (!best || at.cost < best.cost) best = at;
    }
    Object.assign(box.style, { left: best.x + 'px', top: best.y + 'px' });
  }

  /** Points of what is lit with an event, which its box had better not cover: the ways to what it led to and what led to it, and their titles. */
  story(i, from) {
    const points = [from];
    for (const r of this.chart.model.relations) {
      const to = (r.cause === i || r.effect === i) && this.chart.place(r.cause === i ? r.effect : r.cause);
      if (!to) continue;
      for (let t = 1; t <= 10; t++) points.push({ x: from.x + (to.x - from.x) * t / 10, y: from.y + (to.y - from.y) * t / 10 });
      for (const dx of [30, 70, 110]) points.push({ x: to.x + dx, y: to.y }, { x: to.x - dx, y: to.y });
    }
    return points;
  }

  /** The texts of an event, as text. */
  fill(e) {
    const { words } = this.chart;
    const line = (tag, text, style) => {
      const node = document.createElement(tag);
      node.textContent = text;
      node.dir = 'auto';
      Object.assign(node.style, style);
      return node;
    };
    const soft = { color: 'var(--dl-soft)', fontSize: '12px' };
    const about = [e.kind, e.place, e.label, e.planned ? words.planned : ''].filter(Boolean).join(' · ');
    const link = line('a', words.open, { color: 'var(--dl-accent)', fontSize: '12px' });
    link.href = '#e=' + encodeURIComponent(e.id);
    link.tabIndex = -1;
    link.addEventListener('click', (click) => {
      click.preventDefault();
      this.chart.open(e.id);
    });
    this.box.replaceChildren(
      line('div', about, { ...soft, color: `var(--dl-${e.group})`, fontWeight: '600' }),
      line('div', e.title, { fontWeight: '600', margin: '1px 0 2px' }),
      line('div', e.when, soft),
      link,
    );
  }

  /** The pointer went away; it may be on its way to the tooltip. */
  leave() {
    clearTimeout(this.leaving);
    this.leaving = setTimeout(() => this.hide(), 220);
  }

  hide() {
    clearTimeout(this.leaving);
    this.event = null;
    this.box.style.display = 'none';
  }

  dispose() {
    clearTimeout(this.leaving);
    document.removeEventListener('keydown', this.escape, true);
    this.box.remove();
  }
}
