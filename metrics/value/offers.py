"""What mentors answered to what they were promised, and whether they then met the hours.

Counts with their intervals. Someone usually chooses who gets which offer, so a difference between
two offers is what happened, not proof of what the offer did; only offers drawn by lot give that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from metrics.i18n import N_
from metrics.inference import proportions
from metrics.scope import SMALLEST_GROUP
from metrics.value.draws import Range
from metrics.warehouse.engine import Session

FOLDER = Path(__file__).parent / "sql"
BANDS = (
    0.0,
    100.0,
    500.0,
)  # where bands of euros begin; recognition and nothing have one band each
LEAST_RESPONSES = 20  # invitations, or pairings past their end, on either side of a comparison
LEAST_MET = 10  # of those with nothing promised, how many must have accepted or met the hours

ASSUMED = N_("Assumption: nothing in the company's files measures this.")
ACCEPTED = N_(
    "Measured on {n} invitations with this offer and {n_without} with nothing promised. "
    "Unless offers were drawn by lot, people who got one offer may differ from those who got "
    "another."
)
TOO_FEW_ASKED = N_(
    "Assumption: the files hold too few answered invitations. Required: {least} with this "
    "offer and {least} with nothing promised, each to {least_people} people. Of the latter, "
    "{least_met} must have been accepted."
)
MET = N_(
    "Measured on {n} ended pairings with this offer and {n_without} with nothing promised. "
    "Unless offers were drawn by lot, people who got one offer may differ from those who got "
    "another."
)
TOO_FEW_ENDED = N_(
    "Assumption: the files hold too few ended pairings. Required: {least} with this offer "
    "and {least} with nothing promised, each of {least_people} mentors. Of the latter, "
    "{least_met} must have met their hours."
)


Key = tuple[str, float, float | None]  # form, and the band from low up to high


class ResponseCounts(NamedTuple):
    """How many (`n`), of how many different `people`, and how many accepted or met the hours."""

    n: int
    people: int
    met: int


NONE_COUNTED = ResponseCounts(0, 0, 0)


@dataclass(frozen=True)
class MeasuredResponse:
    """`met` of `n`, of `people` different people, with intervals of 95 %.

    `share` has the Wilson interval. `difference` (Newcombe) and `ratio` (Donner and Zou) compare
    with nothing promised; None where `measure_offers` counts too few for a comparison. `label` says
    in a sentence, with `values`, whether the ratio or the assumption is used.
    """

    n: int
    people: int
    met: int
    share: Range | None = None
    difference: Range | None = None
    ratio: Range | None = None
    label: str = ASSUMED
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Offer:
    """One form of reward within a band of euros: from `low` up to `high` (None: no upper end)."""

    form: str
    low: float
    high: float | None
    acceptance: MeasuredResponse
    completion: MeasuredResponse


@dataclass(frozen=True)
class Offers:
    """What was offered to mentors, by form and band; empty without invitations."""

    rows: tuple[Offer, ...] = ()

    def find(self, form: str, amount: float) -> Offer | None:
        """Return the offer of that form whose band holds the amount; None where there is none."""
        for row in self.rows:
            if row.form == form and row.low <= amount and (row.high is None or amount < row.high):
                return row
        return None


def measure_offers(session: Session, *, least_hours: float = 1.0) -> Offers:
    """Return acceptance and completion by form and amount, from the invitations of mentors.

    Acceptance: accepted invitations as a share of those answered or left unanswered for good. An
    invitation that is still open (no response in the files) or whose offer is not known does not
    count. Completion: the share of pairings past their end that met `least_hours` of the agreed
    hours, by what the mentor was promised when invited: the last invitation for the category that
    was accepted within three months before the start. Rewards given are not used for that, because
    mentors who got a reward for meeting the hours have met them.

    A comparison with nothing promised is made, and precedes the assumption, where each side has
    LEAST_RESPONSES invitations (pairings) of SMALLEST_GROUP people and LEAST_MET were met with
    nothing promised. A mentor who is invited twice counts twice.
    """
    bands = list(zip(BANDS, (*BANDS[1:], None), strict=True))
    session.give("amount_band", {"low": "double", "high": "double"}, bands)
    session.give("agreed_share", {"least_hours": "double"}, [[least_hours]])
    session.step(FOLDER / "offered.sql")
    accepted = _counts(session, "offer_accepted.sql")
    completed = _counts(session, "offer_met.sql")
    without = next((key for key in accepted if key[0] == "nothing"), None)
    return Offers(
        tuple(
            Offer(
                *key,
                acceptance=_response(key, accepted, without, ACCEPTED, TOO_FEW_ASKED),
                completion=_response(key, completed, without, MET, TOO_FEW_ENDED),
            )
            for key in sorted(accepted, key=lambda key: key[:2])
        )
    )


def _counts(session: Session, file: str) -> dict[Key, ResponseCounts]:
    records = session.records(FOLDER / file)
    return {
        (record["form"], record["low"], record["high"]): ResponseCounts(
            record["n"], record["people"], record["met"]
        )
        for record in records
    }


def _response(
    key: Key,
    counts: Mapping[Key, ResponseCounts],
    without: Key | None,
    enough: str,
    too_few: str,
) -> MeasuredResponse:
    """Return what was measured of one offer, compared with the key that promises nothing.

    `enough` and `too_few` are the labels with and without such a comparison.
    """
    n, people, met = counts.get(key, NONE_COUNTED)
    share = _around(met / n, proportions.share_limits(met, n)) if n else None
    if key == without:
        return MeasuredResponse(n, people, met, share, label="")
    n0, people0, met0 = counts.get(without, NONE_COUNTED) if without else NONE_COUNTED
    if min(n, n0) < LEAST_RESPONSES or min(people, people0) < SMALLEST_GROUP or met0 < LEAST_MET:
        least = {"least": LEAST_RESPONSES, "least_people": SMALLEST_GROUP, "least_met": LEAST_MET}
        return MeasuredResponse(n, people, met, share, label=too_few, values=least)
    return MeasuredResponse(
        n,
        people,
        met,
        share,
        _around(met / n - met0 / n0, proportions.difference_limits(met, n, met0, n0)),
        _around((met / n) / (met0 / n0), proportions.ratio_limits(met, n, met0, n0)),
        enough,
        {"n": n, "n_without": n0},
    )


def _around(base: float, limits: tuple[float, float]) -> Range:
    low, high = limits
    return Range(low, base, high)
