// Lines with their bands, and reference lines. Each kind of layer is an entry of `kinds`:
//   survey(layer, seen)             adds the data to the extents of a Survey, which counts what has no place
//   draw(group, layer, frame)       its marks
//   readings(layer, frame, place)   what stands near a place of the pointer: {x, y, text, far}, in pixels
//   records(layer)                  its values for the table of the figure
// Read next: points.js.

const kinds = {};

const roles = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];
const dashes = {solid: null, dashed: '6 4', dotted: '1.5 3.5'};

/// Automatic colours are dealt out in the order of the layers; beyond the sixth strokes change as well. Over a heat map
/// lines have an edge in the colour of the paper.
function dealStyles(layers) {
  const strokes = Object.keys(dashes), edged = layers.some(layer => layer.kind === 'heat_map');
  let dealt = 0;
  return layers.map(({colour, stroke = 'solid'}) => {
    if (colour !== 'automatic') return {colour: `var(--${colour})`, dash: dashes[stroke], edged};
    const turn = Math.floor(dealt / roles.length), role = roles[dealt++ % roles.length];
    return {colour: `var(--${role})`, dash: dashes[strokes[(strokes.indexOf(stroke) + turn) % strokes.length]],
      edged};
  });
}

/// Of neighbours that fall on one column of pixels only the first, the lowest, the highest and the last are drawn: the
/// picture is the same.
function thinned(indices, px, py) {
  const kept = [];
  for (let i = 0; i < indices.length;) {
    const column = Math.floor(2 * px[indices[i]]);
    let end = i, low = i, high = i;
    for (; end < indices.length && Math.floor(2 * px[indices[end]]) === column; ++end) {
      if (py[indices[end]] < py[indices[low]]) low = end;
      if (py[indices[end]] > py[indices[high]]) high = end;
    }
    kept.push(...[...new Set([i, low, high, end - 1])].sort(d3.ascending).map(k => indices[k]));
    i = end;
  }
  return kept;
}

/// The path of points in order, broken where one has no place.
function pathOf(xs, ys, frame) {
  const px = Array.from(xs, x => frame.placeX(x)), py = Array.from(ys, y => frame.placeY(y));
  const indices = d3.range(xs.length);
  const whole = i => Number.isFinite(px[i]) && Number.isFinite(py[i]);
  const thin = () => runs(indices, whole).flatMap(run => [...thinned(run, px, py), -1]);  // -1 breaks the path
  const kept = xs.length > 4 * frame.width ? thin() : indices;
  return d3.line().defined(whole).x(i => px[i].toFixed(2)).y(i => py[i].toFixed(2))(kept);
}

/// The longest pieces of a list of which every member holds.
function runs(list, holds) {
  const pieces = [[]];
  for (const item of list) {
    if (holds(item)) pieces[pieces.length - 1].push(item);
    else if (pieces[pieces.length - 1].length > 0) pieces.push([]);
  }
  return pieces.filter(piece => piece.length > 0);
}

const isSorted = xs => xs.every((x, i) => i === 0 || x >= xs[i - 1]);

/// The drawn point that is nearest: along x where x increases, else in the plane.
function nearestPoint(layer, frame, place, alongX) {
  let best = -1, least = Infinity;
  for (let i = 0; i < layer.x.length; ++i) {
    const x = frame.placeX(layer.x[i]), y = frame.placeY(layer.y[i]);
    const distance = alongX ? Math.abs(x - place.x) : Math.hypot(x - place.x, y - place.y);
    if (Number.isFinite(y) && distance < least) [best, least] = [i, distance];
  }
  if (best < 0) return undefined;
  return {index: best, x: frame.placeX(layer.x[best]), y: frame.placeY(layer.y[best]), distance: least};
}

/// Whether a line with increasing x has a value above or below a place: not beyond its ends, nor in a gap.
function isOver(layer, frame, place) {
  const at = d3.bisectLeft(layer.x, frame.x.invert(place.x), 0, layer.x.length - 1);
  const has = i => Number.isFinite(frame.placeX(layer.x[i])) && Number.isFinite(frame.placeY(layer.y[i]));
  const [from, to] = [frame.placeX(layer.x[0]), frame.placeX(layer.x[layer.x.length - 1])];
  const slack = 3;  // pixels, so that ends can be pointed at
  if (place.x < Math.min(from, to) - slack || place.x > Math.max(from, to) + slack) return false;
  return has(at) || (at > 0 && has(at - 1));
}

kinds.line = {
  survey(layer, seen) {
    layer.sorted = isSorted(layer.x);
    for (let i = 0; i < layer.x.length; ++i) {
      seen.point(layer, layer.x[i], layer.y[i]);
      for (const edge of [layer.lower, layer.upper]) if (edge.length > 0) seen.point(layer, layer.x[i], edge[i]);
    }
  },
  draw(group, layer, frame, style) {
    if (layer.lower.length > 0) {
      const x = i => frame.placeX(layer.x[i]);
      const lower = i => frame.placeY(layer.lower[i]), upper = i => frame.placeY(layer.upper[i]);
      const area = d3.area().x(x).y0(lower).y1(upper)
        .defined(i => [x(i), lower(i), upper(i)].every(Number.isFinite));
      group.append('path').attr('class', 'band').attr('d', area(d3.range(layer.x.length))).attr('fill', style.colour)
        .attr('fill-opacity', 0.18);
    }
    group.append('path').attr('class', 'curve').attr('d', pathOf(layer.x, layer.y, frame)).attr('fill', 'none')
      .attr('stroke', style.colour).attr('stroke-width', 1.6).attr('stroke-linejoin', 'round')
      .attr('stroke-linecap', 'round').attr('stroke-dasharray', style.dash);
  },
  readings(layer, frame, place) {
    const near = nearestPoint(layer, frame, place, layer.sorted);
    if (!near || (layer.sorted && !isOver(layer, frame, place))) return [];
    const i = near.index;
    const band = layer.lower.length > 0 ? ` (${shown(layer.lower[i])} to ${shown(layer.upper[i])})` : '';
    return [{...near, at: layer.x[i], text: shown(layer.y[i]) + band}];
  },
  records: layer => Array.from(layer.x, (x, i) => ({x, y: layer.y[i], lower: layer.lower[i], upper: layer.upper[i]})),
};

kinds.reference_line = {
  survey(layer, seen) { seen.reference(layer); },
  draw(group, layer, frame, style) {
    const at = layer.at_x ? frame.placeX(layer.value) : frame.placeY(layer.value);
    if (!Number.isFinite(at)) return;
    const ends = layer.at_x ? [at, frame.top, at, frame.bottom] : [frame.left, at, frame.right, at];
    group.append('path').attr('class', 'reference').attr('d', `M${ends[0]},${ends[1]}L${ends[2]},${ends[3]}`)
      .attr('stroke', style.colour).attr('stroke-width', 1.2).attr('stroke-dasharray', style.dash);
  },
  readings: () => [],
  records: layer => [layer.at_x ? {x: layer.value} : {y: layer.value}],
};
