// Puts a chronology into another site's page:
//
//   <div style="min-height:600px"><script defer src="…/embed.js" data-target="…/t/SLUG"></script></div>
//
// data-target is the chronology's address, or its SLUG. If it is a selector
// such as #place, the frame goes there, and data-src is the address or SLUG.
// data-title names the frame, if not the chronology's own title; data-height is
// what it has until it has told its own, 600 without. data-theme is "light", "dark" or "auto" (as the reader's
// system has it); without it the page around decides.
//
//   <dateline-chart src="…/t/SLUG" title="…" height="600" theme="auto">Shown without script</dateline-chart>
//
// does the same. Nothing is left in the page but frames, and the script may be
// loaded many times.
(() => {
  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  if (!script) return;
  const site = new URL('.', script.src);

  // The frames in the page that are this script's.
  /** @type {Set<HTMLIFrameElement>} */
  const frames = new Set();

  const UNNAMED = 'Chronology'; // until the frame has told its title

  window.addEventListener('message', ({ origin, source, data }) => {
    if (origin !== site.origin || !source || !data) return;
    const height = Math.max(...Object.values(data['datawrapper-height'] ?? {}).map(Number)), title = data['dateline-title'];
    for (const frame of frames) {
      if (frame.contentWindow !== source) continue;
      if (height > 0 && height < 100000) set(frame, 'height', `${Math.ceil(height)}px`);
      if (title && frame.title === UNNAMED) frame.title = String(title);
    }
  });

  /** @param {string | null | undefined} address @returns {URL | null} */
  function embedOf(address) {
    if (!address) return null;
    if (/^[a-z0-9-]{1,80}$/.test(address)) return new URL(`t/${address}/embed`, site);
    let url;
    try { url = new URL(address, site); } catch { return null; }
    const slug = url.href.startsWith(site.href) && /^t\/([a-z0-9-]{1,80})(\/embed)?$/.exec(url.pathname.slice(site.pathname.length));
    return slug ? new URL(`t/${slug[1]}/embed${url.hash}`, site) : null;
  }

  /**
   * The theme that goes with a place in the host's page: a light page may stay
   * light in the dark, a dark one in a dark system follows the system.
   * @param {Element} place
   */
  function around(place) {
    if (!isDark(place)) return 'light';
    return matchMedia('(prefers-color-scheme: dark)').matches ? 'auto' : 'dark';
  }

  /** Whether a place in the host's page is dark now. @param {Element} place */
  function isDark(place) {
    for (let e = /** @type {Element | null} */ (place); e; e = e.parentElement) {
      const [r, g, b, alpha] = rgb(getComputedStyle(e).backgroundColor);
      if (alpha > 127) return 0.3 * r + 0.6 * g + 0.1 * b < 128;
    }
    return getComputedStyle(document.documentElement).colorScheme.includes('dark') && matchMedia('(prefers-color-scheme: dark)').matches;
  }

  /** A colour of whatever space, as sRGB. @param {string} colour */
  function rgb(colour) {
    const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    if (!pen) return [255, 255, 255, 0];
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    return pen.getImageData(0, 0, 1, 1).data;
  }

  // Against it no rule of the page's style sheets can do anything.
  /** @param {HTMLElement} element @param {string} property @param {string} value */
  const set = (element, property, value) => element.style.setProperty(property, value, 'important');

  /**
   * @param {Node} where it goes into @param {Element | null} before @param {Element} place of the page @param {URL} address
   * @param {{title?: string | null, height?: string | null, theme?: string | null}} how
   */
  function put(where, before, place, address, how) {
    const frame = document.createElement('iframe');
    const theme = how.theme || around(place);
    if (theme === 'light' || theme === 'dark') address.searchParams.set('theme', theme);
    frame.loading = 'lazy';
    frame.src = address.href;
    frame.title = how.title || UNNAMED;
    for (const [property, value] of [['all', 'initial'], ['display', 'block'], ['width', '100%'], ['height', `${parseInt(how.height || '') || 600}px`], ['border', '0']]) set(frame, property, value);
    frames.add(frame);
    where.insertBefore(frame, before);
    return frame;
  }

  if (window.customElements && !customElements.get('dateline-chart')) {
    customElements.define('dateline-chart', class extends HTMLElement {
      static observedAttributes = ['src', 'theme', 'title'];
      /** @type {HTMLIFrameElement | undefined} */
      #frame;
      #inside = this.attachShadow({ mode: 'open' });

      connectedCallback() {
        if (this.style.display === '') this.style.display = 'block';
        this.#hide();
        const address = embedOf(this.getAttribute('src'));
        if (address) this.#frame = put(this.#inside, null, this, address, { title: this.title, height: this.getAttribute('height'), theme: this.getAttribute('theme') });
        else this.#inside.append(document.createElement('slot')); // what stands in it
      }

      disconnectedCallback() { this.#hide(); }

      // Moved by moveBefore, which leaves the frame as it is.
      connectedMoveCallback() {}

      /** @param {string} name @param {string | null} was @param {string | null} is */
      attributeChangedCallback(name, was, is) {
        if (was === is || !this.#inside.firstChild) return; // not there yet
        if (name !== 'title') this.connectedCallback();
        else if (this.#frame) this.#frame.title = this.title || UNNAMED;
      }

      #hide() {
        if (this.#frame) frames.delete(this.#frame);
        this.#frame = undefined;
        this.#inside.replaceChildren();
      }
    });
  }

  const { target, src } = script.dataset;
  if (!target) return;
  const address = embedOf(target) ?? embedOf(src);
  function begin() {
    let place = script?.parentElement, before = script;
    if (!embedOf(target)) {
      before = null;
      try { place = document.querySelector(target ?? ''); } catch { place = null; }
    }
    if (address && place && document.body?.contains(place)) put(place, before, place, address, script?.dataset ?? {});
    else if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin); // the place is yet to come
    else console.warn(`embed.js: data-target="${target}"${src ? ` with data-src="${src}"` : ''} is no place in the body for a chronology of ${site.href}`);
  }
  begin();
})();
