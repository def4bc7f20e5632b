// Heat maps: values as colours, pixel by pixel on a canvas that lies beneath the plot. Read next: panel.js.

const colourMaps = {
  sequential: d3.interpolateViridis,
  // Moreland, "Diverging color maps for scientific visualization", ISVC (2009).
  diverging: d3.piecewise(d3.interpolateLab,
    ['#3b4cc0', '#6282ea', '#8db0fe', '#b8d0f9', '#dddddd', '#f5c4ad', '#f49a7b', '#de604d', '#b40426']),
};

const isInside = (layer, cell) => layer.outside.length === 0 || layer.outside[cell] === 0;

/// Along one axis, the number of the cell that each of `count` pixels lies in; -1 where it lies in none.
function cellsAlong(edges, scale, from, to, count) {
  const cells = new Int32Array(count);
  for (let k = 0; k < count; ++k) {
    const value = scale.invert(from + (k + 0.5) * (to - from) / count);
    const cell = d3.bisectRight(edges, value) - 1;
    cells[k] = cell < edges.length - 1 ? cell : -1;
  }
  return cells;
}

/// What closed lines enclose, where `x` and `y` give places.
function areaOf(rims, x, y) {
  const area = new Path2D();
  for (const rim of rims) {
    rim.x.forEach((_, k) => (k === 0 ? area.moveTo(x(rim.x[k]), y(rim.y[k])) : area.lineTo(x(rim.x[k]), y(rim.y[k]))));
    area.closePath();
  }
  return area;
}

const colourSteps = 256;

/// Colours by 256 steps, as bytes.
const rampOf = map => d3.range(colourSteps).map(k => {
  const {r, g, b} = d3.rgb(map(k / (colourSteps - 1)));
  return [r, g, b];
});

const hatch = (x, y) => ((x + y) % 8 < 2 ? [128, 128, 128, 255] : [128, 128, 128, 50]);

kinds.heat_map = {
  survey(layer, seen) {
    for (const edge of layer.x_edges) if (!seen.x.add(edge)) seen.lose(layer, edge);
    for (const edge of layer.y_edges) if (!seen.y.add(edge)) seen.lose(layer, edge);
    const lost = [];
    layer.values.forEach((value, cell) => {
      if (isInside(layer, cell) && !seen.colours.add(value)) lost.push(value);
    });
    if (seen.colours.low <= seen.colours.high) for (const value of lost) seen.lose(layer, value);
    else seen.noColours(layer);
  },
  /// Two pixels of the canvas for each of the page, so that edges of cells are sharp on fine screens and on paper.
  /// `rims` are the closed lines that a map is cut at.
  paint(canvas, layer, frame, rims) {
    const width = canvas.width = Math.max(1, Math.round(2 * frame.width));
    const height = canvas.height = Math.max(1, Math.round(2 * (frame.bottom - frame.top)));
    const columns = cellsAlong(layer.x_edges, frame.x, frame.left, frame.right, width);
    const rows = cellsAlong(layer.y_edges, frame.y, frame.top, frame.bottom, height);
    const {bar} = frame, ramp = bar && rampOf(bar.colours), across = layer.x_edges.length - 1;
    const context = canvas.getContext('2d'), image = context.createImageData(width, height);
    for (let y = 0, at = 0; y < height; ++y)
      for (let x = 0; x < width; ++x, at += 4) {
        if (rows[y] < 0 || columns[x] < 0) continue;
        const cell = rows[y] * across + columns[x];
        if (!isInside(layer, cell)) continue;
        const share = bar && hasPlace(layer.values[cell], bar.log) ? bar.share(layer.values[cell]) : NaN;
        const [r, g, b, a = 255] = Number.isNaN(share) ? hatch(x, y) : ramp[Math.round(share * (colourSteps - 1))];
        image.data[at] = r, image.data[at + 1] = g, image.data[at + 2] = b, image.data[at + 3] = a;
      }
    context.putImageData(image, 0, 0);
    if (!layer.cut) return;
    context.globalCompositeOperation = 'destination-in';
    context.fill(areaOf(rims, x => width * (frame.x(x) - frame.left) / frame.width,
      y => height * (frame.y(y) - frame.top) / (frame.bottom - frame.top)), 'evenodd');
  },
  draw() {},
  readings(layer, frame, place) {
    const column = d3.bisectRight(layer.x_edges, frame.x.invert(place.x)) - 1;
    const row = d3.bisectRight(layer.y_edges, frame.y.invert(place.y)) - 1;
    const across = layer.x_edges.length - 1, down = layer.y_edges.length - 1;
    if (column < 0 || row < 0 || column >= across || row >= down) return [];
    const cell = row * across + column;
    if (!isInside(layer, cell) || (layer.cut && !frame.within(place))) return [];
    return [{x: place.x, y: place.y, text: shown(layer.values[cell]), cell: true}];
  },
  records(layer) {
    const across = layer.x_edges.length - 1, middle = (edges, k) => (edges[k] + edges[k + 1]) / 2;
    return Array.from(layer.values, (value, cell) => ({x: middle(layer.x_edges, cell % across),
      y: middle(layer.y_edges, Math.floor(cell / across)), value: isInside(layer, cell) ? value : undefined}));
  },
};
