// Puts a chronology into another site's page:
//
//   <div style="min-height:600px"><script defer src="…/embed.js" data-target="…/t/SLUG"></script></div>
//
// data-target is the chronology's address, or its SLUG. If it is a selector
// such as #place, the frame goes there, and data-src is the address.
// data-theme is "light" or "auto" (as the reader's system has it); without it
// the page around decides. <dateline-chart src="…/t/SLUG"></dateline-chart>
// does the same. It leaves
// nothing behind in the page but the frame, and may be loaded many times.
(() => {
  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  if (!script) return;
  const site = new URL('.', script.src);

  /** @param {string | null | undefined} address @returns {URL | null} */
  function embedOf(address) {
    if (!address) return null;
    if (/^[a-z0-9-]{1,80}$/.test(address)) return new URL(`t/${address}/embed`, site);
    let url;
    try { url = new URL(address, site); } catch { return null; }
    const slug = url.href.startsWith(site.href) && /^t\/([a-z0-9-]{1,80})(\/embed)?$/.exec(url.pathname.slice(site.pathname.length));
    return slug ? new URL(`t/${slug[1]}/embed${url.hash}`, site) : null;
  }

  /** Whether a place in the host's page is dark now. @param {Element} place */
  function isDark(place) {
    for (let e = /** @type {Element | null} */ (place); e; e = e.parentElement) {
      const [r, g, b, alpha = 1] = (getComputedStyle(e).backgroundColor.match(/[\d.]+/g) || []).map(Number);
      if (alpha > 0.5 && b !== undefined) return 0.3 * r + 0.6 * g + 0.1 * b < 128;
    }
    return getComputedStyle(document.documentElement).colorScheme.includes('dark') && matchMedia('(prefers-color-scheme: dark)').matches;
  }

  /** @param {Element} place @param {Element | null} before @param {URL} address @param {DOMStringMap} data */
  function put(place, before, address, data) {
    const frame = document.createElement('iframe');
    // In a light page it stays light, though its reader's system be dark.
    const theme = data.theme || (isDark(place) ? 'auto' : 'light');
    if (theme === 'light') address.searchParams.set('theme', 'light');
    frame.src = address.href;
    frame.title = data.title || 'Chronology';
    frame.loading = 'lazy';
    frame.setAttribute('scrolling', 'no');
    frame.style.cssText = 'display:block;inline-size:100%;min-inline-size:100%;border:0';
    frame.height = data.height || '600';
    window.addEventListener('message', function listen(e) {
      if (!frame.isConnected) return window.removeEventListener('message', listen);
      if (e.source !== frame.contentWindow || e.origin !== address.origin) return;
      const heights = e.data && e.data['datawrapper-height'];
      const height = heights && Math.max(...Object.values(heights).map(Number));
      if (height > 0 && height < 100000) frame.height = String(Math.ceil(height));
    });
    place.insertBefore(frame, before);
  }

  if (window.customElements && !customElements.get('dateline-chart')) {
    customElements.define('dateline-chart', class extends HTMLElement {
      connectedCallback() {
        const address = embedOf(this.getAttribute('src'));
        if (this.style.display === '') this.style.display = 'block';
        if (address && !this.querySelector('iframe')) put(this, null, address, { title: this.title, height: this.getAttribute('height') || '', theme: this.getAttribute('theme') || '' });
      }
    });
  }

  const target = script.dataset.target;
  if (!target) return;
  const address = embedOf(target) || embedOf(script.dataset.src);
  const selected = embedOf(target) ? null : document.querySelector(target);
  const place = selected || script.parentElement;
  if (!address || !place) {
    console.warn(`embed.js: data-target="${target}" is no chronology of ${site.href}`);
    return;
  }
  put(place, selected ? null : script, address, script.dataset);
})();
