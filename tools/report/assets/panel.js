// One panel: its layers surveyed, its frame, and all of it drawn anew whenever a switch, a line or the width changes.
// Read next: hover.js.

const kindNames = {line: 'line', points: 'points', heat_map: 'heat map', outline: 'outline', arrows: 'arrows',
  streamlines: 'streamlines', reference_line: 'reference line'};

/// What the layers of a panel span, and how many of their values have no place.
class Survey {
  constructor(panel) {
    this.x = new Extent(panel.log.x);
    this.y = new Extent(panel.log.y);
    this.colours = new Extent(panel.log.colours);
    this.lost = [];  // {layer, why, count}
    for (const layer of panel.shown()) kinds[layer.kind].survey(layer, this);
  }

  point(layer, x, y) {
    if (!hasPlace(x, this.x.log)) this.lose(layer, x);
    else if (!this.y.add(y)) this.lose(layer, y);
    else this.x.add(x);
  }

  reference(layer) {
    if (!(layer.at_x ? this.x : this.y).add(layer.value)) this.lose(layer, layer.value);
  }

  noColours(layer) {
    this.bare = `${layer.label || kindNames[layer.kind]}: nothing is ${this.colours.log ? 'positive' : 'finite'}, so ` +
      'that there are no colours';
  }

  lose(layer, value) {
    const large = Math.abs(value) > largestValue;
    const why = !Number.isFinite(value) ? 'not finite' : large ? 'beyond 10³⁰⁰' : 'without a logarithm';
    const known = this.lost.find(lost => lost.layer === layer && lost.why === why);
    if (known) ++known.count;
    else this.lost.push({layer, why, count: 1});
  }

  notes() {
    return [...(this.bare ? [this.bare] : []), ...this.lost.map(({layer, why, count}) => `${layer.label || kindNames[layer.kind]}: ${count} ` +
      `value${count === 1 ? '' : 's'} ${layer.kind === 'heat_map' ? 'hatched, ' : ''}${why}`)];
  }
}

let panelsMade = 0;

class Panel {
  constructor(description, node) {
    Object.assign(this, description);
    this.node = node;
    this.id = ++panelsMade;
    this.styles = dealStyles(this.layers);
    this.hidden = new Set();
    this.map = this.layers.find(layer => layer.kind === 'heat_map');
    this.rims = this.layers.filter(layer => layer.kind === 'outline').flatMap(layer => layer.rims);
    this.log = {x: this.x.scale === 'log', y: this.y.scale === 'log', colours: this.map?.scale === 'log'};
    this.plot = node.append('div').attr('class', 'plot');
    this.canvas = this.map && this.plot.append('canvas');
    this.svg = this.plot.append('svg').attr('role', 'img').attr('tabindex', 0).attr('aria-label', this.summary());
    this.reading = this.plot.append('div').attr('class', 'reading').attr('role', 'status');
  }

  shown() { return this.layers.filter((_, k) => !this.hidden.has(k)); }

  summary() {
    const layers = this.layers.map(layer => kindNames[layer.kind] + (layer.label ? ` ${layer.label}` : ''));
    const axes = `${labelWithUnit(this.y.label, this.y.unit)} over ${labelWithUnit(this.x.label, this.x.unit)}`;
    return `${this.title ? this.title + '. ' : ''}${axes}: ${layers.join(', ')}. Arrow keys read values.`;
  }

  /// Curves and maps fill the width, all else keeps off the frame.
  margins() {
    const fills = layer => layer.kind === 'line' || layer.kind === 'reference_line';
    if (this.map) return {x: 0, y: 0};
    if (this.layers.some(layer => layer.kind === 'arrows')) return {x: 0.1, y: 0.1};
    return {x: this.layers.every(fills) ? 0 : 0.04, y: 0.05};
  }

  domainOfColours(seen) {
    const {colours, from, to} = this.map, extent = seen.colours;
    // 0 is where the two colours meet.
    if (colours === 'diverging' && from === undefined && to === undefined && extent.low <= extent.high && !extent.log) {
      const most = Math.max(Math.abs(extent.low), Math.abs(extent.high));
      extent.add(-most), extent.add(most);
    }
    return domainOf(extent, this.map, 0);
  }

  barOf(seen) {
    const scale = scaleOf(this.domainOfColours(seen), [0, 1], this.log.colours);
    return {id: this.id, scale, log: this.log.colours, colours: colourMaps[this.map.colours],
      share: value => Math.min(1, Math.max(0, scale(value)))};
  }

  frameFor(width, seen) {
    const margins = this.margins();
    const xs = domainOf(seen.x, this.x, margins.x), ys = domainOf(seen.y, this.y, margins.y);
    const usual = Math.min(340, Math.max(190, 0.62 * width));
    const bar = this.map && !seen.bare && this.barOf(seen);
    // Ticks are as many as there is height for, and their texts take width from the plot.
    let yTicks;
    const fitTicks = height => {
      yTicks = namedTicks(this.y.names, width / 2) ??
        ticksOf(scaleOf(ys, [0, 1], this.log.y), this.log.y, Math.max(2, height / 36));
      if (bar) bar.ticks = ticksOf(bar.scale, this.log.colours, Math.max(2, height / 40));
    };
    fitTicks(usual);
    const left = Math.ceil(widest(yTicks)) + 34;
    const over = bar ? Math.ceil(widest(bar.ticks)) + (this.map.label ? 58 : 38) : 16;
    let across = Math.max(40, width - left - over), down = usual;
    if (this.same_scale && !this.log.x && !this.log.y) {
      const aspect = Math.min(20, Math.max(0.05, Math.abs(ys[1] - ys[0]) / Math.abs(xs[1] - xs[0])));
      down = Math.min(across * aspect, 1.15 * usual);
      across = down / aspect;
      fitTicks(down);
    }
    const top = 18, frame = {left, right: left + across, top, bottom: top + down, width: across, bar, yTicks};
    frame.x = scaleOf(xs, [frame.left, frame.right], this.log.x);
    frame.y = scaleOf(ys, [frame.bottom, frame.top], this.log.y);
    frame.xTicks = namedTicks(this.x.names, across / this.x.names.length) ?? fittingTicks(frame.x, this.log.x, across);
    frame.placeX = value => (hasPlace(value, this.log.x) ? frame.x(value) : NaN);
    frame.placeY = value => (hasPlace(value, this.log.y) ? frame.y(value) : NaN);
    if (this.map?.cut) {
      const area = areaOf(this.rims, frame.x, frame.y), context = this.canvas.node().getContext('2d');
      frame.within = place => context.isPointInPath(area, place.x, place.y, 'evenodd');
    }
    frame.signX = Math.sign(xs[1] - xs[0]);
    frame.signY = Math.sign(ys[1] - ys[0]);
    return frame;
  }

  draw() {
    const width = Math.max(200, this.plot.node().clientWidth);
    const seen = new Survey(this), frame = this.frameFor(width, seen);
    const height = frame.bottom + 44;
    this.svg.attr('viewBox', `0 0 ${width} ${height}`).selectAll('*').remove();
    drawXAxis(this.svg, frame, frame.xTicks, labelWithUnit(this.x.label, this.x.unit));
    drawYAxis(this.svg, frame, frame.yTicks, labelWithUnit(this.y.label, this.y.unit));
    if (this.map) {
      this.layCanvas(frame, width, height);
      if (frame.bar) drawColourBar(this.svg, frame, frame.bar, labelWithUnit(this.map.label, this.map.unit));
    }
    this.svg.append('clipPath').attr('id', `clip-${this.id}`).append('rect').attr('x', frame.left).attr('y', frame.top)
      .attr('width', frame.width).attr('height', frame.bottom - frame.top);
    const marks = this.svg.append('g').attr('class', 'marks').attr('clip-path', `url(#clip-${this.id})`);
    this.layers.forEach((layer, k) => {
      if (this.hidden.has(k)) return;
      const group = marks.append('g').attr('class', `layer ${layer.kind}`);
      kinds[layer.kind].draw(group, layer, frame, this.styles[k]);
    });
    this.svg.append('rect').attr('class', 'frame').attr('x', frame.left).attr('y', frame.top).attr('width', frame.width)
      .attr('height', frame.bottom - frame.top);
    this.frame = frame;
    this.size = {width, height};
    this.notes = seen.notes();
    stopReading(this);
  }

  /// In shares of the plot, so that it keeps its place when the plot is printed smaller or larger.
  layCanvas(frame, width, height) {
    const share = (part, whole) => `${100 * part / whole}%`;
    kinds.heat_map.paint(this.canvas.node(), this.map, frame, this.rims);
    this.canvas.style('left', share(frame.left, width)).style('top', share(frame.top, height))
      .style('width', share(frame.width, width)).style('height', share(frame.bottom - frame.top, height));
  }
}
