"""Balance and overlap of a time to event: how alike mentees and others are, and who could not be
compared.
"""

from __future__ import annotations

import numpy as np

from metrics.comparison import similarity
from metrics.evaluate.answer import FEWEST_MENTEES, Answer, Check
from metrics.evaluate.evidence import BalanceRow
from metrics.i18n import N_
from metrics.inference import balance as inference
from metrics.inference.balance import Level
from metrics.warehouse.engine import Session

SMALL = 0.1  # of a standard deviation, the customary limit
BALANCE_TITLES = {
    "department": N_("Department"),
    "grade": N_("Job level"),
    "band": N_("Last score before pairing"),
    "tenure_band": N_("Tenure"),
    "trial_year": N_("Year of pairing"),
    "location": N_("Location"),
    "gender": N_("Gender"),
}
LEVELS = {  # what stands in the data -> what a reader reads, where the two differ
    ("band", "0"): N_("never reviewed"),
    ("tenure_band", "0"): N_("less than a year"),
    ("tenure_band", "1"): N_("one year"),
    ("tenure_band", "2"): N_("two years or more"),
}
NOT_RECORDED = N_("not recorded")
OTHERS = N_("other")
MATCHED_ONLY = N_(
    "The checks below, and the differences before and after weighting, cover only the "
    "matched people with their matching weights. The main figure is calculated in another "
    "way, as explained beside it."
)
DROPPED = {
    "too_recent": N_("Paired too recently to follow: {n}."),
    "left": N_("Left before the month after their pairing: {n}."),
    "mentor": N_("Were mentors themselves when they were paired: {n}."),
    "unmatched": N_("No comparable colleague in the same matching cell: {n}."),
}


def balance(session: Session, answer: Answer) -> tuple[BalanceRow, ...]:
    """The standardised difference of every level of every key; empty without an estimate and for
    other shapes.

    `before` compares all rows that the question's filters leave, `after` the matched rows with
    their weights, both in standard deviations among the mentees before matching. Levels with fewer
    than 10 mentees are merged into "other"; a level that all mentees have is left out, because it
    has no standard deviation. Location and gender are not matched on. `key` is a name in TITLES;
    `level` is the company's own word or a sentence key. Reads the rows of the answer, so it is
    asked in the session that gave the answer, before another question.
    """
    if answer.lines is None:
        return ()
    counts = similarity.levels(session)
    found = []
    for key in BALANCE_TITLES:
        of = counts["key_name"] == key
        rows = zip(*(counts[name][of] for name in ("level", "n1", "n0", "w1", "w0")), strict=True)
        levels = inference.merge_small_levels(
            [Level(_name(key, row[0]), *map(float, row[1:])) for row in rows], FEWEST_MENTEES
        )
        found += [
            BalanceRow(key, one.name, one.before, one.after, one.n1)
            for one in inference.standardised_differences(levels)
        ]
    return tuple(found)


def overlap(session: Session, answer: Answer, rows: tuple[BalanceRow, ...]) -> tuple[Check, ...]:
    """In words: the share matched, what the others count as, the largest difference left, and who
    was dropped.

    `rows` are what `balance` gave for the same answer. Empty without an estimate and for other
    shapes.
    """
    if answer.lines is None:
        return ()
    people, effective = similarity.effective_others(session)
    of_matched = [Check("of_matched", None, MATCHED_ONLY)] if answer.matched else []
    checks = [
        Check(
            "effective_others",
            None,
            N_(
                "After weighting, the {people} people in the comparison group count as {n} "
                "people of equal weight."
            ),
            {"people": people, "n": round(effective, 1)},
        )
    ]
    if answer.matched_share is not None:
        text = N_("{percent}% of the mentees who could be followed have a comparable colleague.")
        checks.insert(
            0, Check("share_matched", None, text, {"percent": round(100 * answer.matched_share, 1)})
        )
    for key, title in BALANCE_TITLES.items():
        after = [abs(row.after) for row in rows if row.key == key]
        if after:
            checks.append(_largest(key, title, float(np.max(after))))
    dropped = [(fate, n) for fate, n in answer.dropped.items() if n and fate in DROPPED]
    return (
        *of_matched,
        *checks,
        *(Check(f"dropped_{fate}", None, DROPPED[fate], {"n": n}) for fate, n in dropped),
    )


def _largest(key: str, title: str, size: float) -> Check:
    text = N_(
        "{key}: after weighting, the groups differ by at most {size}% of a standard "
        "deviation; up to {most}% is customary."
    )
    return Check(
        f"balance_{key}",
        size <= SMALL,
        text,
        {"key": title, "size": round(100 * size, 1), "most": round(100 * SMALL)},
    )


def _name(key: str, level: str | None) -> str:
    if level in (None, ""):
        return NOT_RECORDED
    return LEVELS.get((key, level), level)
