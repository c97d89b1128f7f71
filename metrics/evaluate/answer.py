"""The answer to one question, in one frozen shape for pages, exports and the command line.

Nothing here may be shown as it is: `disclosure.release` decides what a reader sees.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from metrics.catalog import Metric
from metrics.evaluate.role_words import ROLE_WORDS
from metrics.evaluate.verdict import Verdict
from metrics.i18n import N_
from metrics.inference.interval import Interval
from metrics.scope import MENTEE, MENTOR, SMALLEST_GROUP, Scope

MORE = "more"
LESS = "less"
UNCLEAR = "unclear"
NEGLIGIBLE = "negligible"
NO_ESTIMATE = "no estimate"
COUNTED = "counted"
FEWEST_MENTEES = SMALLEST_GROUP
FEWEST_MENTORS = 4
FEWEST_CONTROLS = 20
# how the estimate was made; all but the first and WITH_COVARIATES are also names of cross-checks
MATCHED = "matched"
DOUBLY_ROBUST = "adjusted"
CENSORING_WEIGHTS = "later_pairing"
WITH_COVARIATES = "with_covariates"  # the last two are those of a panel
WITHOUT_COVARIATES = "without_covariates"
ONE_MONTH = 1.0  # the smallest gain worth having, months
SMALL_EFFECT = 0.2  # of the standard deviation of the values, Cohen's convention for a small effect
FALLBACK_CHECK = "exchanged"  # the name of the check that says why the usual method was not used

FEW_COMPARED = N_("{n} {persons} could be compared; at least {least} are needed.")
NONE_YET = N_(
    "No one in this selection has been a {person} yet; at least {least} {persons} are needed."
)
FEW_CLUSTERS = {
    MENTEE: N_(
        "Grouped by their mentors, the mentees count as {n} independent groups; at least "
        "{least} are needed."
    ),
    MENTOR: N_("The mentors count as {n} independent people; at least {least} are needed."),
}
FEW_CONTROLS = N_(
    "The comparison group counts as {n} independent people; at least {least} are needed."
)


@dataclass(frozen=True)
class Check:
    """One condition that was checked.

    `passed` is True, False, or None where the check only informs. `text` is a sentence key, filled
    in from `values`.
    """

    name: str
    passed: bool | None
    text: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class NaiveComparison:
    """The figure of a simple comparison, shown only next to the corrected one.

    `label` says what it compares, `why` why that is wrong; both are sentence keys for
    `role_words.sentence_about`.
    """

    interval: Interval
    label: str
    why: str = ""


@dataclass(frozen=True)
class ArmCurve:
    """One arm of a survival curve: survival after each month, and the rows at risk in it."""

    survival: tuple[float, ...]
    at_risk: tuple[int, ...]


@dataclass(frozen=True)
class TotalPart:
    """One group of a total.

    `value` is that of the group in the column `key`. `denominator` is None for a sum; `low` and
    `high` are bounds that the metric gives; `n` counts the people (or rows) behind it.
    """

    key: str
    value: str
    numerator: float
    denominator: float | None
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True)
class UnusedKey:
    """A key that the data allow and the answer does not use; `levels` counts its values."""

    name: str
    levels: int


@dataclass(frozen=True)
class KeyUse:
    """The keys beyond the fixed ones by which people were matched for an answer, and the others.

    `used` is in the order asked. `shares` are the shares of mentees who have a colleague that is
    the same on all fixed keys and the first 0, 1, 2, ... of `used`; empty without own keys.
    `absent` were asked for but are not in the data.
    """

    used: tuple[str, ...] = ()
    unused: tuple[UnusedKey, ...] = ()
    absent: tuple[str, ...] = ()
    shares: tuple[float, ...] = ()


@dataclass(frozen=True)
class Answer:
    """The answer to a metric's question within a scope.

    `estimate` is None when it cannot be given yet; `needed` says how many mentees it would take.

    For time to event and panels: `n_mentees` were compared out of `n_asked` ever paired; `dropped`
    says what became of the others. `companions` are further estimates by name (months over 12,
    points after 12). Detail of a shape: `lines` (time to event: mentees, others), `events` (panel:
    event time -> effect, standard error) and `spread` (its standard deviation), `parts` (total).
    `adjusted` says whether the interval allows for several groups (`multiplicity.py`); `method` how
    the estimate was made, and `matched` what matching gave where another method was used
    (`fallback_estimator.py`); `unadjusted` is the estimate of a panel without covariates where the
    answer has them, on `unadjusted_share` of the mentees (`adjusted_panel.py`). `sequence` is the
    interval that would hold at every look
    together, had one looked every month (`planned_method.py`). `verdict` is what all checks
    together say of the answer, None for a total and where it has not been judged
    (`verdict_rules.py`). `keys` are those beyond the fixed ones. `tentative` is what would have
    been estimated where the least numbers are not met: never shown, and only pooled with published
    evidence (`value/indication.py`). `assumptions` and `tie_rule` are sentence keys
    for `role_words.sentence_about`.
    """

    metric: Metric
    scope: Scope
    snapshot: str
    direction: str
    estimate: Interval | None
    naive: NaiveComparison | None = None
    n_asked: int = 0
    n_mentees: int = 0
    n_controls: int = 0
    n_mentors: int = 0
    needed: int | None = None
    horizon: int | None = None
    dropped: Mapping[str, int] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    assumptions: tuple[str, ...] = ()
    tie_rule: str = ""
    companions: Mapping[str, Interval] = field(default_factory=dict)
    lines: tuple[ArmCurve, ArmCurve] | None = None
    events: Mapping[int, tuple[float, float]] = field(default_factory=dict)
    parts: tuple[TotalPart, ...] = ()
    spread: float | None = None
    adjusted: str = ""
    method: str = MATCHED
    matched: Interval | None = None
    unadjusted: Interval | None = None
    unadjusted_share: float | None = None
    sequence: Interval | None = None
    verdict: Verdict | None = None
    keys: KeyUse | None = None
    tentative: Interval | None = None

    @property
    def worth_having(self) -> float | None:
        """Return the smallest effect that is worth having, in the metric's unit; None if unknown.

        One month of a time to event; of values, a small effect by Cohen's convention.
        """
        if self.metric.shape == "time to event":
            return ONE_MONTH
        return SMALL_EFFECT * self.spread if self.spread else None

    @property
    def matched_share(self) -> float | None:
        """Return the share of mentees who could be compared, of those who could be followed.

        None where the doubly robust estimator replaced matching, which needs no comparable
        colleague (the check `FALLBACK_CHECK` then holds the share).
        """
        if self.method == DOUBLY_ROBUST:
            return None
        eligible = (
            self.n_mentees + self.dropped.get("unmatched", 0) + self.dropped.get("no_base", 0)
        )
        return self.n_mentees / eligible if eligible else None


def enough_mentees(n: int, least: int, *, role: str = MENTEE, asked: int | None = None) -> Check:
    """Return the check that enough mentees (or mentors) could be compared.

    With none `asked` about who was ever paired its sentence says that instead.
    """
    text = NONE_YET if asked == 0 else FEW_COMPARED
    return Check("matched_mentees", n >= least, text, {"n": n, "least": least, **ROLE_WORDS[role]})


def enough_mentors(groups: float, least: int, *, role: str = MENTEE) -> Check:
    """Return the check that the mentees form enough independent groups by the mentors they share.

    Where the answer is about mentors, each of them is a group of their own.
    """
    values = {"n": round(groups, 1), "least": least}
    return Check("mentor_clusters", groups >= least, FEW_CLUSTERS[role], values)


def enough_others(people: float, least: int) -> Check:
    """Return the check that the comparison group, as weighted, counts as enough people."""
    return Check("controls", people >= least, FEW_CONTROLS, {"n": round(people, 1), "least": least})


def direction_of(estimate: Interval, worth_having: float | None = None) -> str:
    """Return MORE or LESS when the interval lies on one side of zero, else UNCLEAR.

    NEGLIGIBLE where it holds zero, but no effect as large as `worth_having`.
    """
    if estimate.excludes_zero:
        return MORE if estimate.estimate > 0 else LESS
    if worth_having and -worth_having < estimate.low and estimate.high < worth_having:
        return NEGLIGIBLE
    return UNCLEAR


def with_direction(answer: Answer) -> Answer:
    """Return the answer with the direction that its interval and a worthwhile effect give."""
    if answer.estimate is None or answer.metric.shape == "total":
        return answer
    return replace(answer, direction=direction_of(answer.estimate, answer.worth_having))
