// A figure from its description: panels with legends and switches, notes, and its values as a table.
// Read next: page.js.

const numberLists = new Set(['x_edges', 'y_edges', 'values', 'outside', 'x', 'y', 'lower', 'upper', 'u', 'v']);
const isList = value => Array.isArray(value) || ['base64', 'runs', 'count'].some(key => value?.[key] !== undefined);
const numbers = new Set(['from', 'to', 'value']);

/// JSON has no words for numbers that are not finite: these are texts there, which Number reads. `x` and `y` are axes as
/// well, which are no lists.
function withNumbers(part) {
  if (Array.isArray(part)) return part.map(withNumbers);
  if (part === null || typeof part !== 'object') return part;
  return Object.fromEntries(Object.entries(part).map(([name, value]) => {
    if (numberLists.has(name) && isList(value)) return [name, unpacked(value)];
    return [name, numbers.has(name) ? Number(value) : withNumbers(value)];
  }));
}

/// A short piece of what a layer looks like.
function drawSample(svg, layer, style) {
  svg.attr('width', 20).attr('height', 10).attr('aria-hidden', 'true');
  const frame = {placeX: x => 20 * x, placeY: y => 10 * (1 - y), left: 0, right: 20, top: 0, bottom: 10, width: 20,
    signX: 1, signY: 1};
  const band = layer.kind === 'line' && layer.lower.length > 0;
  const samples = {line: {x: [0, 1], y: [0.5, 0.5], lower: band ? [0, 0] : [], upper: band ? [1, 1] : []},
    points: {x: [0.5], y: [0.5], marker: layer.marker},
    outline: {rims: [{x: [0.05, 0.95, 0.95, 0.05], y: [0.1, 0.1, 0.9, 0.9]}]},
    arrows: {x: [0.1], y: [0.5], u: [1], v: [0], same_length: false}, streamlines: {lines: [{x: [0, 0.6, 1], y: [0.5, 0.5, 0.5]}]},
    reference_line: {at_x: false, value: 0.5}};
  kinds[layer.kind].draw(svg, samples[layer.kind], frame, style);
}

function addLegend(panel, tools, redraw) {
  panel.layers.forEach((layer, k) => {
    if (!layer.label || layer.kind === 'heat_map') return;
    const entry = tools.append('button').attr('class', 'entry').attr('type', 'button').attr('aria-pressed', true);
    drawSample(entry.append('svg'), layer, panel.styles[k]);
    entry.append('span').text(layer.label);
    entry.on('click', () => {
      if (!panel.hidden.delete(k)) panel.hidden.add(k);
      entry.attr('aria-pressed', !panel.hidden.has(k));
      redraw();
    });
  });
}

/// A switch is there where a logarithm makes sense: nothing is negative, and something is positive.
function addSwitches(panel, tools, redraw) {
  const linear = new Survey(Object.assign(Object.create(panel), {log: {x: false, y: false, colours: false}}));
  const switches = tools.append('div').attr('class', 'switches');
  const offered = [['x', panel.x.label || 'x', linear.x], ['y', panel.y.label || 'y', linear.y]];
  if (panel.map) offered.push(['colours', panel.map.label || 'colours', linear.colours]);
  for (const [axis, name, extent] of offered) {
    const named = axis !== 'colours' && panel[axis].names.length > 0;
    const sensible = !named && extent.low >= 0 && extent.high > 0 && extent.high > 3 * extent.low;
    if (!panel.log[axis] && (!sensible || (axis !== 'colours' && (panel.same_scale || panel.map)))) continue;
    const button = switches.append('button').attr('type', 'button').attr('data-axis', axis).text(`log ${name}`)
      .attr('aria-pressed', panel.log[axis]).attr('title', `${name} on a logarithmic scale`);
    button.on('click', () => {
      panel.log[axis] = !panel.log[axis];
      button.attr('aria-pressed', panel.log[axis]);
      redraw();
    });
  }
}

const csvColumns = ['panel', 'layer', 'label', 'piece', 'x', 'y', 'lower', 'upper', 'u', 'v', 'value'];

/// Every value of a figure, a row each; of heat maps the middles of their cells.
function csvOf(panels) {
  const quoted = cell => (/[",\n\r]/.test(cell) ? `"${String(cell).replaceAll('"', '""')}"` : cell);
  const rowsOf = (layer, panel) => kinds[layer.kind].records(layer).map(record => {
    const row = {panel, layer: layer.kind, label: layer.label, ...record};
    return csvColumns.map(column => quoted(row[column] ?? '')).join(',');
  });
  const rows = panels.flatMap((panel, k) => panel.layers.flatMap(layer => rowsOf(layer, panel.title || k + 1)));
  return [csvColumns.join(','), ...rows].join('\n') + '\n';
}

/// Encoded only when somebody reaches for it: it is as long as all the data.
function addCsv(node, name, panels) {
  const link = node.append('a').attr('class', 'csv').attr('href', '#').attr('download', `${name}.csv`)
    .text('values (CSV)');
  const fill = () => link.attr('href', 'data:text/csv;charset=utf-8,' + encodeURIComponent(csvOf(panels)));
  for (const event of ['pointerenter', 'pointerdown', 'focus', 'click'])
    link.node().addEventListener(event, fill, {once: true});
}

/// Draws the description that stands in the <script> of a <figure>; gives back a function that draws it anew.
function showFigure(node) {
  const figure = d3.select(node), description = withNumbers(JSON.parse(figure.select('script').text()));
  const holder = figure.select('.panels');
  if (description.columns > 0) holder.classed('counted', true).style('--columns', description.columns);
  const notes = figure.select('figcaption').append('span').attr('class', 'notes');
  const panels = description.panels.map(panel => {
    const part = holder.append('div').attr('class', 'panel');
    if (panel.title) part.append('h4').text(panel.title);
    const tools = part.append('div').attr('class', 'tools');
    const made = new Panel(panel, part);
    addLegend(made, tools, () => draw([made]));
    addSwitches(made, tools, () => draw([made]));
    listen(made);
    return made;
  });
  function draw(changed) {
    for (const panel of changed) panel.draw();
    notes.text([...description.notes, ...panels.flatMap(panel => panel.notes)].join('; '));
  }
  addCsv(figure.select('figcaption'), node.id, panels);
  draw(panels);
  return () => draw(panels);
}
