"""What was decided before the data came, what came, and what was agreed to do then."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import queries
from dashboard.markdown import bold, plain, table
from dashboard.session import keys
from dashboard.session.page_context import PageContext
from dashboard.views.analysis_plan.form import ask_plan
from dashboard.views.analysis_plan.withdrawal import ask_withdrawal
from metrics.disclosure import (
    came_line,
    intact_line,
    plan_lines,
    verdict_name,
    withdrawn_line,
)
from metrics.i18n import N_, Locale
from metrics.planning import FrozenPlan, PlanBook

TITLE = N_("Say first what you will do, then look")
WHY = N_(
    "A figure that was chosen after looking is easily found by chance. Write down beforehand what "
    "you will look at, when, and what you will do; then nobody can say that it was chosen to fit. "
    "Every figure of the product says whether it was planned or explored."
)
FROZEN = N_("Plan {number} is frozen. Nobody can change it, and you cannot either.")
NONE_YET = N_("No plan is frozen yet, so every figure is explored.")


def show(context: PageContext) -> None:
    """Show every plan against what came, the newest first, and the form for the next one."""
    _ = context.locale
    context.head.title(plain(_(TITLE)), anchor=False)
    st.markdown(plain(_(WHY)))
    if number := st.session_state.pop(keys.FROZEN_PLAN, None):
        st.success(plain(_(FROZEN, number=number)), icon=":material/lock:")
    book = queries.plan_book()
    if book.fault is not None:
        st.error(plain(book.fault.message(_)))
        return
    for found in reversed(book.plans):
        _against(context, found, book)
    if not book.plans:
        st.info(plain(_(NONE_YET)), icon=":material/info:")
    ask_plan(context)


def _against(context: PageContext, found: FrozenPlan, book: PlanBook) -> None:
    """Show one plan: what came at each look, and what was agreed; below it all that was said."""
    _ = context.locale
    plan = found.plan
    as_of = _as_of(context)
    metric = context.metrics.get(plan.metric)
    title = _(metric.title) if metric else plan.metric
    digits = metric.digits if metric else 2
    unit = f" {_(metric.unit)}" if metric else ""
    with st.container(border=True, key=f"frozen_plan_{found.number}"):
        st.subheader(
            plain(_("Plan {number}: {metric}", number=found.number, metric=title)), anchor=False
        )
        if not found.intact:
            st.error(plain(intact_line(found, _)), icon=":material/lock_open:")
        st.markdown(
            plain(
                _(
                    "Worth having from {effect}{unit}. Frozen on {day} by {author}.",
                    effect=_.number(plan.smallest_effect, digits),
                    unit=unit,
                    day=_.date(found.at.date()),
                    author=found.author,
                )
            )
        )
        if said := withdrawn_line(found, _):
            st.warning(plain(said), icon=":material/undo:")
        rows = [_look_row(found, book, look, as_of, digits, _) for look in plan.looks]
        head = [_("Data up to"), _("What came"), _("Verdict"), _("What was agreed")]
        st.markdown(table(head, rows, right=9))
        with st.expander(_("What was said, and its fingerprint"), icon=":material/lock:"):
            lines = [*plan_lines(found, _, title), *_agreed(found, _), intact_line(found, _)]
            st.markdown("\n".join(f"- {plain(line)}" for line in lines))
        ask_withdrawal(context, found)


def _as_of(context: PageContext) -> date:
    """Return the day up to which the loaded data run; the first of all while nothing is loaded."""
    if context.loaded is None:
        return date.min
    return date.fromisoformat(queries.report(context.loaded, context.locale.language)["as_of"])


def _look_row(
    found: FrozenPlan, book: PlanBook, look: date, as_of: date, digits: int, _: Locale
) -> tuple[str, ...]:
    """Return a look: its day, what came, the verdict, and what was agreed for it."""
    came = book.result(found, look)
    if came is None and look > as_of:
        return plain(_.date(look)), plain(_("not yet")), "–", "–"
    if came is None or not came.intact:
        return plain(_.date(look)), plain(came_line(came, _)), "–", "–"
    verdict = str(came.figures["verdict"])
    return (
        plain(_.date(came.look)),
        plain(came_line(came, _, digits)),
        bold(verdict_name(verdict, _)),
        plain(found.plan.actions.get(verdict, "–")),
    )


def _agreed(found: FrozenPlan, _: Locale) -> list[str]:
    return [
        _("At '{verdict}': {action}", verdict=verdict_name(verdict, _), action=action)
        for verdict, action in found.plan.actions.items()
    ]
