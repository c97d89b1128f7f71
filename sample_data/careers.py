"""The simulation, month by month: hires, moves, pairings, exits and reviews."""

from __future__ import annotations

import numpy as np

from sample_data import parameters, programme
from sample_data.state import Review, SimulatedCompany

EXIT_REASONS = ("voluntary", "dismissal", "end_of_contract", "retirement")


def simulate(rng: np.random.Generator, *, staff: int, effect: bool) -> SimulatedCompany:
    """Return the company after its five years.

    `effect=False` is the same simulation with effects of zero.
    """
    company = SimulatedCompany(rng, staff=staff, effect=effect)
    years = np.minimum(rng.exponential(6.0, staff), 30)
    start = parameters.FIRST_DAY.toordinal()
    days = start - 1 - (years * 365).astype(int)
    newcomers(company, days, grade_share=parameters.GRADE_SHARE, entry=parameters.FIRST_MONTH - 1)
    for month in range(parameters.FIRST_MONTH, parameters.LAST_MONTH + 1):
        replace_managers(company, month)
        hire(company, month)
        move(company, month)
        programme.pair(company, month)
        leave(company, month)
        review(company, month)
    return company


def newcomers(
    company: SimulatedCompany, days: np.ndarray, *, grade_share: np.ndarray, entry: int
) -> None:
    """Add people who were never here before, hired on these days, with their first position."""
    rng = company.rng
    n = len(days)
    new = np.arange(company.count, company.count + n)
    company.person[new] = np.arange(company.persons, company.persons + n)
    company.hired[new] = days
    company.entry[new] = entry
    company.department[new] = rng.choice(
        len(parameters.DEPARTMENTS), n, p=parameters.DEPARTMENT_SHARE
    )
    company.family[new] = rng.integers(0, 2, n)
    company.grade[new] = rng.choice(len(parameters.GRADES), n, p=grade_share)
    company.location[new] = rng.choice(len(parameters.LOCATIONS), n, p=parameters.LOCATION_SHARE)
    company.female[new] = rng.random(n) < 0.48
    company.fte[new] = rng.choice([1.0, 0.8, 0.6], n, p=[0.6, 0.28, 0.12])
    company.ability[new] = rng.normal(size=n)
    pay = parameters.PAY[company.department[new], company.grade[new]]
    company.salary[new] = np.round(pay * np.exp(rng.normal(0, 0.07, n)))
    company.count = company.count + n
    company.persons = company.persons + n
    for spell in new.tolist():
        company.manager[spell] = manager_for(company, spell)
        company.note_position(spell, int(company.hired[spell]))


def manager_for(company: SimulatedCompany, spell: int) -> int:
    """Return a senior of the same department as person + 1, or 0 if there is none."""
    spells = company.employed()
    fits = (
        (company.department[spells] == company.department[spell])
        & (company.grade[spells] == 2)
        & (spells != spell)
    )
    pool = spells[fits]
    return int(company.person[company.rng.choice(pool)]) + 1 if len(pool) else 0


def replace_managers(company: SimulatedCompany, month: int) -> None:
    """Give everyone whose manager left last month another one, on a day of this month."""
    spells = company.employed()
    without_manager = ~np.isin(company.manager[spells] - 1, company.person[spells])
    for spell in spells[without_manager].tolist():
        company.manager[spell] = manager_for(company, spell)
        company.note_position(spell, parameters.day_of(month, int(company.rng.integers(1, 21))))


def hire(company: SimulatedCompany, month: int) -> None:
    """Fill the vacancies; three in a hundred hires are people who come back."""
    rng = company.rng
    free = max(company.staff - len(company.employed()), 0)
    back = int(rng.binomial(free, 0.03))
    days = np.array(
        [
            parameters.day_of(month, d)
            for d in rng.integers(1, parameters.last_day_of(month) + 1, free)
        ],
        int,
    )
    newcomers(company, days[back:], grade_share=parameters.GRADE_SHARE_OF_HIRES, entry=month)
    left = company.left[company.spells]
    spell_count = np.bincount(company.person[company.spells], minlength=company.persons)[
        company.person[company.spells]
    ]
    willing = np.flatnonzero(
        (left > 0)
        & (left < parameters.day_of(month, 1) - 120)
        & (spell_count == 1)
        & (company.reason[company.spells] == "voluntary")
    )
    for old, day in zip(rng.permutation(willing), days[:back], strict=False):
        come_back(company, old, int(day), month)


def come_back(company: SimulatedCompany, old: int, day: int, month: int) -> None:
    """Add a second spell of the same person, with everything copied from the first."""
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
    company.hired[new] = day
    company.entry[new] = month
    company.count = new + 1
    company.manager[new] = manager_for(company, new)
    company.note_position(new, day)


def move(company: SimulatedCompany, month: int) -> None:
    """Promote people by tenure and last score, and move receptionists to sales.

    Mentored receptionists move more often.
    """
    rng = company.rng
    spells = company.employed()
    spells = spells[company.entry[spells] < month]
    tenure = (parameters.day_of(month, 1) - company.hired[spells]) / 30.4
    score = np.nan_to_num(company.last_score[spells], nan=parameters.SCORE_MEAN)
    rate = parameters.promotion_chance(company.grade[spells], score, tenure)
    receptionist = (company.department[spells] == parameters.SERVICE) & (
        company.family[spells] == 0
    )
    path = receptionist * np.where(
        company.mentored(spells, month) & company.effect, parameters.PATH_MENTORED, parameters.PATH
    )
    luck = rng.random(len(spells))
    for spell, promoted, crossing in zip(
        spells, luck < rate, (luck >= rate) & (luck < rate + path), strict=True
    ):
        if promoted:
            company.grade[spell] += 1
            company.salary[spell] = round(company.salary[spell] * 1.14)
        elif crossing:
            company.department[spell] = parameters.SALES
            company.family[spell] = 0
            company.salary[spell] = round(company.salary[spell] * parameters.PATH_RAISE)
            company.manager[spell] = manager_for(company, spell)
        if promoted or crossing:
            first = max(company.busy_until[spell] - parameters.day_of(month, 1) + 2, 1)
            company.note_position(spell, parameters.day_of(month, rng.integers(first, 29)))


def leave(company: SimulatedCompany, month: int) -> None:
    """Draw who leaves this month, on which day and why."""
    rng = company.rng
    spells = company.employed()
    spells = spells[company.entry[spells] < month]
    tenure = month - np.array([parameters.month_of(day) for day in company.hired[spells]])
    hazard = parameters.exit_hazard(
        company.ability[spells], company.department[spells], company.grade[spells], tenure
    )
    if company.effect:
        hazard = np.where(
            company.mentored(spells, month),
            hazard * parameters.HAZARD_RATIO[company.category[spells]],
            hazard,
        )
    leaving = rng.random(len(spells)) < hazard
    for spell, months in zip(spells[leaving], tenure[leaving], strict=True):
        first = max(company.busy_until[spell] - parameters.day_of(month, 1) + 1, 1)
        company.left[spell] = parameters.day_of(
            month, rng.integers(first, parameters.last_day_of(month) + 1)
        )
        company.reason[spell] = reason_for(rng, months, company.ability[spell])


def reason_for(rng: np.random.Generator, tenure: int, ability: float) -> str:
    """Return the reason for leaving: mostly voluntary.

    Contracts end early in a spell, retirement comes late, and people of low ability are dismissed
    more often.
    """
    odds = np.array(
        [0.75, 0.08 * np.exp(-0.5 * ability), 0.12 * (tenure < 36), 0.04 + 0.25 * (tenure > 180)]
    )
    return str(rng.choice(EXIT_REASONS, p=odds / odds.sum()))


def review(company: SimulatedCompany, month: int) -> None:
    """Review everyone on 30 June and 31 December who has been here two months.

    A few reviews are missed.
    """
    if month % 6 != 5:
        return
    rng = company.rng
    day = parameters.day_of(month, parameters.last_day_of(month))
    spells = np.flatnonzero(
        (company.left[company.spells] == 0) | (company.left[company.spells] >= day)
    )
    noise = rng.normal(0, parameters.SCORE_NOISE, len(spells))
    missed = rng.random(len(spells)) < parameters.MISSING_REVIEWS
    unaided = parameters.SCORE_MEAN + parameters.SCORE_SLOPE * company.ability[spells] + noise
    paired = (company.paired_on[spells] > 0) & (company.paired_on[spells] < day)
    gain = np.where(paired, parameters.SCORE_EFFECT[company.category[spells]], 0.0) * company.effect
    plain, score = (np.round(np.clip(value, 1, 5), 1) for value in (unaided, unaided + gain))
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
