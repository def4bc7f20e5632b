"""Pages of benchmarks: what stands between a pair of marks is written by the experiments, all else by hand."""
import pathlib

DOCS = pathlib.Path(__file__).resolve().parents[3] / "docs"
PINN, LENET = DOCS / "act_bench", DOCS / "act_bench_lenet"
MARK = "<!-- written: {} -->"


def write(parts, folder):
    """Puts the lines of each part between its marks in README.md; parts that are not given stay as they are."""
    page = folder / "README.md"
    text = page.read_text(encoding="utf-8")
    for name, lines in parts.items():
        begin, end = MARK.format(name), MARK.format("end")
        before, rest = text.split(begin, 1)
        text = before + begin + "\n" + "\n".join(lines) + "\n" + end + rest.split(end, 1)[1]
    page.write_text(text, encoding="utf-8")
