// The page's colours: an SVG refers to them by name, a canvas needs them read.

const NAMES = ['paper', 'ink', 'soft', 'line', 'wash', 'accent', 'arc'];

/** The colours of the page as they are now, and each group's with no opacity. */
export function readColours(element, shapes) {
  const style = getComputedStyle(element), colours = {};
  const probe = document.createElement('canvas').getContext('2d');
  for (const name of NAMES.concat(Object.keys(shapes))) {
    probe.fillStyle = '#000';
    probe.fillStyle = style.getPropertyValue('--dl-' + name).trim() || '#000';
    const colour = probe.fillStyle; // #rrggbb or rgba(…), whatever the page wrote
    colours[name] = colour;
    if (colour[0] === '#') {
      const [r, g, b] = [1, 3, 5].map((n) => parseInt(colour.slice(n, n + 2), 16));
      colours[name + '-none'] = `rgba(${r},${g},${b},0)`;
    } else colours[name + '-none'] = 'rgba(0,0,0,0)';
  }
  return colours;
}

const SVG = 'http://www.w3.org/2000/svg';
const node = (name, attributes) => {
  const n = document.createElementNS(SVG, name);
  for (const [k, v] of Object.entries(attributes)) n.setAttribute(k, v);
  return n;
};

/** The gradients of bands whose end is open, for fill="url(#…)". */
export function writeFades(stage, key, groups) {
  const svg = node('svg', { width: 0, height: 0, 'aria-hidden': 'true' }), defs = node('defs', {});
  svg.style.position = 'absolute';
  for (const group of groups) {
    for (const [way, opacities] of [['in', [0, 1]], ['out', [1, 0]], ['both', [0, 1, 0]]]) {
      const gradient = node('linearGradient', { id: `${key}-fade-${way}-${group}` });
      opacities.forEach((o, n) => gradient.append(node('stop', { offset: n / (opacities.length - 1), 'stop-color': `var(--dl-${group})`, 'stop-opacity': o })));
      defs.append(gradient);
    }
  }
  svg.append(defs);
  stage.append(svg);
  return svg;
}
