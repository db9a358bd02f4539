// The chronology told step by step, at the reader's pace: a card under the
// chart, the title first, then an event a step, by button, by arrow key or by
// swipe. The chart follows, also up and down: the card stays in view. On a
// phone, where the list is the drawing, the list does.

/**
 * @param {object} page
 * @param {() => Promise<{reveal: (id: string, time?: number) => Promise<void>, highlight: (id: null) => void, top: (id: string) => number | null} | null>} page.start
 * @param {() => HTMLElement[]} page.items  the events of the list
 * @param {string | null | undefined} page.heading
 * @param {string | null | undefined} page.stand
 * @param {HTMLElement} page.button  which began it, with the words in its data
 */
export function tell({ start, items, heading, stand, button }) {
  const there = document.querySelector('.story');
  if (there) {
    there.querySelector('button')?.focus();
    return;
  }
  const { previous = '', next = '', end = '', begin = '', of = '' } = button.dataset;
  const steps = items().filter((li) => !li.hidden);
  const place = document.querySelector('.drawn');
  if (!place || steps.length === 0) return;
  let at = -1; // the title card
  const pace = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';

  const make = (/** @type {string} */ tag, /** @type {string} */ className, text = '') => Object.assign(document.createElement(tag), { className, textContent: text });
  const card = make('section', 'story');
  card.setAttribute('aria-label', button.textContent ?? '');
  const body = make('div', 'step');
  body.setAttribute('aria-live', 'polite');
  const bar = make('div', 'pace'), count = make('span', 'count');
  const back = /** @type {HTMLButtonElement} */ (make('button', '', previous)), on = /** @type {HTMLButtonElement} */ (make('button', 'on', begin)), stop = make('button', '', end);
  bar.append(back, on, count, stop);
  card.append(body, bar);
  place.append(card);
  button.setAttribute('aria-expanded', 'true');

  async function show() {
    const li = steps[at];
    body.replaceChildren();
    body.scrollTop = 0;
    if (li) {
      const period = li.closest('.period')?.querySelector('h2');
      if (period) body.append(Object.assign(make('h2', 'date'), { innerText: period.textContent?.replace(/\s+/g, ' ').trim() }));
      const article = /** @type {HTMLElement} */ ((li.querySelector('article') ?? li).cloneNode(true));
      article.className = li.className.replace('event', '');
      for (const a of article.querySelectorAll('[id]')) a.removeAttribute('id');
      body.append(article);
    } else {
      body.append(make('p', 'title', heading ?? ''));
      if (stand) body.append(make('p', 'stand', stand));
    }
    const [first, last] = [at < 0, at === steps.length - 1];
    back.disabled = on.disabled = false;
    if (first || last) (first ? on : back).focus({ preventScroll: true }); // the other loses it
    back.disabled = first;
    on.disabled = last;
    on.textContent = at < 0 ? begin : next;
    count.textContent = at < 0 ? '' : of.replace('{n}', String(at + 1)).replace('{all}', String(steps.length));
    for (const step of steps) step.removeAttribute('aria-current');
    li?.setAttribute('aria-current', 'step');
    const chart = await start(), drawing = document.querySelector('[data-mounted]');
    if (steps[at] !== li) return; // the reader is quicker than the chart
    if (!chart || !drawing?.getClientRects().length) {
      for (const part of document.querySelectorAll('.period')) part.setAttribute('data-laid', ''); // what is above grows no more
      const first = li && !li.previousElementSibling; // its heading is read with it
      (li ? (first && li.closest('.period')) || li : document.querySelector('.told'))?.scrollIntoView({ behavior: pace });
      return;
    }
    if (!li) return chart.highlight(null);
    await chart.reveal(li.id.slice(2), li.dataset.at ? Number(li.dataset.at) : undefined);
    const below = chart.top(li.id.slice(2));
    if (below === null || steps[at] !== li) return;
    const mark = drawing.getBoundingClientRect().top + below, room = card.getBoundingClientRect().top;
    if (mark < 50 || mark > room - 60) window.scrollBy({ top: mark - room / 2, behavior: pace });
  }
  const go = (/** @type {number} */ step) => {
    const to = Math.min(steps.length - 1, Math.max(-1, at + step));
    if (to === at) return;
    at = to;
    show();
  };
  const close = async () => {
    card.remove();
    steps[at]?.removeAttribute('aria-current');
    button.setAttribute('aria-expanded', 'false');
    button.focus();
    (await start())?.highlight(null);
  };
  back.addEventListener('click', () => go(-1));
  on.addEventListener('click', () => go(1));
  stop.addEventListener('click', close);
  const forward = getComputedStyle(card).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight', backward = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
  card.addEventListener('keydown', (e) => {
    if (e.altKey || e.ctrlKey || e.metaKey) return;
    if (e.key === forward) go(1);
    else if (e.key === backward) go(-1);
    else if (e.key === 'Escape') close();
    else return;
    e.preventDefault();
  });
  let from = 0, up = 0;
  card.addEventListener('touchstart', (e) => { from = e.touches[0].clientX; up = e.touches[0].clientY; }, { passive: true });
  card.addEventListener('touchend', (e) => {
    const x = e.changedTouches[0].clientX - from, y = e.changedTouches[0].clientY - up;
    if (Math.abs(x) > 50 && Math.abs(x) > 2 * Math.abs(y)) go((x < 0) === (forward === 'ArrowRight') ? 1 : -1);
  }, { passive: true });
  show();
  card.scrollIntoView({ block: 'nearest', behavior: pace });
  on.focus({ preventScroll: true });
}
