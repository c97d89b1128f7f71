"""The sample company, changed so that the checks contradict what mentoring seems to return.

Mentoring cannot raise a score from before the pairing. Here the scores of mentees rose before they
were paired, so whatever chose the mentees does what mentoring cannot do.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

SAMPLE = Path(__file__).parent.parent / "sample_data" / "company"
POINTS_A_YEAR = 0.8  # by which scores of mentees are lowered for each year before the pairing
Row = dict[str, str]


def write_files(folder: Path) -> Path:
    """Write the files of the contradicted company into a new folder and return it."""
    shutil.copytree(SAMPLE, folder)
    paired = _first_pairings(_rows(folder / "pairings.csv"))
    reviews = folder / "reviews.csv"
    changed = list(_with_rise(_rows(reviews), paired))
    with reviews.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(changed[0]))
        writer.writeheader()
        writer.writerows(changed)
    return folder


def _first_pairings(rows: Iterable[Row]) -> dict[str, date]:
    first: dict[str, date] = {}
    for row in rows:
        day = date.fromisoformat(row["start_date"])
        first[row["mentee_id"]] = min(day, first.get(row["mentee_id"], day))
    return first


def _with_rise(rows: Iterable[Row], paired: Mapping[str, date]) -> Iterator[Row]:
    """Yield the reviews; those of mentees are lower the longer before the pairing they were."""
    for row in rows:
        day = paired.get(row["person_id"])
        score = float(row["score"])
        if day:
            years = (day - date.fromisoformat(row["review_date"])).days / 365
            score = max(score - POINTS_A_YEAR * max(years, 0.0), 1.0)
        yield {**row, "score": f"{score:.1f}"}


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
