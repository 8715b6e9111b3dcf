#!/usr/bin/env python3
"""What the lists of proper names that we made by hand (organisations, arms, families of designations) are worth.

usage: bench/ablation.py ENTENTE SHARED

Runs `ENTENTE records` with and without `--without-lists` over the texts and sets of SHARED, scores both with SHARED's
score.py and eval.py, and prints every figure that differs, as with, without, difference. Ends with 1 where one loses
more than .03.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

MOST = 0.03
SETS = [
    ("geo", "geo-geovirus"),
    ("geo", "geo-lgl"),
    ("dates", "dates-gum"),
    ("entities", "entities-re3d"),
    ("events", "events-plv"),
]


def output(command, **rest):
    return subprocess.run(command, check=True, capture_output=True, **rest).stdout.decode()


def figures(report):
    """Every number between 0 and 1 of a report, under the words of its line and its place there."""
    found = {}
    for line in report.splitlines():
        words = re.sub(r"[-+]?\d+(\.\d+)?", "", line)
        words = " ".join(re.sub(r"[^\w /]", " ", words).split())
        for place, number in enumerate(re.findall(r"(?<![\w.])[01]?\.\d+", line)):
            found[f"{words} [{place + 1}]"] = float(number)
    return found


def measure(entente, shared, options, folder):
    """All figures, by set and name."""
    texts = sorted((shared / "score/texts").glob("*.txt"))
    out = folder / "records"
    out.write_text(output([entente, "records", *options, *texts]))
    report = output([sys.executable, shared / "score/score.py", out])
    found = {f"score: {name}": value for name, value in figures(report).items()}
    for task, name in SETS:
        source = shared / f"eval/{name}.jsonl"
        with source.open("rb") as lines:
            out.write_text(output([entente, "records", "--jsonl", *options], stdin=lines))
        report = output([sys.executable, shared / "eval/eval.py", task, source, out])
        found.update({f"{name}: {key}": value for key, value in figures(report).items()})
    return found


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    entente, shared = sys.argv[1], pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        full = measure(entente, shared, [], folder)
        bare = measure(entente, shared, ["--without-lists"], folder)
    worst = 0.0
    for name, value in full.items():
        lost = value - bare.get(name, 0.0)
        worst = max(worst, lost)
        if abs(lost) > 0.0005:
            print(f"{value:6.3f} {bare.get(name, 0.0):6.3f} {-lost:+6.3f}  {name}")
    print(f"{len(full)} figures; the most that one loses: {worst:.3f}")
    sys.exit(worst > MOST)


if __name__ == "__main__":
    main()
