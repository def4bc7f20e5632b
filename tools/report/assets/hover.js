// Values under the pointer, and under a cursor that arrow keys move. Read next: figure.js.

function stopReading(panel) {
  panel.svg.selectAll('.cursor').remove();
  panel.reading.text('');
}

/// What stands at a place of the plot, in the order of the layers.
function readingsAt(panel, place) {
  return panel.layers.flatMap((layer, k) => {
    if (panel.hidden.has(k)) return [];
    const {colour} = panel.styles[k];
    return kinds[layer.kind].readings(layer, panel.frame, place).map(reading => ({...reading, layer, colour}));
  });
}

function drawCursor(panel, place, readings) {
  const {frame} = panel, cursor = panel.svg.append('g').attr('class', 'cursor').attr('pointer-events', 'none');
  const line = readings.find(reading => reading.layer.kind === 'line' && reading.layer.sorted);
  const x = line ? line.x : place.x;
  cursor.append('line').attr('x1', x).attr('x2', x).attr('y1', frame.top).attr('y2', frame.bottom);
  if (!line)
    cursor.append('line').attr('x1', frame.left).attr('x2', frame.right).attr('y1', place.y).attr('y2', place.y);
  cursor.selectAll('circle').data(readings.filter(reading => !reading.cell)).join('circle').attr('r', 3.5)
    .attr('cx', reading => reading.x).attr('cy', reading => reading.y).style('stroke', reading => reading.colour);
}

function writeReading(panel, place, readings) {
  const {x, y} = panel.frame, at = readings.find(reading => reading.at !== undefined)?.at;
  const box = panel.reading.text('');
  const heading = at !== undefined ? `${panel.x.label || 'x'} = ${shown(at)}`
    : `${panel.x.label || 'x'} = ${shown(x.invert(place.x))}, ${panel.y.label || 'y'} = ${shown(y.invert(place.y))}`;
  box.append('div').text(heading);
  for (const reading of readings) {
    const row = box.append('div');
    if (!reading.cell) row.append('i').style('background', reading.colour);
    if (reading.layer.label) row.append('span').text(`${reading.layer.label} `);
    row.append('b').text(reading.text);
    if (reading.at !== undefined && reading.at !== at) row.append('span').text(` at ${shown(reading.at)}`);
  }
  // On the side where there is room.
  const share = panel.plot.node().clientWidth / panel.size.width;
  const left = place.x < (panel.frame.left + panel.frame.right) / 2;
  box.style('left', left ? `${(place.x + 14) * share}px` : null)
    .style('right', left ? null : `${(panel.size.width - place.x + 14) * share}px`)
    .style('top', `${panel.frame.top * share + 4}px`);
}

function readAt(panel, place) {
  stopReading(panel);
  const readings = readingsAt(panel, place);
  panel.place = place;
  drawCursor(panel, place, readings);
  writeReading(panel, place, readings);
}

function listen(panel) {
  const node = panel.svg.node();
  const move = event => {
    const box = node.getBoundingClientRect(), share = panel.size.width / box.width;
    const place = {x: (event.clientX - box.left) * share, y: (event.clientY - box.top) * share};
    const {left, right, top, bottom} = panel.frame;
    if (place.x < left || place.x > right || place.y < top || place.y > bottom) stopReading(panel);
    else readAt(panel, place);
  };
  node.addEventListener('pointermove', move);
  node.addEventListener('pointerdown', move);
  node.addEventListener('pointerleave', () => stopReading(panel));
  node.addEventListener('blur', () => stopReading(panel));
  node.addEventListener('keydown', event => {
    const step = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]}[event.key];
    if (event.key === 'Escape') stopReading(panel);
    if (!step) return;
    event.preventDefault();
    const {left, right, top, bottom} = panel.frame;
    const from = panel.place ?? {x: (left + right) / 2, y: (top + bottom) / 2};
    const by = event.shiftKey ? 1 : 10;
    readAt(panel, {x: Math.min(right, Math.max(left, from.x + by * step[0])),
      y: Math.min(bottom, Math.max(top, from.y + by * step[1]))});
  });
}
