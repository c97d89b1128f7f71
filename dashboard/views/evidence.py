"""How sure: the same question asked in other ways, what would explain the answer away, what others
found.
"""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.components import CHECK_ICONS, show_chart
from dashboard.figures import balance_plot
from dashboard.markdown import bold, plain, table
from dashboard.session.page_context import PageContext
from dashboard.text import answer_text
from dashboard.views.plan import show_plan
from dashboard.views.published import show_published
from metrics.catalog import Metric
from metrics.disclosure import ReleasedEvidence
from metrics.evaluate import BALANCE_TITLES, CrossCheck
from metrics.i18n import N_, Locale
from metrics.scope import Scope

VERDICTS = {
    "agree": N_("Every other method supports the answer."),
    "disagree": N_("Not every other method supports the answer. Read why below before you use it."),
    "nothing to compare": N_("There is nothing to compare the answer with yet."),
}


def show_evidence(context: PageContext, metric: Metric, scope: Scope) -> None:
    """A fold that is worked out when it is opened, because it takes several times the work of the
    page.
    """
    _ = context.locale
    fold = st.expander(
        _("Uncertainty: other methods and published research"),
        icon=":material/balance:",
        on_change="rerun",
        key="evidence",
    )
    if not fold.open:
        return
    with fold, st.spinner(_("Calculating ...")):
        found = queries.evidence(context.company, metric.name, scope)
        st.markdown(bold(_(VERDICTS[found.verdict])))
        for failed in (one for one in found.sensitivity if one.passed is False):
            st.warning(
                plain(answer_text.check_text(failed, _, metric.digits)), icon=":material/warning:"
            )
        if found.cross_checks:
            st.markdown(
                table(
                    ["", _("Estimate"), _("Range"), "", _("What a disagreement would mean")],
                    [_row(check, found, _) for check in found.cross_checks],
                    right=9,
                )
            )
        left, right = st.columns(2, gap="large")
        with left:
            away = [
                answer_text.check_text(one, _, metric.digits)
                for one in found.sensitivity
                if one.passed is not False
            ]
            _points(_("Sensitivity"), away, _)
            told = [one for one in found.overlap if one.values.get("size") != 0]
            _points(_("Who is compared"), [answer_text.check_text(one, _) for one in told], _)
        with right:
            if found.balance:
                st.markdown(bold(_("Mentees and comparison group, before and after weighting")))
                show_chart(
                    balance_plot(found.balance, [_level(row, context) for row in found.balance], _),
                    _,
                    key="love",
                )
            show_plan(found, _)
        show_published(metric, _)


def _row(check: CrossCheck, found: ReleasedEvidence, _: Locale) -> tuple[str, ...]:
    metric = found.answer.metric
    if check.estimate is None:
        reason = check.values.get("reason")
        told = _(str(reason), **check.values) if reason else _(check.means)
        p = _("p = {p}", p=_.number(check.values["p"], 2)) if "p" in check.values else "–"
        return plain(_(check.title)), plain(p), "–", "", plain(told)
    digits = 2 if check.unit == "ratio" else metric.digits
    one = check.estimate
    low, middle, high = (_.number(end, digits) for end in (one.low, one.estimate, one.high))
    bounds = _("{low} to {high}", low=low, high=high)
    return (
        plain(_(check.title)),
        plain(middle),
        plain(bounds),
        CHECK_ICONS[check.agrees],
        plain(_(check.means)),
    )


def _points(title: str, lines: list[str], _: Locale) -> None:
    if lines:
        st.markdown(bold(title))
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def _level(row: object, context: PageContext) -> str:
    return f"{context.locale(BALANCE_TITLES[row.key])}: {context.locale(row.level)}"
