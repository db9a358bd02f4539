// An embed tells the page around it how tall it is, in the words of each host:
// Datawrapper's page script, Pym, AMP, Medium and WordPress. Our own embed.js
// listens to Datawrapper's.

const query = new URLSearchParams(location.search);
const slug = document.body.dataset.slug ?? '';
const pym = query.get('childId');
// WordPress adds #?secret=… and knows its frame by it.
const secret = /[?&]secret=(\w+)/.exec(location.hash)?.[1] ?? query.get('secret');

/** @param {unknown} message */
const post = (message) => window.parent.postMessage(message, '*');

let told = 0;

/** @param {boolean} again tell it even if it is the same */
function tell(again) {
  const main = document.querySelector('main');
  if (!main || window.parent === window) return;
  const height = Math.ceil(main.getBoundingClientRect().bottom + window.scrollY);
  if (height === told && !again) return;
  told = height;
  post({ 'datawrapper-height': { [slug]: height } });
  if (pym) post(`pymxPYMx${pym}xPYMxheightxPYMx${height}`);
  post({ sentinel: 'amp', type: 'embed-size', height });
  post(JSON.stringify({ src: location.href, context: 'iframe.resize', height }));
  // WordPress takes no other heights than these.
  if (secret) post({ message: 'height', value: Math.min(Math.max(height, 200), 1000), secret });
}

new ResizeObserver(() => tell(false)).observe(document.querySelector('main') ?? document.body);
// A host whose script comes after the frame has missed the first.
window.addEventListener('load', () => tell(true));
window.addEventListener('message', (e) => {
  if (pym && e.source === window.parent && typeof e.data === 'string' && e.data.startsWith(`pymxPYMx${pym}xPYMx`)) tell(true);
});

// WordPress frames are sandboxed without popups: a link is followed by the
// host, if it leads to this host. Sources have an address here for that.
if (secret) {
  document.addEventListener('click', (e) => {
    const a = /** @type {Element} */ (e.target).closest('a[target=_blank]');
    if (!(a instanceof HTMLAnchorElement)) return;
    e.preventDefault();
    post({ message: 'link', value: new URL(a.dataset.go ?? a.href, location.href).href, secret });
  });
}
