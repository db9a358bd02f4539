// An embed tells the page around it how tall it is, in the words of each host:
// Datawrapper's page script, Pym, AMP, Medium and WordPress. Our own embed.js
// listens to Datawrapper's, and names the frame by the chronology's title.

const main = document.querySelector('main') ?? document.body;
const root = document.documentElement;
const query = new URLSearchParams(location.search);
const slug = document.body.dataset.slug ?? '';
const pym = query.get('childId');
// Medium knows its frame by its address; an event that is opened changes ours.
const address = location.href;
// WordPress adds #?secret=… and knows its frame by it; some versions do so
// when the frame has loaded already.
let secret = query.get('secret');
const learn = () => { secret = /[?&]secret=(\w+)/.exec(location.hash)?.[1] ?? secret; };
learn();

/** @param {unknown} message */
const post = (message) => window.parent.postMessage(message, '*');

// What was told last, how wide the frame was then, and what was told before.
let told = 0, width = 0, before = 0, at = 0;

/** The height that the frame needs for no scrollbar to be in it. */
function measure() {
  const kept = root.style.overflowY;
  root.style.overflowY = 'hidden'; // a scrollbar takes width, which changes the height
  const height = Math.ceil(main.getBoundingClientRect().bottom + window.scrollY);
  root.style.overflowY = kept;
  return height;
}

/** @param {boolean} again tell it even if it is the same */
function tell(again) {
  if (window.parent === window || window.innerWidth === 0) return; // alone, or not shown
  const height = measure();
  if (height === told && !again) return;
  // The page around may get a scrollbar by our growing, which makes us narrower
  // and lower, so that it loses the scrollbar: the taller of the two stays.
  if (height === before && height < told && window.innerWidth !== width && performance.now() - at < 1000) return;
  if (height !== told) [before, told] = [told, height];
  width = window.innerWidth;
  at = performance.now();
  post({ 'datawrapper-height': { [slug]: height } });
  post({ 'dateline-title': document.title });
  if (pym) post(`pymxPYMx${pym}xPYMxheightxPYMx${height}`);
  post({ sentinel: 'amp', type: 'embed-size', height });
  post(JSON.stringify({ src: address, context: 'iframe.resize', height }));
  // WordPress takes no other heights than these.
  if (secret) post({ message: 'height', value: Math.min(Math.max(height, 200), 1000), secret });
  setTimeout(fit, 300);
}

// In a frame that follows what it is told, no scrollbar flashes up while it
// does. In one that does not, or is cut at some height, it can be scrolled.
function fit() {
  root.style.overflowY = told > 0 && window.innerHeight >= told ? 'hidden' : '';
}

new ResizeObserver(() => tell(false)).observe(main);
window.addEventListener('resize', fit);
// A host whose script comes after the frame has missed the first.
window.addEventListener('load', () => {
  tell(true);
  for (const seconds of [1, 4]) setTimeout(tell, seconds * 1000, true);
});
window.addEventListener('hashchange', () => {
  const known = secret;
  learn();
  if (secret !== known) tell(true);
});
window.addEventListener('message', ({ source, data }) => {
  if (source !== window.parent || !data) return;
  const ofPym = pym && typeof data === 'string' && data.startsWith(`pymxPYMx${pym}xPYMx`);
  if (ofPym || (secret && data.message === 'ready' && data.secret === secret)) tell(true);
});

// WordPress frames are sandboxed without popups: a link is followed by the
// host, if it leads to this host. What leads elsewhere has an address here.
document.addEventListener('click', (e) => {
  const a = /** @type {Element} */ (e.target).closest('a[target=_blank]');
  if (!secret || !(a instanceof HTMLAnchorElement)) return;
  const to = new URL(a.dataset.go ?? a.href, address);
  if (to.host !== location.host) return;
  e.preventDefault();
  post({ message: 'link', value: to.href, secret });
});
