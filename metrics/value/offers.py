"""What mentors answered to what they were promised, and whether they then met the hours: counts and
their intervals.

Who gets which offer is usually somebody's choice, so that a difference between two offers is what
happened, not proof of what the offer did; only offers drawn by lot give that.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from metrics.i18n import N_
from metrics.inference import proportions
from metrics.scope import SMALLEST_GROUP
from metrics.value.draws import Range
from metrics.warehouse.engine import Session

FOLDER = Path(__file__).parent
BANDS = (0.0, 100.0, 500.0)
"""Where bands of euros begin; recognition and nothing are one band each, whatever the amount."""
LEAST = 20
LEAST_MET = 10

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


@dataclass(frozen=True)
class MeasuredResponse:
    """`met` of `n`, of `people` different people. `share` with its Wilson interval; `difference`
    (Newcombe) and `ratio` (Donner and Zou) against nothing promised, all of 95 %; None where that
    cannot be told by the rule of `measure_offers`.

    `label` says in a sentence, with `values`, whether the ratio is used or the assumption stands.
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
    """One form of reward within a band of euros, `low` included and `high` not (None: no end)."""

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
        """The row of that form in whose band the amount lies; None where no such offer was made."""
        for row in self.rows:
            if row.form == form and row.low <= amount and (row.high is None or amount < row.high):
                return row
        return None


def measure_offers(session: Session, *, least_hours: float = 1.0) -> Offers:
    """Acceptance and completion by form and amount, from mentors' invitations and what became of
    them.

    Acceptance: accepted invitations as a share of those answered or left unanswered for good; one
    still open (no response in the files), or whose offer is not known, does not count. Completion:
    the share of pairings past their end that met `least_hours` of the agreed hours, by what the
    mentor was promised when invited: the last invitation for the category accepted within three
    months before the start. Rewards given are not used for that: whoever got a reward for meeting
    the hours has met them.

    A comparison with nothing promised is told, and goes before the assumption, where each side has
    LEAST invitations (pairings) of SMALLEST_GROUP people, and LEAST_MET were met with nothing
    promised. Who is invited twice counts twice.
    """
    session.give(
        "amount_band",
        {"low": "double", "high": "double"},
        list(zip(BANDS, (*BANDS[1:], None), strict=True)),
    )
    session.give("agreed_share", {"least_hours": "double"}, [[least_hours]])
    session.step(FOLDER / "offered.sql")
    accepted, ended = (
        {row[:3]: row[3:] for row in session.rows((FOLDER / name).read_text(encoding="utf-8"))}
        for name in ("offer_accepted.sql", "offer_met.sql")
    )
    without = next((key for key in accepted if key[0] == "nothing"), None)
    return Offers(
        tuple(
            Offer(
                *key,
                _measured(key, accepted, without, ACCEPTED, TOO_FEW_ASKED),
                _measured(key, ended, without, MET, TOO_FEW_ENDED),
            )
            for key in sorted(accepted, key=lambda key: key[:2])
        )
    )


def _measured(
    key: tuple, counts: Mapping[tuple, tuple], without: tuple | None, told: str, too_few: str
) -> MeasuredResponse:
    n, people, met = counts.get(key, (0, 0, 0))
    share = Range(*_around(met / n, proportions.share_limits(met, n))) if n else None
    if key == without:
        return MeasuredResponse(n, people, met, share, label="")
    n0, people0, met0 = counts.get(without, (0, 0, 0))
    if min(n, n0) < LEAST or min(people, people0) < SMALLEST_GROUP or met0 < LEAST_MET:
        least = {"least": LEAST, "least_people": SMALLEST_GROUP, "least_met": LEAST_MET}
        return MeasuredResponse(n, people, met, share, label=too_few, values=least)
    return MeasuredResponse(
        n,
        people,
        met,
        share,
        Range(*_around(met / n - met0 / n0, proportions.difference_limits(met, n, met0, n0))),
        Range(*_around((met / n) / (met0 / n0), proportions.ratio_limits(met, n, met0, n0))),
        told,
        {"n": n, "n_without": n0},
    )


def _around(base: float, limits: tuple[float, float]) -> tuple[float, float, float]:
    low, high = limits
    return low, base, high
