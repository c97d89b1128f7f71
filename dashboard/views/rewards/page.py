"""The rewards page: plans side by side, the net result of each, and how certain it is.

A change redraws only this page's fragment, and is written to the URL.
"""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import queries
from dashboard.components import show_verdict_lines, titled
from dashboard.markdown import bold, plain
from dashboard.session.page_context import PageContext
from dashboard.session.plan_comparison import UNREADABLE, current_comparison, todays_plan
from dashboard.session.plan_links import TODAY
from dashboard.text import plan_text
from dashboard.views.rewards.category import show_category
from dashboard.views.rewards.comparison import choose_plan, show_comparison, show_downloads
from dashboard.views.rewards.details import show_details
from dashboard.views.rewards.fields import (
    change_setting,
    fault_sentences,
    show_field,
    show_settings,
)
from dashboard.views.rewards.saving import open_linked_plan
from dashboard.views.rewards.view_model import RewardsViewModel
from metrics.disclosure import filled
from metrics.evaluate import CANNOT_TELL, CONTRADICTED
from metrics.i18n import N_
from metrics.plan_basis import PlanBasis
from metrics.rewards import Scenario, is_measured

QUESTION = N_("What should a mentor get?")
NO_CURRENT_PLAN = N_("No pairing started in the last twelve months")
CANNOT_CALCULATE = N_("This plan cannot be calculated yet")
NO_MEETINGS = N_(
    "No meetings are loaded. Hours count as agreed, and every pairing is assumed to meet them."
)
PUBLISHED_ONLY = N_(
    "Its return rests on published results of others until effects can be measured here."
)
CAVEATS = N_("Caveats and uncertainty")
MOST_BESIDE_FIELDS = 3  # plans for which the comparison fits beside the fields


def show(context: PageContext) -> None:
    """Show the page."""
    basis = context.company.plan_basis
    today = todays_plan(basis, context.locale)
    open_linked_plan(today, context.locale)
    _show_plans(context, basis, today, context.head.empty())


@st.fragment
def _show_plans(
    context: PageContext, basis: PlanBasis, today: Scenario, head: DeltaGenerator
) -> None:
    comparison, complete = current_comparison(today)
    view_model = RewardsViewModel.appraised(context, basis, comparison)
    if not complete:
        st.warning(plain(context.locale(UNREADABLE)), icon=":material/warning:")
    _show_headline(view_model, head)
    choose_plan(view_model)
    wide = len(view_model.appraisals) > MOST_BESIDE_FIELDS
    if wide:
        show_comparison(view_model)
    left, right = st.columns([5, 7], gap="large")
    with left:
        _show_pay_range(view_model, show_category(view_model))
        show_settings(view_model)
    with right:
        if not wide:
            show_comparison(view_model)
        _show_caveats(view_model)
    show_details(view_model)
    show_downloads(view_model)


def _show_headline(view_model: RewardsViewModel, head: DeltaGenerator) -> None:
    """Show the answer, how certain it is, the faults, and the switch to the conservative case."""
    _ = view_model.locale
    title, subheading = _headline(view_model)
    appraisal = view_model.appraisal
    verdict = appraisal.verdict if appraisal else None
    head.title(titled(title, verdict, _), anchor=False)
    if appraisal and verdict and verdict.word in (CONTRADICTED, CANNOT_TELL):
        lines = plan_text.verdict_lines(appraisal, view_model.context.names, _)
        show_verdict_lines(verdict, lines)
    with st.container(horizontal=True, vertical_alignment="center"):
        plan = view_model.title(view_model.comparison.chosen)
        st.markdown(plain(f"{plan}. {subheading}"), width="stretch")
        show_field(
            view_model,
            st.toggle,
            _("Conservative case"),
            view_model.scenario.conservative,
            change_setting("conservative"),
            key="conservative",
            width="content",
            help=_(
                "Follows Phillips: effects at their lower bound, the first year only, all "
                "costs, and zero where nothing was measured."
            ),
        )
    for sentence in fault_sentences(view_model):
        st.error(plain(sentence), icon=":material/error:")
    tables = queries.report(view_model.context.company, _.language)["tables"]
    if not tables.get("meetings"):
        st.info(plain(_(NO_MEETINGS)), icon=":material/info:")


def _headline(view_model: RewardsViewModel) -> tuple[str, str]:
    """Return the title of the page, and the sentence below it."""
    _ = view_model.locale
    appraisal = view_model.appraisal
    if appraisal is None:
        return _(CANNOT_CALCULATE), _(
            "See below what is wrong and where to fix it. Nothing is lost."
        )
    if view_model.comparison.chosen == TODAY and not view_model.scenario.categories:
        subheading = _("To start a plan, enter the number of pairings for a category.")
        facts = view_model.basis.facts
        if not any(is_measured(facts, category) for category in facts.categories):
            subheading += " " + _(PUBLISHED_ONLY)
        return _(NO_CURRENT_PLAN), subheading
    return plan_text.headline(appraisal, _), plan_text.subheading(appraisal, _)


def _show_pay_range(view_model: RewardsViewModel, category: str) -> None:
    """Say where the reward of this category lies in its pay range; nothing where it has no plan."""
    _ = view_model.locale
    planned = {plan.category for plan in view_model.scenario.categories}
    if view_model.appraisal is None or category not in planned:
        return
    pay_range = queries.pay_range(view_model.basis, view_model.scenario, category)
    notes = [filled(text, values, _) for text, values in pay_range.notes]
    st.markdown(plain(" ".join([_("Per pairing, at cost to the company:"), *notes])))


def _show_caveats(view_model: RewardsViewModel) -> None:
    """Show every note about the plan, the inputs that move it most, and what is left out."""
    _ = view_model.locale
    appraisal = view_model.appraisal
    if appraisal is None or not view_model.scenario.categories:
        return
    st.markdown(bold(_(CAVEATS)))
    names = view_model.context.names
    sentences = (
        *plan_text.verdict_lines(appraisal, names, _)[1:],
        *plan_text.notes(appraisal, names, _),
        *plan_text.uncertainty_lines(appraisal, view_model.basis.assumptions, names, _),
    )
    for sentence in sentences:
        # The word joiner keeps a line from ending in the minus sign.
        st.markdown(f"- {plain(sentence)}".replace("−€", "−\u2060€"))
    if small := view_model.basis.facts.replaced_categories:
        st.caption(
            plain(
                _(
                    "{names}: fewer than ten pairings or mentors, so company-wide "
                    "figures are used.",
                    names=", ".join(map(view_model.category_name, small)),
                )
            )
        )
    left_out = "; ".join(map(_, appraisal.intangibles))
    st.caption(plain(_("Not valued in money: {names}.", names=left_out)))
