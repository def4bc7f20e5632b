"""A search over all of its functions, and then their features. Used by act_bench.py and act_bench_lenet.py."""
import subprocess
import sys


def run(options, search, folder):
    """All trainings in a random order; then the features, which no random order asks for."""
    for surrogate in ("random", "knn"):
        command = [options.ansatz, "search", search, "--out", folder, "--jobs", str(options.jobs), "--set",
                   f"search.surrogate={surrogate}"]
        if (folder / "search.sqlite").exists():
            command.append("--resume")
        if code := subprocess.run(command, check=False).returncode:
            sys.exit(code)
