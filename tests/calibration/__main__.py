"""Simulates companies of which the truth is known, and keeps what the product says of each.

A run that was stopped goes on where it was, as long as code and seed are the same. At the end all
is merged into results.parquet, and results.md is made from it."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.calibration import table
from tests.calibration.run import SEED
from tests.calibration.runner import run
from tests.calibration.scenarios import SCENARIOS
from tests.calibration.store import (
    CHUNKS,
    RESULTS,
    current_code,
    folder_of,
    merge,
    pending,
)

CHUNK = 10  # companies
CHANGED = (
    "The code changed during the run: what is kept is of {before}, the code is now {after}. Nothing "
    "was merged. Check {before} out and run again to finish.\n"
)


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.calibration", description=__doc__)
    parser.add_argument(
        "--only", nargs="+", choices=list(SCENARIOS), metavar="SCENARIO", help="scenarios by name"
    )
    parser.add_argument("--companies", type=int, help="at most so many companies a scenario")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--jobs", type=int, default=2, help="processes (default: %(default)s)")
    parser.add_argument("--out", type=Path, default=RESULTS)
    parser.add_argument("--chunks", type=Path, default=CHUNKS, help="where a run keeps its parts")
    return parser.parse_args(given)


def wanted(only: Sequence[str] | None, companies: int | None) -> dict[str, int]:
    """How many companies of each scenario."""
    names = [name for name in SCENARIOS if not only or name in only]
    return {
        name: min(
            SCENARIOS[name].companies, SCENARIOS[name].companies if companies is None else companies
        )
        for name in names
    }


def main(given: Sequence[str] | None = None) -> int:
    """Run what is not kept yet, merge, and write the table; return 1 where the code changed."""
    asked = arguments(given)
    code, of = current_code(), wanted(asked.only, asked.companies)
    folder, began = folder_of(code, asked.seed, asked.chunks), time.monotonic()
    chunks = pending(of, folder, CHUNK)
    for done, _chunk in enumerate(run(chunks, asked.seed, folder, asked.jobs), start=1):
        minutes = (time.monotonic() - began) / 60
        left = minutes / done * (len(chunks) - done)
        sys.stderr.write(
            f"\r{done} of {len(chunks)} chunks, {minutes:.0f} minutes, about {left:.0f} to go "
        )
        sys.stderr.flush()
    if (now := current_code()) != code:
        sys.stderr.write("\n" + CHANGED.format(before=code, after=now))
        return 1
    about: Mapping[str, object] = {
        "commit": str(code),
        "seed": asked.seed,
        "finished": datetime.now(UTC).date().isoformat(),
        "companies": sum(of.values()),
    }
    rows = merge(of, folder, about, asked.out)
    sys.stderr.write(f"\n{rows} rows in {asked.out}\n")
    table.main([str(asked.out)])
    return 0


if __name__ == "__main__":
    sys.exit(main())
