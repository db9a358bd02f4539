// The generated bundle: the parts of ECharts that the chronology needs, its
// series, and what pages and the server call.

import { init, registerCustomSeries, setPlatformAPI, use } from 'echarts/core.js';
import { CustomChart } from 'echarts/charts.js';
import { DataZoomInsideComponent, GridComponent } from 'echarts/components.js';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers.js';
import { gridOf, layoutOf, mounted, render } from './chronology.js';
import { boxes } from './layout.js';
import { measureText } from './metrics.js';

use([CustomChart, GridComponent, DataZoomInsideComponent, SVGRenderer, CanvasRenderer]);
registerCustomSeries('chronology', render);

export { mount } from './mount.js';

const modelOf = (option) => option.series[0].itemPayload;

/** The height in pixels that an option needs at a width. */
export function height(option, width) {
  return layoutOf(modelOf(option), width).height;
}

/** The layout's boxes, for tests: {height, boxes: [{i, part, x, y, w, h}], hidden: events without a label, cut: of those with one}. */
export function inspect(option, width) {
  const l = layoutOf(modelOf(option), width);
  return { height: l.height, boxes: boxes(l), hidden: l.items.filter((it) => !it.label).length, cut: l.items.filter((it) => it.label && it.cut).length };
}

/** The drawing as SVG, without a browser. The server cleans it before use. */
export function svg(option, width) {
  setPlatformAPI({ measureText });
  const model = { ...modelOf(option) };
  model.view = { ...model.view, still: true }; // nobody points at a string
  const layout = layoutOf(model, width);
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height: layout.height });
  mounted.set('still', model);
  try {
    chart.setOption({ ...option, grid: gridOf(layout), series: [{ ...option.series[0], itemPayload: { mounted: 'still' } }] });
    // Not renderToSVGString, which prepares styles for pointing and moving.
    return chart.getZr().painter.renderToString({ useViewBox: true, cssEmphasis: false, cssAnimation: false });
  } finally {
    mounted.delete('still');
    chart.dispose();
  }
}
