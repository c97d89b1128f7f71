"""The company lived through month by month: hires, moves, pairings, exits, reviews."""

from __future__ import annotations

import numpy as np

from sample_data import company as c
from sample_data import programme
from sample_data.state import Company, Review

EXIT_REASONS = ("voluntary", "dismissal", "end_of_contract", "retirement")


def simulate(rng: np.random.Generator, *, staff: int, effect: bool) -> Company:
    """The company after its five years; `effect=False` gives the same machinery with effects of
    zero.
    """
    company = Company(rng, staff=staff, effect=effect)
    years = np.minimum(rng.exponential(6.0, staff), 30)
    start = c.FIRST_DAY.toordinal()
    days = start - 1 - (years * 365).astype(int)
    newcomers(company, days, grade_share=c.GRADE_SHARE, entry=c.FIRST_MONTH - 1)
    for month in range(c.FIRST_MONTH, c.LAST_MONTH + 1):
        replace_managers(company, month)
        hire(company, month)
        move(company, month)
        programme.pair(company, month)
        leave(company, month)
        review(company, month)
    return company


def newcomers(company: Company, days: np.ndarray, *, grade_share: np.ndarray, entry: int) -> None:
    """Add people who were never here before, hired on these days, with their first position."""
    rng, n = company.rng, len(days)
    new = np.arange(company.count, company.count + n)
    company.person[new] = np.arange(company.persons, company.persons + n)
    company.hired[new], company.entry[new] = days, entry
    company.department[new] = rng.choice(len(c.DEPARTMENTS), n, p=c.DEPARTMENT_SHARE)
    company.family[new] = rng.integers(0, 2, n)
    company.grade[new] = rng.choice(len(c.GRADES), n, p=grade_share)
    company.location[new] = rng.choice(len(c.LOCATIONS), n, p=c.LOCATION_SHARE)
    company.female[new] = rng.random(n) < 0.48
    company.fte[new] = rng.choice([1.0, 0.8, 0.6], n, p=[0.6, 0.28, 0.12])
    company.ability[new] = rng.normal(size=n)
    pay = c.PAY[company.department[new], company.grade[new]]
    company.salary[new] = np.round(pay * np.exp(rng.normal(0, 0.07, n)))
    company.count, company.persons = company.count + n, company.persons + n
    for spell in new:
        company.manager[spell] = manager_for(company, spell)
        company.note_position(spell, int(company.hired[spell]))


def manager_for(company: Company, spell: int) -> int:
    """A senior of the same department as person + 1, else 0."""
    here = company.employed()
    fits = (
        (company.department[here] == company.department[spell])
        & (company.grade[here] == 2)
        & (here != spell)
    )
    pool = here[fits]
    return int(company.person[company.rng.choice(pool)]) + 1 if len(pool) else 0


def replace_managers(company: Company, month: int) -> None:
    """Who lost the manager last month gets another one on a day of this month."""
    here = company.employed()
    gone = ~np.isin(company.manager[here] - 1, company.person[here])
    for spell in here[gone]:
        company.manager[spell] = manager_for(company, spell)
        company.note_position(spell, c.day_of(month, company.rng.integers(1, 21)))


def hire(company: Company, month: int) -> None:
    """Fill the places that are free; three in a hundred are people who come back."""
    rng = company.rng
    free = max(company.staff - len(company.employed()), 0)
    back = int(rng.binomial(free, 0.03))
    days = np.array(
        [c.day_of(month, d) for d in rng.integers(1, c.last_day_of(month) + 1, free)], int
    )
    newcomers(company, days[back:], grade_share=c.GRADE_SHARE_OF_HIRES, entry=month)
    gone = company.left[company.spells]
    once = np.bincount(company.person[company.spells], minlength=company.persons)[
        company.person[company.spells]
    ]
    willing = np.flatnonzero(
        (gone > 0)
        & (gone < c.day_of(month, 1) - 120)
        & (once == 1)
        & (company.reason[company.spells] == "voluntary")
    )
    for old, day in zip(rng.permutation(willing), days[:back], strict=False):
        come_back(company, old, int(day), month)


def come_back(company: Company, old: int, day: int, month: int) -> None:
    """A second spell of the same person: all that is known of them is copied."""
    new = company.count
    for values in (
        company.person,
        company.department,
        company.family,
        company.grade,
        company.location,
        company.salary,
        company.female,
        company.ability,
        company.last_score,
        company.fte,
        company.paired_on,
        company.category,
    ):
        values[new] = values[old]
    company.hired[new], company.entry[new], company.count = day, month, new + 1
    company.manager[new] = manager_for(company, new)
    company.note_position(new, day)


def move(company: Company, month: int) -> None:
    """Promotions by tenure and last score, and receptionists who go to sales, more often when
    mentored.
    """
    rng, here = company.rng, company.employed()
    here = here[company.entry[here] < month]
    tenure = (c.day_of(month, 1) - company.hired[here]) / 30.4
    score = np.nan_to_num(company.last_score[here], nan=c.SCORE_MEAN)
    rate = c.promotion_chance(company.grade[here], score, tenure)
    receptionist = (company.department[here] == c.SERVICE) & (company.family[here] == 0)
    path = receptionist * np.where(
        company.mentored(here, month) & company.effect, c.PATH_MENTORED, c.PATH
    )
    luck = rng.random(len(here))
    for spell, promoted, crossing in zip(
        here, luck < rate, (luck >= rate) & (luck < rate + path), strict=True
    ):
        if promoted:
            company.grade[spell] += 1
            company.salary[spell] = round(company.salary[spell] * 1.14)
        elif crossing:
            company.department[spell], company.family[spell] = c.SALES, 0
            company.salary[spell] = round(company.salary[spell] * c.PATH_RAISE)
            company.manager[spell] = manager_for(company, spell)
        if promoted or crossing:
            first = max(company.busy_until[spell] - c.day_of(month, 1) + 2, 1)
            company.note_position(spell, c.day_of(month, rng.integers(first, 29)))


def leave(company: Company, month: int) -> None:
    """Draw who leaves this month, on which day and why."""
    rng, here = company.rng, company.employed()
    here = here[company.entry[here] < month]
    tenure = month - np.array([c.month_of(day) for day in company.hired[here]])
    hazard = c.exit_hazard(
        company.ability[here], company.department[here], company.grade[here], tenure
    )
    if company.effect:
        hazard = np.where(
            company.mentored(here, month), hazard * c.HAZARD_RATIO[company.category[here]], hazard
        )
    leaving = rng.random(len(here)) < hazard
    for spell, months in zip(here[leaving], tenure[leaving], strict=True):
        first = max(company.busy_until[spell] - c.day_of(month, 1) + 1, 1)
        company.left[spell] = c.day_of(month, rng.integers(first, c.last_day_of(month) + 1))
        company.reason[spell] = reason_for(rng, months, company.ability[spell])


def reason_for(rng: np.random.Generator, tenure: int, ability: float) -> str:
    """Mostly voluntary; contracts end early in a spell, retirement comes late, the weak are
    dismissed more often.
    """
    odds = np.array(
        [0.75, 0.08 * np.exp(-0.5 * ability), 0.12 * (tenure < 36), 0.04 + 0.25 * (tenure > 180)]
    )
    return str(rng.choice(EXIT_REASONS, p=odds / odds.sum()))


def review(company: Company, month: int) -> None:
    """On 30 June and 31 December everybody who has been here two months is scored, a few are
    missed.
    """
    if month % 6 != 5:
        return
    rng, day = company.rng, c.day_of(month, c.last_day_of(month))
    spells = np.flatnonzero(
        (company.left[company.spells] == 0) | (company.left[company.spells] >= day)
    )
    noise, missed = (
        rng.normal(0, c.SCORE_NOISE, len(spells)),
        rng.random(len(spells)) < c.MISSING_REVIEWS,
    )
    known = c.SCORE_MEAN + c.SCORE_SLOPE * company.ability[spells] + noise
    paired = (company.paired_on[spells] > 0) & (company.paired_on[spells] < day)
    gain = np.where(paired, c.SCORE_EFFECT[company.category[spells]], 0.0) * company.effect
    plain, score = (np.round(np.clip(value, 1, 5), 1) for value in (known, known + gain))
    present = set((company.person[spells] + 1).tolist())
    for i in np.flatnonzero(~missed & (company.hired[spells] <= day - 60)):
        spell = spells[i]
        company.last_score[spell] = score[i]
        manager = int(company.manager[spell])
        company.reviews.append(
            Review(
                int(company.person[spell]),
                day,
                score[i],
                plain[i],
                manager if manager in present else 0,
            )
        )
