"""The form that freezes a plan: what, how, when, worth having from, and what will be done."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import queries
from dashboard.markdown import bold, plain
from dashboard.session import keys
from dashboard.session.page_context import PageContext
from metrics.catalog import Metric
from metrics.disclosure import may_freeze, verdict_name
from metrics.i18n import N_, Locale, LocalizedError
from metrics.planning import (
    ESTIMATORS,
    HORIZONS,
    PANEL_ESTIMATORS,
    VERDICTS,
    PlanDraft,
    look_dates,
)

READ_ONLY = N_("Your role reads analysis plans; those who run the programme freeze them.")
FOR_GOOD = N_(
    "After freezing nothing can be changed: not by you, and not unseen by anybody else. Data "
    "loaded from then on are held against it."
)
MOST_LOOKS = 24
LOOK_AGAIN = {1: N_("every month"), 3: N_("every quarter"), 6: N_("twice a year"), 12: N_("yearly")}
HINTS = {
    "holds": N_("For instance: we widen it to all departments."),
    "leans": N_("For instance: we go on for a year and look again."),
    "contradicted": N_("For instance: we stop, and look into the checks that disagree."),
    "cannot tell": N_("For instance: we draw lots for the next places."),
}


def ask_plan(context: PageContext) -> None:
    """Show the form, for a role that may freeze a plan."""
    _ = context.locale
    if not may_freeze(context.role):
        st.caption(plain(_(READ_ONLY)))
        return
    with st.expander(
        _("Freeze a new plan"), expanded=not queries.plan_book().plans, icon=":material/edit_note:"
    ):
        left, right = st.columns(2, gap="large")
        with left:
            metric = _metric(context)
            horizon, estimator = _method(metric, _)
            effect = st.number_input(
                plain(_("Smallest effect worth having ({unit})", unit=_(metric.unit))),
                min_value=10.0**-metric.digits,
                value=1.0 if metric.shape == "time to event" else 10.0 ** (1 - metric.digits),
                step=10.0**-metric.digits,
                format=f"%.{metric.digits}f",
                key="frozen_effect",
            )
            looks = _looks(_)
        with right:
            st.markdown(bold(_("What will you do if the answer ...")))
            actions = {
                verdict: st.text_area(
                    verdict_name(verdict, _),
                    placeholder=_(HINTS[verdict]),
                    max_chars=400,
                    height=68,
                    key=f"frozen_action_{VERDICTS.index(verdict)}",
                )
                for verdict in VERDICTS
            }
        author = st.text_input(_("Your name"), max_chars=80, key="frozen_author")
        st.caption(plain(_(FOR_GOOD)))
        draft = PlanDraft(metric.name, looks, effect, actions, horizon, estimator)
        if st.button(_("Freeze the plan"), type="primary", key="freeze", icon=":material/lock:"):
            _freeze(context, draft, author)


def _metric(context: PageContext) -> Metric:
    _ = context.locale
    asked = {
        name: metric
        for name, metric in context.metrics.items()
        if metric.shape != "total" and not metric.only_control
    }
    named = st.query_params.get("metric", "retention")
    names = list(asked)
    name = st.selectbox(
        _("What will you look at?"),
        names,
        index=names.index(named) if named in names else 0,
        format_func=lambda one: _(asked[one].title),
        key="frozen_metric",
    )
    return asked[name]


def _method(metric: Metric, _: Locale) -> tuple[int | None, str]:
    """Return horizon and estimator; only a time to event has a horizon."""
    horizon = None
    estimators = PANEL_ESTIMATORS
    if metric.shape == "time to event":
        estimators = ESTIMATORS
        horizon = st.selectbox(
            _("Over how long?"),
            HORIZONS,
            format_func=lambda n: _("first {n} months after pairing", n=n),
            key="frozen_horizon",
        )
    estimator = st.selectbox(
        _("How will it be calculated?"),
        list(estimators),
        format_func=lambda name: _(estimators[name]),
        help=_(
            "Without a plan the product chooses by what the data allow. A planned answer keeps "
            "this method, and says when the product would have chosen another."
        ),
        key=f"frozen_estimator_{metric.shape.replace(' ', '_')}",
    )
    return horizon, estimator


def _looks(_: Locale) -> tuple[date, ...]:
    today = date.today()
    first = st.date_input(
        _("First date: data up to"),
        value=date(today.year + 1, 12, 31),
        min_value=date(2000, 1, 1),
        max_value=date(today.year + 20, 12, 31),
        format="YYYY-MM-DD",
        key="frozen_first",
    )
    n = st.number_input(
        _("How many times will you look?"), 1, MOST_LOOKS, value=1, step=1, key="frozen_looks"
    )
    apart = 12
    if n > 1:
        apart = st.selectbox(
            _("How often?"),
            list(LOOK_AGAIN),
            format_func=lambda months: _(LOOK_AGAIN[months]),
            key="frozen_apart",
        )
    return look_dates(first, int(n), apart)


def _freeze(context: PageContext, draft: PlanDraft, author: str) -> None:
    try:
        frozen = queries.freeze_plan(draft, role=context.role, author=author)
    except LocalizedError as error:
        st.error(plain(error.message(context.locale)))
        return
    st.session_state[keys.FROZEN_PLAN] = frozen.number
    st.rerun()
