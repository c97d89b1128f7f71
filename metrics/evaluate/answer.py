"""The answer to one question, in one frozen shape for pages, exports and the command line.

Nothing here may be shown as it is: `disclosure.release` decides what a reader sees.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from metrics.catalog import Metric
from metrics.i18n import N_
from metrics.inference.interval import Interval
from metrics.scope import SMALLEST_GROUP, Scope

MORE, LESS, UNCLEAR, CANNOT_TELL, COUNTED = "more", "less", "unclear", "cannot tell yet", "counted"
FEWEST_MENTEES = SMALLEST_GROUP
FEWEST_MENTORS = 4
FEWEST_CONTROLS = 20


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: passed is True, False, or None where it only informs. `text` is
    a sentence key.
    """

    name: str
    passed: bool | None
    text: str
    values: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class NaiveComparison:
    """The figure a simple comparison would give, shown only beside the corrected one: what it
    compares, and `why` that is wrong.
    """

    interval: Interval
    label: str
    why: str = ""


@dataclass(frozen=True)
class ArmCurve:
    """One arm of a survival curve: survival after each month, and how many rows are at risk in
    it.
    """

    survival: tuple[float, ...]
    at_risk: tuple[int, ...]


@dataclass(frozen=True)
class TotalPart:
    """One group of a total: its key, numerator and denominator (None for a sum), bounds, and rows
    behind it.
    """

    key: str
    value: str
    numerator: float
    denominator: float | None
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True)
class Answer:
    """What is known. `estimate` is None when it cannot be told yet; `needed` says how many mentees
    it would take.

    For time to event and panels: `n_mentees` were compared out of `n_asked` ever paired; `dropped`
    says what became of the others. `companions` are further estimates by name (months over 12,
    points after 12). Detail of a shape: `lines` (time to event: mentees, others), `events` (panel:
    event time -> effect, standard error) and `spread` (its standard deviation), `parts` (total).
    `adjusted` says whether the interval allows for several groups (`groups.py`); `method` how the
    estimate was made, and `matched` what matching gave where another way was taken (`exchange.py`).
    """

    metric: Metric
    scope: Scope
    snapshot: str
    verdict: str
    estimate: Interval | None
    naive: NaiveComparison | None = None
    n_asked: int = 0
    n_mentees: int = 0
    n_controls: int = 0
    n_mentors: int = 0
    needed: int | None = None
    horizon: int | None = None
    dropped: dict[str, int] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    assumptions: tuple[str, ...] = ()
    tie_rule: str = ""
    companions: dict[str, Interval] = field(default_factory=dict)
    lines: tuple[ArmCurve, ArmCurve] | None = None
    events: dict[int, tuple[float, float]] = field(default_factory=dict)
    parts: tuple[TotalPart, ...] = ()
    spread: float | None = None
    adjusted: str = ""
    method: str = "matched"
    matched: Interval | None = None

    @property
    def matched_share(self) -> float | None:
        """The share of mentees who could be compared, of those who were still there to be followed;
        None where two models took the place of matching, which need nobody alike (the check
        "exchanged" then holds the share).
        """
        if self.method == "adjusted":
            return None
        eligible = (
            self.n_mentees + self.dropped.get("unmatched", 0) + self.dropped.get("no_base", 0)
        )
        return self.n_mentees / eligible if eligible else None


def enough_mentees(n: int, least: int, *, asked: int | None = None) -> Check:
    """The first check of every comparison; with none `asked` about who was ever paired it says
    that.
    """
    text = N_("{n} mentees could be compared; at least {least} are needed.")
    if asked == 0:
        text = N_(
            "No pairing of those asked about has begun yet; at least {least} mentees are needed."
        )
    return Check("matched_mentees", n >= least, text, {"n": n, "least": least})


def enough_mentors(groups: float, least: int) -> Check:
    """Whether the mentees do not hang together too much, by the mentors they share."""
    text = N_("The mentees count as {n} independent groups by mentor; at least {least} are needed.")
    return Check("mentor_clusters", groups >= least, text, {"n": round(groups, 1), "least": least})


def enough_others(people: float, least: int) -> Check:
    """Whether the others, as they are weighted, count as enough people."""
    text = N_("The comparison group counts as {n} independent people; at least {least} are needed.")
    return Check("controls", people >= least, text, {"n": round(people, 1), "least": least})


def verdict_of(estimate: Interval) -> str:
    """MORE or LESS when the interval lies on one side of zero, else UNCLEAR."""
    if not estimate.excludes_zero:
        return UNCLEAR
    return MORE if estimate.estimate > 0 else LESS
