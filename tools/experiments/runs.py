"""Runs of `ansatz` that are kept and not repeated: what tools/accuracy and others share. Where one file with one budget
varies, `ansatz sweep` does it (tools/papers).

A run is a problem file, settings (as for `--set`) and a seed. Its folder under out/ is named by all three and by the
content of the file and of the tables that it names, so that a changed file starts anew. A run that was stopped goes
on from its checkpoint. After a change of the program itself remove the folder.
"""

import csv
import datetime
import hashlib
import json
import math
import pathlib
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = ROOT / "build" / "release" / "tools" / "ansatz"


def text_of(file):
    """A problem without comments and blank lines, and with what it includes."""
    lines = [re.sub(r'^((?:[^"#]|"[^"]*")*)#.*', r"\1", line).rstrip() for line in file.read_text().splitlines()]
    text = "\n".join(line for line in lines if line)
    return re.sub(r'^include "(.*)"$', lambda found: text_of(file.parent / found[1]), text, flags=re.MULTILINE)


def fingerprint(file, settings):
    """Names the content of a problem file, of the files that it includes and the tables that it reads, and of the settings."""
    text = text_of(file)
    digest = hashlib.sha256(text.encode())
    for name in re.findall(r'"([^"\n]+\.csv)"', text):
        digest.update((file.parent / name).read_bytes())
    digest.update(repr(sorted(settings.items())).encode())
    return digest.hexdigest()[:8]


class Run:
    """One run of PROBLEM.pde in a folder of problems; `group` is the folder under out/ that it belongs to."""

    def __init__(self, group, name, problem, settings, seed, problems=ROOT / "problems"):
        self.name, self.problem, self.settings, self.seed = name, problem, settings, seed
        self.file = problems / f"{problem}.pde"
        self.folder = ROOT / "out" / group / f"{name}-{fingerprint(self.file, settings)}" / f"seed-{seed}"

    def result(self):
        """The content of result.json, or None unless the run has finished (or diverged, which is a result too)."""
        try:
            result = json.loads((self.folder / "result.json").read_text())
        except (OSError, ValueError):
            return None
        return result if result["status"] != "interrupted" else None

    def start(self, program, threads):
        """Begins the run, or goes on with it. Raises RuntimeError if that leaves no result."""
        command = [program, "run", self.file, "--seed", str(self.seed), "--threads", str(threads), "--out", self.folder,
                   "--quiet"]
        for key, value in self.settings.items():
            command += ["--set", f"{key}={value}"]
        if (self.folder / "checkpoint").exists():
            command.append("--resume")
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
        if self.result() is None:
            words = " ".join(str(word) for word in command)
            raise RuntimeError(f"{words}\nended with status {done.returncode}\n{done.stderr}")

    def error(self):
        """The relative L2 error, of all fields together, each where it has a value; infinite for a run that diverged."""
        result = self.result()
        if result["status"] != "finished":
            return float("inf")
        fields = result["error"]
        if len(fields) == 1:
            return next(iter(fields.values()))["l2_relative"]
        square = norm = 0
        for row in self.rows("solution.csv"):
            for field in fields:
                exact = float(row[f"{field}_exact"])
                if math.isnan(exact) or math.isnan(float(row[field])):
                    continue  # the other side of an interface
                square += (float(row[field]) - exact) ** 2
                norm += exact**2
        return math.sqrt(square / norm)

    def rows(self, table):
        """The rows of history.csv or slopes.csv; none where the run has no such file."""
        try:
            with open(self.folder / table, newline="") as file:
                return list(csv.DictReader(file))
        except OSError:
            return []


def perform(runs, program, jobs, threads, say):
    """Finishes the runs, `jobs` at a time with `threads` threads each, and says a line for each that it finished."""
    missing = [run for run in runs if run.result() is None]
    print(f"{len(runs) - len(missing)} of {len(runs)} runs are finished", flush=True)

    def finish(run):
        run.start(program, threads)
        print(say(run), flush=True)

    pool = ThreadPoolExecutor(jobs)
    try:
        for future in [pool.submit(finish, run) for run in missing]:
            future.result()
    except KeyboardInterrupt:
        sys.exit(130)
    except RuntimeError as error:
        sys.exit(f"{pathlib.Path(sys.argv[0]).name}: {error}")
    finally:
        pool.shutdown(cancel_futures=True)


def processor():
    with open("/proc/cpuinfo") as lines:
        return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")),
                    "unknown processor")


def signature(tool):
    """When, where and with what a table was made."""
    return f"Written by `{tool}` ({datetime.date.today()}, {processor()})"


def write(path, lines):
    path.write_text("\n".join(lines).rstrip() + "\n")
    print(f"wrote {path.relative_to(ROOT)}")
