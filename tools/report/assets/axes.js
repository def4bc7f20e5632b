// The axes of a panel and its colour bar. Read next: layers.js.

const fontSize = 11.5;

/// About the width of a text of an axis, before there is one to measure.
const textWidth = text => text.length * fontSize * 0.56;

const widest = ticks => d3.max(ticks.ticks, tick => textWidth(tick.text)) ?? 0;

/// Names of an axis at 1, 2, ..., cut where they are wider than `room`; undefined where it has none.
function namedTicks(names, room) {
  if (names.length === 0) return undefined;
  const most = Math.max(3, Math.floor(room / (fontSize * 0.56)));
  const cut = name => (name.length <= most ? name : name.slice(0, most - 1) + '…');
  return {ticks: names.map((name, k) => ({value: k + 1, text: cut(name), whole: name})), minor: [], exponent: 0};
}

/// As many ticks along x as have room for their texts.
function fittingTicks(scale, log, width) {
  for (let wanted = Math.max(2, Math.round(width / 70)); ; --wanted) {
    const ticks = ticksOf(scale, log, wanted);
    const places = ticks.ticks.map(tick => scale(tick.value));
    const clear = (k) => Math.abs(places[k + 1] - places[k]) >
      8 + (textWidth(ticks.ticks[k].text) + textWidth(ticks.ticks[k + 1].text)) / 2;
    if (wanted <= 2 || d3.range(places.length - 1).every(clear)) return ticks;
  }
}

function drawTicks(axis, ticks, place) {
  const tick = axis.selectAll('.tick').data(ticks.ticks).join('g').attr('class', 'tick')
    .attr('transform', ({value}) => place(value));
  tick.append('text').text(({text}) => text).filter(({whole}) => whole).append('title').text(({whole}) => whole);
  axis.selectAll('.minor').data(ticks.minor).join('g').attr('class', 'tick minor').attr('transform', place)
    .append('line');
  return tick;
}

/// A label along an axis is cut where it is longer than that; pointing at it shows the whole.
function addLabel(axis, label, length) {
  const most = Math.max(4, Math.floor(length / (fontSize * 0.56)));
  const text = axis.append('text').attr('class', 'label').attr('text-anchor', 'middle');
  text.text(label.length <= most ? label : label.slice(0, most - 1) + '…');
  if (label.length > most) text.append('title').text(label);
  return text;
}

/// Labels along a vertical axis run upwards, unless they are as short as the name of a variable.
function addSideLabel(axis, frame, x, label) {
  const turned = label.length > 3;
  addLabel(axis, label, frame.bottom - frame.top).attr('dy', turned ? null : '0.35em')
    .attr('transform', `translate(${x},${(frame.top + frame.bottom) / 2})${turned ? ' rotate(-90)' : ''}`);
}

const exponentText = ticks => (ticks.exponent === 0 ? '' : '×' + powerOfTen(ticks.exponent));

function drawXAxis(svg, frame, ticks, label) {
  const axis = svg.append('g').attr('class', 'x-axis').attr('transform', `translate(0,${frame.bottom})`);
  const tick = drawTicks(axis, ticks, value => `translate(${frame.x(value)},0)`);
  if (!frame.bar) tick.insert('line', 'text').attr('class', 'gridline').attr('y2', frame.top - frame.bottom);
  tick.append('line').attr('y2', 5);
  axis.selectAll('.minor line').attr('y2', 3);
  tick.select('text').attr('y', 18).attr('text-anchor', 'middle');
  addLabel(axis, label, frame.width).attr('x', (frame.left + frame.right) / 2).attr('y', 36);
  axis.append('text').attr('class', 'exponent').attr('x', frame.right).attr('y', 36).attr('text-anchor', 'end')
    .text(exponentText(ticks));
}

function drawYAxis(svg, frame, ticks, label) {
  const axis = svg.append('g').attr('class', 'y-axis').attr('transform', `translate(${frame.left},0)`);
  const tick = drawTicks(axis, ticks, value => `translate(0,${frame.y(value)})`);
  if (!frame.bar) tick.insert('line', 'text').attr('class', 'gridline').attr('x2', frame.right - frame.left);
  tick.append('line').attr('x2', -5);
  axis.selectAll('.minor line').attr('x2', -3);
  tick.select('text').attr('x', -9).attr('dy', '0.35em').attr('text-anchor', 'end');
  addSideLabel(axis, frame, 14 - frame.left, label);
  axis.append('text').attr('class', 'exponent').attr('x', 0).attr('y', frame.top - 6).text(exponentText(ticks));
}

/// The bar stands to the right of the plot, as high as it.
function drawColourBar(svg, frame, bar, label) {
  const from = frame.right + 12, width = 12, stops = 129, id = `ramp-${bar.id}`;
  const place = scaleOf(bar.scale.domain(), [frame.bottom, frame.top], bar.log);
  const group = svg.append('g').attr('class', 'colour-bar');
  const ramp = group.append('linearGradient').attr('id', id).attr('x1', 0).attr('x2', 0).attr('y1', 1).attr('y2', 0);
  ramp.selectAll('stop').data(d3.range(stops)).join('stop').attr('offset', k => k / (stops - 1))
    .attr('stop-color', k => bar.colours(k / (stops - 1)));
  group.append('rect').attr('x', from).attr('y', frame.top).attr('width', width)
    .attr('height', frame.bottom - frame.top).attr('fill', `url(#${id})`);
  const axis = group.append('g').attr('transform', `translate(${from + width},0)`);
  const tick = drawTicks(axis, bar.ticks, value => `translate(0,${place(value)})`);
  tick.append('line').attr('x2', 4);
  axis.selectAll('.minor line').attr('x2', 3);
  tick.select('text').attr('x', 7).attr('dy', '0.35em');
  axis.append('text').attr('class', 'exponent').attr('x', -width).attr('y', frame.top - 6)
    .text(exponentText(bar.ticks));
  addSideLabel(axis, frame, widest(bar.ticks) + 22, label);
}
