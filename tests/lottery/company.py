"""A company with more candidates than mentors, before and after a lottery, of a known effect.

The people, their exits and their reviews are those of `tests/calibration`, in which nobody is
mentored. Here each candidate also has the months and scores they would have with a mentor. After
the draw, those who take part get these; everybody else keeps their own."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from tests.calibration.company import (
    CYCLE,
    GROWTH,
    NEVER,
    REVIEW_MONTH,
    Scenario,
    as_tables,
    first_review,
    simulate,
)

DRAW = 36  # the month of the draw: January 2024
BEFORE, DRAWN_ON, AFTER = date(2023, 12, 31), date(2024, 1, 1), date(2025, 12, 31)
HORIZON = 24
MENTORS = 12


@dataclass(frozen=True)
class LotteryCompany:
    """The tables without mentoring, the candidates, and what mentoring would do to each.

    `left` and `left_mentored` are months (NEVER if they stay), `willing` who takes part if drawn.
    """

    tables: Mapping[str, object]
    scenario: Scenario
    candidates: tuple[str, ...]
    mentors: tuple[str, ...]
    left: Mapping[str, int]
    left_mentored: Mapping[str, int]
    willing: Mapping[str, bool]

    def months(self, person: str, *, mentored: bool) -> int:
        """The months of the horizon that the person stays, from that of the draw."""
        left = (self.left_mentored if mentored else self.left)[person]
        return min(left - DRAW + 1, HORIZON)

    def months_gained(self) -> tuple[float, float]:
        """The true effect of being drawn, and of a mentor on those who take part, in months."""
        gained = {
            one: self.months(one, mentored=True) - self.months(one, mentored=False)
            for one in self.candidates
        }
        took = [gained[one] for one in self.candidates if self.willing[one]]
        return sum(took) / len(gained), sum(took) / len(took)


def drawn_company(
    seed: int = 7,
    *,
    n: int = 240,
    hazard_ratio: float = 0.3,
    points: float = 0.4,
    took: float = 0.85,
) -> LotteryCompany:
    """A company of which `n` employees want a mentor."""
    rng = np.random.default_rng(seed)
    scenario = Scenario("lottery", people=1400, pairing_rate=0.0, hazard_ratio=1.0, points=0.0,
                        hired_before=0.5)  # fmt: skip
    company = simulate(scenario, rng)
    people = company.people
    there = np.flatnonzero((people.hired < DRAW - 6) & (company.left >= DRAW))
    chosen = rng.permutation(there)
    candidates, mentors = chosen[:n], chosen[n : n + MENTORS]
    company.left[mentors] = NEVER
    left, mentored = {}, {}
    for i in candidates:
        left[f"p{i:04}"] = int(company.left[i])
        mentored[f"p{i:04}"] = _with_mentor(company, i, scenario, hazard_ratio, rng)
    willing = rng.random(n) < took
    names = tuple(f"p{i:04}" for i in candidates)
    return LotteryCompany(
        as_tables(company),
        Scenario("with", points=points, hazard_ratio=hazard_ratio),
        names,
        tuple(f"p{i:04}" for i in mentors),
        left,
        mentored,
        dict(zip(names, map(bool, willing), strict=True)),
    )


def _with_mentor(company, i: int, scenario: Scenario, ratio: float, rng) -> int:
    """The month in which a candidate leaves with a mentor from the draw on: fewer of their own exits
    happen, and after one that did not, each month brings the lower risk."""
    left = int(company.left[i])
    if left in (NEVER, DRAW) or rng.random() < ratio:
        return left
    one = company.people.of(np.array([i]))
    for month in range(left + 1, DRAW + HORIZON):
        if rng.random() < one.exit_rate(month, scenario)[0] * ratio:
            return month
    return NEVER


def write_before(company: LotteryCompany, folder: Path) -> Path:
    """The files of the last day before the draw: the candidates accepted, nobody is paired."""
    staff = [
        {
            **row,
            "exit_date": row["exit_date"]
            if row["exit_date"] and row["exit_date"] <= BEFORE
            else None,
        }
        for row in _rows(company, "staff")
        if row["hire_date"] <= BEFORE
    ]
    reviews = [row for row in _rows(company, "reviews") if row["review_date"] <= BEFORE]
    _write(folder, "staff", staff)
    _write(folder, "reviews", reviews)
    _write(
        folder, "pairings", [], ["pairing_id", "mentor_id", "mentee_id", "category", "start_date"]
    )
    _write_programme(company, folder)
    _settings(folder, BEFORE)
    return folder


def write_after(
    company: LotteryCompany,
    folder: Path,
    drawn: Collection[str],
    *,
    entries: Mapping[str, bool] | None = None,
) -> Path:
    """The files two years later: of those drawn, the willing were paired within two months.

    `entries` writes lottery_entries.csv (person -> drawn) for a lottery that the files know of."""
    took = [one for one in company.candidates if one in drawn and company.willing[one]]
    names = {one: k for k, one in enumerate(took)}
    staff = []
    for row in _rows(company, "staff"):
        person = row["person_id"]
        if person in names:
            left = company.left_mentored[person]
            row["exit_date"] = None if left == NEVER else date(2021 + left // 12, left % 12 + 1, 28)
        staff.append(row)
    _write(folder, "staff", staff)
    _write(folder, "reviews", _reviews(company, names))
    _write(folder, "pairings", [
        {
            "pairing_id": f"k{k:03}",
            "mentor_id": company.mentors[k % len(company.mentors)],
            "mentee_id": person,
            "category": "peer",
            "start_date": date(2024, 1, 8),
            "assignment": "random",
        }
        for person, k in names.items()
    ])  # fmt: skip
    _write_programme(company, folder)
    if entries is not None:
        _write(folder, "lottery_entries", [
            {"lottery_id": "1", "person_id": person, "category": "peer", "drawn_on": DRAWN_ON,
             "drawn": "yes" if won else "no", "chance": sum(entries.values()) / len(entries)}
            for person, won in entries.items()
        ])  # fmt: skip
    _settings(folder, AFTER)
    return folder


def _reviews(company: LotteryCompany, mentored: Collection[str]) -> list[dict]:
    """Every review, with the points of who has a mentor; who stays longer has the mean of their own
    reviews, with as much chance."""
    first = int(first_review(np.array([DRAW]))[0])
    rows = _rows(company, "reviews")
    rng = np.random.default_rng(1)
    own: dict[str, list[float]] = {}
    for row in rows:
        own.setdefault(row["person_id"], []).append(row["score"])
    for person in mentored:
        left, with_mentor = company.left[person], company.left_mentored[person]
        for month in range(REVIEW_MONTH, DRAW + HORIZON, CYCLE):
            if left <= month < with_mentor and own.get(person):
                day = date(2021 + month // 12, month % 12 + 1, 30 if month % 12 == 8 else 31)
                score = float(np.mean(own[person]) + rng.normal() * 0.5)
                rows.append({"person_id": person, "review_date": day, "score": score})
    for row in rows:
        day = row["review_date"]
        month = (day.year - 2021) * 12 + day.month - 1
        if row["person_id"] in mentored and month >= first:
            since = min((month - first) // CYCLE, len(GROWTH) - 1)
            row["score"] += company.scenario.points * GROWTH[since]
        row["score"] = round(row["score"], 2)
    return rows


def _write_programme(company: LotteryCompany, folder: Path) -> None:
    _write(folder, "categories", [{"category": "peer", "name_en": "Peers", "name_nl": "Collega's"}])
    _write(folder, "invitations", [
        {"person_id": one, "role": "mentee", "category": "peer", "invited_on": date(2023, 11, 6),
         "response": "accepted"}
        for one in company.candidates
    ])  # fmt: skip
    _write(folder, "mentor_profiles", [
        {"person_id": one, "category": "peer", "assessed_on": date(2023, 10, 2), "attitude": 5,
         "knowledge": 5, "skill": 5, "willing": "yes", "capacity_hours_month": 30}
        for one in company.mentors
    ])  # fmt: skip


def _settings(folder: Path, as_of: date) -> None:
    (folder / "company.toml").write_text(
        f'name = "Lottery"\nas_of = {as_of}\nreview_cycle_months = {CYCLE}\n'
        '[local]\nrole = "programme_lead"\n',
        encoding="utf-8",
    )


def _rows(company: LotteryCompany, table: str) -> list[dict]:
    return company.tables[table].to_pylist()


def _write(folder: Path, table: str, rows: list[dict], header: list[str] | None = None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header or list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
