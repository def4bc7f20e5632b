// From values to places: ranges of data, scales, and where ticks stand. Read next: axes.js.

/// As in the pictures that the program writes: beyond it, differences are no longer finite.
const largestValue = 1e300;

const hasPlace = (value, log) => Math.abs(value) <= largestValue && (!log || value > 0);

/// The least and greatest of the values that have a place on a scale, and why others have none.
class Extent {
  constructor(log) {
    this.log = log;
    this.low = Infinity;
    this.high = -Infinity;
  }

  add(value) {
    if (!hasPlace(value, this.log)) return false;
    if (value < this.low) this.low = value;
    if (value > this.high) this.high = value;
    return true;
  }
}

/// [low, high] with some room at both ends; never of width 0.
function domainOf(extent, axis, margin) {
  const into = extent.log ? Math.log : Number;
  const out = extent.log ? Math.exp : Number;
  // Ends that were asked for on a linear scale may have no logarithm.
  const asked = end => (end !== undefined && hasPlace(end, extent.log) ? end : undefined);
  const from = asked(axis.from), to = asked(axis.to);
  if (from !== undefined && to !== undefined) return [from, to];
  let [low, high] = extent.low <= extent.high ? [into(extent.low), into(extent.high)] : [0, 1];
  if (from !== undefined) [low, high] = [into(from), Math.max(into(from), high)];
  if (to !== undefined) [low, high] = [Math.min(into(to), low), into(to)];
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (high - low <= Math.max((extent.log ? 0 : size) * 1e-9, extent.log ? 1e-6 : 1e-300)) {
    const by = extent.log ? Math.log(3) : size > 1e-300 ? size * 0.1 : 1;
    [low, high] = [low - by, high + by];
  }
  const room = margin * (high - low);
  return [from ?? out(low - room), to ?? out(high + room)];
}

const scaleOf = (domain, range, log) => (log ? d3.scaleLog() : d3.scaleLinear()).domain(domain).range(range);

/// Linear ticks; where numbers are large or small their power of ten stands once, at the end of the axis.
function linearTicks([from, to], wanted) {
  const values = d3.ticks(Math.min(from, to), Math.max(from, to), wanted);
  const largest = Math.max(Math.abs(from), Math.abs(to));
  const size = largest > 0 ? decimalExponent(largest) : 0;
  const exponent = size >= 5 || size <= -4 ? size : 0;
  const step = values.length > 1 ? Math.abs(values[1] - values[0]) : largest || 1;
  const decimals = Math.min(100, Math.max(0, exponent - decimalExponent(Number(step.toPrecision(3)))));
  const text = value => withMinus((value / 10 ** exponent).toFixed(decimals));
  return {ticks: values.map(value => ({value, text: text(value)})), minor: [], exponent};
}

/// Powers of ten, every n-th of them; within two decades 1, 2 and 5 times these.
function logTicks([from, to], wanted) {
  const low = Math.min(from, to), high = Math.max(from, to);
  const first = Math.ceil(Math.log10(low) - 1e-6), last = Math.floor(Math.log10(high) + 1e-6);
  const within = value => value >= low * (1 - 1e-6) && value <= high * (1 + 1e-6);
  const minor = [], major = [];
  for (let power = first - 1; power <= last; ++power)
    for (let digit = 2; last - first < 12 && digit < 10; ++digit) {
      const value = Number(`${digit}e${power}`);
      if (within(value)) (last - first < 2 && (digit === 2 || digit === 5) ? major : minor).push(value);
    }
  const stride = Math.max(1, Math.ceil((last - first + 1) / wanted));
  for (let power = Math.ceil(first / stride) * stride; power <= last; power += stride) major.push(Number(`1e${power}`));
  if (major.length < 2) return linearTicks([from, to], wanted);
  const text = value => (last - first < 2 ? shown(value) : powerOfTen(decimalExponent(value)));
  return {ticks: major.sort(d3.ascending).map(value => ({value, text: text(value)})), minor, exponent: 0};
}

const ticksOf = (scale, log, wanted) => (log ? logTicks : linearTicks)(scale.domain(), wanted);
