// Levels of detail: an edition of more events than a view can show comes as
// tiles. Level 0, the whole time, is in the option; level n divides the axis
// into 2^n tiles, which are fetched when the reader's view needs them. The
// model always holds the tiles of one stretch of the axis, model.range: one or
// two of the level that is as fine as the zoom, or what is at hand of coarser
// ones until those come. So what is laid out and drawn stays bounded. What a
// filter leaves has tiles of its own, level 0 too.

import { toUnits } from './scale.js';

const KEEP = 200; // tiles

/**
 * How many events begin in each stretch of a tile, of one lane.
 * @param {{actor: number[][], kind: number[][]}} density @param {string} by @param {number} lane
 */
export function inLane(density, by, lane) {
  if (by !== 'one') return density[by][lane];
  return density.kind.reduce((sum, counts) => sum.map((n, i) => n + counts[i]), density.kind[0].map(() => 0));
}

export const sum = (counts) => counts.reduce((all, n) => all + n, 0);

export class Levels {
  /**
   * @param {object} model     with levels; its events, relations, bands and range are set here
   * @param {(level: number, index: number, query: string) => Promise<object>} fetch  a tile of what a filter leaves, see levels.go
   * @param {() => [number, number]} now  the reader's view, in hundredths of the axis
   * @param {() => void} changed  is called after the model has changed
   */
  constructor(model, fetch, now, changed) {
    Object.assign(this, { model, fetch, now, changed, query: '' });
    const units = model.segments[model.segments.length - 1].u1;
    this.first = { level: 0, index: 0, from: 0, to: units, events: model.events, relations: model.relations, density: model.density, whole: false };
    this.tiles = new Map([['0-0', this.first]]); // by place, and the query of a filter
    this.coming = new Map();
    this.shown = '1:0-0:0-0';
    this.use([this.first], { from: 0, to: units, scale: 1 });
  }

  /** Follows the reader to a view, in hundredths of the axis. */
  follow(start, end) {
    const level = Math.min(this.model.levels.deepest, Math.max(0, Math.floor(Math.log2(100 / (end - start)) + 1e-6)));
    const count = 2 ** level, w = this.first.to / count, tile = (at) => Math.min(count - 1, Math.max(0, Math.floor(at / 100 * count)));
    const first = tile(start + 1e-6), last = tile(end - 1e-6);
    const found = [];
    for (let i = first; i <= last; i++) {
      let at = { level, index: i }, have = this.get(at);
      const best = this.whole(at);
      if (!have && best) have = best;
      if (!have) this.load(at);
      while (!have && at.level > 0) {
        at = { level: at.level - 1, index: at.index >> 1 };
        have = this.get(at);
      }
      have = have || this.first; // less what the filter hides, until its own come
      if (!found.includes(have)) found.push(have);
    }
    // The layout is made anew at each half of a level, when there is more room for labels.
    const scale = Math.max(1, 2 ** (Math.floor(2 * Math.log2(100 / (end - start)) + 1e-6) / 2));
    const shown = `${scale}:${first}-${last}:${found.map((t) => `${t.level}-${t.index}${t.query || ''}`)}`;
    if (shown === this.shown) return;
    this.shown = shown;
    this.use(found, { from: first * w, to: (last + 1) * w, scale });
    this.changed();
  }

  /** Shows what a filter leaves: of the tiles at hand at once, then its own. */
  filter(left, query) {
    Object.assign(this, { left, query });
    this.use(...this.used);
    this.load({ level: 0, index: 0 });
    this.follow(...this.now());
  }

  key({ level, index }) { return `${level}-${index}${this.query}`; }

  get(at) { return this.tiles.get(this.key(at)); }

  /** A coarser tile that holds all there is, if one is at hand. */
  whole({ level, index }) {
    for (let l = level - 1, i = index >> 1; l >= 0; l--, i >>= 1) {
      const t = this.get({ level: l, index: i });
      if (t && t.whole) return t;
    }
    return null;
  }

  /** Follows to a view and waits for its tiles. */
  async ready(start, end) {
    this.follow(start, end);
    await Promise.all(this.coming.values());
  }

  load(at) {
    const key = this.key(at);
    if (!this.coming.has(key) && !this.tiles.has(key)) this.coming.set(key, this.bring(at, key));
  }

  async bring(at, key) {
    const { query } = this;
    try {
      const t = await this.fetch(at.level, at.index, query), w = this.first.to / 2 ** at.level;
      if (this.tiles.size > KEEP) for (const k of [...this.tiles.keys()].slice(1, KEEP / 2)) this.tiles.delete(k);
      this.tiles.set(key, { ...t, ...at, query, from: at.index * w, to: (at.index + 1) * w });
    } catch (reason) {
      // What is shown stays as it is: coarser, but true.
      console.warn('a part of the chronology did not load:', reason);
      return;
    } finally {
      this.coming.delete(key);
    }
    this.follow(...this.now());
  }

  /** Makes the model of what tiles have within a range of the axis. */
  use(tiles, range) {
    this.used = [tiles, range];
    const { model, left } = this;
    const at = new Map(), events = [], relations = [];
    const units = (t) => toUnits(model.segments, t);
    for (const t of tiles) {
      for (const e of t.events) {
        if (at.has(e.id) || (left && !left(e)) || units(e.to) < range.from && !e.ongoing || units(e.from) > range.to) continue;
        at.set(e.id, events.length);
        events.push(e);
      }
    }
    const tied = new Set();
    for (const t of tiles) {
      for (const r of t.relations) {
        const cause = at.get(t.events[r.cause].id), effect = at.get(t.events[r.effect].id), key = `${cause} ${effect}`;
        if (cause === undefined || effect === undefined || tied.has(key)) continue;
        tied.add(key);
        relations.push({ ...r, cause, effect });
      }
    }
    const { density } = this.get({ level: 0, index: 0 }) || this.first;
    Object.assign(model, { events, relations, range, density, bands: tiles.filter((t) => !t.whole), whole: tiles.every((t) => t.whole), before: tiles[0].before });
  }
}
