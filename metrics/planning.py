"""Freezing an analysis plan, with or without data loaded, and reading what was frozen."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date

from metrics.catalog import Metric, definition_of, scan
from metrics.contract.matching_keys import ALWAYS
from metrics.disclosure.roles import may_freeze, permit_freeze
from metrics.evaluate.own_keys import used_keys
from metrics.evaluate.planned_method import (
    ESTIMATORS,
    HORIZONS,
    PANEL_ESTIMATORS,
    VERDICTS,
    keys_of,
)
from metrics.i18n import N_
from metrics.loading import NoSnapshotError, loaded_snapshot, own_metrics_folders
from metrics.plan_book import PlanBook, read_plan_book
from metrics.scope import EVERYBODY, Scope
from metrics.store import AnalysisPlan, AnalysisPlanStore, FrozenPlan, Seen, StoreError
from metrics.warehouse.snapshot import ask, find, latest_day

__all__ = [
    "ESTIMATORS",
    "HORIZONS",
    "PANEL_ESTIMATORS",
    "VERDICTS",
    "PlanBook",
    "PlanDraft",
    "FrozenPlan",
    "freeze_plan",
    "look_dates",
    "may_freeze",
    "read_plan_book",
    "withdraw_plan",
]


@dataclass(frozen=True)
class PlanDraft:
    """What a reader decides; the metric's definition is added when it is frozen.

    `keys` are the matching keys beyond the usual ones; None stands for those in use now: of the
    metric and, where data are loaded, of the company.
    """

    metric: str
    looks: tuple[date, ...]
    smallest_effect: float
    actions: Mapping[str, str]
    horizon: int | None = HORIZONS[0]
    estimator: str = ""  # the usual one of the metric's shape
    scope: Scope = field(default=EVERYBODY)
    keys: tuple[str, ...] | None = None


def look_dates(first: date, n: int, months: int) -> tuple[date, ...]:
    """Return `n` dates of looking, `months` apart; the last day of a month stays a last day."""
    ends_month = first.day == monthrange(first.year, first.month)[1]
    found = []
    for step in range(n):
        month = first.year * 12 + first.month - 1 + step * months
        year = month // 12
        last = monthrange(year, month % 12 + 1)[1]
        found.append(date(year, month % 12 + 1, last if ends_month else min(first.day, last)))
    return tuple(found)


def freeze_plan(draft: PlanDraft, *, role: str, author: str) -> FrozenPlan:
    """Return the plan once it is frozen; nothing can change it from then on.

    Raise RefusedError for a role that may not freeze one, MetricError for an unknown metric, and
    StoreError where the plan is incomplete or another one about the same question still runs.
    """
    permit_freeze(role)
    plan = _plan_of(draft)
    with closing(AnalysisPlanStore()) as store:
        return store.freeze(plan, seen=_seen(), author=author)


def withdraw_plan(number: int, reason: str, *, role: str, author: str) -> FrozenPlan:
    """Return the plan once it is marked as withdrawn; it stays, with its hash and what came.

    Raise RefusedError for a role that may not freeze one, and StoreError where there is no such
    plan, it was withdrawn already, or the reason or the author is missing.
    """
    permit_freeze(role)
    with closing(AnalysisPlanStore()) as store:
        return store.withdraw(number, reason=reason, author=author)


def _plan_of(draft: PlanDraft) -> AnalysisPlan:
    metric = _metric(draft.metric)
    horizon = draft.horizon if metric.shape == "time to event" else None
    known = ESTIMATORS if metric.shape == "time to event" else PANEL_ESTIMATORS
    estimator = draft.estimator or next(iter(known))
    horizons = HORIZONS if metric.shape == "time to event" else (None,)
    if estimator not in known or horizon not in horizons:
        raise StoreError(
            N_(
                "For {metric} choose one of the estimators {estimators} and, for a time to event, "
                "{horizons} months. Nothing was frozen."
            ),
            metric=metric.name,
            estimators=", ".join(known),
            horizons=" / ".join(map(str, HORIZONS)),
        )
    plan = AnalysisPlan(
        metric=metric.name,
        horizon=horizon,
        keys=keys_of(metric, _own_keys(metric) if draft.keys is None else draft.keys),
        estimator=estimator,
        looks=draft.looks,
        smallest_effect=draft.smallest_effect,
        actions={verdict: text.strip() for verdict, text in draft.actions.items()},
        scope=draft.scope,
    )
    return replace(plan, definition=definition_of(metric))


def _metric(name: str) -> Metric:
    metrics, faults = scan(own_metrics_folders())
    if name in faults:
        raise faults[name]
    if name not in metrics or metrics[name].shape == "total" or metrics[name].only_control:
        asked = [
            one.name for one in metrics.values() if one.shape != "total" and not one.only_control
        ]
        raise StoreError(
            N_("'{name}' cannot be planned. Choose one of {names}. Nothing was frozen."),
            name=name,
            names=", ".join(sorted(asked)),
        )
    return metrics[name]


def _own_keys(metric: Metric) -> tuple[str, ...]:
    try:
        snapshot = find(loaded_snapshot())
    except NoSnapshotError:
        return tuple(name for name in metric.keys if name not in ALWAYS)
    with ask(snapshot) as session:
        return used_keys(session, metric)


def _seen() -> Seen:
    """Return what is loaded now, and the latest day that was ever loaded here."""
    try:
        snapshot = loaded_snapshot()
    except NoSnapshotError:
        snapshot = ""
    return Seen(snapshot, latest_day())
