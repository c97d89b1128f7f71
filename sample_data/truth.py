"""The true effects, from the same people with and without mentoring (`truth.json`)."""

from __future__ import annotations

import numpy as np

from sample_data import parameters
from sample_data.state import Review, SimulatedCompany

HOW = (
    "Retention: for each mentee employed on the first day of the month after pairing (time zero), "
    "the months expected in the first 24 (12) months with mentoring minus without it, from the "
    "mentee's own monthly chance to leave (same ability; department and grade as at time zero; "
    "tenure increasing); the mean over the mentees. Performance: the score minus the score that "
    "the same review would have had without mentoring (same luck), in the first four periods after "
    "pairing; the mean over these reviews of mentees with a review in the periods g-4 to g-2. "
    "Relocation: zero, because everybody has the same chance to move. Promotion and internal "
    "moves: for the same mentees as retention, the months without the event in the first 24 with "
    "mentoring minus without it, from the mentee's own monthly chances (promotion: own reviews "
    "with and without mentoring, the last one continuing); the mean over the mentees."
)
RELOCATION = {"estimate": 0.0, "unit": "months"}


def retention(company: SimulatedCompany) -> dict:
    """Return the months gained per mentee within 24 and 12 months, and by category."""
    mentees = [s for s in first_paired(company) if stayed(company, s)]
    rows = np.array([gain(company, s) for s in mentees])
    category = company.category[mentees]
    return {
        "estimate": figure(rows[:, 0]),
        "unit": "months",
        "estimate_12": figure(rows[:, 1]),
        "retention_12_points": figure(rows[:, 2]),
        "n_mentees": len(mentees),
        "by_category": {
            code: figure(rows[category == i, 0]) for i, code in enumerate(parameters.CODES)
        },
    }


def first_paired(company: SimulatedCompany) -> np.ndarray:
    """Return the spells in which a person was first paired.

    A rehire's copy of the pairing starts after it and does not count.
    """
    paired = company.paired_on[company.spells]
    return np.flatnonzero((paired > 0) & (company.hired[company.spells] <= paired))


def stayed(company: SimulatedCompany, spell: int) -> bool:
    """Return whether the mentee was still employed at time zero."""
    left = int(company.left[spell])
    return left == 0 or parameters.month_of(left) > parameters.month_of(company.paired_on[spell])


def gain(company: SimulatedCompany, spell: int) -> tuple[float, float, float]:
    """Return one mentee's months gained within 24 and 12 months, and points retained after 12."""
    zero = parameters.month_of(company.paired_on[spell]) + 1
    in_force = max(
        day for s, day in company.positions if s == spell and day <= parameters.day_of(zero, 1)
    )
    department, _, grade = company.positions[spell, in_force][:3]
    tenure = zero - parameters.month_of(company.hired[spell]) + np.arange(24)
    without = parameters.exit_hazard(company.ability[spell], department, grade, tenure)
    ratio = parameters.HAZARD_RATIO[company.category[spell]] if company.effect else 1.0
    plain, helped = (np.cumprod(1 - hazard) for hazard in (without, without * ratio))
    return (
        float(sum(helped[:23] - plain[:23])),
        float(sum(helped[:11] - plain[:11])),
        100 * (helped[11] - plain[11]),
    )


def promotion(company: SimulatedCompany) -> dict:
    """Return the months without a promotion gained per mentee within 24 months.

    The figure is negative: mentees have higher reviews and are promoted sooner.
    """
    reviews: dict[int, list] = {}
    for row in company.reviews:
        reviews.setdefault(row.person, []).append(row)
    gains = []
    for spell in (s for s in first_paired(company) if stayed(company, s)):
        months = parameters.month_of(company.paired_on[spell]) + 1 + np.arange(24)
        own = reviews.get(int(company.person[spell]), [])
        grade = place_before(company, spell, parameters.day_of(int(months[0]), 1))[2]
        tenure = np.array(
            [
                (parameters.day_of(month, 1) - company.hired[spell]) / 30.4
                for month in months.tolist()
            ]
        )
        plain, helped = (
            waiting(
                parameters.promotion_chance(
                    grade, scores_in(own, months, company.paired_on[spell], field), tenure
                )
            )
            for field in ("plain", "score")
        )
        gains.append(helped - plain)
    return {"estimate": figure(np.array(gains)), "unit": "months"}


def internal_move(company: SimulatedCompany) -> dict:
    """Return the months in the same work gained per mentee within 24 months.

    The figure is negative: mentored receptionists move to sales more often.
    """
    with_mentor = (
        1 - (1 - parameters.PATH_MENTORED) * (1 - parameters.PATH_ADDED)
        if company.effect
        else parameters.PATH
    )
    fewer = waiting(np.full(24, with_mentor)) - waiting(np.full(24, parameters.PATH))
    mentees = [s for s in first_paired(company) if stayed(company, s)]
    places = [
        place_before(
            company, s, parameters.day_of(parameters.month_of(company.paired_on[s]) + 1, 1)
        )[:2]
        for s in mentees
    ]
    at_reception = np.array([place == (parameters.SERVICE, 0) for place in places])
    return {
        "estimate": figure(fewer * at_reception),
        "unit": "months",
        "mentees_at_the_reception": int(at_reception.sum()),
        "at_the_reception": figure(np.array([fewer])),
    }


def waiting(chance: np.ndarray) -> float:
    """Return the expected months without the event, given its chance in each month."""
    return float(np.concatenate([[1.0], np.cumprod(1 - chance)[:-1]]).sum())


def place_before(company: SimulatedCompany, spell: int, day: int) -> tuple:
    """Return the position of a spell before a day."""
    return company.positions[
        spell, max(on for s, on in company.positions if s == spell and on < day)
    ]


def scores_in(own: list, months: np.ndarray, paired: int, field: str) -> np.ndarray:
    """Return the last score before each month, with mentoring ("score") or without ("plain").

    Someone who was not reviewed yet has the mean score.
    """
    scores = np.full(len(months), parameters.SCORE_MEAN)
    for row in sorted(own, key=lambda row: row.day):
        scores[months > parameters.month_of(row.day)] = (
            getattr(row, field) if row.day > paired else row.score
        )
    return scores


def performance(company: SimulatedCompany) -> dict:
    """Return the points gained per review in the first four periods after pairing."""
    reviews: dict[int, dict[int, Review]] = {}
    for row in company.reviews:
        reviews.setdefault(row.person, {})[
            parameters.month_of(row.day) // parameters.REVIEW_CYCLE_MONTHS
        ] = row
    gains = []
    categories = []
    for spell in first_paired(company):
        own = reviews.get(int(company.person[spell]), {})
        first = first_period(own, int(company.paired_on[spell]))
        if not any(first - back in own for back in (4, 3, 2)):
            continue
        after = [own[first + k] for k in range(4) if first + k in own]
        gains += [row.score - row.plain for row in after]
        categories += [company.category[spell]] * len(after)
    gain = np.array(gains)
    category = np.array(categories)
    return {
        "estimate": figure(gain),
        "unit": "points",
        "n_reviews": len(gain),
        "by_category": {
            code: figure(gain[category == i]) for i, code in enumerate(parameters.CODES)
        },
    }


def first_period(own: dict, started: int) -> int:
    """Return the first review period after a pairing.

    Everybody's review is on the last day of its period.
    """
    period = parameters.month_of(started) // parameters.REVIEW_CYCLE_MONTHS
    last = (period + 1) * parameters.REVIEW_CYCLE_MONTHS - 1
    reviewed = (
        own[period].day if period in own else parameters.day_of(last, parameters.last_day_of(last))
    )
    return period if reviewed > started else period + 1


def figure(values: np.ndarray) -> float | None:
    """Return the mean to four decimals, or None without values."""
    return round(float(np.mean(values)), 4) + 0.0 if len(values) else None
