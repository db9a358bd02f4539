// @ts-check
// Makes the desk's forms quicker. Every page of it works without this: it
// shows how a date is understood while it is typed, joins the words of an
// article to their cards, takes the keys of a card, saves while nobody looks,
// and copies embed codes. Shortcuts of one key act only while a card's own
// line, or the article, has the focus (WCAG 2.2, 2.1.4).

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control */

/** How long, in ms, after the last key a form is saved, and a date is read. */
const SAVE_AFTER = 3000;
const READ_AFTER = 250;

for (const input of document.querySelectorAll('input[data-date]')) readsAsTyped(/** @type {HTMLInputElement} */ (input));
for (const area of document.querySelectorAll('textarea[data-copy]')) copies(/** @type {HTMLTextAreaElement} */ (area));
for (const button of document.querySelectorAll('button[data-sure]')) {
  button.addEventListener('click', (e) => { if (!confirm(button.getAttribute('data-sure') ?? '')) e.preventDefault(); });
}
const review = /** @type {HTMLElement | null} */ (document.querySelector('[data-review]'));
if (review) {
  joins(review);
  takesKeys(review);
  if (document.querySelector('button[value=accept], button[value=save].go')) {
    for (const form of review.querySelectorAll('form[data-event-form]')) saves(/** @type {HTMLFormElement} */ (form));
  }
}

/** Shows beside a date how it is understood. @param {HTMLInputElement} input */
function readsAsTyped(input) {
  const form = input.form;
  const out = form?.querySelector('[data-reads]');
  if (!form || !out) return;
  const first = { text: input.value, html: out.innerHTML };
  let timer = 0;
  let asked = 0;
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(read, READ_AFTER);
  });
  async function read() {
    const mine = ++asked;
    if (input.value.trim() === first.text.trim()) { out.innerHTML = first.html; return; }
    const query = new URLSearchParams({ text: input.value });
    const reference = form.elements.namedItem('reference');
    if (reference instanceof HTMLInputElement) query.set('reference', reference.value);
    try {
      const reply = await fetch(`${input.dataset.date}?${query}`, { redirect: 'error' });
      const html = await reply.text();
      // Our own server's page, in which every text is escaped.
      if (reply.ok && mine === asked) out.innerHTML = html;
    } catch { /* the form itself says it when it is sent */ }
  }
}

/** Puts a button under a text to copy it. @param {HTMLTextAreaElement} area */
function copies(area) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.style.justifySelf = 'start';
  area.after(button);
  area.addEventListener('focus', () => area.select());
  button.addEventListener('click', async () => {
    area.select();
    try { await navigator.clipboard.writeText(area.value); } catch { document.execCommand('copy'); }
    button.focus();
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy'; }, 2000);
  });
}

/** The card of an event. @param {ParentNode} root @param {string} id @returns {HTMLDetailsElement | null} */
function cardOf(root, id) { return root.querySelector(`details[data-event="${CSS.escape(id)}"]`); }

/** Joins the words of an article to the cards. @param {HTMLElement} root */
function joins(root) {
  const marks = /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll('mark[data-event]'));
  const cards = /** @type {NodeListOf<HTMLDetailsElement>} */ (root.querySelectorAll('details[data-event]'));
  /** The events that words tell. @param {HTMLElement} mark */
  const told = (mark) => (mark.dataset.event ?? '').split(' ');
  const show = () => {
    const open = root.querySelector('details[data-event][open]')?.getAttribute('data-event');
    for (const m of marks) m.classList.toggle('on', told(m).some((id) => id === open));
    const first = root.querySelector('mark.on');
    const text = first?.closest('article');
    // Only where the text scrolls by itself, beside the cards.
    if (!first || !text || text.scrollHeight <= text.clientHeight) return;
    const at = first.getBoundingClientRect().top - text.getBoundingClientRect().top;
    if (at < 40 || at > text.clientHeight - 80) text.scrollTop += at - text.clientHeight / 3;
  };
  for (const card of cards) {
    card.addEventListener('toggle', show);
    card.querySelector('summary')?.addEventListener('click', () => setTimeout(() => { if (card.open) bringIntoView(card); }));
  }
  for (const mark of marks) {
    mark.addEventListener('click', () => {
      if (String(getSelection())) return;
      // Words that tell several events reach each in turn.
      const ids = told(mark);
      const card = cardOf(root, ids[(ids.findIndex((id) => cardOf(root, id)?.open) + 1) % ids.length]);
      if (card) focusCard(card);
    });
    const hover = (/** @type {boolean} */ on) => () => { for (const id of told(mark)) cardOf(root, id)?.classList.toggle('on', on); };
    mark.addEventListener('pointerenter', hover(true));
    mark.addEventListener('pointerleave', hover(false));
  }
  show();
}

/** Opens a card and gives it the focus. @param {HTMLDetailsElement} card */
function focusCard(card) {
  card.open = true;
  const summary = card.querySelector('summary');
  summary?.focus({ preventScroll: true });
  bringIntoView(card);
}

/** @param {HTMLElement} card */
function bringIntoView(card) {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  card.scrollIntoView({ block: 'nearest', behavior: calm ? 'auto' : 'smooth' });
}

/** Takes the keys of a card. @param {HTMLElement} root */
function takesKeys(root) {
  const cards = () => /** @type {HTMLDetailsElement[]} */ ([...root.querySelectorAll('details[data-event]')]);
  const article = /** @type {HTMLElement | null} */ (root.querySelector('[data-new]'));
  root.addEventListener('keydown', (e) => {
    const at = /** @type {HTMLElement} */ (e.target);
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    if (at.closest('input, select, textarea, button, a')) {
      if (e.key === 'Escape') at.closest('details[data-event]')?.querySelector('summary')?.focus();
      return;
    }
    const all = cards();
    const here = all.findIndex((c) => c.contains(at));
    const card = all[here] ?? all.find((c) => c.open);
    const go = (/** @type {number} */ step) => {
      const from = here < 0 ? all.findIndex((c) => c.open) : here;
      const next = all[Math.min(all.length - 1, Math.max(0, from + step))];
      if (next) focusCard(next);
    };
    switch (e.key) {
      case 'j': go(1); break;
      case 'k': go(-1); break;
      case 'a':
      case 'x': /** @type {HTMLButtonElement | null} */ (card?.querySelector(`button[data-key=${e.key}]`))?.click(); break;
      case 'e':
        if (!card) return;
        card.open = true;
        /** @type {HTMLInputElement | null} */ (card.querySelector('input[name=title]'))?.focus();
        break;
      case 'n': newEvent(article); break;
      default: return;
    }
    e.preventDefault();
  });
}

/** Begins an event of the words that are selected. @param {HTMLElement | null} article */
function newEvent(article) {
  if (!article?.dataset.new) return;
  const selection = getSelection();
  let words = '';
  if (selection?.rangeCount && article.contains(selection.getRangeAt(0).commonAncestorContainer)) {
    // Our own numbers among the words are not the article's.
    const copy = selection.getRangeAt(0).cloneContents();
    for (const sup of copy.querySelectorAll('sup')) sup.remove();
    words = (copy.textContent ?? '').trim();
  }
  location.assign(article.dataset.new + (words ? `&quote=${encodeURIComponent(words.slice(0, 1500))}` : ''));
}

/** Saves a form some seconds after the last key. @param {HTMLFormElement} form */
function saves(form) {
  const told = document.querySelector('[data-saved]');
  const version = /** @type {HTMLInputElement | null} */ (form.querySelector('input[name=version]'));
  if (!told || !version || form.closest('.accepted, .rejected')) return;
  let timer = 0;
  /** @type {Promise<void> | null} */
  let saving = null;
  let dirty = false;
  const say = (/** @type {string} */ words, bad = false) => { told.textContent = words; told.classList.toggle('bad', bad); };
  form.addEventListener('input', () => {
    dirty = true;
    say('Not saved yet');
    clearTimeout(timer);
    timer = setTimeout(() => { saving = save().finally(() => { saving = null; }); }, SAVE_AFTER);
  });
  form.addEventListener('submit', (e) => {
    clearTimeout(timer);
    if (!saving) { dirty = false; return; }
    // What is being saved changes the version that the form must name.
    e.preventDefault();
    const by = e.submitter;
    saving.then(() => form.requestSubmit(by instanceof HTMLButtonElement ? by : null));
  });
  addEventListener('beforeunload', (e) => { if (dirty) e.preventDefault(); });
  async function save() {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
    body.set('do', 'save');
    dirty = false;
    try {
      const reply = await fetch(form.action, { method: 'POST', body, headers: { Accept: 'application/json' }, redirect: 'error' });
      if (reply.ok) {
        version.value = String((await reply.json()).version);
        if (!dirty) say('All changes saved');
        return;
      }
      dirty = true;
      say(reply.status === 409 ? 'Not saved: changed by another. Save to compare.' : 'Not saved: see what the fields need', true);
    } catch {
      dirty = true;
      say('Not saved: no connection', true);
    }
  }
}
