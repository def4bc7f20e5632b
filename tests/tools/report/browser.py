"""What a browser makes of the page of a run:  browser.py PROGRAM, which writes the pages (write_pages.cpp).

Values are read from the marks by the ticks beside them (drawn.py), so that scales, ticks and marks must agree with the
data, and by no code of the page. Ends with 77, saying why, where there is no browser.
"""

import csv
import io
import json
import math
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.parse

from chrome import Chrome
from drawn import axes, centres, colour_bar, number, vertices

NEAR = 0.02  # pixels: coordinates have two decimals, and ticks are rounded to doubles


def near(a, b, by=NEAR):
    return abs(a - b) <= by


def plots(page):
    """Every panel: its element, its description, and the switches that are on."""
    found = []
    for figure in page.all("figure"):
        panels = json.loads(page.run("return arguments[0].querySelector('script').textContent", figure))["panels"]
        found += zip(page.all(".panel", figure), panels)
    return found


def check_quiet(page):
    complaints, requests = page.complaints(), page.requests()
    assert not complaints, f"no script fails and nothing is forbidden, but {complaints}"
    assert not requests, f"nothing is asked of the network, but {requests}"


def check_marks(page):
    """Every layer has marks."""
    for node, panel in plots(page):
        drawn = page.run("return [...arguments[0].querySelectorAll('.layer')].map("
                         "g => [...g.querySelectorAll('path')].some(p => (p.getAttribute('d') ?? '').length > 8))", node)
        assert len(drawn) == len(panel["layers"])
        for layer, has_marks in zip(panel["layers"], drawn):
            empty = layer["kind"] == "heat_map" or layer["label"] == "none"
            assert has_marks != empty, f"{layer['kind']} {layer['label']} has marks"


def pairs(layer, x, y):
    """Where the points of a layer should stand, but for those that have no place."""
    values = [(float(a), float(b)) for a, b in zip(layer["x"], layer["y"])]
    return [(x.place(a), y.place(b)) for a, b in values if math.isfinite(a) and math.isfinite(b)]


def check_thinned(drawn, expected):
    """Far fewer points are drawn, each of them is one of the data, and the extremes are among them."""
    assert len(drawn) < len(expected) / 5
    for extreme in (min, max):
        assert near(extreme(b for _, b in drawn), extreme(b for _, b in expected))
    square = lambda place: (math.floor(10 * place[0]), math.floor(10 * place[1]))
    filled = {square(place) for place in expected}
    for place in drawn:
        column, row = square(place)
        assert any((column + i, row + j) in filled for i in (-1, 0, 1) for j in (-1, 0, 1)), f"{place} is no point"


def check_lines_and_points(page, log_y=None):
    checked = 0
    for node, panel in plots(page):
        layers = page.all(".layer", node)
        if not any(layer["kind"] in ("line", "points") and layer["label"] != "none" for layer in panel["layers"]):
            continue
        log = panel["y"]["scale"] == "log" if log_y is None else log_y
        x, y = axes(page, node, log_y=log)
        for group, layer in zip(layers, panel["layers"]):
            markers = layer["kind"] == "points" and layer["marker"] in ("dot", "ring")
            if not markers and layer["kind"] != "line" or layer["label"] == "none":
                continue
            path = page.all("path", group)[-1].get_attribute("d")
            drawn, expected = (centres if markers else vertices)(path), pairs(layer, x, y)
            if len(expected) > 10000:
                check_thinned(drawn, expected)
                checked += 1
                continue
            assert len(drawn) == len(expected), f"{len(drawn)} of {len(expected)} points of {layer['label']}"
            for a, b in zip(drawn, expected):
                assert near(a[0], b[0]) and near(a[1], b[1]), f"{layer['label']}: {a} is drawn for {b}"
            checked += 1
    assert checked > 0


PIXELS = """
const canvas = arguments[0].querySelector('canvas'), frame = arguments[0].querySelector('.frame');
const [left, top, width, height] = ['x', 'y', 'width', 'height'].map(a => Number(frame.getAttribute(a)));
const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', {willReadFrequently: true});
copy.drawImage(canvas, 0, 0);
const {data} = copy.getImageData(0, 0, canvas.width, canvas.height);
return arguments[1].map(([x, y]) => {
  const column = Math.floor((x - left) / width * canvas.width), row = Math.floor((y - top) / height * canvas.height);
  return [...data.slice(4 * (row * canvas.width + column), 4 * (row * canvas.width + column + 1))];
});
"""


def check_heat_maps(page, log=None):
    """The middle of every cell has the colour that the bar shows for its value."""
    checked = 0
    for node, panel in plots(page):
        for layer in (layer for layer in panel["layers"] if layer["kind"] == "heat_map"):
            x, y = axes(page, node)
            colour = colour_bar(page, node, layer["scale"] == "log" and log is not False)
            columns = len(layer["x_edges"]) - 1
            middle = lambda edges, k: (edges[k] + edges[k + 1]) / 2
            cells = [(x.place(middle(layer["x_edges"], k % columns)), y.place(middle(layer["y_edges"], k // columns)))
                     for k in range(len(layer["values"]))]
            for k, pixel in enumerate(page.run(PIXELS, node, cells)):
                value = float(layer["values"][k])
                if layer["outside"] and layer["outside"][k]:
                    assert pixel[3] == 0, "nothing is drawn outside of the domain"
                elif not math.isfinite(value):
                    assert pixel[:3] == [128, 128, 128], "cells without a value are hatched"
                else:
                    assert all(near(a, b, 6) for a, b in zip(pixel, colour(value))), f"cell {k} of {layer['label']}: {pixel[:3]} is drawn for {colour(value)}"
            checked += 1
    assert checked > 0


def point_at(page, plot, x, y):
    box = page.run("arguments[0].scrollIntoView({block: 'center'}); const b = arguments[0].getBoundingClientRect();"
                   "return [b.left, b.top, b.width / arguments[0].viewBox.baseVal.width]", plot)
    page.command("Input.dispatchMouseEvent", type="mouseMoved", x=box[0] + x * box[2], y=box[1] + y * box[2])


def check_hover(page):
    """Pointing at the tenth point of a line reads its values; at a cell, the value of that."""
    for node, panel in plots(page):
        layer = panel["layers"][0]
        if layer["kind"] not in ("line", "heat_map"):
            continue
        x, y = axes(page, node, log_y=panel["y"]["scale"] == "log")
        if layer["kind"] == "line":
            at, value = (layer["x"][10], layer["y"][10]), layer["y"][10]
        else:
            at = [(layer[edges][3] + layer[edges][4]) / 2 for edges in ("x_edges", "y_edges")]
            value = layer["values"][3 * (len(layer["x_edges"]) - 1) + 3]
        point_at(page, page.all(".plot svg", node)[0], x.place(at[0]), y.place(at[1]))
        read = number(page.all(".reading b", node)[0].text.split(" ")[0])
        assert math.isclose(read, value, rel_tol=1e-5), f"{read} is shown for {value}"


def check_switches(page):
    node = next(node for node, panel in plots(page) if panel["y"]["label"] == "loss")
    switch = page.all("button[data-axis=y]", node)[0]
    assert switch.get_attribute("aria-pressed") == "true"
    switch.click()
    assert switch.get_attribute("aria-pressed") == "false"
    check_lines_and_points(page, log_y=False)
    switch.click()
    switch = page.all("button[data-axis=colours]")[0]
    switch.click()
    check_heat_maps(page, log=False)
    switch.click()
    check_heat_maps(page)
    entry = page.all(".entry", node)[0]
    before = len(page.all(".layer", node))
    entry.click()
    assert len(page.all(".layer", node)) == before - 1, "a click hides a line"
    entry.click()
    assert len(page.all(".layer", node)) == before


def check_links(page):
    """Pointing at a statement marks its lines and itself, pointing at a line its statement; links lead from one to the other."""
    row = page.all(".statements tr")[-1]
    first, last = map(int, row.get_attribute("data-lines").split())
    assert last == first + 1, "the last statement of the sample is on two lines"
    lines = [page.all(f"#line-{number}")[0] for number in (first, last)]
    marked = lambda: page.run("return [...document.querySelectorAll('.marked')].map(node => node.id)")
    for node in (row, lines[1]):
        page.run("arguments[0].dispatchEvent(new PointerEvent('pointerenter'))", node)
        assert set(marked()) == {row.get_attribute("id"), *(line.get_attribute("id") for line in lines)}
        page.run("arguments[0].dispatchEvent(new PointerEvent('pointerleave'))", node)
        assert marked() == []
    for address in page.run("return [...document.querySelectorAll('nav a, .problem a')].map(a => a.hash)"):
        assert len(page.all(address)) == 1, f"{address} leads somewhere"
    assert "on x = -1" in lines[1].text


def check_keyboard(page):
    plot = page.all(".plot svg")[-1]
    assert plot.get_attribute("aria-label") and plot.get_attribute("tabindex") == "0"
    page.run("arguments[0].focus()", plot)
    plot.send_keys("\ue014")  # the right arrow
    assert page.all(".reading b")[-1].text != ""
    plot.send_keys("\ue00c")  # escape
    assert page.run("return document.querySelectorAll('.cursor').length") == 0


def check_csv(page):
    for figure in page.all("figure"):
        link = page.all(".csv", figure)[0]
        page.run("arguments[0].focus()", link)
        text = urllib.parse.unquote(link.get_attribute("href").removeprefix("data:text/csv;charset=utf-8,"))
        rows = list(csv.DictReader(io.StringIO(text)))
        panels = json.loads(page.run("return arguments[0].querySelector('script').textContent", figure))["panels"]
        values = [float(v) for p in panels for l in p["layers"] if l["kind"] in ("line", "points") for v in l["y"]]
        assert values == [float(row["y"]) for row in rows if row["layer"] in ("line", "points")]
        cells = [v for p in panels for l in p["layers"] if l["kind"] == "heat_map" for v in l["values"]]
        assert cells == [float(row["value"]) for row in rows if row["layer"] == "heat_map"]


def check_phone(page, path):
    page.open(path, width=380)
    assert page.run("return document.documentElement.scrollWidth") <= 380, "nothing to scroll sideways on a phone"
    check_quiet(page)


def check_sample(page, folder):
    path = folder / "sample.html"
    page.open(path)
    assert len(page.all(".katex")) >= 7 and not page.all(".katex-error"), "formulas are set"
    check_marks(page)
    check_lines_and_points(page)
    check_heat_maps(page)
    check_hover(page)
    check_switches(page)
    check_links(page)
    check_keyboard(page)
    check_csv(page)
    assert page.pdf().startswith(b"%PDF")
    check_lines_and_points(page)
    check_quiet(page)
    paper = lambda: page.run("return getComputedStyle(document.documentElement).backgroundColor")
    light = paper()
    page.all(".theme")[0].click()
    dark = paper()
    page.open(path, dark=True)
    assert light != dark == paper(), "the button and the system choose the same dark"
    check_phone(page, path)


def readings(page, node, x, y):
    """What is shown where the pointer is; an arrow there has two components, and is left out."""
    point_at(page, page.all(".plot svg", node)[0], x, y)
    return [number(entry.text) for entry in page.all(".reading b", node) if not entry.text.startswith("(")]


def check_packed(page, folder):
    """Maps that are packed show their values to four digits, end at their rim, and say where they have none; lines are
    read where they are; a table of many columns fits on the screen and on paper."""
    page.open(folder / "packed.html")
    assert page.run("return document.querySelector('.verdict code').textContent") == "eq"
    (cut, _), (hole, _), (bare, _) = plots(page)
    x, y = axes(page, cut)
    rounded = lambda value: float(f"{value:.4g}")
    for a, b in ((0.1, 0.3), (-0.5, 0.1), (0.3, -0.5)):
        column, row = (math.floor((c + 1) / 0.2) for c in (a, b))
        assert readings(page, cut, x.place(a), y.place(b))[0] == rounded(-0.9 + 0.2 * column + 10 * (-0.9 + 0.2 * row))
    beside = [(0.79 * math.cos(t / 7), 0.79 * math.sin(t / 7)) for t in range(44)]
    for share, opacity in ((1, 255), (0.82 / 0.79, 0)):
        places = [(x.place(a * share), y.place(b * share)) for a, b in beside]
        assert all(pixel[3] == opacity for pixel in page.run(PIXELS, cut, places)), "the rim is where the map ends"
    assert readings(page, cut, x.place(0.6), y.place(0.6)) == [], "nothing is read beyond the rim"
    shaft = vertices(page.all(".layer.arrows .arrows", cut)[0].get_attribute("d"))
    middle = [(a + b) / 2 for a, b in zip(shaft[0], shaft[1])]
    assert near(middle[0], x.place(0.1)) and near(middle[1], y.place(0.1)), "an arrow has its middle at its place"
    assert len(page.all(".layer.arrows .edge", cut)) == 1
    x, y = axes(page, hole)
    assert readings(page, hole, x.place(0), y.place(2)) == []
    assert readings(page, hole, x.place(0.98), y.place(2)) == [4]
    assert readings(page, hole, x.place(-0.52), y.place(2)) == [2]
    assert not page.all(".colour-bar", bare)
    assert "nothing is finite" in page.run("return document.querySelector('.notes').textContent")
    check_quiet(page)
    for width, medium in ((1200, "screen"), (658, "print")):
        page.open(folder / "packed.html", width=width)
        page.command("Emulation.setEmulatedMedia", media=medium)
        room, table = page.run("const t = document.querySelector('.table');"
                               "return [t.clientWidth, t.querySelector('table').offsetWidth]")
        assert table <= room + 1, f"a table of fourteen columns is {table} wide and has {room} ({medium})"
    page.command("Emulation.setEmulatedMedia", media="")


def check_hostile(page, folder):
    path = folder / "hostile.html"
    page.open(path)
    assert page.run("return document.querySelector('h1').textContent").startswith("<script>alert(1)</script> \"'&<b ")
    assert page.run("return document.title").startswith("<script>alert(1)</script> \"'&<b ")
    assert page.run("return document.scripts.length") == 4, "three scripts and one description"
    assert page.run("return document.querySelectorAll('[onmouseover], [href^=javascript]').length") == 0
    check_marks(page)
    check_lines_and_points(page)
    check_quiet(page)  # a dialog would have failed all of this
    check_phone(page, path)


def check_large(page, folder):
    begun = time.monotonic()
    page.open(folder / "large.html")
    print(f"40 figures are drawn in {time.monotonic() - begun:.1f} s")
    check_marks(page)
    check_lines_and_points(page)
    check_heat_maps(page)
    assert "3 values not finite" in page.run("return document.querySelectorAll('.notes')[1].textContent")
    check_quiet(page)
    check_phone(page, folder / "large.html")


def main(program):
    page = Chrome()
    try:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            subprocess.run([program, folder], check=True)
            for check in (check_sample, check_packed, check_hostile, check_large):
                check(page, folder)
    finally:
        page.quit()


main(sys.argv[1])
