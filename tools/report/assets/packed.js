// Heat maps as the program packs them for pages: core/figures/packing.hpp says how. Read next: scales.js.

/// Values of 24 bits each, rounded to the digits that they have: exactly the rounded values that were packed.
function unpackedValues({digits, offset, unit, base64}) {
  const bytes = atob(base64), single = new DataView(new ArrayBuffer(4)), values = new Float64Array(bytes.length / 3);
  for (let k = 0; k < values.length; ++k) {
    for (let i = 0; i < 3; ++i) single.setUint8(i, bytes.charCodeAt(3 * k + i));
    const part = single.getFloat32(0);
    values[k] = Number.isFinite(part) ? Number((offset + unit * part).toPrecision(digits)) : part;
  }
  return values;
}

/// How many cells are inside, how many outside, and so on in turn: 0 and 1, a number a cell.
const unpackedRuns = runs =>
  Float64Array.from(runs.flatMap((count, k) => new Array(count).fill(k % 2)));

/// Edges that stand evenly.
const unpackedEdges = ({from, to, count}) =>
  Float64Array.from({length: count}, (_, k) => (k === count - 1 ? to : from + k * (to - from) / (count - 1)));

/// The numbers of a list that is packed, or not.
function unpacked(list) {
  if (list.base64 !== undefined) return unpackedValues(list);
  if (list.runs !== undefined) return unpackedRuns(list.runs);
  return list.count !== undefined ? unpackedEdges(list) : Float64Array.from(list, Number);
}
