"""The true effects, from the same people with and without mentoring: what `truth.json` holds."""

from __future__ import annotations

import numpy as np

from sample_data import company as c
from sample_data.state import Company

HOW = (
    "Retention: mean over the mentees employed on the first day of the month after their "
    "pairing (time zero) of "
    "months expected in the first 24 (12) months with mentoring minus without it, from each "
    "one's own monthly chance "
    "to leave (same ability; department and grade as at time zero; tenure going on). "
    "Performance: mean over the "
    "mentees' reviews in the first four periods after pairing of the score minus the score "
    "that the same review "
    "would have had without mentoring (same luck), for mentees with a review in the periods "
    "g-4 to g-2. "
    "Relocation: nothing, because everybody has the same chance to move. Promotion and "
    "internal moves: mean over the "
    "mentees employed at time zero of months without the event in the first 24 with "
    "mentoring minus without it, from "
    "each one's own monthly chances (promotion: own reviews with and without mentoring, the "
    "last one going on)."
)
RELOCATION = {"estimate": 0.0, "unit": "months"}


def retention(company: Company) -> dict:
    """Months gained per mentee over 24 and 12 months, points retained after 12, and by category."""
    mentees = [s for s in first_paired(company) if stayed(company, s)]
    rows = np.array([gain(company, s) for s in mentees])
    category = company.category[mentees]
    return {
        "estimate": figure(rows[:, 0]),
        "unit": "months",
        "estimate_12": figure(rows[:, 1]),
        "retention_12_points": figure(rows[:, 2]),
        "n_mentees": len(mentees),
        "by_category": {code: figure(rows[category == i, 0]) for i, code in enumerate(c.CODES)},
    }


def first_paired(company: Company) -> np.ndarray:
    """Spells in which a person was first paired (a rehire's copy of it starts after the
    pairing).
    """
    paired = company.paired_on[company.spells]
    return np.flatnonzero((paired > 0) & (company.hired[company.spells] <= paired))


def stayed(company: Company, spell: int) -> bool:
    """Whether the mentee was still employed at time zero."""
    left = int(company.left[spell])
    return left == 0 or c.month_of(left) > c.month_of(company.paired_on[spell])


def gain(company: Company, spell: int) -> tuple[float, float, float]:
    """One mentee's months gained over 24 and 12 months and points more likely to be there after
    12.
    """
    zero = c.month_of(company.paired_on[spell]) + 1
    in_force = max(day for s, day in company.positions if s == spell and day <= c.day_of(zero, 1))
    department, _, grade = company.positions[spell, in_force][:3]
    tenure = zero - c.month_of(company.hired[spell]) + np.arange(24)
    without = c.exit_hazard(company.ability[spell], department, grade, tenure)
    ratio = c.HAZARD_RATIO[company.category[spell]] if company.effect else 1.0
    plain, helped = (np.cumprod(1 - hazard) for hazard in (without, without * ratio))
    return (
        float(sum(helped[:23] - plain[:23])),
        float(sum(helped[:11] - plain[:11])),
        100 * (helped[11] - plain[11]),
    )


def promotion(company: Company) -> dict:
    """Months without a promotion gained per mentee over 24 months: fewer, as their reviews are
    higher.
    """
    reviews: dict[int, list] = {}
    for row in company.reviews:
        reviews.setdefault(row.person, []).append(row)
    gains = []
    for spell in (s for s in first_paired(company) if stayed(company, s)):
        months = c.month_of(company.paired_on[spell]) + 1 + np.arange(24)
        own = reviews.get(int(company.person[spell]), [])
        grade = place_before(company, spell, c.day_of(months[0], 1))[2]
        tenure = np.array([(c.day_of(month, 1) - company.hired[spell]) / 30.4 for month in months])
        plain, helped = (
            waiting(
                c.promotion_chance(
                    grade, scores_in(own, months, company.paired_on[spell], of), tenure
                )
            )
            for of in ("plain", "score")
        )
        gains.append(helped - plain)
    return {"estimate": figure(np.array(gains)), "unit": "months"}


def internal_move(company: Company) -> dict:
    """Months in the same work gained per mentee over 24 months: fewer, as receptionists go to sales
    more often.
    """
    with_mentor = 1 - (1 - c.PATH_MENTORED) * (1 - c.PATH_ADDED) if company.effect else c.PATH
    fewer = waiting(np.full(24, with_mentor)) - waiting(np.full(24, c.PATH))
    mentees = [s for s in first_paired(company) if stayed(company, s)]
    places = [
        place_before(company, s, c.day_of(c.month_of(company.paired_on[s]) + 1, 1))[:2]
        for s in mentees
    ]
    at_reception = np.array([place == (c.SERVICE, 0) for place in places])
    return {
        "estimate": figure(fewer * at_reception),
        "unit": "months",
        "mentees_at_the_reception": int(at_reception.sum()),
        "at_the_reception": figure(np.array([fewer])),
    }


def waiting(chance: np.ndarray) -> float:
    """Months without the event in as many months as there are chances."""
    return float(np.concatenate([[1.0], np.cumprod(1 - chance)[:-1]]).sum())


def place_before(company: Company, spell: int, day: int) -> tuple:
    """The position of a spell before a day."""
    return company.positions[
        spell, max(on for s, on in company.positions if s == spell and on < day)
    ]


def scores_in(own: list, months: np.ndarray, paired: int, of: str) -> np.ndarray:
    """The last score before each month, with mentoring or without; the mean for who was not
    reviewed yet.
    """
    scores = np.full(len(months), c.SCORE_MEAN)
    for row in sorted(own, key=lambda row: row.day):
        scores[months > c.month_of(row.day)] = getattr(row, of) if row.day > paired else row.score
    return scores


def performance(company: Company) -> dict:
    """Points gained per review in the first four periods after pairing, overall and by category."""
    reviews: dict[int, dict[int, tuple]] = {}
    for row in company.reviews:
        reviews.setdefault(row.person, {})[c.month_of(row.day) // c.REVIEW_CYCLE_MONTHS] = row
    gains, categories = [], []
    for spell in first_paired(company):
        own = reviews.get(int(company.person[spell]), {})
        first = first_period(own, int(company.paired_on[spell]))
        if not any(first - back in own for back in (4, 3, 2)):
            continue
        after = [own[first + k] for k in range(4) if first + k in own]
        gains += [row.score - row.plain for row in after]
        categories += [company.category[spell]] * len(after)
    gain, category = np.array(gains), np.array(categories)
    return {
        "estimate": figure(gain),
        "unit": "points",
        "n_reviews": len(gain),
        "by_category": {code: figure(gain[category == i]) for i, code in enumerate(c.CODES)},
    }


def first_period(own: dict, started: int) -> int:
    """The first review period after a pairing: everybody's review is on the last day of the
    period.
    """
    period = c.month_of(started) // c.REVIEW_CYCLE_MONTHS
    last = (period + 1) * c.REVIEW_CYCLE_MONTHS - 1
    reviewed = own[period].day if period in own else c.day_of(last, c.last_day_of(last))
    return period if reviewed > started else period + 1


def figure(values: np.ndarray) -> float | None:
    """The mean to four decimals, None without values."""
    return round(float(np.mean(values)), 4) + 0.0 if len(values) else None
