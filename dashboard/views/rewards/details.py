"""The details of a plan: one of nine parts at a time, as the reader chooses.

Here are the charts of a plan, its pay ranges, its precedent risk and the message to mentors. The
table of categories, the assumptions and the saved plans have a module each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from dashboard import queries
from dashboard.components import show_chart
from dashboard.figures import (
    PayRangeRow,
    bridge_chart,
    bridge_steps,
    pay_range_chart,
    plan_ranges,
    tornado_chart,
    tornado_rows,
)
from dashboard.markdown import bold, plain, table
from dashboard.session import keys
from dashboard.session.plan_links import NOTHING, TODAY
from dashboard.views.rewards.assumptions import show_assumptions
from dashboard.views.rewards.category import show_table
from dashboard.views.rewards.saving import show_saved_plans
from dashboard.views.rewards.view_model import RewardsViewModel
from metrics.disclosure import filled
from metrics.i18n import N_
from metrics.rewards import NO_RISK, RISK_BANDS, PayRange, PrecedentRisk, write_announcement
from metrics.value import NetCost, net_cost, planned_tax_rules

NO_CATEGORY = N_("This plan has no category.")
ONE_MORE_EURO = N_(
    "One extra euro of promised reward per pairing changes the net present value by {base} "
    "(between {low} and {high})."
)
NET_AMOUNT = 1_000.0  # euros that a mentor is left with, in the comparison of payment forms
MESSAGE_HEIGHT = 420  # pixels
HASH_LENGTH = 10  # characters of the key that differ between two drafts


def _show_bridge(view_model: RewardsViewModel) -> None:
    """Show the steps from what the plan returns and costs to its net result."""
    _ = view_model.locale
    appraisal = view_model.appraisal
    if appraisal is None or not view_model.scenario.categories:
        st.markdown(plain(_(NO_CATEGORY)))
        return
    fixed = view_model.comparison.chosen in (TODAY, NOTHING)
    today = None if fixed else view_model.appraisals.get(TODAY)
    show_chart(bridge_chart(bridge_steps(appraisal, today, _), _), _, key="bridge")
    st.caption(
        plain(
            _(
                "Solid: as it runs today. Outlined: planned. Hatched: expected. In this "
                "base case, every input is at its best estimate and the net result is "
                "{base}. The median outcome is {middle}, because some inputs can deviate "
                "further from their best estimate on one side.",
                base=_.money_short(appraisal.base["net"] or 0.0),
                middle=_.money_short(appraisal.net.median),
            )
        )
    )


def _show_tornado(view_model: RewardsViewModel) -> None:
    """Show how far each input alone moves the net present value."""
    _ = view_model.locale
    appraisal = view_model.appraisal
    if appraisal is None or not appraisal.swings:
        st.markdown(plain(_("This plan does nothing, so nothing is uncertain.")))
        return
    rows = tornado_rows(appraisal.swings, view_model.basis.assumptions, view_model.context.names, _)
    show_chart(tornado_chart(rows, appraisal.base["npv"] or 0.0, _), _, key="tornado")
    st.caption(
        plain(
            _(
                "Net present value with one input at its low (outlined) or high end "
                "(hatched), the others at their best estimate. A bar that crosses zero can "
                "reverse the decision."
            )
        )
    )


def _show_uncertainty(view_model: RewardsViewModel) -> None:
    """Show the range of the net result of every plan."""
    _ = view_model.locale
    plans = {
        view_model.title(slot): (appraisal.net, appraisal.odds)
        for slot, appraisal in view_model.appraisals.items()
    }
    show_chart(plan_ranges(plans, _), _, key="distribution")
    st.caption(
        plain(
            _(
                "Bar: 80 of 100 simulated outcomes. Thin line: 95 of 100. Dot: the median. "
                "All plans use the same random draws, so a difference between two plans is "
                "not chance."
            )
        )
    )


def _show_pay_ranges(view_model: RewardsViewModel) -> None:
    """Show the pay range of each category with this plan's reward, and what a net amount costs."""
    _ = view_model.locale
    scenario = view_model.scenario
    if not scenario.categories:
        st.markdown(plain(_(NO_CATEGORY)))
        return
    pay_ranges = [
        queries.pay_range(view_model.basis, scenario, plan.category) for plan in scenario.categories
    ]
    rows = [
        PayRangeRow(
            view_model.category_name(pay_range.category),
            pay_range.floor,
            pay_range.ceiling,
            pay_range.present,
            pay_range.break_even[0].cost if pay_range.break_even else None,
        )
        for pay_range in pay_ranges
    ]
    show_chart(pay_range_chart(rows, _), _, key="pay_range")
    st.caption(
        plain(
            _(
                "Bar: from what a mentor gives up to what external hours would cost. Amounts "
                "are per mentor and pairing, at cost to the company. Thin line: how far both "
                "ends may extend. Diamond: this plan. Dotted line, if nearby: break-even."
            )
        )
    )
    for pay_range in pay_ranges:
        name = bold(view_model.category_name(pay_range.category))
        st.markdown(f"- {name}: {plain(_pay_range_notes(pay_range, view_model))}")
    _show_net_costs(view_model)


def _pay_range_notes(pay_range: PayRange, view_model: RewardsViewModel) -> str:
    """Return where the reward lies, and what one more euro does where that can be calculated."""
    _ = view_model.locale
    sentences = [filled(text, values, _) for text, values in pay_range.notes]
    marginal = pay_range.marginal
    if marginal is not None:
        sentences.append(
            _(
                ONE_MORE_EURO,
                base=_.money(marginal.base, 2),
                low=_.money(marginal.low, 2),
                high=_.money(marginal.high, 2),
            )
        )
    return " ".join(sentences)


def _show_net_costs(view_model: RewardsViewModel) -> None:
    """Show what it costs to leave a mentor € 1,000, by form of payment."""
    _ = view_model.locale
    scenario = view_model.scenario
    employer = view_model.basis.facts.employer
    rules = planned_tax_rules(scenario.tax_profile, scenario.tax_year, own=employer.own_rates)
    costs = net_cost(rules, net=NET_AMOUNT, employer=employer)
    title = _(
        "Cost of giving a mentor {net} net, under the {year} tax rules",
        net=_.money(NET_AMOUNT),
        year=str(scenario.tax_year),
    )
    header = [_("Form of payment"), _("Taxable wage per year"), _("Cost to the company")]
    st.markdown(bold(title))
    st.markdown(table(header, [_net_cost_row(cost, view_model) for cost in costs]))
    reasons = dict.fromkeys(cost.reason.message(_) for cost in costs if cost.reason)
    for reason in reasons:
        st.caption(plain(reason))


def _net_cost_row(net: NetCost, view_model: RewardsViewModel) -> list[str]:
    _ = view_model.locale
    cost = _("cannot be calculated for this year") if net.cost is None else _.money(net.cost, 2)
    return [plain(_(net.way)), plain("" if net.pay is None else _.money(net.pay)), plain(cost)]


def _show_precedents(view_model: RewardsViewModel) -> None:
    """Show the risk that each reward becomes an entitlement, and the scorecard of one of them."""
    _ = view_model.locale
    scenario = view_model.scenario
    risks = {
        plan.category: risk
        for plan in scenario.categories
        if (risk := queries.precedent(view_model.basis, plan, scenario)).band != NO_RISK
    }
    if not risks:
        st.markdown(plain(_("Nothing is given that could become an entitlement.")))
        return
    header = [
        _("Category"),
        _("Points"),
        _("Risk"),
        _("Probability"),
        _("Cost per year"),
        _("Liability, today's euros"),
    ]
    st.markdown(table(header, [_precedent_row(risk, view_model) for risk in risks.values()]))
    st.caption(
        plain(
            _(
                "Liability: probability × cost per year for the whole group × years to be "
                "paid after the plan. It is a possible cost and is not part of the net "
                "result."
            )
        )
    )
    category = st.selectbox(
        _("Scorecard for"),
        list(risks),
        key="card_category",
        format_func={code: view_model.category_name(code) for code in risks}.__getitem__,
    )
    _show_scorecard(risks[category], view_model)


def _precedent_row(risk: PrecedentRisk, view_model: RewardsViewModel) -> list[str]:
    _ = view_model.locale
    liability = _(
        "{middle} ({low} to {high})",
        middle=_.money_short(risk.liability.base),
        low=_.money_short(risk.liability.low),
        high=_.money_short(risk.liability.high),
    )
    cells = [
        view_model.category_name(risk.category),
        f"{_.number(risk.points)} / {_.number(risk.most)}",
        _(RISK_BANDS[risk.band]),
        _.percent(risk.probability.base),
        _.money_short(risk.yearly),
        liability,
    ]
    return [plain(cell) for cell in cells]


def _show_scorecard(risk: PrecedentRisk, view_model: RewardsViewModel) -> None:
    _ = view_model.locale
    rows = [
        [
            plain(filled(line.title, line.values, _)),
            _.number(line.points, int(line.points % 1 > 0)),
            _.number(line.weight),
        ]
        for line in risk.lines
    ]
    st.markdown(table([_("Criterion"), _("Points"), _("of")], rows))
    for text, values in risk.notes:
        st.caption(plain(filled(text, values, _)))


def _show_message(view_model: RewardsViewModel) -> None:
    """Show the message to the mentors of a category as a draft to edit and to download."""
    _ = view_model.locale
    plans = view_model.scenario.categories
    if not plans:
        st.markdown(plain(_(NO_CATEGORY)))
        return
    codes = [plan.category for plan in plans]
    code = st.selectbox(
        _("Message to mentors of"),
        codes,
        key="message_category",
        format_func={code: view_model.category_name(code) for code in codes}.__getitem__,
    )
    draft, key = _draft_message(view_model, code)
    text = st.text_area(
        _("Message to mentors"),
        draft,
        height=MESSAGE_HEIGHT,
        key=key,
        persist_state="session",
        help=_("This is a draft: edit it as you like. The report uses the text shown here."),
    )
    st.caption(plain(_("A line that begins with # is a heading.")))
    st.download_button(
        _("Download message"),
        text.encode(),
        file_name=f"{key}.md",
        mime="text/markdown",
        on_click="ignore",
        key="download_message",
        icon=":material/download:",
    )


def message_to_mentors(view_model: RewardsViewModel, category: str) -> str:
    """Return the message to the mentors of a category as edited, else the draft."""
    draft, key = _draft_message(view_model, category)
    message: str = st.session_state.get(key, draft)
    return message


def _draft_message(view_model: RewardsViewModel, category: str) -> tuple[str, str]:
    """Return the draft, and the key of its widget.

    A changed plan has another draft and so another key: what was typed stays with the first one.
    """
    report = queries.report(view_model.context.company, view_model.locale.language)
    draft = write_announcement(
        view_model.scenario,
        category,
        view_model.locale,
        company=report["company"] or "",
        title=view_model.category_name(category),
    )
    content_hash = hashlib.sha256(draft.encode()).hexdigest()
    return draft, keys.edited_message(category, content_hash[:HASH_LENGTH])


@dataclass(frozen=True)
class Detail:
    """A part of the details: its label, and what draws it.

    `with_faults`: whether it is drawn for a plan that cannot be calculated.
    """

    label: str
    show: Callable[[RewardsViewModel], None]
    with_faults: bool = False


DETAILS = {
    "bridge": Detail(N_("Where it comes from"), _show_bridge),
    "sensitivity": Detail(N_("Sensitivity"), _show_tornado),
    "uncertainty": Detail(N_("Uncertainty"), _show_uncertainty),
    "pay_range": Detail(N_("Pay range"), _show_pay_ranges),
    "precedent": Detail(N_("Precedent"), _show_precedents),
    "table": Detail(N_("Table of all categories"), show_table, with_faults=True),
    "assumptions": Detail(N_("Assumptions"), show_assumptions, with_faults=True),
    "message": Detail(N_("Message to mentors"), _show_message),
    "saved": Detail(N_("Save and open"), show_saved_plans, with_faults=True),
}


def show_details(view_model: RewardsViewModel) -> None:
    """Show the choice of details, and the chosen one where the plan allows it."""
    _ = view_model.locale
    labels = {name: _(detail.label) for name, detail in DETAILS.items()}
    name = st.segmented_control(
        _("Details"),
        list(labels),
        format_func=labels.__getitem__,
        default="bridge",
        required=True,
        key="detail",
        label_visibility="collapsed",
    )
    detail = DETAILS[name]
    if view_model.appraisal or detail.with_faults:
        detail.show(view_model)
