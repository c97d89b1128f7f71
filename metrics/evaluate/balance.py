"""Balance and overlap of a time to event: how similar the groups are, and who was not compared."""

from __future__ import annotations

import numpy as np

from metrics.comparison import similarity
from metrics.comparison.steps import Columns
from metrics.evaluate.answer import FEWEST_MENTEES, Answer, Check
from metrics.evaluate.evidence import BalanceRow
from metrics.evaluate.own_keys import TITLES
from metrics.i18n import N_
from metrics.inference.balance import Level, merge_small_levels, standardised_differences
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
LEVELS = {  # what the data hold -> what a reader reads, where the two differ
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
EFFECTIVE_OTHERS = N_(
    "After weighting, the {people} people in the comparison group count as {n} people of equal "
    "weight."
)
SHARE_MATCHED = N_("{percent}% of the mentees who could be followed have a comparable colleague.")
LARGEST_DIFFERENCE = N_(
    "{key}: after weighting, the groups differ by at most {size}% of a standard deviation; up to "
    "{most}% is customary."
)
DROPPED = {
    "too_recent": N_("Paired too recently to follow: {n}."),
    "left": N_("Left, or could no longer be followed, before their follow-up began: {n}."),
    "mentor": N_("Were mentors themselves when they were paired: {n}."),
    "unmatched": N_("No comparable colleague: {n}."),
}


def balance(session: Session, answer: Answer) -> tuple[BalanceRow, ...]:
    """Return the standardised difference of every level of every key.

    Empty without an estimate and for other shapes. `before` compares all rows that the question's
    filters leave, `after` the matched rows with their weights, both in standard deviations among
    the mentees before matching. Levels with fewer than 10 mentees are merged into "other"; a level
    that all mentees have is left out, because it has no standard deviation. Location and gender are
    not matched on unless the question asks for it. `key` is a name in BALANCE_TITLES, or that of an
    own key of the question; `level` is the company's own word or a sentence key. The levels of a
    manager, who is a person, are left out. Call it in the session that gave the answer, before
    another question, because it reads the rows of the answer.
    """
    if answer.lines is None:
        return ()
    counts = similarity.levels(session)
    rows = [row for key in BALANCE_TITLES for row in _rows_of(key, counts)]
    own = similarity.own_levels(session)
    names = dict.fromkeys(str(name) for name in own["key_name"])
    rows += [row for key in names if _has_rows(key) for row in _rows_of(key, own)]
    return tuple(rows)


def key_title(key: str) -> str:
    """Return the sentence key of what a matching key is called, or the company's own name of it."""
    return {**TITLES, **BALANCE_TITLES}.get(key, key)


def _has_rows(key: str) -> bool:
    """Return whether an own key has rows of its own.

    Not a manager, whose levels are people, nor what the usual rows show already.
    """
    return key not in BALANCE_TITLES and key != "manager_id"


def _rows_of(key: str, counts: Columns) -> list[BalanceRow]:
    selected = counts["key_name"] == key
    columns = (counts[name][selected] for name in ("level", "n1", "n0", "w1", "w0"))
    levels = [
        Level(_level_name(key, level), float(n1), float(n0), float(w1), float(w0))
        for level, n1, n0, w1, w0 in zip(*columns, strict=True)
    ]
    return [
        BalanceRow(key, level.name, level.before, level.after, level.n1)
        for level in standardised_differences(merge_small_levels(levels, FEWEST_MENTEES))
    ]


def overlap(session: Session, answer: Answer, rows: tuple[BalanceRow, ...]) -> tuple[Check, ...]:
    """Return what the comparison covers, as checks.

    They are the share matched, what the others count as, the largest difference left for each key,
    and who was dropped. `rows` are what `balance` gave for the same answer. Empty without an
    estimate and for other shapes.
    """
    if answer.lines is None:
        return ()
    people, effective = similarity.effective_others(session)
    checks = []
    if answer.matched:
        checks.append(Check("of_matched", None, MATCHED_ONLY))
    if answer.matched_share is not None:
        share = {"percent": round(100 * answer.matched_share, 1)}
        checks.append(Check("share_matched", None, SHARE_MATCHED, share))
    counts = {"people": people, "n": round(effective, 1)}
    checks.append(Check("effective_others", None, EFFECTIVE_OTHERS, counts))
    for key in dict.fromkeys(row.key for row in rows):
        after = [abs(row.after) for row in rows if row.key == key]
        checks.append(_largest_difference(key, key_title(key), float(np.max(after))))
    checks += [
        Check(f"dropped_{fate}", None, DROPPED[fate], {"n": n})
        for fate, n in answer.dropped.items()
        if n and fate in DROPPED
    ]
    return tuple(checks)


def _largest_difference(key: str, title: str, size: float) -> Check:
    values = {"key": title, "size": round(100 * size, 1), "most": round(100 * SMALL)}
    return Check(f"balance_{key}", size <= SMALL, LARGEST_DIFFERENCE, values)


def _level_name(key: str, level: str | None) -> str:
    if not level:
        return NOT_RECORDED
    return LEVELS.get((key, level), level)
