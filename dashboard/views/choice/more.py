"""What changes with more money."""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain
from dashboard.session.page_context import PageContext
from dashboard.views.choice.rewards import reward
from metrics.i18n import N_, Locale
from metrics.plan_basis import OptimisationRequest, PlanBasis
from metrics.portfolio import ChosenOption

WITH_EXTRA = N_("With an extra {more}")
MORE = 10_000


def show_next(
    context: PageContext, menu: OptimisationRequest, budget: int, basis: PlanBasis
) -> None:
    """What changes with more money."""
    _ = context.locale
    then = queries.spend_more(basis, menu, budget, MORE)
    st.subheader(plain(_(WITH_EXTRA, more=_.money(MORE))), anchor=False)
    if not then.added:
        st.markdown(plain(_("No change: a larger budget buys nothing better.")))
        return
    before = {one.option.category: one for one in then.dropped}
    for one in then.added:
        old = before.get(one.option.category)
        st.markdown(f"- {plain(_change(context, one, old))}")
    st.markdown(plain(_("Together these changes add {gain}.", gain=_.money_short(then.gain))))


def _change(context: PageContext, new: ChosenOption, old: ChosenOption | None) -> str:
    _, category = context.locale, context.name("category", new.option.category)
    now = _said(new, _)
    if old is None:
        return _("{category}: {now}", category=category, now=now)
    return _(
        "{category}: {now} instead of {before}",
        category=category,
        now=now,
        before=_said(old, _),
    )


def _said(one: ChosenOption, _: Locale) -> str:
    """The reward, with the pairings where they are counted."""
    name = reward(one.option.plan, _)
    if not one.option.each:
        return name
    return _.plural(
        "{reward} for {n} pairing",
        "{reward} for {n} pairings",
        round(one.total("pairings")),
        reward=name,
    )
