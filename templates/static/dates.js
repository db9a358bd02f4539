// Dates in a language that this server has no words for, as the reader's
// browser writes them: days and months, one or two, and the times that say of
// which zone they are. Whatever it cannot write stays as it came, in English. The
// calendar and the digits are those of the rest of the page.

const { lang, dir } = document.documentElement;

/** @param {Intl.DateTimeFormatOptions} options */
const format = (options) => new Intl.DateTimeFormat(lang, { calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC', ...options });

/** @param {string} tag */
function known(tag) {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0;
  } catch { // no tag of a language
    return false;
  }
}

/** @param {HTMLTimeElement | HTMLOptionElement} time */
function write(time) {
  const { write: how, to, at } = time.dataset, value = at ?? /** @type {HTMLTimeElement} */ (time).dateTime, when = new Date(value);
  if (isNaN(when.getTime())) return;
  /** @type {Intl.DateTimeFormatOptions} */
  const parts = { month: how === 'short' ? 'short' : 'long' };
  if (value.length > 7) parts.day = 'numeric'; // else it is a month
  if (/\d{4}/.test(time.textContent ?? '')) parts.year = 'numeric'; // which the heading before may have said
  if (how && how !== 'short') Object.assign(parts, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: how, timeZoneName: 'short' });
  time.textContent = to ? format(parts).formatRange(when, new Date(to)) : format(parts).format(when);
  time.lang = lang;
  time.dir = dir; // which sets it apart from English beside it
  const weekday = time.closest('h2')?.querySelector('.soft');
  if (weekday && !to && parts.day) weekday.textContent = format({ weekday: 'long' }).format(when);
}

/** @param {Element} root */
function writeAll(root) {
  for (const time of root.querySelectorAll('[data-write]')) {
    try {
      write(/** @type {HTMLTimeElement | HTMLOptionElement} */ (time));
    } catch { // a zone that this browser does not know
    }
  }
}

if (known(lang)) {
  writeAll(document.body);
  // What comes later: an event of a large chronology, a filtered list, another edition.
  new MutationObserver((changes) => {
    for (const node of changes.flatMap((c) => [...c.addedNodes])) if (node instanceof Element) writeAll(node);
  }).observe(document.body, { childList: true, subtree: true });
}
