// Relations are drawn as thin curves from what led to what followed, with two
// or three words on them where there is room.

import { AXIS } from './layout.js';
import { textWidth } from './metrics.js';

const CLEAR = 6; // pixels between words and what stands beside them, for arrows to be seen

const bezier = (p, t) => {
  const s = 1 - t, k = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  return [0, 1].map((d) => k.reduce((sum, f, n) => sum + f * p[n][d], 0));
};
const r1 = (n) => Math.round(n * 10) / 10;

/**
 * The curve between two marks and the place of its words.
 *
 * a, b: {x, y} of the marks of cause and effect; relation: {words, arrow};
 * busy: boxes that the words may not touch, to which theirs is added.
 */
export function arc(a, b, relation, busy, plot) {
  const p = curve(a, b, plot);
  let path = `M${p[0].map(r1).join(' ')}C${p.slice(1).map((q) => q.map(r1).join(' ')).join(' ')}`;
  if (relation.arrow) path += head(p);
  return { path, words: relation.words ? place(relation.words, p, busy, plot) : null };
}

function curve(a, b, plot) {
  const dx = b.x - a.x, dy = b.y - a.y, down = dy >= 0;
  if (Math.abs(dy) < 10) { // in one row: over the marks
    const way = dx < 0 ? -1 : 1, rise = Math.min(24, 12 + Math.abs(dx) * 0.04);
    const from = [a.x + way * 6, a.y - 8], to = [b.x - way * 5, b.y - 10];
    return [from, [from[0] + dx * 0.25, from[1] - rise], [to[0] - dx * 0.25, to[1] - rise], to];
  }
  if ((a.bar && dx < 60) || (a.beside && Math.abs(dy) > 24)) { // straight down or up: from the end of a bar, or where a label stands beside
    const from = [a.x, a.y + (down ? 8 : -8)], to = [b.x, b.y + (down ? -11 : 11)];
    return [from, [from[0], from[1] + dy * 0.4], [to[0], to[1] - dy * 0.4], to];
  }
  if (dx < 26) { // above one another, or backwards: out to the left, where no label starts
    let out = 26 + Math.min(30, Math.abs(dy) * 0.12), x = Math.min(a.x, b.x), way = -1;
    if (x - out < plot.left - 20) [x, out, way] = [Math.max(a.x, b.x), Math.min(out, plot.right - Math.max(a.x, b.x)), 1]; // where there is no room, to the right
    return [[a.x + way * 9, a.y], [x + way * out, a.y], [x + way * out, b.y], [b.x + way * 10, b.y]];
  }
  if (down && dy < 90 && dx > 90) { // a little lower: over what stands under the first, down on the second
    const from = [a.x + 7, a.y - 5];
    return [from, [from[0] + dx * 0.35, from[1] - 18], [b.x - Math.min(14, dx * 0.1), a.y - 14], [b.x, b.y - 11]];
  }
  const from = [a.x + 9, a.y + (down ? 2 : -2)], to = [b.x - 10, b.y + (down ? -3 : 3)];
  const c = Math.max(34, dx * 0.45);
  return [from, [from[0] + c, from[1]], [to[0] - c, to[1]], to];
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
    if (busy.some((o) => box.x < o.x + o.w + CLEAR && o.x < box.x + w + CLEAR && box.y < o.y + o.h && o.y < box.y + h)) continue;
    busy.push(box);
    return { x, y };
  }
  return null;
}
