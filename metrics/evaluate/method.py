"""How a metric's number is made, read from the code that makes it.

Formulas and sources are in the docstrings of the functions. The modules that compute the answer and
its checks determine which formulas belong to each: the functions of `metrics.inference` that they
import and whose docstrings hold a "Formula:" paragraph, with a "Source:" paragraph.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType

from metrics.catalog import Metric
from metrics.comparison.similarity import KEYS
from metrics.evaluate import (
    adjusted_panel,
    balance,
    censoring_weights,
    doubly_robust,
    event_cross_checks,
    exit_causes,
    hidden_trait,
    negative_controls,
    panel,
    panel_cross_checks,
    per_protocol,
    randomised,
    time_to_event,
    trend_bounds,
)
from metrics.i18n import N_
from metrics.inference.balance import standardised_differences
from metrics.inference.confidence_sequence import (
    boundary,
    confidence_sequence,
    target_information,
    tuning,
)
from metrics.inference.contrast import contrast_variance, contrast_variance_by_arm
from metrics.inference.lottery_checks import binomial_p, pseudo_months
from metrics.inference.permutation import matched_weights, randomisation_test
from metrics.inference.pooled_effect import (
    months_of_ratio,
    months_prior,
    no_surer_than_people,
    pool,
    prior_of,
)
from metrics.inference.raking import Raking, rake
from metrics.inference.randomised import residuals
from metrics.inference.redrawn_pairings import RedrawnPairings, adjusted
from metrics.inference.sample_size import (
    candidates_to_randomise,
    mentees_to_detect,
    minimum_detectable_effect,
    yearly_risk,
)
from metrics.inference.sensitivity import e_value, robustness_value
from metrics.inference.shrinkage import holm_intervals
from metrics.inference.survival import months_sd
from metrics.inference.transport import Transport, transport_weights

INFERENCE = "metrics.inference."
INTERVAL = "metrics.inference.interval"
Uses = tuple[Callable[..., object] | ModuleType, ...]
LOTTERY: Uses = (randomised, binomial_p, residuals)
COMPUTED: dict[str, Uses] = {
    "time to event": (rake, Raking, time_to_event),
    "panel": (adjusted_panel, panel),
}
FEW_MENTEES: Uses = (RedrawnPairings, adjusted, prior_of, pool)
LOOKING_OFTEN: Uses = (confidence_sequence, boundary, tuning, target_information)
CHECKED: dict[str, Uses] = {
    "time to event": (
        event_cross_checks,
        exit_causes,
        negative_controls,
        censoring_weights,
        doubly_robust,
        per_protocol,
        hidden_trait,
        e_value,
        matched_weights,
        randomisation_test,
        standardised_differences,
        minimum_detectable_effect,
        mentees_to_detect,
        candidates_to_randomise,
        months_sd,
        yearly_risk,
        *LOOKING_OFTEN,
        holm_intervals,
        transport_weights,
        Transport,
        contrast_variance_by_arm,
        *LOTTERY,
        pseudo_months,
        *FEW_MENTEES,
        months_prior,
        months_of_ratio,
        no_surer_than_people,
    ),
    "panel": (
        panel_cross_checks,
        hidden_trait,
        trend_bounds,
        robustness_value,
        minimum_detectable_effect,
        mentees_to_detect,
        candidates_to_randomise,
        *LOOKING_OFTEN,
        holm_intervals,
        contrast_variance,
        *LOTTERY,
        *FEW_MENTEES,
    ),
}
# in the order of the answer's assumptions; with each the names of the checks that bear on it
ASSUMPTIONS = {
    "time to event": {
        "A1": (
            "hidden_trait",
            "e_value",
            "benchmark",
            "early_exits",
            "later_paired_exposure",
            "negative_control",
        ),
        "A3": ("matched_share", "adjusted"),
        "A4": ("landmark",),
        "A5": ("crowded", "units_without_mentees"),
        "A6": ("later_pairing",),
        "A7": (),
        "A8": ("dose",),
    },
    "panel": {
        "A2": (
            "without_covariates",
            "pre_trend",
            "trend_bounds",
            "placebo",
            "hidden_trait",
            "lagged_ancova",
        ),
        "A3": ("matched_share", "never_mentored"),
        "A4": ("conventional",),
        "A5": ("crowded", "units_without_mentees"),
        "A6": ("lee_bounds",),
        "A7": (),
        "A8": ("dose",),
    },
}
ESTIMAND = {
    ("time to event", "mentee"): N_(
        "The average effect on the mentees who were compared (ATT). It is their months "
        "without the event in the first {months}, less those they would have had without "
        "mentoring. It does not say what would happen if everyone were mentored."
    ),
    ("time to event", "mentor"): N_(
        "The average effect on the mentors who were compared (ATT). It is their months "
        "without the event in the first {months}, less those they would have had without "
        "becoming a mentor. It does not say what would happen if everyone were a mentor."
    ),
    ("panel", "mentee"): N_(
        "The average effect on the mentees who could be compared (ATT). It is their values "
        "in the first four periods after pairing, less those they would have had without "
        "mentoring. It does not say what would happen if everyone were mentored."
    ),
    ("panel", "mentor"): N_(
        "The average effect on the mentors who could be compared (ATT). It is their values "
        "in the first four periods after their first pairing, less those they would have had "
        "without it. It does not say what would happen if everyone were a mentor."
    ),
    ("total", "mentee"): N_(
        "The sum itself, from the data in the files. It is not compared with anything."
    ),
}
COMPARED = {
    "time to event": N_(
        "The comparison group is weighted so that it has the same composition as the people "
        "it is compared with: as many in every level of each of these. Everyone comparable "
        "counts. Combinations of them are not matched one by one; a cross-check does that."
    ),
    "panel": N_(
        "Each person is compared with their own mean three to five periods before. That change "
        "is compared with the change of everyone not paired yet or never paired, once these "
        "traits are allowed for. Two models do that: one of how values change, one of who is "
        "paired; the answer is right if one of them is (doubly robust). Where too few people are "
        "left for that, the answer is the one without these traits, and says so. The effects by "
        "period are always without them."
    ),
}
KEY_TITLES = {
    "time to event": tuple(balance.BALANCE_TITLES[key] for key in KEYS),
    "panel": (
        *(balance.BALANCE_TITLES[key] for key in adjusted_panel.CATEGORIES),
        N_("Last two values before pairing"),
    ),
}
DROPPED = balance.DROPPED | {
    "mentored": N_("Were mentees themselves when they were paired: {n}."),
    "no_base": N_("No value far enough before pairing: {n}."),
    "no_value_after": N_("No value after pairing yet: {n}."),
}


@dataclass(frozen=True)
class Formula:
    """One function of the computation: its name, what it returns, its formula and its source.

    The formula is plain text.
    """

    function: str
    about: str
    formula: str
    source: str


@dataclass(frozen=True)
class Method:
    """How one metric's number is made, the same for every company.

    `estimand` and `compared` are sentence keys (`{months}` is filled in from the answer), `keys`
    sentence keys of what people are matched on. `assumptions` name those of the answer, in its
    order, and the checks that bear on each. `computed` made the number and its interval, `checked`
    its checks.
    """

    estimand: str
    compared: str
    keys: tuple[str, ...]
    assumptions: dict[str, tuple[str, ...]]
    computed: tuple[Formula, ...]
    checked: tuple[Formula, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Return every publication that a formula comes from, once, in order of its author."""
        sources = [formula.source.rstrip(".") for formula in (*self.computed, *self.checked)]
        return tuple(sorted({part for source in sources for part in source.split("; ")}))


def describe_method(metric: Metric, role: str = "mentee") -> Method:
    """Return the method of the metric's shape.

    A total estimates nothing: it has no formulas and no assumptions.
    """
    shape = metric.shape
    computed = tuple(map(formula, _functions(COMPUTED.get(shape, ()))))
    checked = (formula(function) for function in _functions(CHECKED.get(shape, ())))
    return Method(
        estimand=ESTIMAND[shape, role],
        compared=COMPARED.get(shape, ""),
        keys=KEY_TITLES.get(shape, ()),
        assumptions=ASSUMPTIONS.get(shape, {}),
        computed=computed,
        checked=tuple(entry for entry in checked if entry not in computed),
    )


def formula(function: Callable[..., object]) -> Formula:
    """Return what the function's docstring says.

    That is its first paragraph, its formula and its source ("" where there is none).
    """
    paragraphs = (inspect.getdoc(function) or "").split("\n\n")
    marked = {
        paragraph.partition(":")[0]: paragraph.partition(":")[2] for paragraph in paragraphs[1:]
    }
    lines = (line.strip() for line in marked.get("Formula", "").splitlines())
    return Formula(
        function=f"{function.__module__}.{function.__qualname__}",
        about=_one_line(paragraphs[0]),
        formula="\n".join(line for line in lines if line),
        source=_one_line(marked.get("Source", "")),
    )


def _functions(uses: Uses) -> list[Callable[..., object]]:
    """Return the functions with a formula, each once; those of intervals come last.

    A module counts as all the functions that it imports.
    """
    functions = dict.fromkeys(function for used in uses for function in _with_formula(used))
    return sorted(
        functions,
        key=lambda function: (function.__module__ == INTERVAL, "." in function.__qualname__),
    )


def _with_formula(used: Callable[..., object] | ModuleType) -> Iterator[Callable[..., object]]:
    if isinstance(used, ModuleType):
        for member in list(vars(used).values()):
            if getattr(member, "__module__", "").startswith(INFERENCE):
                yield from _with_formula(member)
    elif inspect.isclass(used):
        for member in vars(used).values():
            function = getattr(member, "fget", member)
            if inspect.isfunction(function) and formula(function).formula:
                yield function
    elif inspect.isfunction(used) and formula(used).formula:
        yield used


def _one_line(text: str) -> str:
    return " ".join(text.split())
