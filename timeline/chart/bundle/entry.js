// The generated bundle: the parts of ECharts that the chronology needs, its
// series, and what pages and the server call.

import { init, registerCustomSeries, setPlatformAPI, use } from 'echarts/core.js';
import { CustomChart } from 'echarts/charts.js';
import { DataZoomInsideComponent, GridComponent } from 'echarts/components.js';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers.js';
import { layoutOf, render } from './chronology.js';
import { boxes, markY } from './layout.js';
import { measureText } from './metrics.js';

use([CustomChart, GridComponent, DataZoomInsideComponent, SVGRenderer, CanvasRenderer]);
registerCustomSeries('chronology', render);

export { mount } from './mount.js';

const modelOf = (option) => option.series[0].itemPayload;

/** The height in pixels that an option needs at a width. */
export function height(option, width) {
  return layoutOf(modelOf(option), width).height;
}

/** The layout's boxes, for tests: {height, boxes: [{i, part, x, y, w, h}]}. */
export function inspect(option, width) {
  const l = layoutOf(modelOf(option), width);
  return { height: l.height, boxes: boxes(l), marks: l.items.map((it) => [it.mark, markY(it)]), hidden: l.items.filter((it) => !it.label).length };
}

/** The drawing as SVG, without a browser. The server cleans it before use. */
export function svg(option, width) {
  setPlatformAPI({ measureText });
  modelOf(option).view.still = true; // nobody points at a string
  const layout = layoutOf(modelOf(option), width);
  const grid = { left: layout.plot.left, right: width - layout.plot.right, top: 0, bottom: 0, outerBoundsMode: 'none' };
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height: layout.height });
  chart.setOption({ ...option, grid });
  // Not renderToSVGString, which prepares styles for pointing and moving.
  const drawn = chart.getZr().painter.renderToString({ useViewBox: true, cssEmphasis: false, cssAnimation: false });
  chart.dispose();
  return drawn;
}
