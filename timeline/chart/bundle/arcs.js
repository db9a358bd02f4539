// Relations are drawn as thin curves from what led to what followed, with two
// or three words on them where there is room.

import { AXIS } from './layout.js';
import { textWidth } from './metrics.js';

const CLEAR = 6; // pixels between words and what stands beside them, for arrows to be seen
const MARK = 150; // what it costs to run through a mark, in pixels of text
const WORTH = 70; // what a way must cost for longer ones to be tried
const HEAD = 90; // to end in a text
const AROUND = 100; // the number of the first way around

const bezier = ([p, q, r, s], t) => {
  const u = 1 - t, a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
  return [a * p[0] + b * q[0] + c * r[0] + d * s[0], a * p[1] + b * q[1] + c * r[1] + d * s[1]];
};
const r1 = (n) => Math.round(n * 10) / 10;

/**
 * The curve between two marks and the place of its words: of all ways from one
 * to the other the one that runs least through what is written.
 *
 * a, b: {i, x, y} of the marks of cause and effect; relation: {words, arrow};
 * busy: boxes that the words may not touch, to which theirs is added; last: the
 * way that the same arc took before, which it keeps unless another is better by
 * much, for arcs not to jump about while the reader zooms.
 */
export function arc(a, b, relation, busy, plot, last) {
  let best = null;
  const own = new Set([a.i, b.i]);
  for (const { way, points, extra } of all(a, b, plot)) {
    if (way >= AROUND && best.cost < WORTH) break; // little is in the way
    const p = points(), near = hull(p), met = busy.filter((o) => o.part !== 'band' && o.x < near.hi && o.x + o.w > near.lo && o.y < near.bottom && o.y + o.h > near.top);
    let cost = through(p, met, own) + extra - (way === last ? 30 : 0);
    if (best && cost >= best.cost) continue;
    const words = relation.words ? place(relation.words, p, busy, plot) : null;
    if (relation.words && !words) cost += 40;
    if (!best || cost < best.cost) best = { way, p, words, cost };
    if (cost <= 0) break;
  }
  const { way, p, words } = best;
  if (words) busy.push(words);
  for (let k = 2; k < 15; k++) { // its ends it may share with others
    const [x, y] = bezier(p, k / 16);
    busy.push({ part: 'arc', x: x - 5, y: y - 5, w: 10, h: 10 });
  }
  const path = `M${p[0].map(r1).join(' ')}C${p.slice(1).map((q) => q.map(r1).join(' ')).join(' ')}`;
  return { way, path, head: relation.arrow ? head(p) : '', words: words && { x: words.x + words.w / 2, y: words.y + words.h / 2 } };
}

/** The ways from one mark to another with what each costs before it is drawn; those around only once they are asked for. */
function* all(a, b, plot) {
  for (const [n, points] of ways(a, b, plot).entries()) yield { way: n, points, extra: n * 5 };
  for (const [n, points] of detours(a, b, plot).entries()) yield { way: AROUND + n, points, extra: 30 + n * 3 };
}

/** The ways from one mark to another, which give Bézier curves, the one that looks best on empty paper first. */
function ways(a, b, plot) {
  const dx = b.x - a.x, dy = b.y - a.y, down = dy >= 0, way = dx < 0 ? -1 : 1;
  if (Math.abs(dy) < 10) { // in one row: over the marks, or under them
    const rise = Math.min(24, 12 + Math.abs(dx) * 0.04);
    return [-1, 1].map((side) => () => {
      const from = [a.x + way * 6, a.y + side * 8], to = [b.x - way * 5, b.y + side * 10];
      return [from, [from[0] + dx * 0.25, from[1] + side * rise], [to[0] - dx * 0.25, to[1] + side * rise], to];
    });
  }
  const sheer = [a.x, a.y + (down ? 8 : -8)], fall = [b.x, b.y + (down ? -11 : 11)]; // away from a, on to b, up or down
  const c = Math.max(34, Math.abs(dx) * 0.45), aside = [b.x - way * 10, b.y + (down ? -3 : 3)];
  const straight = () => [sheer, [sheer[0], sheer[1] + dy * 0.4], [fall[0], fall[1] - dy * 0.4], fall];
  const out = (side) => { // out to a side and back
    const edge = side < 0 ? Math.min(a.x, b.x) : Math.max(a.x, b.x);
    const room = side < 0 ? edge - plot.left + 20 : plot.right - edge, far = 26 + Math.min(30, Math.abs(dy) * 0.12);
    const x = edge + side * Math.min(far, Math.max(room, 12));
    return [[a.x + side * 9, a.y], [x, a.y], [x, b.y], [b.x + side * 10, b.y]];
  };
  const across = () => [[a.x + way * 9, a.y + (down ? 2 : -2)], [a.x + way * (9 + c), a.y + (down ? 2 : -2)], [aside[0] - way * c, aside[1]], aside];
  const over = () => [[a.x + way * 7, a.y - 5], [a.x + way * 7 + dx * 0.35, a.y - 23], [b.x - way * Math.min(14, Math.abs(dx) * 0.1), a.y - 14], [b.x, b.y - 11]];
  const round = () => [sheer, [sheer[0], sheer[1] + (aside[1] - sheer[1]) * 0.8], [aside[0] - way * c * 0.6, aside[1]], aside]; // away steeply, on from the side
  const drop = () => { // the other way about
    const [from] = across();
    return [from, [from[0] + way * c * 0.6, from[1]], [fall[0], fall[1] - dy * 0.8], fall];
  };
  const beyond = () => [sheer, [sheer[0], sheer[1] + dy * 0.6], [b.x + way * 60, b.y], [b.x + way * 10, b.y]]; // on from the far side: where another mark stands above b
  const past = () => [[a.x + way * 7, a.y - 5], [a.x + way * 7 + dx * 0.5, a.y - 24], [b.x + way * 80, b.y - (down ? 30 : 10)], [b.x + way * 10, b.y]];
  const far = (way > 0 ? plot.right - b.x : b.x - plot.left) > 46 ? [beyond, past] : [];
  const left = () => out(-1), right = () => out(1), rise = Math.min(a.y, b.y) - 30;
  const arch = () => [[a.x, a.y - 8], [a.x, rise], [b.x, rise], [b.x, b.y - 11]];
  if ((a.bar && dx < 60) || (a.beside && Math.abs(dy) > 24)) return [straight, round, dx < 26 ? left : arch, drop, across, right]; // from the end of a bar, or where a label stands beside
  if (Math.abs(dx) < 26) return plot.left < Math.min(a.x, b.x) - 40 ? [left, right, straight] : [right, left, straight]; // above one another: to the left, where no label starts
  if (dx < 0) return [left, straight, round, drop, across, ...far];
  if (down && dy < 90 && dx > 90) return [over, round, straight, drop, across, arch, ...far]; // a little lower: over what stands under the first
  return [across, drop, round, straight, arch, right, ...far];
}

/** Ways around what stands between, each farther out than the one before. */
function detours(a, b, plot) {
  const out = [];
  for (const reach of [45, 80, 120, 170]) {
    for (const side of [1, -1]) {
      const x = side > 0 ? Math.min(Math.max(a.x, b.x) + reach, plot.right) : Math.max(Math.min(a.x, b.x) - reach, plot.left);
      for (const [s, e] of [[9, 10], [0, 10], [9, 0]]) { // from the mark's side or its top, on to the other's
        const down = b.y >= a.y ? 1 : -1;
        out.push(() => [[a.x + side * s, a.y + (s ? 0 : 8 * down)], [x, a.y + (s ? 0 : 24 * down)], [x, b.y - (e ? 0 : 30 * down)], [b.x + side * e, b.y - (e ? 0 : 11 * down)]]);
      }
    }
  }
  return out;
}

/** What a curve runs through, in pixels: text as long as it is under it, a mark that is not one of its own much more. */
function through(p, boxes, own) {
  if (!boxes.length) return 0;
  const steps = Math.min(60, 6 + Math.ceil(Math.hypot(p[3][0] - p[0][0], p[3][1] - p[0][1]) / 9));
  const [hx, hy] = bezier(p, 0.96); // the arrow, which nobody sees in a text
  let sum = boxes.some((o) => o.part !== 'mark' && o.part !== 'arc' && hx > o.x - 3 && hx < o.x + o.w + 3 && hy > o.y && hy < o.y + o.h) ? HEAD : 0, last = p[0];
  for (let k = 1; k <= steps; k++) {
    const [x, y] = bezier(p, k / steps), step = Math.hypot(x - last[0], y - last[1]);
    for (let n = 0; n < boxes.length; n++) {
      const o = boxes[n];
      if (x < o.x || x > o.x + o.w || y < o.y || y > o.y + o.h) continue;
      if (o.part === 'arc') sum += step * 0.7; // two arcs on each other are not told apart
      else if (o.part !== 'mark') sum += Math.min(step, o.w);
      else if (!own.has(o.i)) sum += MARK; // it would seem to lead there
    }
    last = [x, y];
  }
  return sum;
}

function hull(p) {
  const xs = p.map((q) => q[0]), ys = p.map((q) => q[1]);
  return { lo: Math.min(...xs), hi: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

/** The two strokes of an arrow at the curve's end. */
function head(p) {
  const [x, y] = p[3], [qx, qy] = bezier(p, 0.93);
  const angle = Math.atan2(y - qy, x - qx);
  const stroke = (turn) => [x - 8 * Math.cos(angle + turn), y - 8 * Math.sin(angle + turn)].map(r1).join(' ');
  return `M${stroke(0.5)}L${r1(x)} ${r1(y)}L${stroke(-0.5)}`;
}

/** A free place on the curve for the words, or null: better none than two over each other. */
function place(words, p, busy, plot) {
  const w = textWidth(words, 12) + 6, h = 15;
  for (const t of [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8]) {
    const [x, y] = bezier(p, t);
    const box = { x: x - w / 2, y: y - h / 2, w, h };
    if (box.x < plot.left || box.x + w > plot.right || box.y < AXIS + 2) continue;
    if (busy.some((o) => o.part !== 'arc' && box.x < o.x + o.w + CLEAR && o.x < box.x + w + CLEAR && box.y < o.y + o.h && o.y < box.y + h)) continue;
    return box;
  }
  return null;
}
