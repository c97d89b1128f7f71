"""A company drawn at random, month by month, of which the effect of mentoring is known.

Hidden ability raises scores and keeps people; who is paired depends on the last score (or on
ability itself), department, grade and tenure. Months are whole numbers from the first month of the
data."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

import numpy as np
import pyarrow as pa

MONTHS, FIRST_PAIRING, CYCLE, REVIEW_MONTH = (
    60,
    6,
    6,
    2,
)  # reviews on the last day of March and September
FIRST_DAY, AS_OF = np.datetime64("2021-01", "M"), date(2025, 12, 31)
NEVER = 10_000
EARLIEST_HIRE, LAST_HIRE = -36, 57
MONTHLY_EXIT, KEPT_BY_ABILITY = 0.022, 0.35
EXIT_BY_DEPARTMENT, PAIR_BY_DEPARTMENT = np.array([0.8, 1.0, 1.25]), np.array([1.4, 1.0, 0.7])
EXIT_BY_GRADE, PAIR_BY_GRADE = np.array([1.0, 0.8]), np.array([1.0, 1.3])
EXIT_BY_TENURE, PAIR_BY_TENURE = np.array([1.3, 1.0, 0.7]), np.array([0.7, 1.0, 1.3])
DEPARTMENTS = ("care", "sales", "works", *(f"team {n:02}" for n in range(4, 41)))
GRADES = ("junior", "senior", *(f"level {n}" for n in range(3, 21)))
MEAN_SCORE, SCORE_BY_ABILITY, SCORE_BY_CHANCE, SCORE_BY_PERIOD = 6.0, 0.4, 0.5, 0.03
SPREAD_OF_SCORES = float(np.hypot(SCORE_BY_ABILITY, SCORE_BY_CHANCE))
UNREVIEWED = 0.03
GROWTH = np.array([2 / 3, 1.0, 1.0, 1.0])  # of the effect on scores, by reviews since pairing
LAYOFF, LAYOFF_FACTOR, LAYOFF_POINTS = (30, 33), 4.0, -0.3


@dataclass(frozen=True)
class Scenario:
    """What is different in a company.

    `selection` is the change in the log rate of being paired per standard deviation of the last
    score (or ability); `hazard_ratio` and `points` are the effects on exits and scores,
    `mentor_hazard_sd` and `mentor_points_sd` how much they differ between mentors; `spill_over` is
    the share of the effect that colleagues in a unit would get if all of it were mentored.
    `turnover_power` raises the differences in turnover between departments to that power.
    With `notice_months` people leave that long after they decide to, and are not paired in
    between. `exits_at_year_end`: people leave in December only, as many in a year.
    `contract_renewals` is the share of people whose contract is renewed every year as a row of its
    own. There are `departments` x `grades` units, whose rates lie between the same ends whatever their
    number. With `two_reviews` the mean of the last two scores selects. The effect on exits
    "stays", "fades" to nothing within 24 months, or "grows" to its size within 12. A `reported`
    scenario has no bar."""

    name: str
    people: int = 800
    mentors: int = 20
    selection: float = 0.8
    on_ability: bool = False
    hazard_ratio: float = 0.6
    points: float = 0.3
    mentor_hazard_sd: float = 0.0
    mentor_points_sd: float = 0.0
    pairing_rate: float = 0.0055
    persistence: float = 0.0
    hired_before: float = 0.25
    layoff: bool = False
    turnover_power: float = 1.0
    spill_over: float = 0.0
    notice_months: int = 0
    exits_at_year_end: bool = False
    contract_renewals: float = 0.0
    departments: int = 3
    grades: int = 2
    two_reviews: bool = False
    course: str = "stays"
    reported: bool = False
    bar_months: float = 0.15

    @property
    def no_effect(self) -> bool:
        """Whether mentoring does nothing in this company."""
        return self.hazard_ratio == 1 and self.points == 0


@dataclass(frozen=True)
class People:
    """Who could be there: one entry per person; `hired` is negative for those hired before the
    data."""

    hired: np.ndarray
    department: np.ndarray
    grade: np.ndarray
    ability: np.ndarray

    def of(self, which: np.ndarray) -> People:
        """Those people."""
        return People(*(getattr(self, field.name)[which] for field in fields(self)))

    def exit_rate(self, month: int | np.ndarray, scenario: Scenario) -> np.ndarray:
        """The chance of leaving in a month without mentoring, among those employed when it
        begins."""
        rate = MONTHLY_EXIT * np.exp(-KEPT_BY_ABILITY * self.ability)
        rate = (
            rate
            * between(EXIT_BY_DEPARTMENT, scenario.departments)[self.department]
            ** scenario.turnover_power
            * between(EXIT_BY_GRADE, scenario.grades)[self.grade]
        )
        rate = rate * EXIT_BY_TENURE[tenure_band(month - self.hired)]
        if scenario.layoff:
            rate = rate * np.where((month >= LAYOFF[0]) & (month < LAYOFF[1]), LAYOFF_FACTOR, 1.0)
        return rate


@dataclass(frozen=True)
class Company:
    """What happened: the months in which people were paired and left (NEVER if not), their mentors
    and reviews."""

    people: People
    paired: np.ndarray
    left: np.ndarray
    mentor: np.ndarray
    reviews: tuple[tuple[int, np.ndarray, np.ndarray], ...]  # month, persons, scores
    pairing_day: np.ndarray
    renewed: np.ndarray  # whose contract is renewed every year


def between(rates: np.ndarray, n: int) -> np.ndarray:
    """The rates of n groups, evenly spread on the logarithmic scale along those given."""
    places = np.linspace(0, len(rates) - 1, n)
    return np.exp(np.interp(places, np.arange(len(rates)), np.log(rates)))


def strength(scenario: Scenario, months: np.ndarray) -> np.ndarray:
    """The share of the effect on exits, by the months since the month of pairing (1, 2, ...)."""
    if scenario.course == "fades":
        return np.clip(1 - (months - 1) / 24, 0, 1)
    if scenario.course == "grows":
        return np.clip(months / 12, 0, 1)
    return np.ones(np.shape(months))


def tenure_band(months: np.ndarray) -> np.ndarray:
    """0 in the first year, 1 in the second, 2 after it."""
    return np.clip(months // 12, 0, 2)


def first_review(paired: np.ndarray) -> np.ndarray:
    """The month of the first review on or after a pairing."""
    return REVIEW_MONTH + CYCLE * (-(-(paired - REVIEW_MONTH) // CYCLE))


def points_gained(scenario: Scenario, reviews_since: np.ndarray) -> np.ndarray:
    """The expected effect on a score, by the number of reviews since pairing (0 is the first
    one)."""
    return scenario.points * GROWTH[np.clip(reviews_since, 0, len(GROWTH) - 1)]


def simulate(scenario: Scenario, rng: np.random.Generator) -> Company:
    """A company of that scenario."""
    people = _hire(scenario, rng)
    n = scenario.people
    mentor = rng.integers(scenario.mentors, size=n)
    on_exits, on_scores = rng.normal(size=(2, scenario.mentors))[:, mentor]
    ratio = scenario.hazard_ratio * np.exp(scenario.mentor_hazard_sd * on_exits)
    chance = rng.normal(size=n)
    paired, left, last = np.full(n, NEVER), np.full(n, NEVER), np.full(n, MEAN_SCORE)
    earlier = last.copy()
    unit, reviews = people.department * scenario.grades + people.grade, []
    for month in range(MONTHS):
        at_work = (people.hired <= month) & (left >= month)
        undecided = at_work & (left == NEVER)
        if month >= FIRST_PAIRING:
            known = (last + earlier) / 2 if scenario.two_reviews else last
            rate = _pairing_rate(scenario, people, month, known)
            paired[undecided & (paired == NEVER) & (rng.random(n) < rate)] = month
        shared = scenario.spill_over * _mentored_share(unit, at_work, paired < month)
        mentored = ratio ** strength(scenario, month - paired)
        change = np.where(paired < month, mentored, scenario.hazard_ratio**shared)
        rate = _in_year_end(people.exit_rate(month, scenario) * change, month, scenario)
        left[undecided & (rng.random(n) < rate)] = month + scenario.notice_months
        leaving = at_work & (left == month)
        if month % CYCLE == REVIEW_MONTH:
            chance = scenario.persistence * chance + np.sqrt(
                1 - scenario.persistence**2
            ) * rng.normal(size=n)
            own = points_gained(scenario, (month - first_review(paired)) // CYCLE)
            own = own + scenario.mentor_points_sd * on_scores
            gained = np.where(paired <= month, own, scenario.points * shared)
            score = _score(scenario, people, month, chance) + gained
            seen = np.flatnonzero(at_work & ~leaving & (rng.random(n) >= UNREVIEWED))
            earlier[seen] = last[seen]
            last[seen] = np.round(score[seen], 1)
            reviews.append((month, seen, last[seen].copy()))
    pairing_day = rng.integers(0, 27, size=n)
    renewed = rng.random(n) < scenario.contract_renewals
    return Company(people, paired, left, mentor, tuple(reviews), pairing_day, renewed)


def _in_year_end(rate: np.ndarray, month: int, scenario: Scenario) -> np.ndarray:
    """The chance of leaving in a month; where people leave in December only, that of the year."""
    if not scenario.exits_at_year_end:
        return rate
    return 1 - (1 - rate) ** 12 if month % 12 == 11 else np.zeros_like(rate)


def _hire(scenario: Scenario, rng: np.random.Generator) -> People:
    before = round(scenario.people * scenario.hired_before)
    drawn = _draw(scenario, scenario.people * 6, EARLIEST_HIRE, 0, rng)
    stayed = np.ones(
        len(drawn.hired), bool
    )  # people who left before the data begin were never seen
    for month in range(EARLIEST_HIRE, 0):
        stayed &= (month < drawn.hired) | (
            rng.random(len(stayed)) >= drawn.exit_rate(month, scenario)
        )
    early = drawn.of(np.flatnonzero(stayed)[:before])
    late = _draw(scenario, scenario.people - before, 0, LAST_HIRE, rng)
    return People(
        *(np.concatenate([getattr(early, f.name), getattr(late, f.name)]) for f in fields(People))
    )


def _draw(scenario: Scenario, n: int, first: int, after: int, rng: np.random.Generator) -> People:
    hired, department, grade = (
        rng.integers(low, high, size=n)
        for low, high in ((first, after), (0, scenario.departments), (0, scenario.grades))
    )
    return People(hired, department, grade, rng.normal(size=n))


def _pairing_rate(scenario: Scenario, people: People, month: int, last: np.ndarray) -> np.ndarray:
    seen = people.ability if scenario.on_ability else (last - MEAN_SCORE) / SPREAD_OF_SCORES
    rate = scenario.pairing_rate * np.exp(scenario.selection * seen - scenario.selection**2 / 2)
    rate = rate * between(PAIR_BY_DEPARTMENT, scenario.departments)[people.department]
    rate = rate * between(PAIR_BY_GRADE, scenario.grades)[people.grade]
    return rate * PAIR_BY_TENURE[tenure_band(month - people.hired)]


def _mentored_share(unit: np.ndarray, at_work: np.ndarray, mentored: np.ndarray) -> np.ndarray:
    units = int(unit.max()) + 1
    there = np.bincount(unit[at_work], minlength=units)
    share = np.bincount(unit[at_work & mentored], minlength=units) / np.maximum(there, 1)
    return share[unit]


def _score(scenario: Scenario, people: People, month: int, chance: np.ndarray) -> np.ndarray:
    score = MEAN_SCORE + SCORE_BY_ABILITY * people.ability + SCORE_BY_CHANCE * chance
    shock = LAYOFF_POINTS if scenario.layoff and LAYOFF[0] <= month < LAYOFF[1] else 0.0
    return score + SCORE_BY_PERIOD * (month // CYCLE) + shock


def as_tables(company: Company) -> dict[str, pa.Table]:
    """The company as the typed tables `staff`, `reviews` and `pairings` of the contract.

    People are hired on the first day of a month, paired before its 28th, leave on the 28th and are
    reviewed on its last day, so that within a month the order is that of `simulate`."""
    people, mentees = company.people, np.flatnonzero(company.paired < NEVER)
    names = np.array([f"p{i:04}" for i in range(len(people.hired))])
    return {
        "staff": _staff(company, names),
        "reviews": pa.table({
            "person_id": names[np.concatenate([seen for _, seen, _ in company.reviews])],
            "review_date": np.concatenate([_days(np.full(len(seen), month + 1)) - 1
                                           for month, seen, _ in company.reviews]),
            "score": np.concatenate([scores for _, _, scores in company.reviews]),
        }),
        "pairings": pa.table({
            "pairing_id": np.array([f"m{i:04}" for i in mentees], dtype=object),
            "mentor_id": np.array([f"mentor{m:02}" for m in company.mentor[mentees]], dtype=object),
            "mentee_id": names[mentees],
            "category": np.full(len(mentees), "peer"),
            "start_date": _days(company.paired[mentees]) + company.pairing_day[mentees],
        }),
    }  # fmt: skip


def _staff(company: Company, names: np.ndarray) -> pa.Table:
    """One row per person, or one per year of theirs where the contract is renewed every year."""
    people, left = company.people, company.left
    last = np.minimum(left, MONTHS)
    years = np.where(company.renewed, np.maximum(-(-(last - people.hired + 1) // 12), 1), 1)
    years = np.where(people.hired + 12 * (years - 1) >= MONTHS, years - 1, years)
    years = np.maximum(years, 1)
    who = np.repeat(np.arange(len(names)), years)
    nth = np.arange(len(who)) - np.repeat(np.cumsum(years) - years, years)
    seen = (people.hired[who] + 12 * (nth + 1) > 0) | (nth == years[who] - 1)
    who, nth = who[seen], nth[seen]
    hired = people.hired[who] + 12 * nth
    renews = nth < years[who] - 1
    exits = np.where(renews, _days(hired + 12) - 1, _days(left[who]) + 27)
    reason = np.where(renews, "end_of_contract", "voluntary").astype(object)
    stays = ~renews & (left[who] == NEVER)
    return pa.table({
        "person_id": names[who],
        "hire_date": _days(hired),
        "exit_date": pa.array(exits, mask=stays),
        "exit_reason": pa.array(reason, pa.string(), mask=stays),
        "observed_from": pa.array(_days(np.zeros_like(hired)), mask=hired >= 0),
        "department": np.array(DEPARTMENTS)[people.department[who]],
        "grade": np.array(GRADES)[people.grade[who]],
    })  # fmt: skip


def _days(months: np.ndarray) -> np.ndarray:
    return (FIRST_DAY + months.astype(int)).astype("datetime64[D]")
