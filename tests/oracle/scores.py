"""Review scores: one per person and day, on one scale, in bands."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from statistics import fmean, pstdev

from .people import Tables, counted_reviews


def comparable_reviews(tables: Tables) -> list[tuple[str, date, float]]:
    """(person, day, score) per review row; standardised within calendar year where scale_max
    differs."""
    scales = {
        row["scale_max"] for row in tables.get("reviews") or [] if row.get("scale_max") is not None
    }
    rows = counted_reviews(tables)
    if len(scales) <= 1:
        return [(row["person_id"], row["review_date"], row["score"]) for row in rows]
    by_year = defaultdict(list)
    for row in rows:
        by_year[row["review_date"].year].append(row["score"])
    centre = {year: (fmean(scores), pstdev(scores)) for year, scores in by_year.items()}

    def standardised(row: dict) -> float:
        mean, spread = centre[row["review_date"].year]
        return (row["score"] - mean) / spread if spread else 0.0

    return [(row["person_id"], row["review_date"], standardised(row)) for row in rows]


class ScoreBands:
    """The band of a person's last review before a day; 0 when there is none."""

    def __init__(self, tables: Tables, parts: int = 5) -> None:
        by_day = defaultdict(list)
        for person, day, score in comparable_reviews(tables):
            by_day[person, day].append(score)
        scores = {key: fmean(values) for key, values in by_day.items()}
        band = banding(list(scores.values()), parts)
        self.history = defaultdict(list)
        for (person, day), score in sorted(scores.items()):
            self.history[person].append((day, band(score)))

    def before(self, person: str, day: date) -> float:
        reviewed = self.history.get(person, [])
        earlier = bisect_left(reviewed, day, key=lambda item: item[0])
        return reviewed[earlier - 1][1] if earlier else 0


def banding(scores: list[float], parts: int = 5) -> Callable[[float], float]:
    """score -> band, made from all scores of the company, cut into equal parts."""
    counts = Counter(scores)
    if len(counts) <= 7 and all(score == round(score) for score in counts):
        return lambda score: score
    cuts = []
    for share in (part / parts for part in range(1, parts)):
        cumulative = 0
        for score in sorted(counts):
            cumulative += counts[score]
            if cumulative / len(scores) >= share - 1e-12:
                cuts.append(score)
                break
    return lambda score: 1 + sum(score >= cut for cut in cuts)
