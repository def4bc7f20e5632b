// Points, outlines, streamlines and arrows: what stands in the plane. Read next: heat.js.

/// How far from a point the pointer still reads it, in pixels.
const reach = 24;

const readPlane = (layer, frame, place, text) => {
  const near = nearestPoint(layer, frame, place, false);
  return near && near.distance <= reach ? [{...near, text: text(near.index)}] : [];
};

const placeText = (x, y) => `(${shown(x)}, ${shown(y)})`;

/// What each marker draws around a place, with r its half width.
const circle = (path, x, y, r) => path.moveTo(x + r, y) ?? path.arc(x, y, r, 0, 2 * Math.PI);
const polygon = corners => (path, x, y, r) => {
  corners.forEach(([a, b], k) => (k === 0 ? path.moveTo(x + a * r, y + b * r) : path.lineTo(x + a * r, y + b * r)));
  path.closePath();
};
const strokes = directions => (path, x, y, r) => {
  for (const [a, b] of directions) path.moveTo(x - a * r, y - b * r), path.lineTo(x + a * r, y + b * r);
};
const markers = {
  dot: {draw: circle, r: 2, filled: true},
  ring: {draw: circle, r: 3},
  square: {draw: polygon([[-1, -1], [1, -1], [1, 1], [-1, 1]]), r: 2.8},
  diamond: {draw: polygon([[0, -1], [1, 0], [0, 1], [-1, 0]]), r: 3.6},
  triangle: {draw: polygon([[0, -1], [0.9, 0.7], [-0.9, 0.7]]), r: 3.4},
  cross: {draw: strokes([[1, 1], [1, -1]]), r: 2.6},
  plus: {draw: strokes([[1, 0], [0, 1]]), r: 3.4},
};

kinds.points = {
  survey(layer, seen) {
    for (let i = 0; i < layer.x.length; ++i) seen.point(layer, layer.x[i], layer.y[i]);
  },
  /// One path for all of them: thousands of elements would make a page slow.
  draw(group, layer, frame, style) {
    const marker = markers[layer.marker];
    const path = d3.path();
    const r = layer.x.length > 2000 ? marker.r * 0.6 : marker.r;
    for (let i = 0; i < layer.x.length; ++i) {
      const x = frame.placeX(layer.x[i]), y = frame.placeY(layer.y[i]);
      if (Number.isFinite(x) && Number.isFinite(y)) marker.draw(path, x, y, r);
    }
    group.append('path').attr('class', 'markers').attr('d', path)
      .attr('fill', marker.filled ? style.colour : layer.marker === 'ring' ? 'var(--paper)' : 'none')
      .attr('stroke', marker.filled ? 'none' : style.colour)
      .attr('stroke-width', 1.2);
  },
  readings: (layer, frame, place) => readPlane(layer, frame, place, i => placeText(layer.x[i], layer.y[i])),
  records: layer => Array.from(layer.x, (x, i) => ({x, y: layer.y[i]})),
};

const surveyLines = (layer, lines, seen) => {
  for (const line of lines) for (let i = 0; i < line.x.length; ++i) seen.point(layer, line.x[i], line.y[i]);
};
const recordsOfLines = lines =>
  lines.flatMap((line, piece) => Array.from(line.x, (x, i) => ({piece, x, y: line.y[i]})));

kinds.outline = {
  survey: (layer, seen) => surveyLines(layer, layer.rims, seen),
  draw(group, layer, frame, style) {
    const closed = rim => pathOf([...rim.x, rim.x[0]], [...rim.y, rim.y[0]], frame) ?? '';
    const rims = layer.rims.filter(rim => rim.x.length > 0);
    group.append('path').attr('class', 'outline').attr('d', rims.map(closed).join(''))
      .attr('fill', 'none').attr('stroke', style.colour).attr('stroke-width', 1.5).attr('stroke-linejoin', 'round');
  },
  readings: () => [],
  records: layer => recordsOfLines(layer.rims),
};

/// A head of an arrow that ends at (x, y).
function head(path, x, y, angle, size) {
  for (const side of [-1, 1]) {
    path.moveTo(x, y);
    path.lineTo(x - size * Math.cos(angle + side * 0.45), y - size * Math.sin(angle + side * 0.45));
  }
}

const strokePath = (group, name, path, colour, width = 1.1) => group.append('path').attr('class', name)
  .attr('d', path).attr('fill', 'none').attr('stroke', colour).attr('stroke-width', width)
  .attr('stroke-linecap', 'round');

/// Strokes with their edge beneath them.
function strokeEdged(group, name, path, style) {
  if (style.edged) strokePath(group, 'edge', path, 'var(--paper)', 2.9);
  strokePath(group, name, path, style.colour);
}

kinds.streamlines = {
  survey: (layer, seen) => surveyLines(layer, layer.lines, seen),
  draw(group, layer, frame, style) {
    strokeEdged(group, 'stream', layer.lines.map(line => pathOf(line.x, line.y, frame) ?? '').join(''), style);
    const heads = d3.path();
    for (const line of layer.lines) {
      const k = Math.floor(line.x.length / 2);
      const [a, b] = [k - 1, k].map(i => [frame.placeX(line.x[i]), frame.placeY(line.y[i])]);
      if ([...a, ...b].every(Number.isFinite)) head(heads, b[0], b[1], Math.atan2(b[1] - a[1], b[0] - a[0]), 6);
    }
    strokeEdged(group, 'heads', heads, style);
  },
  readings: () => [],
  records: layer => recordsOfLines(layer.lines),
};

kinds.arrows = {
  survey(layer, seen) {
    for (let i = 0; i < layer.x.length; ++i) {
      const lost = [layer.u[i], layer.v[i]].find(value => !hasPlace(value, false));
      if (lost === undefined) seen.point(layer, layer.x[i], layer.y[i]);
      else seen.lose(layer, lost);
    }
  },
  /// The longest is about as long as arrows stand apart; or all are, about their places.
  draw(group, layer, frame, style) {
    const length = i => Math.hypot(layer.u[i], layer.v[i]);
    const drawn = d3.range(layer.x.length).filter(i =>
      [length(i), frame.placeX(layer.x[i]), frame.placeY(layer.y[i])].every(Number.isFinite));
    const apart = Math.sqrt(frame.width * (frame.bottom - frame.top) / Math.max(1, drawn.length));
    const longest = d3.max(drawn, length) || 1;
    const unit = i => (layer.same_length ? 0.8 * Math.min(40, apart) / (length(i) || 1) : Math.min(40, apart) / longest);
    const path = d3.path();
    for (const i of drawn) {
      const dx = layer.u[i] * unit(i) * frame.signX, dy = -layer.v[i] * unit(i) * frame.signY;
      const before = layer.same_length ? 0.5 : 0;
      const x = frame.placeX(layer.x[i]) - before * dx, y = frame.placeY(layer.y[i]) - before * dy;
      path.moveTo(x, y);
      path.lineTo(x + dx, y + dy);
      if (length(i) > 0) head(path, x + dx, y + dy, Math.atan2(dy, dx), Math.min(5, 0.4 * Math.hypot(dx, dy)));
    }
    strokeEdged(group, 'arrows', path, style);
  },
  readings: (layer, frame, place) => readPlane(layer, frame, place, i => placeText(layer.u[i], layer.v[i])),
  records: layer => Array.from(layer.x, (x, i) => ({x, y: layer.y[i], u: layer.u[i], v: layer.v[i]})),
};
