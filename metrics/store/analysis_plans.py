"""Analysis plans: what was decided before the data came, and what came.

A plan is frozen: kept as a row that the database refuses to change, with its author, its time, and
a hash of all of it. Each hash holds that of the plan before, so a row that somebody changed, took
out or put in between no longer fits, and `intact` is False from then on. What came at a date of
looking is kept once, in the same way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from importlib.metadata import version as installed_version
from math import isfinite
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from metrics.evaluate.planned_method import VERDICTS
from metrics.i18n import N_
from metrics.scope import EVERYBODY, Scope
from metrics.store.database import METADATA, StoreError
from metrics.store.insert_only import (
    LONGEST_NAME,
    LONGEST_TEXT,
    DatabaseRow,
    InsertOnlyStore,
    author_and_time,
    insert_only,
    normalised,
    required_text,
    utc,
)
from metrics.store.row_hash import HASH_DIGITS, canonical, hash_of, mapping_in
from metrics.store.withdrawals import Withdrawal, add_withdrawal, withdrawals

MOST_LOOKS = 60
ATTEMPTS = 5
PLANS = insert_only(
    sa.Table(
        "analysis_plan",
        METADATA,
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("snapshot", sa.String(LONGEST_NAME), nullable=False),
        sa.Column("seen_until", sa.String(10), nullable=False),
        sa.Column("product", sa.String(50), nullable=False),
        sa.Column("previous", sa.String(HASH_DIGITS), nullable=False, unique=True),
        sa.Column("hash", sa.String(HASH_DIGITS), nullable=False, unique=True),
        *author_and_time(),
    )
)
RESULTS = insert_only(
    sa.Table(
        "analysis_plan_result",
        METADATA,
        sa.Column("plan", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("look", sa.String(10), primary_key=True),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("hash", sa.String(HASH_DIGITS), nullable=False),
        *author_and_time(),
    )
)


@dataclass(frozen=True)
class AnalysisPlan:
    """What will be looked at, how, when, and what will be done.

    `metric` is the primary metric, asked within `scope`. `horizon` is in months (None where the
    metric has none), `keys` name the traits on which people are matched, `estimator` the way of
    `evaluate.planned_method`. `looks` are the days up to which the data must run, in order.
    `smallest_effect` is the smallest one worth having, in the metric's unit. `actions` say what
    will be done at each verdict. `definition` is a hash of the metric's own files.
    """

    metric: str
    horizon: int | None
    keys: tuple[str, ...]
    estimator: str
    looks: tuple[date, ...]
    smallest_effect: float
    actions: Mapping[str, str]
    scope: Scope = field(default=EVERYBODY)
    definition: str = ""

    @property
    def last_look(self) -> date:
        """Return the last day that the plan covers."""
        return self.looks[-1]

    def look_for(self, as_of: date) -> date | None:
        """Return the last date of looking that data up to `as_of` have reached; None before it."""
        reached = [look for look in self.looks if look <= as_of]
        return reached[-1] if reached else None

    def content(self) -> dict[str, Any]:
        """Return the plan as JSON values."""
        return {
            "metric": self.metric,
            "horizon": self.horizon,
            "keys": list(self.keys),
            "estimator": self.estimator,
            "looks": [look.isoformat() for look in self.looks],
            "smallest_effect": self.smallest_effect,
            "actions": dict(self.actions),
            "role": self.scope.role,
            "where": dict(self.scope.where),
            "definition": self.definition,
        }


@dataclass(frozen=True)
class Seen:
    """The data that were loaded when a plan was frozen: the current snapshot ("" for none).

    `until` is the latest day that any snapshot here ran up to, None where nothing was loaded yet.
    """

    snapshot: str = ""
    until: date | None = None


@dataclass(frozen=True)
class FrozenPlan:
    """A plan as it was frozen, by whom, when (UTC), and after which data.

    `intact` is False where the row, or the order of the rows, is no longer what was frozen. A plan
    that was `withdrawn` counts for nothing from then on, and stays with its hash.
    """

    number: int
    plan: AnalysisPlan
    author: str
    at: datetime
    seen: Seen
    product: str
    previous: str
    hash: str
    intact: bool = True
    withdrawn: Withdrawal | None = None

    @property
    def counts(self) -> bool:
        """Return whether figures are held against the plan: it is intact and not withdrawn."""
        return self.intact and self.withdrawn is None


@dataclass(frozen=True)
class LookResult:
    """What came at one date of looking; `figures` are JSON values. Kept once, at the first load."""

    plan: int
    look: date
    figures: Mapping[str, Any]
    author: str
    at: datetime
    intact: bool = True


class AnalysisPlanStore(InsertOnlyStore):
    """The frozen plans of one database; without a URL, that of the scenarios."""

    READ_FAILED = N_(
        "The analysis plans could not be read: {place} does not respond ({reason}). They are "
        "safe. Try again when the database responds."
    )
    WRITE_FAILED = N_(
        "The analysis plan could not be frozen: {place} does not respond ({reason}). Earlier plans "
        "are safe. Try again when the database responds."
    )

    def freeze(self, plan: AnalysisPlan, *, seen: Seen, author: str) -> FrozenPlan:
        """Return the plan once it is on disk. Raise StoreError where it is incomplete.

        Raise it too where an earlier plan about the same question still runs: freezing another one
        would replace it.
        """
        check_complete(plan)
        stored_author = required_text(author, LONGEST_NAME)
        for _attempt in range(ATTEMPTS):
            try:
                return self._freeze(plan, seen, stored_author)
            except IntegrityError:
                continue  # another plan was frozen in between: take the next number
        raise StoreError(
            N_("Others are freezing plans at this moment. Nothing was frozen. Try again.")
        )

    def _freeze(self, plan: AnalysisPlan, seen: Seen, author: str) -> FrozenPlan:
        with self._database.connection(self.WRITE_FAILED) as con:
            kept = _frozen(_rows_of(con), withdrawals(con))
            _refuse_overlap(plan, kept)
            row: dict[str, Any] = {
                "number": kept[-1].number + 1 if kept else 1,
                "content": canonical(plan.content()),
                "snapshot": seen.snapshot,
                "seen_until": seen.until.isoformat() if seen.until else "",
                "product": installed_version("mentoring-roi"),
                "previous": kept[-1].hash if kept else "",
                "author": author,
                "at": datetime.now(UTC),
            }
            row["hash"] = hash_of(row)
            con.execute(PLANS.insert(), row)
        return _plan_of(row, row["previous"])

    def plans(self) -> tuple[FrozenPlan, ...]:
        """Return every plan, the oldest first, each with whether it is intact and withdrawn."""
        with self._database.connection(self.READ_FAILED) as con:
            return tuple(_frozen(_rows_of(con), withdrawals(con)))

    def withdraw(self, number: int, *, reason: str, author: str) -> FrozenPlan:
        """Return the plan once it is marked as withdrawn. The plan itself stays as it is.

        Raise StoreError where there is no such plan, it was withdrawn already, or a text is
        missing.
        """
        stored = (required_text(reason, LONGEST_TEXT), required_text(author, LONGEST_NAME))
        for _attempt in range(ATTEMPTS):
            try:
                return self._withdraw(number, *stored)
            except IntegrityError:
                continue  # another plan was withdrawn in between
        raise StoreError(
            N_("Others are changing plans at this moment. Nothing was withdrawn. Try again.")
        )

    def _withdraw(self, number: int, reason: str, author: str) -> FrozenPlan:
        with self._database.connection(self.WRITE_FAILED) as con:
            found = {plan.number: plan for plan in _frozen(_rows_of(con), withdrawals(con))}
            plan = found.get(number)
            if plan is None:
                raise StoreError(
                    N_("There is no analysis plan {number}. Nothing was withdrawn."), number=number
                )
            if plan.withdrawn is not None:
                raise StoreError(
                    N_("Plan {number} was withdrawn on {day} already. Nothing was changed."),
                    number=number,
                    day=f"{plan.withdrawn.at:%Y-%m-%d}",
                )
            withdrawn = add_withdrawal(con, number, plan.hash, reason=reason, author=author)
        return replace(plan, withdrawn=withdrawn)

    def keep_result(
        self, plan: FrozenPlan, look: date, figures: Mapping[str, Any], *, author: str
    ) -> bool:
        """Keep what came at a date of looking; return whether this was the first to be kept."""
        row = {
            "plan": plan.number,
            "look": look.isoformat(),
            "content": canonical(figures),
            "author": normalised(author)[:LONGEST_NAME],
            "at": datetime.now(UTC),
        }
        row["hash"] = hash_of(row)
        try:
            with self._database.connection(self.WRITE_FAILED) as con:
                con.execute(RESULTS.insert(), row)
        except IntegrityError:
            return False
        return True

    def results(self) -> tuple[LookResult, ...]:
        """Return what came at each date of looking, in order of plan and date."""
        return tuple(
            LookResult(
                plan=row["plan"],
                look=date.fromisoformat(row["look"]),
                figures=mapping_in(row["content"]),
                author=row["author"],
                at=row["at"],
                intact=row["hash"] == hash_of(row),
            )
            for row in self._all(RESULTS)
        )


def check_complete(plan: AnalysisPlan) -> None:
    """Raise StoreError with the first thing that a plan lacks."""
    looks = plan.looks
    if not looks or len(looks) > MOST_LOOKS or sorted(set(looks)) != list(looks):
        raise StoreError(
            N_(
                "A plan has 1 to {most} dates of looking, each later than the one before. "
                "Nothing was frozen. Change the dates."
            ),
            most=MOST_LOOKS,
        )
    if not isfinite(plan.smallest_effect) or plan.smallest_effect <= 0:
        raise StoreError(
            N_(
                "The smallest effect worth having must be a number above zero. Nothing was frozen. "
                "Enter what would make the programme worth its cost."
            )
        )
    if sorted(plan.actions) != sorted(VERDICTS):
        raise StoreError(
            N_("A plan says what will be done at each of: {verdicts}. Nothing was frozen."),
            verdicts=", ".join(VERDICTS),
        )
    for action in plan.actions.values():
        required_text(action, LONGEST_TEXT)


def _refuse_overlap(plan: AnalysisPlan, kept: list[FrozenPlan]) -> None:
    for earlier in kept:
        same = (earlier.plan.metric, earlier.plan.scope) == (plan.metric, plan.scope)
        if same and earlier.withdrawn is None and earlier.plan.last_look >= plan.looks[0]:
            raise StoreError(
                N_(
                    "Plan {number} about the same question runs until {day} and cannot be "
                    "replaced. Nothing was frozen. Let the first date of the new plan be later."
                ),
                number=earlier.number,
                day=f"{earlier.plan.last_look:%Y-%m-%d}",
            )


def _rows_of(con: sa.Connection) -> list[DatabaseRow]:
    rows = con.execute(sa.select(PLANS).order_by(PLANS.c.number)).mappings()
    return [{**row, "at": utc(row["at"])} for row in rows]


def _frozen(rows: Sequence[DatabaseRow], withdrawn: Mapping[int, Withdrawal]) -> list[FrozenPlan]:
    """Return the plans of all rows in order; each must follow on the one before."""
    plans = []
    previous = ""
    for row in rows:
        plan = _plan_of(row, previous)
        plans.append(replace(plan, withdrawn=withdrawn.get(plan.number)))
        previous = row["hash"]
    return plans


def _plan_of(row: DatabaseRow, previous: str) -> FrozenPlan:
    """Return the plan of a row; raise StoreError where its content is no plan any more."""
    try:
        plan = plan_from_dict(mapping_in(row["content"]))
        until = date.fromisoformat(row["seen_until"]) if row["seen_until"] else None
    except (KeyError, TypeError, ValueError) as error:
        raise StoreError(
            N_(
                "Analysis plan {number} cannot be read: its row was changed after it was frozen, "
                "or a newer version wrote it ({reason}). Compare it with the copy that was sent "
                "when it was frozen."
            ),
            number=row["number"],
            reason=error,
        ) from error
    return FrozenPlan(
        number=row["number"],
        plan=plan,
        author=row["author"],
        at=utc(row["at"]),
        seen=Seen(row["snapshot"], until),
        product=row["product"],
        previous=row["previous"],
        hash=row["hash"],
        intact=row["hash"] == hash_of(row) and row["previous"] == previous,
    )


def plan_from_dict(values: Mapping[str, Any]) -> AnalysisPlan:
    """Return the plan of `AnalysisPlan.content`. Raise KeyError, TypeError or ValueError."""
    horizon = values["horizon"]
    return AnalysisPlan(
        metric=str(values["metric"]),
        horizon=None if horizon is None else int(horizon),
        keys=tuple(map(str, values["keys"])),
        estimator=str(values["estimator"]),
        looks=tuple(date.fromisoformat(look) for look in values["looks"]),
        smallest_effect=float(values["smallest_effect"]),
        actions={str(verdict): str(text) for verdict, text in values["actions"].items()},
        scope=Scope.of(values["where"], values["role"]),
        definition=str(values["definition"]),
    )
