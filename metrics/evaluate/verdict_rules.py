"""The rules from which the verdict on an answer follows.

Each rule reads checks by name and gives the reasons why the answer cannot be called sure. The first
rule of `RULES` that finds one gives the word; without any the answer holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import sqrt

from metrics.evaluate.answer import UNCLEAR, Answer, Check
from metrics.evaluate.evidence import CrossCheck, Evidence, agreement
from metrics.evaluate.verdict import CANNOT_TELL, CONTRADICTED, HOLDS, LEANS, Reason, Verdict
from metrics.i18n import N_
from metrics.scope import MENTOR

ALPHA = 0.05
LEAST_COMPARED = 0.6  # share of the mentees
MOST_BY_CHANCE = 3.0  # standard errors of a difference in a trait that is not matched on
NEGATIVE_CONTROLS = (
    "early_exits",
    "later_paired_exposure",
    "placebo",
    "pre_trend",
    "negative_control",
)
"""Checks that find a difference only where something else than mentoring makes one."""
WEAK_CROSS_CHECKS = ("lee_bounds", "lagged_ancova", "matched", "without_covariates")
"""Cross-checks that are wrong, or say little, in situations in which the answer is right."""
FALSE_OUTCOMES = ("contract_renewals",)
"""Checks of the data that fail where the files do not hold what the question is about."""
UNMATCHED_TRAITS = ("balance_location", "balance_gender")

WIDE = N_("The interval includes zero and is too wide to rule out an effect worth having.")
OTHER_METHOD = N_('Another method contradicts it: "{title}".')
WEAK_METHOD = N_('A weaker method does not support it: "{title}".')
DIVERGING = N_(
    "Before pairing, the scores of mentees and of the comparison group were already diverging "
    "(p = {p})."
)
CONTROL_FAILS = N_('A comparison that should find nothing finds a difference: "{title}".')
TRAIT = N_("An unrecorded trait that matters as much as {key} would make this uncertain.")
MINORITY = N_("Only {percent}% of the mentees could be compared.")
NO_CONTROL = N_(
    "No negative control could be made, so nothing shows that the groups are comparable."
)
NO_METHOD = N_("No other method could be compared with it.")
LOOKS = N_(
    "Had you looked every month, the interval would be from {low} to {high}, which includes zero. "
    "A plan with a date of looking, frozen beforehand, avoids this."
)
OF_MENTORS = N_("The checks are about mentees; none was made for mentors.")


@dataclass(frozen=True)
class Rule:
    """One rule: the `word` that it lowers an answer to, and how it finds a reason.

    `why` says what justifies it.
    """

    name: str
    word: str
    why: str
    find: Callable[[Evidence], Iterator[Reason]]


def judge(evidence: Evidence) -> Verdict | None:
    """Return the verdict on an answer from everything known about it; None for a total."""
    answer = evidence.answer
    if answer.metric.shape == "total":
        return None
    if alone := judge_alone(answer):
        return alone
    found = [(rule, tuple(rule.find(evidence))) for rule in RULES]
    words = [rule.word for rule, reasons in found if reasons]
    return Verdict(
        words[0] if words else HOLDS, tuple(reason for _rule, some in found for reason in some)
    )


def judge_alone(answer: Answer) -> Verdict | None:
    """Return CANNOT_TELL where the answer itself decides it, so that no check has to be made.

    None where it does not, and for a total.
    """
    if answer.metric.shape == "total":
        return None
    if answer.estimate is None:
        failed = (check for check in answer.checks if check.passed is False)
        reasons = (Reason("least_numbers", one.name, one.text, one.values) for one in failed)
        return Verdict(CANNOT_TELL, tuple(reasons))
    if answer.direction == UNCLEAR:
        return Verdict(CANNOT_TELL, (Reason("interval", "estimate", WIDE),))
    return None


def _false_outcomes(evidence: Evidence) -> Iterator[Reason]:
    for check in evidence.data:
        if check.passed is False and check.name in FALSE_OUTCOMES:
            yield _reason("outcome", check)


def _failed_controls(evidence: Evidence) -> Iterator[Reason]:
    """Yield the failing controls where one fails even allowing for their number (Holm)."""
    controls = _controls(evidence)
    if any(p <= ALPHA / len(controls) for _reason, p in controls):
        yield from (reason for reason, p in controls if p <= ALPHA)


def _some_control(evidence: Evidence) -> Iterator[Reason]:
    """Yield the failing controls where none fails allowing for their number."""
    controls = _controls(evidence)
    if all(p > ALPHA / len(controls) for _reason, p in controls):
        for reason, p in controls:
            if p <= ALPHA:
                yield Reason("one_control", reason.check, reason.text, reason.values)


def _other_methods(evidence: Evidence) -> Iterator[Reason]:
    for check in _disagreeing(evidence):
        if check.name not in WEAK_CROSS_CHECKS:
            values = {"title": check.title}
            yield Reason("other_method", check.name, OTHER_METHOD, values)


def _weak_methods(evidence: Evidence) -> Iterator[Reason]:
    for check in _disagreeing(evidence):
        if check.name in WEAK_CROSS_CHECKS:
            yield Reason("weak_method", check.name, WEAK_METHOD, {"title": check.title})


def _hidden_trait(evidence: Evidence) -> Iterator[Reason]:
    """Yield a reason where a trait as strong as the strongest key reaches the end of the interval.

    The check `benchmark` says by how much the answer changes without that key. Other checks of the
    sensitivity count where they fail.
    """
    interval = evidence.answer.estimate
    for check in evidence.sensitivity:
        if check.name in NEGATIVE_CONTROLS:
            continue
        if check.passed is False:
            yield _reason("hidden_trait", check)
        change = check.values.get("change")
        if check.name == "benchmark" and interval and isinstance(change, int | float):
            margin = max(interval.low, -interval.high)
            if 0 < margin <= change:
                yield Reason("hidden_trait", check.name, TRAIT, {"key": check.values["key"]})


def _imbalance(evidence: Evidence) -> Iterator[Reason]:
    """Yield what differs after weighting; in an unmatched trait only if by more than chance."""
    by_chance = _chance_difference(evidence)
    for check in evidence.overlap:
        if check.passed is not False:
            continue
        size = check.values.get("size")
        if (
            check.name in UNMATCHED_TRAITS
            and isinstance(size, int | float)
            and size / 100 <= by_chance
        ):
            continue
        yield _reason("imbalance", check)


def _poor_data(evidence: Evidence) -> Iterator[Reason]:
    for check in evidence.data:
        if check.passed is False and check.name not in FALSE_OUTCOMES:
            yield _reason("data", check)
    answer = evidence.answer
    share = answer.matched_share
    found_among = share
    if answer.unadjusted_share and agreement(answer.estimate, answer.unadjusted):
        found_among = answer.unadjusted_share
    if share is not None and found_among is not None and found_among < LEAST_COMPARED:
        values = {"percent": round(100 * share)}
        yield Reason("data", "matched_share", MINORITY, values)


def _many_looks(evidence: Evidence) -> Iterator[Reason]:
    """Yield a reason where zero is within the interval that allows for a look every month.

    A frozen plan names its dates of looking (`plan_book.word_at_look` judges those).
    """
    sequence = evidence.answer.sequence
    interval = evidence.answer.estimate
    if evidence.planned or sequence is None or interval is None:
        return
    if interval.excludes_zero and not sequence.excludes_zero:
        values = {"low": sequence.low, "high": sequence.high}
        yield Reason("looks", "sequence", LOOKS, values)


def _unchecked(evidence: Evidence) -> Iterator[Reason]:
    if evidence.answer.scope.role == MENTOR:
        yield Reason("unchecked", "mentors", OF_MENTORS)
        return
    if not _controls(evidence):
        yield Reason("unchecked", "negative_controls", NO_CONTROL)
    others = (one for one in evidence.cross_checks if one.name not in NEGATIVE_CONTROLS)
    if not any(check.agrees is not None for check in others):
        yield Reason("unchecked", "cross_checks", NO_METHOD)


RULES = (
    Rule(
        "outcome",
        CANNOT_TELL,
        "The files do not hold the event that the question is about.",
        _false_outcomes,
    ),
    Rule(
        "failed_control",
        CONTRADICTED,
        "What finds a difference where mentoring cannot make one, makes part of the answer too.",
        _failed_controls,
    ),
    Rule(
        "other_method",
        CONTRADICTED,
        "Two methods for the same question with the same data cannot both be right.",
        _other_methods,
    ),
    Rule(
        "one_control",
        LEANS,
        "One of several controls fails by chance more often than one alone.",
        _some_control,
    ),
    Rule(
        "weak_method",
        LEANS,
        "It may be the weaker method that is wrong.",
        _weak_methods,
    ),
    Rule(
        "hidden_trait",
        LEANS,
        "What is recorded shows how much a trait can matter; one more of that size is likely.",
        _hidden_trait,
    ),
    Rule(
        "imbalance",
        LEANS,
        "A trait in which the groups differ may make the difference.",
        _imbalance,
    ),
    Rule(
        "data",
        LEANS,
        "Poor data can move an answer in a direction that nobody knows.",
        _poor_data,
    ),
    Rule(
        "looks",
        LEANS,
        "Who looks every month until an answer is sure finds one by chance.",
        _many_looks,
    ),
    Rule(
        "unchecked",
        LEANS,
        "An answer that nothing could contradict has not been tested.",
        _unchecked,
    ),
)
"""In order: the first that finds a reason gives the word."""


def _disagreeing(evidence: Evidence) -> Iterator[CrossCheck]:
    for check in evidence.cross_checks:
        if check.agrees is False and check.name not in NEGATIVE_CONTROLS:
            yield check


def _controls(evidence: Evidence) -> list[tuple[Reason, float]]:
    """Return the reason and the p value of every negative control that could be made."""
    found = []
    for check in evidence.sensitivity:
        if check.name in NEGATIVE_CONTROLS and check.passed is not None:
            found.append((_reason("failed_control", check), _p_value(check, check.passed)))
    for cross_check in evidence.cross_checks:
        if cross_check.name in NEGATIVE_CONTROLS and cross_check.agrees is not None:
            found.append((_of_cross_check(cross_check), _p_value(cross_check, cross_check.agrees)))
    return found


def _of_cross_check(check: CrossCheck) -> Reason:
    p = check.values.get("p")
    if check.name == "pre_trend" and isinstance(p, float):
        return Reason("failed_control", check.name, DIVERGING, {"p": round(p, 3)})
    return Reason("failed_control", check.name, CONTROL_FAILS, {"title": check.title})


def _p_value(check: Check | CrossCheck, passed: bool) -> float:
    """Return the p value of "no difference" by the normal distribution.

    From `p`, or from the estimate and its interval; a check that gives neither counts
    as just below or far above ALPHA.
    """
    if passed:
        return 1.0
    p = check.values.get("p")
    if isinstance(p, float):
        return p
    ends: list[object] = [check.values.get(name) for name in ("estimate", "low", "high")]
    if isinstance(check, CrossCheck) and check.estimate is not None:
        ends = [check.estimate.estimate, check.estimate.low, check.estimate.high]
    numbers = [float(end) for end in ends if isinstance(end, int | float)]
    if len(numbers) < 3 or numbers[1] >= numbers[2]:
        return ALPHA
    from scipy.special import ndtr  # a while to load, and only a failing control needs it

    estimate, low, high = numbers
    z = abs(estimate) / ((high - low) / (2 * 1.96))
    return float(min(2 * ndtr(-z), ALPHA))


def _chance_difference(evidence: Evidence) -> float:
    """Return the standardised difference that chance makes in a trait that is not matched on."""
    counts = {check.name: check.values.get("n") for check in evidence.overlap}
    others = counts.get("effective_others")
    mentees = evidence.answer.n_mentees
    if not isinstance(others, int | float) or others <= 0 or mentees <= 0:
        return 0.0
    return MOST_BY_CHANCE * sqrt(1 / mentees + 1 / others)


def _reason(rule: str, check: Check) -> Reason:
    return Reason(rule, check.name, check.text, check.values)
