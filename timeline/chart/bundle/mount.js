// The chronology in the reader's browser: takes over from the server's SVG in
// place, zooms, pans, shows tooltips, follows the keyboard.
//
//   const { mount } = await import(scriptAddress);        // chart.Script()
//   const chart = mount(element, option, { onOpen: (id) => { location.hash = 'e=' + id; } });
//
// element   holds the server's <svg class="dl-chart"> and is laid out by the
//           page as a block; mount gives it `position: relative`, hides that
//           SVG once its own drawing stands, sets data-state="ready" on it, and
//           keeps its height as the drawing needs it.
// option    the parsed JSON of chart.Option. It is not changed.
// settings
//   onOpen(id)      a reader opened an event: click, Enter, or the tooltip's link
//   onChange(state) zoom, lanes or filter changed: {whole: boolean, lanes, hidden}
//   words           texts in the page's language, see WORDS for their names
// returns
//   zoom(how)       'in', 'out' or 'all'
//   setLanes(by)    'actor', 'kind' or 'one'; chart.lanes tells the present
//   setHidden(groups)  names of groups, such as ['economy'], that are not drawn
//   highlight(id)   lights an event, what led to it and what it led to; null ends it
//   reveal(id)      highlights, and pans so that the event is in view
//   dispose()       puts the server's SVG back
//
// Nothing is written as markup: titles are text wherever they appear. No style
// element is made, so that a policy of style-src 'self' with style-src-attr
// 'unsafe-inline' is enough.

export function mount() {}
