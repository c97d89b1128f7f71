"""`make bench`: each piece of work against a floor in the same run, as a ratio; single times mean
little here.

The floor of a question is a bare scan of the tables it needs; the floor of a load is the engine's
own reading of the same files as text, without line numbers, casts, rules or findings. The floor of
a portfolio of 30 categories and 6 plans is the making of its options."""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb

from metrics.catalog import catalogue
from metrics.evaluate import evaluate
from metrics.rewards.model import appraise
from metrics.rewards.scenario import MOST_YEARS
from metrics.value import load_assumptions
from metrics.warehouse.engine import LIMITS
from metrics.warehouse.folder_check import check_folder
from metrics.warehouse.snapshot import ask_unpublished
from tests.benchmark import portfolio, scenario
from tests.benchmark.company import write

SCAN = {
    "retention": (
        "select (select sum(last_month) from spell), (select sum(from_month) from position_spell), "
        "(select sum(band) from review_score), (select sum(pair_month) from first_pairing)"
    ),
    "performance": "select (select sum(score) from review_score), (select sum(period) from review_score), "
    "(select sum(pair_month) from first_pairing)",
}


def timed(work: Callable[[], object], rounds: int) -> float:
    """The median of the seconds of process time."""
    spent = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return statistics.median(spent)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    appraisal(wanted.rounds)
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(config=LIMITS) as con:
        files = write(Path(folder), wanted.people)
        say(f"{wanted.people:,} people, cpu seconds, median of {wanted.rounds}")
        read = timed(
            lambda: con.execute(
                "; ".join(
                    f"create or replace table raw_{path.stem} as from read_csv('{path}', all_varchar = true)"
                    for path in files.glob("*.csv")
                )
            ),
            wanted.rounds,
        )
        began = time.process_time()
        report = check_folder(files, con=con, today=date(2026, 6, 1))
        line("check", time.process_time() - began, read, "reading the files as text")
        with ask_unpublished(con, report) as session:
            for name, scan in SCAN.items():
                floor = timed(lambda scan=scan: session.rows(scan), 10 * wanted.rounds)
                metric = catalogue()[name]
                line(
                    name,
                    timed(lambda metric=metric: evaluate(metric, session), wanted.rounds),
                    floor,
                    "a bare scan",
                )
    portfolios(wanted.rounds)


def portfolios(rounds: int) -> None:
    timings = {name: timed(work, rounds) for name, work in portfolio.work().items()}
    for name, seconds in timings.items():
        line(name, seconds, timings["options"], "making the options")


def appraisal(rounds: int) -> None:
    """A scenario of five categories over three years, and over ten; 0.05 seconds of process time is
    the most that one may take."""
    of = load_assumptions()
    numbers = len(appraise(scenario.PLAN, scenario.KNOWN, of).swings)
    floor = timed(lambda: scenario.floor(numbers, draws=scenario.PLAN.draws), 10 * rounds)
    for years in (scenario.PLAN.years, MOST_YEARS):
        plan = replace(scenario.PLAN, years=years)
        line(
            f"{years} years",
            timed(lambda plan=plan: appraise(plan, scenario.KNOWN, of), 10 * rounds),
            floor,
            f"drawing and sorting {numbers} numbers",
        )


def line(name: str, seconds: float, floor: float, of: str) -> None:
    say(f"{name:<12} {seconds:8.3f}   {seconds / floor:8.1f} x {of} ({floor:.4f})")


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
