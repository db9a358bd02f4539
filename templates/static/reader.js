// What a reader's page and an embed do beyond being read: the chart takes over
// when a reader reaches for it, filters, the event that the address names.
// Everything it enhances works without it.

/**
 * @typedef {object} Chart what the chart's own script gives, see its mount.js
 * @property {(how: 'in' | 'out' | 'all') => void} zoom
 * @property {(by: string) => void} setLanes
 * @property {(groups: string[]) => void} setHidden
 * @property {(id: string | null) => void} highlight
 * @property {(id: string, time?: number) => void} reveal
 * @property {() => void} dispose
 */

const figure = /** @type {HTMLElement | null} */ (document.querySelector('[data-chart]'));
const tools = /** @type {HTMLElement | null} */ (document.querySelector('[data-tools]'));

/** @param {string} selector @returns {HTMLButtonElement[]} */
const buttons = (selector) => (tools ? [...tools.querySelectorAll(selector)] : []).map((b) => /** @type {HTMLButtonElement} */ (b));
const chips = buttons('[data-filter]');
const lanes = buttons('[data-lanes]');
const zooms = buttons('[data-zoom]');

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
  const [{ mount }, option] = await Promise.all([
    import(script),
    json(address),
  ]);
  figure.dataset.live = '';
  drawing.setAttribute('data-mounted', '');
  chart = /** @type {Chart} */ (mount(drawing, option, {
    onOpen: (/** @type {string} */ id) => { location.hash = `e=${id}`; },
    tile: (/** @type {number} */ level, /** @type {number} */ index) => json(address.replace(/\.json$/, `/${level}-${index}.json`)),
    onChange: (/** @type {{whole: boolean, lanes: string}} */ view) => press(view),
  }));
  if (hidden().length > 0) chart.setHidden(hidden());
  return chart;
}

/** @param {{whole: boolean, lanes: string}} view */
function press({ whole, lanes: by }) {
  for (const b of lanes) b.setAttribute('aria-pressed', String(b.dataset.lanes === by));
  for (const b of zooms) if (b.dataset.zoom === 'all') b.disabled = whole;
}

/** The groups that the reader switched off. */
const hidden = () => chips.filter((c) => c.getAttribute('aria-pressed') === 'false').map((c) => c.dataset.filter ?? '');

function filter() {
  const off = new Set(hidden());
  for (const li of document.querySelectorAll('[data-group]')) /** @type {HTMLElement} */ (li).hidden = off.has(li.getAttribute('data-group') ?? '');
  chart?.setHidden([...off]);
}

/** Shows the whole of a list that is short at first. */
const whole = () => document.querySelector('[data-short]')?.removeAttribute('data-short');

/** Shows the event that the address names: #e=ID. */
async function open() {
  const id = decodeURIComponent(location.hash.slice(1));
  if (!id.startsWith('e=')) return;
  const listed = document.getElementById(id);
  if (opened) opened.hidden = !listed || !opened.contains(listed);
  const item = listed ?? await bring(id);
  if (!item) return;
  const chip = chips.find((c) => c.dataset.filter === item.dataset.group && c.getAttribute('aria-pressed') === 'false');
  if (chip) {
    chip.setAttribute('aria-pressed', 'true');
    filter();
  }
  if ('minor' in item.dataset) whole();
  item.querySelector('details')?.setAttribute('open', '');
  item.scrollIntoView({ block: 'nearest' });
  item.focus({ preventScroll: true });
  chart?.reveal(id.slice(2), item.dataset.at ? Number(item.dataset.at) : undefined);
}

const opened = /** @type {HTMLElement | null} */ (document.querySelector('[data-opened]'));

/**
 * An event that this page does not list, from its own page, under the chart.
 * @param {string} id @returns {Promise<HTMLElement | null>}
 */
async function bring(id) {
  if (!opened || !figure?.dataset.event) return null;
  const page = await fetch(figure.dataset.event + encodeURIComponent(id.slice(2))).then((r) => (r.ok ? r.text() : ''));
  const item = new DOMParser().parseFromString(page, 'text/html').getElementById(id);
  if (!item || decodeURIComponent(location.hash.slice(1)) !== id) return null; // or the reader has gone on
  opened.replaceChildren(document.adoptNode(/** @type {Element} */ (item.closest('.period'))));
  opened.hidden = false;
  return item;
}

document.querySelector('[data-all]')?.addEventListener('click', whole);
for (const b of [...chips, ...lanes, ...zooms]) b.disabled = false;
for (const b of zooms) if (b.dataset.zoom === 'all') b.disabled = true; // until there is something to undo

tools?.addEventListener('click', async (e) => {
  const b = /** @type {HTMLElement} */ (e.target).closest('button');
  if (!b) return;
  if (b.dataset.filter) {
    b.setAttribute('aria-pressed', String(b.getAttribute('aria-pressed') === 'false'));
    filter();
  }
  const c = await start();
  if (b.dataset.lanes) c?.setLanes(b.dataset.lanes);
  if (b.dataset.zoom) c?.zoom(/** @type {'in' | 'out' | 'all'} */ (b.dataset.zoom));
});

for (const type of ['pointerenter', 'focusin', 'touchstart']) {
  figure?.addEventListener(type, start, { passive: true });
  tools?.addEventListener(type, start, { passive: true });
}

// An event under the pointer lights in the chart, with what led to it.
const told = document.querySelector('.told, .brief');
/** @param {Event} e */
const under = (e) => /** @type {Element} */ (e.target).closest('[data-group]')?.id.slice(2) ?? null;
told?.addEventListener('pointerover', (e) => chart?.highlight(under(e)));
told?.addEventListener('pointerleave', () => chart?.highlight(null));
told?.addEventListener('focusin', (e) => chart?.highlight(under(e)));

// As it stood: a slider through the editions, in the place of the choice that
// works without a script. What an edition said comes from its own page.
const stood = /** @type {HTMLFormElement | null} */ (document.querySelector('[data-editions]'));
if (stood) {
  const choice = /** @type {HTMLSelectElement} */ (stood.querySelector('select'));
  const past = [...choice.options].reverse();
  const slider = Object.assign(document.createElement('input'), { type: 'range', min: 0, max: past.length - 1, value: past.length - 1, id: 'edition' });
  const words = document.createElement('output');
  words.htmlFor.add('edition');
  const tell = () => {
    words.textContent = slider.ariaValueText = past[+slider.value].text;
  };
  choice.replaceWith(slider, words);
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
    const address = new URL(location.href);
    address.hash = '';
    address.search = slider.value === slider.max ? '' : `?edition=${edition}`;
    const page = await fetch(address).then((r) => (r.ok ? r.text() : Promise.reject(new Error(`${r.status} for ${address}`))));
    if (past[+slider.value].value !== edition) return; // the reader has gone on
    take(new DOMParser().parseFromString(page, 'text/html'));
    history.replaceState(null, '', address);
  };
}

/** Takes over what another edition's page tells. @param {Document} page */
async function take(page) {
  const live = !!chart;
  chart?.dispose();
  chart = null;
  starting = undefined;
  for (const part of ['h1', '.meta', '[data-chart]', '.told']) {
    const here = document.querySelector(part), there = page.querySelector(part);
    here?.replaceChildren(...(there?.childNodes ?? []));
  }
  if (figure) {
    delete figure.dataset.live;
    figure.dataset.option = /** @type {HTMLElement | null} */ (page.querySelector('[data-chart]'))?.dataset.option;
  }
  for (const chip of chips) {
    const count = chip.querySelector('b');
    if (count) count.textContent = page.querySelector(`[data-filter="${chip.dataset.filter}"] b`)?.textContent ?? '0';
  }
  filter();
  if (live) await start();
}

window.addEventListener('hashchange', open);
open();
