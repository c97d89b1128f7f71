"""What a plan comes to, in sentences: the answer, where its reward lies, and what it does not
know.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain
from dashboard.session.plan_links import TODAY
from dashboard.text import plan_text
from dashboard.views.rewards.changes import of_whole
from dashboard.views.rewards.fields import field, wrong
from dashboard.views.rewards.view_model import RewardsViewModel
from metrics.disclosure import filled
from metrics.i18n import N_
from metrics.rewards import is_measured

NO_CURRENT_PLAN = N_("No pairing started in the last twelve months")
CANNOT_CALCULATE = N_("This plan cannot be calculated yet")
NO_MEETINGS = N_(
    "No meetings are loaded. Hours count as agreed, and every pairing is assumed to meet them."
)
PUBLISHED_ONLY = N_(
    "Its return rests on published results of others until effects can be measured here."
)
CAVEATS = N_("Caveats and uncertainty")


def show_answer(view_model: RewardsViewModel, head: Any) -> None:
    """The headline, how sure that is, what is wrong where something is, and the cautious way of
    counting.
    """
    _, found, known = view_model.locale, view_model.found, view_model.basis.facts
    if found is None:
        title = _(CANNOT_CALCULATE)
        beneath = _("See below what is wrong and where to fix it. Nothing is lost.")
    elif view_model.comparison.chosen == TODAY and not view_model.scenario.categories:
        title = _(NO_CURRENT_PLAN)
        beneath = _("To start a plan, enter the number of pairings for a category.")
        if not any(is_measured(known, name) for name in known.categories):
            beneath += " " + _(PUBLISHED_ONLY)
    else:
        title, beneath = plan_text.headline(found, _), plan_text.subheading(found, _)
    head.title(plain(title), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            plain(f"{view_model.title(view_model.comparison.chosen)}. {beneath}"), width="stretch"
        )
        field(
            view_model,
            st.toggle,
            _("Conservative case"),
            view_model.scenario.conservative,
            of_whole("conservative"),
            key="conservative",
            width="content",
            help=_(
                "Follows Phillips: effects at their lower bound, the first year only, all "
                "costs, and zero where nothing was measured."
            ),
        )
    for says in wrong(view_model):
        st.error(plain(says), icon=":material/error:")
    if not queries.report(view_model.context.company, _.language)["tables"].get("meetings"):
        st.info(
            plain(_(NO_MEETINGS)),
            icon=":material/info:",
        )


def say_corridor(view_model: RewardsViewModel, category: str) -> None:
    """Where the reward of the category lies, in sentences."""
    if view_model.found is None or category not in {
        one.category for one in view_model.scenario.categories
    }:
        return
    _, found = (
        view_model.locale,
        queries.pay_range(view_model.basis, view_model.scenario, category),
    )
    st.markdown(
        plain(
            " ".join(
                [
                    _("Per pairing, at cost to the company:"),
                    *(filled(text, values, _) for text, values in found.notes),
                ]
            )
        )
    )


def show_unsure(view_model: RewardsViewModel) -> None:
    """What the plan does not know: every note, then what it hangs on most."""
    _ = view_model.locale
    if view_model.found is None or not view_model.scenario.categories:
        return
    st.markdown(f"**{plain(_(CAVEATS))}**")
    names = view_model.context.names
    for says in (
        *plan_text.notes(view_model.found, names, _),
        *plan_text.uncertainty_lines(view_model.found, view_model.basis.assumptions, names, _),
    ):
        st.markdown(
            f"- {plain(says)}".replace("−€", "−\u2060€")
        )  # a line must not end in the minus
    if view_model.basis.facts.stands_in:
        names = ", ".join(map(view_model.category, view_model.basis.facts.stands_in))
        st.caption(
            plain(
                _(
                    (
                        "{names}: fewer than ten pairings or mentors, so company-wide "
                        "figures are used."
                    ),
                    names=names,
                )
            )
        )
    st.caption(
        plain(
            _(
                "Not valued in money: {names}.",
                names="; ".join(map(_, view_model.found.intangibles)),
            )
        )
    )
