// Widths of text, the same on the server and in every browser.
//
// The layout must come out alike in both, or the drawing would jump when the
// script takes over, and a reader's fonts are not known to the server. So both
// use this table: for each character the wider of Liberation Sans (the widths
// of Arial and Helvetica) and Noto Sans, in thousandths of the font size. What
// a reader's own sans-serif sets wider than that is taken up by the gaps
// between labels.

const ASCII = [ // U+0020 to U+007E
  278, 278, 408, 646, 572, 889, 732, 225, 333, 333, 551, 584, 278, 333, 278, 372,
  572, 572, 572, 572, 572, 572, 572, 572, 572, 572, 278, 278, 584, 584, 584, 556,
  1015, 667, 667, 722, 730, 667, 611, 778, 741, 339, 500, 667, 556, 907, 760, 781,
  667, 781, 722, 667, 611, 731, 667, 944, 667, 667, 611, 329, 372, 329, 572, 556,
  333, 561, 615, 500, 615, 564, 344, 615, 618, 258, 258, 534, 258, 935, 618, 605,
  615, 615, 413, 500, 361, 618, 508, 786, 529, 510, 500, 380, 551, 380, 584,
];

const SPACE = ASCII[0];
const BOLD = 1.08; // the widest common bold beside its regular

// [first, last, width]: the mean of the wide letters of a script, because the
// letters of these scripts differ little or join. The first that holds counts.
const RANGES = [
  [0x0300, 0x036f, 0], // combining marks
  [0x0370, 0x03ff, 680], // Greek
  [0x0400, 0x052f, 720], // Cyrillic
  [0x0590, 0x05cf, 0], [0x05d0, 0x05ff, 640], // Hebrew points, letters
  [0x064b, 0x065f, 0], [0x0600, 0x06ff, 640], [0x0750, 0x077f, 640], // Arabic
  [0x0900, 0x0dff, 760], // Indic scripts
  [0x0e00, 0x0eff, 620], // Thai, Lao
  [0x1100, 0x11ff, 1000],
  [0x200b, 0x200f, 0], [0x202a, 0x202e, 0], // zero width, direction marks
  [0x2010, 0x2015, 1000], [0x2018, 0x201a, 250], [0x201c, 0x201e, 420], [0x2026, 0x2026, 1000],
  [0x2e80, 0xd7ff, 1000], [0xf900, 0xfaff, 1000], [0xff00, 0xffef, 1000], // CJK
  [0xfe00, 0xfe0f, 0],
];

function widthOfChar(c) {
  const code = c.codePointAt(0);
  if (code >= 0x20 && code <= 0x7e) return ASCII[code - 0x20];
  if (code < 0x20) return 0;
  if (code < 0x250) { // Latin with diacritics is as wide as its base letter
    const base = c.normalize('NFD').charCodeAt(0);
    if (base >= 0x20 && base <= 0x7e) return ASCII[base - 0x20];
    return 700;
  }
  for (const [first, last, width] of RANGES) if (code >= first && code <= last) return width;
  return code > 0xffff ? 1300 : 700; // emoji and other pictures
}

const widths = new Map(); // word → thousandths of the font size

function thousandths(text) {
  let sum = widths.get(text);
  if (sum === undefined) {
    sum = 0;
    let plain = true;
    for (let i = 0; i < text.length && plain; i++) {
      const code = text.charCodeAt(i);
      if (code >= 0x20 && code <= 0x7e) sum += ASCII[code - 0x20];
      else plain = false;
    }
    if (!plain) {
      sum = 0;
      for (const c of text) sum += widthOfChar(c);
    }
    if (widths.size > 20000) widths.clear();
    widths.set(text, sum);
  }
  return sum;
}

/** Width of one line of text in pixels at a font size in pixels. */
export function textWidth(text, size, bold) {
  return thousandths(text) * size / 1000 * (bold ? BOLD : 1);
}

/**
 * The same for ECharts, which asks with a CSS font.
 * @param {string} text @param {string} [font]
 */
export function measureText(text, font) {
  const size = /([\d.]+)px/.exec(font || '');
  return { width: textWidth(String(text), size ? +size[1] : 12, /\b(bold|[6-9]00)\b/.test(font || '')) };
}

/**
 * Breaks text into lines no wider than max, at most `most` lines, the last cut
 * with an ellipsis. The lines are made as even as they can be.
 *
 * @returns {{lines: string[], width: number, cut: boolean}} the width of the
 * widest line in pixels, and whether the text was cut
 */
export function wrap(text, size, max, most, bold) {
  const unit = size / 1000 * (bold ? BOLD : 1), room = max / unit;
  const parts = breakable(text);
  let ends = breaks(parts, room);
  if (ends.length > 1 && ends.length <= most) {
    // The same number of lines in the least width reads as one block.
    let least = Math.max(room * 0.5, ...parts.map((p) => p.ems)), enough = room;
    for (let i = 0; i < 5 && enough - least > 200; i++) {
      const middle = (least + enough) / 2, even = breaks(parts, middle);
      if (even.length > ends.length) least = middle;
      else {
        enough = middle;
        ends = even;
      }
    }
  }
  const lines = [];
  let from = 0, widest = 0, shortened = false;
  for (let i = 0; i < ends.length && i < most; i++) {
    const end = i === most - 1 ? parts.length : ends[i];
    let line = '', width = 0;
    for (let w = from; w < end; w++) {
      const gap = w > from && parts[w].apart;
      line += (gap ? ' ' : '') + parts[w].text;
      width += (gap ? SPACE : 0) + parts[w].ems;
    }
    if (width > room) {
      line = cut(line, room);
      width = thousandths(line);
      shortened = true;
    }
    lines.push(line);
    widest = Math.max(widest, width);
    from = end;
  }
  return { lines, width: widest * unit, cut: shortened };
}

const UNSPACED = /[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]/; // Chinese and Japanese
const CLOSING = /[\u3001\u3002\u3005\u3009\u300b\u300d\u300f\u3011\u3015\u3017\u301f\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7\u30fb\u30fc\uff01\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff3d\uff5d\u201d\u2019%,.!?)\]]/; // begins no line
const OPENING = /[\u3008\u300a\u300c\u300e\u3010\u3014\u3016\uff08\uff3b\uff5b\u201c\u2018([]/; // ends none

/**
 * What no line may break: words, and of scripts without spaces the characters,
 * with what may not stand at a line's end or beginning (after JIS X 4051).
 * Whether a space stands before it is in apart.
 */
function breakable(text) {
  const parts = [];
  for (const word of text.split(/\s+/)) {
    let part = '', apart = parts.length > 0, last = '';
    const add = () => {
      parts.push({ text: part, ems: thousandths(part), apart });
      part = '';
      apart = false;
    };
    if (UNSPACED.test(word)) {
      for (const c of word) {
        if (part && (UNSPACED.test(c) || UNSPACED.test(last)) && !CLOSING.test(c) && !OPENING.test(last)) add();
        part += last = c;
      }
    } else part = word;
    add();
  }
  return parts;
}

/** Where lines of parts end, each as long as there is room. */
function breaks(parts, room) {
  const ends = [];
  let line = 0;
  parts.forEach(({ ems, apart }, i) => {
    const gap = apart ? SPACE : 0;
    if (i > 0 && line + gap + ems > room) {
      ends.push(i);
      line = ems;
    } else line += (i > 0 ? gap : 0) + ems;
  });
  ends.push(parts.length);
  return ends;
}

/** As much of a line as fits into so many thousandths of the font size, with an ellipsis. */
function cut(line, room) {
  const chars = Array.from(line);
  let width = thousandths('…'), n = 0;
  while (n < chars.length && width + thousandths(chars[n]) <= room) width += thousandths(chars[n++]);
  return chars.slice(0, Math.max(n, 1)).join('').replace(/[\s,;:.–—-]+$/, '') + '…';
}
