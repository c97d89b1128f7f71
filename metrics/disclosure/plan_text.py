"""A frozen plan and what came, in plain sentences for pages, the terminal and exports."""

from __future__ import annotations

from metrics.evaluate import key_title
from metrics.evaluate.planned_method import NAMES
from metrics.evaluate.verdict import WORDS
from metrics.i18n import N_, Locale
from metrics.store import FrozenPlan, LookResult

INTACT = N_("Unchanged since it was frozen. Fingerprint: {hash}")
NOT_INTACT = N_(
    "This plan, or the row before it, was changed after it was frozen: it counts for nothing. "
    "Fingerprint kept: {hash}"
)
WITHDRAWN = N_("Withdrawn on {day} by {author}: {reason}")
WITHDRAWAL_CHANGED = N_(
    "Withdrawn on {day} by {author}, but that entry was changed afterwards: {reason}"
)
NOTHING_CAME = N_("nothing: no data were loaded for this date after the plan was frozen")
CHANGED_RESULT = N_("what was kept of this look was changed afterwards, so it is not shown")
CAME = N_("{estimate}, between {low} and {high}; had you looked every month {monthly}")
NO_ESTIMATE = N_("no figure could be given")


def plan_lines(found: FrozenPlan, _: Locale, title: str = "") -> list[str]:
    """Return what was said, line by line; `title` is what the reader calls the metric."""
    plan = found.plan
    lines = [
        _(
            "Plan {number}: {metric}, frozen on {day} by {author}.",
            number=found.number,
            metric=title or plan.metric,
            day=_.date(found.at.date()),
            author=found.author,
        ),
        _("Estimator: {name}.", name=_(NAMES[plan.estimator])),
        _("Smallest effect worth having: {effect}.", effect=_.number(plan.smallest_effect, 2)),
    ]
    if plan.horizon:
        lines.append(_("Horizon: the first {n} months after pairing.", n=plan.horizon))
    if plan.keys:
        named = (_(key_title(key)) for key in plan.keys)
        lines.append(_("People are matched on: {keys}.", keys=", ".join(named)))
    if plan.scope.where:
        where = ", ".join(f"{column} = {value}" for column, value in plan.scope.where)
        lines.append(_("Only: {where}.", where=where))
    seen = found.seen.until
    lines.append(
        _("Frozen when data up to {day} had been loaded.", day=_.date(seen))
        if seen
        else _("Frozen before any data were loaded.")
    )
    return lines


def intact_line(found: FrozenPlan, _: Locale) -> str:
    """Return whether the plan is as it was frozen, with its fingerprint."""
    return _(INTACT if found.intact else NOT_INTACT, hash=found.hash)


def withdrawn_line(found: FrozenPlan, _: Locale) -> str:
    """Return when, by whom and why a plan was withdrawn; empty where it was not."""
    withdrawn = found.withdrawn
    if withdrawn is None:
        return ""
    return _(
        WITHDRAWN if withdrawn.intact else WITHDRAWAL_CHANGED,
        day=_.date(withdrawn.at.date()),
        author=withdrawn.author,
        reason=withdrawn.reason,
    )


def verdict_name(verdict: str, _: Locale) -> str:
    """Return a verdict as the reader's word."""
    return _(WORDS[verdict]) if verdict in WORDS else verdict


def came_line(came: LookResult | None, _: Locale, digits: int = 2) -> str:
    """Return what came at a look: the estimate with both intervals, or why there is none."""
    if came is None:
        return _(NOTHING_CAME)
    if not came.intact:
        return _(CHANGED_RESULT)
    figures = came.figures
    if figures["estimate"] is None:
        return _(NO_ESTIMATE)
    monthly = "–"
    if figures["monthly_low"] is not None:
        monthly = _(
            "{low} to {high}",
            low=_.signed(figures["monthly_low"], digits),
            high=_.signed(figures["monthly_high"], digits),
        )
    return _(
        CAME,
        estimate=_.signed(figures["estimate"], digits),
        low=_.signed(figures["low"], digits),
        high=_.signed(figures["high"], digits),
        monthly=monthly,
    )
