"""Simulates companies of which the truth is known, keeps every estimate in a file, and prints the
table of them.

A file that exists is continued: what it holds for the seed is not computed again. --sets 0 only
prints the table."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import astuple, fields
from functools import cache
from pathlib import Path

from tests.calibration.run import CHECKS, Product, Record
from tests.calibration.scenarios import SCENARIOS
from tests.calibration.summary import summarise, table

OUT = Path(__file__).with_name("sets.csv")
COLUMNS = [field.name for field in fields(Record)]
Task = tuple[str, int, int, tuple[str, ...]]  # scenario, number, seed, metrics


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.calibration", description=__doc__)
    parser.add_argument(
        "--sets", type=int, default=1000, help="companies a scenario (default: %(default)s)"
    )
    names = list(SCENARIOS)
    parser.add_argument(
        "--scenario", nargs="+", default=names, choices=names, metavar="NAME", help=", ".join(names)
    )
    parser.add_argument(
        "--metric", nargs="+", default=list(CHECKS), choices=list(CHECKS), metavar="NAME"
    )
    parser.add_argument("--seed", type=int, default=20260101)
    parser.add_argument("--jobs", type=int, default=1, help="processes (default: %(default)s)")
    parser.add_argument(
        "--out", type=Path, default=OUT, help="default: sets.csv beside the code, kept out of git"
    )
    return parser.parse_args(given)


def run(tasks: Sequence[Task], *, jobs: int) -> Iterator[list[Record]]:
    """The records of each task, in order, computed in so many processes."""
    if jobs == 1:
        yield from map(_records, tasks)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(_records, tasks, chunksize=5)


def read(path: Path) -> list[Record]:
    """The records in the file; none if there is no file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Record(r["scenario"], int(r["seed"]), int(r["number"]), r["metric"], r["estimator"],
                   *(float(r[name]) for name in COLUMNS[5:]))
            for r in csv.DictReader(file)
        ]  # fmt: skip


def append(path: Path, results: Iterator[list[Record]]) -> None:
    """Writes the records behind those in the file, company by company."""
    new = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        if new:
            writer.writerow(COLUMNS)
        for records in results:
            writer.writerows(astuple(record) for record in records)
            file.flush()


def main(given: Sequence[str] | None = None) -> None:
    """Runs what is not in the file yet, scenario after scenario for each number, then prints the
    tables."""
    asked = arguments(given)
    done = {
        (record.scenario, record.number, record.seed, record.metric) for record in read(asked.out)
    }
    tasks = [
        (
            name,
            number,
            asked.seed,
            tuple(m for m in asked.metric if (name, number, asked.seed, m) not in done),
        )
        for number in range(asked.sets)
        for name in asked.scenario
    ]
    append(asked.out, run([task for task in tasks if task[-1]], jobs=asked.jobs))
    results = summarise([record for record in read(asked.out) if record.seed == asked.seed])
    for metric, unit in (("retention", "months"), ("performance", "points")):
        sys.stdout.write(f"## {metric.capitalize()} ({unit})\n\n{table(results, metric)}\n\n")


@cache
def _product() -> Product:
    return Product()


def _records(task: Task) -> list[Record]:
    name, number, seed, metrics = task
    return _product().records(name, number, seed, metrics)


if __name__ == "__main__":
    main()
