"""A company drawn at random, month by month, of which the effect of mentoring is known.

Hidden ability raises scores and keeps people; who is paired depends on the last score (or on
ability itself), department, grade and tenure. Months are whole numbers from the first month of the
data."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

import numpy as np

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
    "stays", "fades" to nothing within 24 months, or "grows" to its size within 12.

    `moves` is the chance in a month to move to another department, `relocations` that to another
    place. With `staff_mentors` the mentors are employees with high scores, who leave as others do;
    their mentees' effect on exits ends then, and somebody else takes their place. With
    `later_is_better` the effects of the first pairings are zero, of the last ones twice as large.
    Effects differ by `groups` of pairings ("category", of which there are `categories`) or of
    people ("department"), with `group_hazard_sd` and `group_points_sd` as standard deviations.

    `method` is what an analysis plan fixes instead of the usual choice, `declared_notice` what the
    settings say of the notice period. A `reported` scenario has no bar on its estimates; a
    `doubtful` one has a bar on the verdict's word where it is wrongly sure. `companies` is the
    number of a whole run, and the first `judged` of them have verdict and return; all checks are kept
    of `checked` scenarios, and `looked_at` ones are looked at twelve times."""

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
    moves: float = 0.0
    relocations: float = 0.0
    staff_mentors: bool = False
    later_is_better: bool = False
    groups: str = ""
    categories: int = 1
    group_hazard_sd: float = 0.0
    group_points_sd: float = 0.0
    method: str = ""
    declared_notice: int = 0
    reported: bool = False
    doubtful: bool = False
    checked: bool = False
    looked_at: bool = False
    companies: int = 300
    judged: int = 60

    @property
    def no_effect(self) -> bool:
        """Whether mentoring does nothing in this company."""
        differ = self.group_hazard_sd or self.group_points_sd
        return self.hazard_ratio == 1 and self.points == 0 and not differ

    @property
    def hazard_ratio_is_one_number(self) -> bool:
        """Whether mentoring changes the chance to leave by the same factor at any time."""
        varies = self.course != "stays" or self.later_is_better or self.staff_mentors
        return not (varies or self.group_hazard_sd)


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


Changes = tuple[tuple[int, np.ndarray, np.ndarray], ...]  # month, persons, to which


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
    moves: Changes = ()  # to another department
    relocations: Changes = ()
    staff_mentor: np.ndarray | None = None  # the mentor among the people, for everybody paired
    group_effects: np.ndarray | None = None  # by group: on the log hazard ratio, on points

    def group(self, scenario: Scenario) -> np.ndarray:
        """Everybody's group of those by which effects differ."""
        if scenario.groups == "department":
            return self.people.department
        return self.mentor % scenario.categories

    def department_in(self, months: np.ndarray) -> np.ndarray:
        """Everybody's department in the month given for each of them."""
        department = self.people.department.copy()
        for month, who, to in self.moves:
            known = months[who] >= month
            department[who[known]] = to[known]
        return department


def effects(company: Company, scenario: Scenario, who: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The full effect on the log hazard of leaving, and that in points, of those people's pairings.

    How it builds up or fades after pairing is not in it (`strength`, `points_gained`)."""
    size = cohort_size(scenario, company.paired[who])
    own = np.zeros((2, len(who)))
    if company.group_effects is not None:
        own = company.group_effects[:, company.group(scenario)[who]]
    return (np.log(scenario.hazard_ratio) + own[0]) * size, (scenario.points + own[1]) * size


def cohort_size(scenario: Scenario, paired: np.ndarray) -> np.ndarray:
    """How large the effects of those paired in a month are, relative to those of the scenario."""
    if not scenario.later_is_better:
        return np.ones(np.shape(paired))
    return 2 * np.clip((paired - FIRST_PAIRING) / (MONTHS - FIRST_PAIRING), 0, 1)


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


def points_gained(full: float | np.ndarray, reviews_since: np.ndarray) -> np.ndarray:
    """The expected effect on a score, by the number of reviews since pairing (0 is the first
    one)."""
    return full * GROWTH[np.clip(reviews_since, 0, len(GROWTH) - 1)]
