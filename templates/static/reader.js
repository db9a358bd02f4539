// What a reader's page and an embed do beyond being read: the chart takes over
// when a reader reaches for it; filters and search; the event that the address
// names; the chronology as it stood; the story, step by step. Everything it
// enhances works without it.

/**
 * @typedef {object} Chart what the chart's own script gives, see its mount.js
 * @property {(how: 'in' | 'out' | 'all') => void} zoom
 * @property {(by: string) => void} setLanes
 * @property {(filter: {hidden: string[], who?: number, only?: Set<string>}) => void} setFilter
 * @property {(id: string | null) => void} highlight
 * @property {(id: string, time?: number) => Promise<void>} reveal
 * @property {(id: string) => number | null} top
 * @property {[number, number] | null} view
 * @property {string} lanes
 * @property {(from: number, to: number) => void} look
 * @property {() => void} dispose
 */

/** @template {HTMLElement} T @param {string} selector @returns {T | null} */
const one = (selector) => document.querySelector(selector);

const figure = one('[data-chart]');
const tools = one('[data-tools]');
const told = one('.told') ?? one('.brief');
const opened = one('[data-opened]');

/** @param {string} selector @returns {HTMLButtonElement[]} */
const buttons = (selector) => (tools ? [...tools.querySelectorAll(selector)] : []).map((b) => /** @type {HTMLButtonElement} */ (b));
const chips = buttons('[data-filter]');
const lanes = buttons('[data-lanes]');
const zooms = buttons('[data-zoom]');
/** @type {HTMLSelectElement | null} */
const who = one('select[data-who]');
/** @type {HTMLInputElement | null} */
const find = one('[data-find]');

/** @returns {HTMLElement[]} */
const items = () => [...document.querySelectorAll('li[data-group]')].map((li) => /** @type {HTMLElement} */ (li));

// The chart

/** @type {Promise<Chart | null> | undefined} */
let starting;
/** @type {Chart | null} */
let chart = null;

/** Loads the chart, once. It is null where none is shown, or it cannot come. */
function start() {
  const drawing = figure && [...figure.querySelectorAll('[data-drawing]')].find((d) => d.getClientRects().length > 0);
  if (!figure || !drawing) return Promise.resolve(chart);
  starting ??= load(figure, drawing).catch((reason) => {
    // The server's drawing stays, and everything is in the list.
    console.warn('the interactive chart did not load:', reason);
    return null;
  });
  return starting;
}

/** @param {HTMLElement} figure @param {Element} drawing @returns {Promise<Chart | null>} */
async function load(figure, drawing) {
  const { script, option: address } = figure.dataset;
  if (!script || !address) return null;
  const json = async (/** @type {string} */ from) => {
    const r = await fetch(from);
    if (!r.ok) throw new Error(`${r.status} for ${from}`);
    return r.json();
  };
  const [{ mount }, option] = await Promise.all([import(script), json(address)]);
  figure.dataset.live = '';
  drawing.setAttribute('data-mounted', '');
  chart = /** @type {Chart} */ (mount(drawing, option, {
    words: JSON.parse(figure.dataset.words ?? '{}'),
    onOpen: (/** @type {string} */ id) => {
      if (location.hash === `#e=${id}`) open(); // again
      else location.hash = `e=${id}`;
    },
    tile: (/** @type {number} */ level, /** @type {number} */ index, /** @type {string} */ query) => json(address.replace(/\.json$/, `/${level}-${index}.json${query && `?${query}`}`)),
    onChange: (/** @type {{whole: boolean, closest: boolean, lanes: string}} */ view) => {
      for (const b of lanes) b.setAttribute('aria-pressed', String(b.dataset.lanes === view.lanes));
      for (const b of zooms) b.disabled = b.dataset.zoom === 'in' ? view.closest : view.whole;
      remember();
    },
  }));
  if (filtered()) filter();
  return chart;
}

tools?.addEventListener('click', async (e) => {
  const b = /** @type {HTMLElement} */ (e.target).closest('button');
  if (!b) return;
  if (b.dataset.filter) {
    b.setAttribute('aria-pressed', String(b.getAttribute('aria-pressed') === 'false'));
    filter();
  }
  if (b.dataset.story) (await import(b.dataset.story)).tell({ start, items, heading: one('h1')?.textContent, stand: one('.stand')?.textContent, button: b });
  const c = await start();
  if (b.dataset.lanes) c?.setLanes(b.dataset.lanes);
  if (b.dataset.zoom) c?.zoom(/** @type {'in' | 'out' | 'all'} */ (b.dataset.zoom));
});

for (const type of ['pointerenter', 'focusin', 'touchstart']) {
  figure?.addEventListener(type, start, { passive: true });
  tools?.addEventListener(type, start, { passive: true });
}

// On a phone the kinds are a strip, of which one that is half in view would stay so.
for (const c of chips) c.addEventListener('focus', () => c.scrollIntoView({ block: 'nearest', inline: 'nearest' }));

// An event under the pointer lights in the chart, with what led to it.
/** @param {Event} e */
const under = (e) => /** @type {Element} */ (e.target).closest('[data-group]')?.id.slice(2) ?? null;
told?.addEventListener('pointerover', (e) => chart?.highlight(under(e)));
told?.addEventListener('pointerleave', () => chart?.highlight(null));
told?.addEventListener('focusin', (e) => chart?.highlight(under(e)));

// Filters: kinds, whose events, words

/** The groups that the reader switched off. */
const hidden = () => chips.filter((c) => c.getAttribute('aria-pressed') === 'false').map((c) => c.dataset.filter ?? '');
/** The words that are looked for here; of a large chronology the server looks for them. */
const words = () => (find?.dataset.find === 'here' ? find.value.toLowerCase().split(/\s+/).filter(Boolean) : []);
const filtered = () => hidden().length > 0 || !!who?.value || words().length > 0;

function filter() {
  const off = new Set(hidden()), whose = who?.value ?? '', sought = words();
  const shown = new Set();
  for (const li of items()) {
    const text = sought.length ? [...li.querySelectorAll('h3, .kind, .when .soft, .text, blockquote')].map((e) => e.textContent).join('\n').toLowerCase() : '';
    li.hidden = off.has(li.dataset.group ?? '')
      || (whose !== '' && !(li.dataset.who ?? '').split(' ').includes(whose))
      || !sought.every((w) => text.includes(w));
    if (!li.hidden) shown.add(li.id.slice(2));
  }
  if (filtered()) whole();
  if (find?.dataset.find === 'there') relist();
  else tell(filtered() ? status?.dataset.found?.replace('{shown}', String(shown.size)).replace('{all}', String(items().length)) : '', !filtered() || shown.size > 0);
  chart?.setFilter({ hidden: [...off], who: whose === '' ? undefined : Number(whose), only: sought.length ? shown : undefined });
  remember();
}

const status = one('[data-found]'), clear = one('[data-clear]');
/** Says how many are left, and offers all. @param {string | undefined} text @param {boolean} [some] */
const tell = (text, some = true) => {
  if (status) status.textContent = (some ? text : status.dataset.none) ?? '';
  if (clear) clear.hidden = !filtered();
};
clear?.addEventListener('click', () => {
  unfilter();
  (chips[0] ?? find)?.focus();
});

function unfilter() {
  for (const c of chips) c.setAttribute('aria-pressed', 'true');
  if (who) who.value = '';
  if (find) find.value = '';
  filter();
}

// Of a large chronology the page lists a part. What a filter leaves of the whole
// comes from the server, page by page.

/** What stands in the parts of the list, by their names. @param {Document} page @returns {Map<string, Node[]>} */
const listOf = (page) => new Map([...page.querySelectorAll('[data-part]')].map((part) => [/** @type {HTMLElement} */ (part).dataset.part ?? '', [...part.childNodes]]));
/** @type {Map<string, Node[]> | undefined} */
let unfiltered;
let listed = ''; // the address of what is listed, '' if that is not filtered

async function relist() {
  const params = new URLSearchParams({ page: '1' }), edition = new URLSearchParams(location.search).get('edition');
  if (edition) params.set('edition', edition);
  if (hidden().length) params.set('off', hidden().join('.'));
  if (chosen()) params.set('who', chosen() ?? '');
  const address = filtered() ? `${location.pathname}?${params}` : '';
  if (address === listed) return;
  listed = address;
  unfiltered ??= listOf(document);
  const text = address && await fetch(address).then((r) => (r.ok ? r.text() : Promise.reject(new Error(`${r.status} for ${address}`)))).catch((reason) => console.warn(reason));
  if (listed !== address) return; // the reader has gone on
  if (text === undefined) { // what is listed stays, with what the filter leaves of it
    listed = '?';
    return;
  }
  const page = text ? new DOMParser().parseFromString(text, 'text/html') : null, list = page ? listOf(page) : unfiltered;
  for (const part of document.querySelectorAll('[data-part]')) part.replaceChildren(...(list.get(/** @type {HTMLElement} */ (part).dataset.part ?? '') ?? []));
  for (const li of items()) li.hidden = false;
  tell(page ? /** @type {HTMLElement | null} */ (page.querySelector('[data-left]'))?.dataset.left : '', items().length > 0);
  quiet(layOut);
}

/** Chooses an actor by name, for the numbers are an edition's own. @param {string | null} name */
function choose(name) {
  if (who) who.value = [...who.options].find((o) => o.text === name)?.value ?? '';
}
const chosen = () => (who?.value ? who.selectedOptions[0].text : null);

who?.addEventListener('change', () => {
  filter();
  start();
});
/** @type {number | undefined} */
let typing;
find?.addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(filter, 150);
});
find?.form?.addEventListener('submit', (e) => {
  if (find.dataset.find === 'here') return e.preventDefault();
  for (const old of find.form?.querySelectorAll('[name=off], [name=who]') ?? []) old.remove();
  for (const [name, value] of [['off', hidden().join('.')], ['who', chosen()]]) { // what is found is filtered too
    if (name && value) find.form?.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
  }
});

/** Shows the whole of a list that is short at first. */
const whole = () => one('[data-short]')?.removeAttribute('data-short');
one('[data-all]')?.addEventListener('click', whole);

// The address holds the view, so that it can be shared: ?off=economy&who=Iran&q=…&lanes=kind&view=2020-01-01..2020-01-09

/** A view as the address has it: whole days, or the minutes where they can be told apart. @param {[number, number]} view */
function written(view) {
  const [from, to] = view.map((t) => Math.round(t / 6e4) * 6e4), days = (to - from) / DAY;
  const minutes = days < 4 || (days < 1000 && (from % DAY !== 0 || to % DAY !== 0));
  return [from, minutes ? to : to - 1].map((t) => new Date(t).toISOString().slice(0, minutes ? -8 : -14)).join('..');
}

/** The view that an address gives, null if it is none. @param {string} text @returns {[number, number] | null} */
function read(text) {
  const m = /^([+-]?\d+-\d\d-\d\d(T\d\d:\d\d)?)\.\.([+-]?\d+-\d\d-\d\d(?:T\d\d:\d\d)?)$/.exec(text);
  if (!m) return null;
  const [from, to] = [m[1], m[3]].map((t) => Date.parse(m[2] ? `${t}Z` : t)), end = m[2] ? to : to + DAY;
  return from < end ? [from, end] : null;
}

const DAY = 864e5; // milliseconds
let recalled = false;
/** @type {number | undefined} */
let noting;

/** Writes the address once the view rests: browsers take no more than some changes a second. */
function remember() {
  clearTimeout(noting);
  noting = setTimeout(note, 200);
}

function note() {
  if (!recalled || !document.body.classList.contains('page')) return;
  const address = new URL(location.href), { searchParams: params } = address;
  /** @param {string} name @param {string | null | undefined} value */
  const set = (name, value) => (value ? params.set(name, value) : params.delete(name));
  set('off', hidden().join('.'));
  set('who', chosen());
  if (find?.dataset.find === 'here') set('q', words().join(' '));
  set('now', ''); // of the desk's link, to be past what a browser kept
  if (chart) {
    set('lanes', figure?.dataset.lanes === chart.lanes ? '' : chart.lanes);
    set('view', chart.view && written(chart.view));
  }
  if (address.href !== location.href) history.replaceState(null, '', address);
}

async function recall() {
  const params = new URLSearchParams(location.search);
  const off = (params.get('off') ?? '').split('.');
  for (const c of chips) if (off.includes(c.dataset.filter ?? '')) c.setAttribute('aria-pressed', 'false');
  choose(params.get('who'));
  if (find && !find.value) find.value = params.get('q') ?? '';
  if (filtered()) filter();
  const by = params.get('lanes'), view = read(params.get('view') ?? '');
  if (by || view || filtered()) { // what was shared is shown
    const c = await start();
    if (by && lanes.some((b) => b.dataset.lanes === by)) c?.setLanes(by);
    if (view) c?.look(...view);
  }
  recalled = true;
}

// The event that the address names: #e=ID

function named() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch { // no such escape
    return '';
  }
}

async function open() {
  const id = named();
  if (!id.startsWith('e=')) {
    if (opened) opened.hidden = true;
    return;
  }
  const listed = document.getElementById(id);
  if (opened) opened.hidden = !listed || !opened.contains(listed);
  const item = listed ?? await bring(id);
  if (!item) return;
  if (item.hidden) unfilter(); // which must not hide what is asked for
  if ('minor' in item.dataset) whole();
  for (const part of unlaid()) part.dataset.laid = ''; // else what is above it grows later
  item.querySelector('details')?.setAttribute('open', '');
  item.scrollIntoView({ block: 'nearest' });
  item.focus({ preventScroll: true });
  const c = await start();
  if (named() === id) c?.reveal(id.slice(2), item.dataset.at ? Number(item.dataset.at) : undefined);
}

/**
 * An event that this page does not list, from its own page, under the chart.
 * @param {string} id @returns {Promise<HTMLElement | null>}
 */
async function bring(id) {
  if (!opened || !figure?.dataset.event) return null;
  const page = await fetch(figure.dataset.event + encodeURIComponent(id.slice(2))).then((r) => (r.ok ? r.text() : ''));
  const item = new DOMParser().parseFromString(page, 'text/html').getElementById(id);
  if (!item || named() !== id) return null; // or the reader has gone on
  opened.replaceChildren(document.adoptNode(/** @type {Element} */ (item.closest('.period'))));
  opened.hidden = false;
  return item;
}

// As it stood: a slider through the editions, in the place of the choice that
// works without a script. What an edition said comes from its own page.

/** @type {HTMLFormElement | null} */
const stood = one('[data-editions]');
if (stood) {
  const choice = /** @type {HTMLSelectElement} */ (stood.querySelector('select'));
  const past = [...choice.options].reverse();
  let stands = past.findIndex((o) => o.selected);
  const slider = Object.assign(document.createElement('input'), { type: 'range', min: 0, max: past.length - 1, value: stands, id: 'edition' });
  const when = document.createElement('output');
  when.htmlFor.add('edition');
  const tell = () => { when.textContent = slider.ariaValueText = past[+slider.value].text; };
  choice.replaceWith(slider, when);
  tell();
  /** @type {number | undefined} */
  let waiting;
  slider.addEventListener('input', () => {
    tell();
    clearTimeout(waiting);
    waiting = setTimeout(() => show(past[+slider.value].value), 120);
  });
  /** @param {string} edition */
  const show = async (edition) => {
    const own = new URL(location.pathname, location.href), present = slider.value === slider.max;
    if (!present) own.search = `?edition=${edition}`;
    const page = await fetch(own).then((r) => (r.ok ? r.text() : Promise.reject(new Error(`${r.status} for ${own}`)))).catch((reason) => console.warn(reason));
    if (past[+slider.value].value !== edition) return; // the reader has gone on
    if (!page) { // what is shown stays, and the slider says so
      slider.value = String(stands);
      return tell();
    }
    stands = +slider.value;
    const address = new URL(location.href);
    if (present) address.searchParams.delete('edition');
    else address.searchParams.set('edition', edition);
    history.replaceState(null, '', address);
    await take(new DOMParser().parseFromString(page, 'text/html'));
  };
}

/** Takes over what another edition's page tells, and keeps what the reader chose. @param {Document} page */
async function take(page) {
  const was = chart && { lanes: chart.lanes, view: chart.view }, name = chosen();
  chart?.dispose();
  chart = null;
  starting = undefined;
  unfiltered = undefined;
  listed = '';
  for (const part of ['h1', '.meta', '[data-clear]', '[data-chart]', '.told', '[data-part=pages]', '[data-part=end]']) one(part)?.replaceChildren(...(page.querySelector(part)?.childNodes ?? []));
  if (figure) {
    delete figure.dataset.live;
    figure.dataset.option = /** @type {HTMLElement | null} */ (page.querySelector('[data-chart]'))?.dataset.option;
  }
  one('.story')?.remove(); // it tells what stood
  one('[data-story]')?.setAttribute('aria-expanded', 'false');
  who?.replaceChildren(who.options[0], ...[...page.querySelectorAll('select[data-who] option')].slice(1));
  choose(name);
  for (const b of lanes) b.hidden = !page.querySelector(`[data-lanes="${b.dataset.lanes}"]`);
  const notice = one('.former'), theirs = page.querySelector('.former');
  if (notice) {
    notice.style.visibility = theirs ? '' : 'hidden'; // its room stays, for the slider not to move
    if (theirs) notice.replaceChildren(...theirs.childNodes);
  }
  for (const chip of chips) {
    const count = chip.querySelector('b');
    if (count) count.textContent = page.querySelector(`[data-filter="${chip.dataset.filter}"] b`)?.textContent ?? '0';
  }
  filter();
  quiet(layOut);
  if (!was) return;
  const c = await start();
  if (lanes.some((b) => !b.hidden && b.dataset.lanes === was.lanes)) c?.setLanes(was.lanes);
  if (was.view) c?.look(...was.view);
}

// Controls that do nothing without this script are shown, or wait, till now.
for (const b of [...chips, ...lanes, ...zooms, ...buttons('[data-story]')]) b.disabled = false;
for (const b of zooms) b.disabled = b.dataset.zoom !== 'in'; // until there is something to undo

// What is out of view is laid out in quiet moments, a little at a time: a
// screen reader is handed nothing of what is not.
const quiet = window.requestIdleCallback ?? ((/** @type {() => void} */ f) => setTimeout(f, 50));
/** @returns {HTMLElement[]} */
const unlaid = () => [...document.querySelectorAll('.period:not([data-laid])')].map((part) => /** @type {HTMLElement} */ (part));
function layOut() {
  const rest = unlaid();
  for (const part of rest.slice(0, 10)) part.dataset.laid = '';
  if (rest.length > 10) quiet(layOut);
}
quiet(layOut);

window.addEventListener('hashchange', open);
recall().then(open);

// On a fast line the chart's script comes when all is quiet, for it to be there
// when the reader reaches for it.
/** @type {{downlink?: number, saveData?: boolean} | undefined} */
const line = /** @type {any} */ (navigator).connection;
if (figure?.dataset.script && line && (line.downlink ?? 0) >= 5 && !line.saveData && 'requestIdleCallback' in window) {
  setTimeout(() => requestIdleCallback(() => {
    document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href: figure.dataset.script }));
  }), 3000);
}
