// Numbers as people read them: ticks, values under the pointer. Read next: packed.js.

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

const powerOfTen = exponent =>
  '10' + (exponent < 0 ? '⁻' : '') + [...String(Math.abs(exponent))].map(digit => superscripts[digit]).join('');

const withMinus = text => text.replace('-', '−');

/// The exponent of ten below |value| > 0. Its logarithm would be off by one beside some powers of ten.
const decimalExponent = value => Number(value.toExponential().split('e')[1]);

/// A value to six digits, as a multiple of a power of ten where it is large or small.
function shown(value) {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (value === 0) return '0';
  const rounded = Number(value.toPrecision(6));
  const exponent = decimalExponent(rounded);
  if (exponent > -4 && exponent < 6) return withMinus(String(rounded));
  return withMinus(String(Number(rounded.toExponential().split('e')[0]))) + '×' + powerOfTen(exponent);
}

/// A label and its unit, as an axis says them.
const labelWithUnit = (label, unit) => (unit ? `${label} [${unit}]` : label);
