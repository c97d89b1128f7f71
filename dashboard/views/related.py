"""Questions beside the headline: who gains, mentors themselves, newcomers, dose, crowded units."""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain, table
from dashboard.session.page_context import PageContext
from metrics.catalog import Metric
from metrics.disclosure import ReleasedSecondaryAnalysis, filled
from metrics.i18n import Locale
from metrics.scope import Scope


def show_related(context: PageContext, metric: Metric, scope: Scope) -> None:
    """A fold that is worked out when it is opened; nothing where nothing more can be asked."""
    _ = context.locale
    fold = st.expander(
        _("Further questions: who benefits, and who else?"),
        icon=":material/groups:",
        on_change="rerun",
        key="related",
    )
    if not fold.open:
        return
    with fold, st.spinner(_("Calculating ...")):
        found = queries.secondary_analyses(context.company, metric.name, scope)
        if not found:
            st.markdown(plain(_("These data can only answer the main question.")))
            return
        head = [_("Question"), _("Estimate"), _("Range"), _("People"), _("How to read it")]
        st.markdown(table(head, [row(one, metric, _) for one in found], right=9))


def row(one: ReleasedSecondaryAnalysis, metric: Metric, _: Locale) -> tuple[str, ...]:
    """One question as a row: the question, the estimate, its bounds, the people behind it, how to
    read it.
    """
    digits = 2 if one.unit == "ratio" else metric.digits
    title = filled(one.title, one.values, _)
    if one.estimate is None:
        return (
            plain(title),
            "–",
            "–",
            "–",
            plain(filled(str(one.values["reason"]), one.values, _)),
        )
    means = filled(one.means, one.values, _, digits)
    if one.weaker:
        means = f"{means} {_('A weaker comparison than the main one.')}"
    people = _(
        "{mentees} against {others}", mentees=_.number(one.n_mentees), others=_.number(one.n_others)
    )
    bounds = _(
        "{low} to {high}",
        low=_.signed(one.estimate.low, digits),
        high=_.signed(one.estimate.high, digits),
    )
    amount = f"{_.signed(one.estimate.estimate, digits)}\u00a0{_(one.unit)}"
    return plain(title), plain(amount), plain(bounds), plain(people), plain(means)
