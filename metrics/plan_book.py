"""The frozen plans as they bear on one question: which method, planned or explored, what came."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from metrics.disclosure import ReleasedAnswer, ReleasedEvidence
from metrics.disclosure.standing import EXPLORED, PLANNED, UNPLANNED, Standing
from metrics.evaluate import Interval
from metrics.evaluate.planned_method import PlannedMethod
from metrics.evaluate.verdict import CANNOT_TELL, HOLDS, LEANS
from metrics.i18n import N_, LocalizedError
from metrics.scope import Scope
from metrics.store import AnalysisPlanStore, FrozenPlan, LookResult, StoreError

UNREADABLE = N_("The analysis plans could not be read, so it is not known whether it was planned.")
CHANGED = N_("Plan {plan} was changed after it was frozen, so it counts for nothing.")
WITHDRAWN = N_("Plan {plan} was withdrawn on {day}: {reason}")
AFTER_DATA = N_(
    "Plan {plan} was frozen on {frozen}, after data up to {seen} had been loaded; these run up "
    "to {as_of}."
)
OTHER_METRIC = N_("The metric was changed after plan {plan} was frozen on {frozen}.")
OTHER_KEYS = N_(
    "People are now matched on other traits ({keys}) than plan {plan} of {frozen} names ({named})."
)
TOO_EARLY = N_("Plan {plan} looks first at data up to {look}; these run up to {as_of}.")
LOOKED = N_("Plan {plan} took its look of {look} at other data, kept on {kept}.")
NOT_LOADED = N_("These files are not loaded. Plan {plan} takes its look of {look} when they are.")
AS_PLANNED = N_("Plan {plan}, frozen on {frozen}, names this look: data up to {look}.")


@dataclass(frozen=True)
class Question:
    """What a figure answers, from which data and how.

    `definition` is a hash of the metric's files, `keys` are the traits on which people are matched.
    """

    metric: str
    scope: Scope
    snapshot: str
    as_of: date
    definition: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class PlanBook:
    """Every plan and what came, as read at one moment.

    `fault` is why they could not be read. `loaded` is False for files that are only tried out.
    """

    plans: tuple[FrozenPlan, ...] = ()
    results: tuple[LookResult, ...] = ()
    fault: LocalizedError | None = None
    loaded: bool = True

    @cached_property
    def key(self) -> str:
        """Return a hash of the whole: equal keys give equal answers."""
        plans = [(one.hash, one.intact, one.withdrawn) for one in self.plans]
        content = repr((plans, self.results, self.fault))
        return hashlib.sha256(content.encode()).hexdigest()

    def plan_for(self, metric: str, scope: Scope, as_of: date) -> FrozenPlan | None:
        """Return the plan about a question: the one that runs at `as_of`, else the last before.

        A withdrawn one only where there is no other.
        """
        about = [one for one in self.plans if (one.plan.metric, one.plan.scope) == (metric, scope)]
        about = [one for one in about if one.withdrawn is None] or about
        running = [one for one in about if one.plan.last_look >= as_of]
        return next(iter(running or about[-1:]), None)

    def method(self, metric: str, scope: Scope, as_of: date) -> PlannedMethod | None:
        """Return the method that a plan fixed for a question; None without one that counts."""
        found = self.plan_for(metric, scope, as_of)
        if found is None or not found.counts:
            return None
        plan = found.plan
        return PlannedMethod(plan.estimator, plan.horizon, plan.smallest_effect)

    def result(self, plan: FrozenPlan, look: date) -> LookResult | None:
        """Return what came at a date of looking; None while nothing was kept."""
        kept = (one for one in self.results if (one.plan, one.look) == (plan.number, look))
        return next(kept, None)

    def standing(self, question: Question) -> Standing:
        """Return whether the figure is planned or explored, and why."""
        if self.fault is not None:
            return Standing(EXPLORED, UNREADABLE)
        found = self.plan_for(question.metric, question.scope, question.as_of)
        if found is None:
            return UNPLANNED
        look = found.plan.look_for(question.as_of)
        why, values = self._against(found, look, question)
        said = {"plan": found.number, "frozen": found.at.date(), "as_of": question.as_of, **values}
        status = PLANNED if why == AS_PLANNED else EXPLORED
        return Standing(status, why, said, found.number, found.hash, look)

    def _against(
        self, found: FrozenPlan, look: date | None, question: Question
    ) -> tuple[str, Mapping[str, object]]:
        """Return the first thing that speaks against `planned`, or AS_PLANNED."""
        plan = found.plan
        seen = found.seen.until
        if not found.intact:
            return CHANGED, {}
        if found.withdrawn is not None:
            values = {"day": found.withdrawn.at.date(), "reason": found.withdrawn.reason}
            return WITHDRAWN, values
        if seen is not None and question.as_of <= seen:
            return AFTER_DATA, {"seen": seen}
        if plan.definition != question.definition:
            return OTHER_METRIC, {}
        if plan.keys != question.keys:
            return OTHER_KEYS, {"keys": ", ".join(question.keys), "named": ", ".join(plan.keys)}
        if look is None:
            return TOO_EARLY, {"look": plan.looks[0]}
        kept = self.result(found, look)
        if kept is not None and kept.figures.get("snapshot") != question.snapshot:
            return LOOKED, {"look": look, "kept": kept.at.date()}
        return (AS_PLANNED if self.loaded else NOT_LOADED), {"look": look}


NO_PLANS = PlanBook()


def read_plan_book() -> PlanBook:
    """Return every plan and result; where the database does not respond, a book with its fault."""
    try:
        with closing(AnalysisPlanStore()) as store:
            return PlanBook(store.plans(), store.results())
    except StoreError as error:
        return PlanBook(fault=error)


def take_looks(
    evidence: Callable[[str, Scope], ReleasedEvidence], book: PlanBook, as_of: date, author: str
) -> tuple[LookResult, ...]:
    """Keep what came of each plan that looks at these data first; return all that is kept.

    `evidence` gives what may be shown of a question. A metric that cannot be asked any more is left
    out. Raises StoreError.
    """
    with closing(AnalysisPlanStore()) as store:
        for found in book.plans:
            look = found.plan.look_for(as_of)
            if look is None or not found.counts or book.result(found, look):
                continue
            try:
                came = evidence(found.plan.metric, found.plan.scope)
            except LocalizedError:
                continue
            if came.answer.standing.planned and came.answer.standing.plan == found.number:
                word = word_at_look(came.answer, looks=len(found.plan.looks))
                store.keep_result(found, look, figures_of(came.answer, word, as_of), author=author)
        return store.results()


def word_at_look(answer: ReleasedAnswer, *, looks: int) -> str:
    """Return the word of the answer's verdict at a planned look.

    With several dates of looking an answer holds only where the interval for repeated looks
    excludes zero; where only that of this look does, it leans.
    """
    word = answer.verdict.word if answer.verdict else CANNOT_TELL
    sequence = answer.sequence
    sure = looks == 1 or (sequence is not None and sequence.excludes_zero)
    return LEANS if word == HOLDS and not sure else word


def figures_of(answer: ReleasedAnswer, verdict: str, as_of: date) -> dict[str, Any]:
    """Return what is kept of a planned answer at a date of looking, as JSON values."""
    return {
        "snapshot": answer.snapshot,
        "as_of": as_of.isoformat(),
        "verdict": verdict,
        "direction": answer.direction,
        "method": answer.method,
        "horizon": answer.horizon,
        "mentees": answer.n_mentees,
        **_ends("", answer.estimate),
        **_ends("monthly_", answer.sequence),
    }


def _ends(prefix: str, interval: Interval | None) -> dict[str, float | None]:
    ends = (interval.estimate, interval.low, interval.high) if interval else (None, None, None)
    return dict(zip((f"{prefix}estimate", f"{prefix}low", f"{prefix}high"), ends, strict=True))
