"""What stands in the plots of a page, read from its marks by the ticks beside them, as a person would."""

import math
import re

SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def number(text):
    """A number as the page writes it: "−0.5", "10⁻³", "2×10⁵"."""
    text = text.replace("−", "-")
    factor, _, power = text.rpartition("10") if re.search("10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]", text) else (text, "", "")
    if not power:
        return float(text)
    return float(factor.rstrip("×") or 1) * 10.0 ** int(power.translate(SUPERSCRIPTS))


class Axis:
    """From places in pixels to values and back, by two ticks that stand apart."""

    def __init__(self, page, plot, selector, along, log):
        ticks, factor = page.run(READ_AXIS, plot, selector, along)
        self.log = math.log10 if log else float
        factor = number(factor) if factor else 1
        (self.a, low), (self.b, high) = [(place, self.log(number(text) * factor)) for place, text in (ticks[0], ticks[-1])]
        self.low, self.slope = low, (high - low) / (self.b - self.a)

    def place(self, value):
        return self.a + (self.log(value) - self.low) / self.slope


READ_AXIS = """
const axis = arguments[0].querySelector(arguments[1]), along = arguments[2];
const ticks = [...axis.querySelectorAll('.tick:not(.minor)')].map(tick => [
  Number(tick.getAttribute('transform').match(/translate\\(([^,]+),([^)]+)\\)/)[along]), tick.querySelector('text').textContent]);
return [ticks, axis.querySelector('.exponent').textContent.replace('×', '')];
"""


def axes(page, plot, log_x=False, log_y=False):
    return Axis(page, plot, ".x-axis", 1, log_x), Axis(page, plot, ".y-axis", 2, log_y)


def vertices(path):
    """The ends of the pieces of a path of M and L."""
    return [(float(x), float(y)) for x, y in re.findall(r"[ML]([-\d.e]+),([-\d.e]+)", path)]


def centres(path):
    """Where the circles of a path stand, which begin at their right ends: "Mx,yAr,r,..."."""
    return [(float(x) - float(r), float(y)) for x, y, r in re.findall(r"M([-\d.e]+),([-\d.e]+)A([-\d.e]+),", path)]


def colour_bar(page, plot, log):
    """A function from values to the colours that the bar shows for them, by its stops and ticks."""
    axis = Axis(page, plot, ".colour-bar g", 2, log)
    stops = page.run(
        "return [...arguments[0].querySelectorAll('stop')].map(s => getComputedStyle(s).stopColor.match(/\\d+/g).map(Number))",
        plot)
    top, height = page.run("const r = arguments[0].querySelector('.colour-bar rect');"
                           " return ['y', 'height'].map(a => Number(r.getAttribute(a)))", plot)

    def colour(value):
        at = min(1, max(0, (top + height - axis.place(value)) / height)) * (len(stops) - 1)
        k = min(int(at), len(stops) - 2)
        return [a + (at - k) * (b - a) for a, b in zip(stops[k], stops[k + 1])]

    return colour
