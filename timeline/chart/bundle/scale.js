// Time on the horizontal axis: where an instant stands, and the two levels of
// ticks. Times are milliseconds since 1970-01-01T00:00 in the calendar's own
// local time (the days of articles are local days), so nothing here knows of
// zones.

import { textWidth } from './metrics.js';

const HOUR = 36e5, DAY = 24 * HOUR;

/**
 * A chronology that holds one event of 1979 and a week of 2020 is drawn as two
 * stretches of time with a break between. A segment maps the times [t0, t1] to
 * the axis units [u0, u1].
 * @typedef {{t0: number, t1: number, u0: number, u1: number}} Segment
 */

/** The axis units of a time; a time within a break stands in its middle. */
export function toUnits(segments, t) {
  let before = null;
  for (const s of segments) {
    if (t < s.t0) return before ? (before.u1 + s.u0) / 2 : s.u0;
    if (t <= s.t1) return s.u0 + (t - s.t0) / (s.t1 - s.t0) * (s.u1 - s.u0);
    before = s;
  }
  return before.u1;
}

/** The time that stands at some axis units; within a break it is the break's end. */
export function toTime(segments, u) {
  for (const s of segments) {
    if (u <= s.u1) return s.t0 + Math.max(0, u - s.u0) / (s.u1 - s.u0) * (s.t1 - s.t0);
  }
  return segments[segments.length - 1].t1;
}

const at = (y, m, d, h, min) => { // Date.UTC reads the years 0 to 99 as 19xx
  const t = new Date(Date.UTC(2000, m, d, h || 0, min || 0));
  t.setUTCFullYear(t.getUTCFullYear() + y - 2000);
  return t.getTime();
};

// Steps of the lower level: unit, how many of it, least pixels for its label.
const STEPS = [
  ['minute', 1, 54], ['minute', 5, 54], ['minute', 15, 54], ['minute', 30, 54],
  ['hour', 1, 54], ['hour', 3, 54], ['hour', 6, 54], ['hour', 12, 54],
  ['day', 1, 21], ['day', 2, 24], ['week', 1, 26],
  ['month', 1, 32], ['month', 3, 32],
  ['year', 1, 38], ['year', 2, 38], ['year', 5, 38], ['year', 10, 40], ['year', 20, 40], ['year', 50, 42],
  ['year', 100, 44], ['year', 200, 46], ['year', 500, 46], ['year', 1000, 50], ['year', 5000, 60], ['year', 10000, 66],
];
const LENGTH = { minute: 6e4, hour: HOUR, day: DAY, week: 7 * DAY, month: 30.4 * DAY, year: 365.25 * DAY };

/** The starts of a unit's cells from the one that holds t0 up to t1. */
function starts(unit, n, t0, t1) {
  const list = [];
  if (unit === 'minute' || unit === 'hour' || unit === 'day' || unit === 'week') {
    const step = LENGTH[unit] * n;
    const origin = unit === 'week' ? 4 * DAY : 0; // 1970-01-05 was a Monday
    for (let t = Math.floor((t0 - origin) / step) * step + origin; t < t1; t += step) list.push(t);
    return list;
  }
  const first = new Date(t0);
  let y = first.getUTCFullYear(), m = first.getUTCMonth();
  if (unit === 'month') m = Math.floor(m / n) * n;
  else y = Math.floor(y / n) * n, m = 0;
  for (let t = at(y, m, 1); t < t1 && list.length < 2000; t = at(y, m, 1)) {
    list.push(t);
    if (unit === 'month') m += n; else y += n;
  }
  return list;
}

/** The names of months and days; the server's option brings those of its language. */
export const ENGLISH = {
  months: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
  short: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  bce: 'BC',
};

/**
 * The names in a language that the server has none for, as the browser knows
 * them; undefined where it knows none either, or the language is English.
 */
export function namesOf(language) {
  if (!language || /^en\b/i.test(language)) return undefined;
  try {
    if (Intl.DateTimeFormat.supportedLocalesOf(language).length === 0) return undefined;
  } catch (_) { // no tag of a language
    return undefined;
  }
  const format = (options) => new Intl.DateTimeFormat(language, { calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC', ...options });
  const months = (month) => ENGLISH.months.map((_, m) => format({ month }).format(at(2001, m, 1)));
  const era = format({ year: 'numeric', era: 'short' }).formatToParts(at(-9, 0, 1)).find((p) => p.type === 'era');
  return { months: months('long'), short: months('short'), bce: era ? era.value : ENGLISH.bce };
}

const two = (n) => (n < 10 ? '0' : '') + n;
export const yearName = (y, names) => (y > 0 ? String(y) : 1 - y + ' ' + names.bce);

/**
 * The ticks of a stretch of time that is drawn over some pixels.
 *
 * low: {t, end, text, cell}: text stands in the middle of [t, end] if cell,
 * else at t. high: {t, end, texts}: names of the unit above, longest first.
 * days is true where single days can be seen. Hours are shown only if clock:
 * an axis of hours under an event of which the day alone is known would lie.
 */
export function ticks(t0, t1, pixels, names, clock) {
  const perMs = pixels / (t1 - t0);
  let step = STEPS[STEPS.length - 1];
  for (const s of STEPS) {
    if (!clock && (s[0] === 'minute' || s[0] === 'hour')) continue;
    if (LENGTH[s[0]] * s[1] * perMs >= s[2]) {
      step = s;
      break;
    }
  }
  const [unit, n] = step;
  const cell = n === 1 && (unit === 'day' || unit === 'month' || unit === 'year');
  const low = starts(unit, n, t0, t1).map((t) => {
    const d = new Date(t), y = d.getUTCFullYear(), m = d.getUTCMonth();
    switch (unit) {
      case 'minute': case 'hour': return { t, end: t + LENGTH[unit] * n, cell, text: two(d.getUTCHours()) + ':' + two(d.getUTCMinutes()) };
      case 'day': case 'week': return { t, end: t + DAY, cell: cell || n < 7, text: String(d.getUTCDate()) };
      case 'month': return { t, end: at(y, m + n, 1), cell, text: names.short[m] };
      default: return { t, end: at(y + n, 0, 1), cell, text: yearName(y, names) };
    }
  });
  let above = [];
  if (unit === 'minute' || unit === 'hour') {
    above = starts('day', 1, t0, t1).map((t) => {
      const d = new Date(t), day = d.getUTCDate(), m = d.getUTCMonth(), y = yearName(d.getUTCFullYear(), names);
      return { t, end: t + DAY, texts: [`${day} ${names.months[m]} ${y}`, `${day} ${names.short[m]} ${y}`, `${day} ${names.short[m]}`, String(day)] };
    });
  } else if (unit === 'day' || unit === 'week') {
    above = starts('month', 1, t0, t1).map((t) => {
      const d = new Date(t), m = d.getUTCMonth(), y = d.getUTCFullYear(), year = yearName(y, names);
      return { t, end: at(y, m + 1, 1), year: m === 0, texts: [`${names.months[m]} ${year}`, `${names.short[m]} ${year}`, names.short[m]] };
    });
  } else if (unit === 'month') {
    above = starts('year', 1, t0, t1).map((t) => {
      const y = new Date(t).getUTCFullYear();
      return { t, end: at(y + 1, 0, 1), year: true, texts: [yearName(y, names)] };
    });
  }
  return { low, high: above, days: (unit === 'day' && n === 1) || unit === 'hour' || unit === 'minute', unit };
}

/** The Saturdays of a stretch of time. */
export function saturdays(t0, t1) {
  return starts('week', 1, t0, t1).map((monday) => monday + 5 * DAY);
}

/** The longest of texts that fits into some pixels, or ''. */
export function fitting(texts, size, pixels, bold) {
  for (const t of texts) if (textWidth(t, size, bold) <= pixels) return t;
  return '';
}
