"""The assumptions of a plan: those that were changed, a form to change one, and the employer's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from dashboard.markdown import plain, table
from dashboard.session import keys
from dashboard.session.plan_comparison import keep_comparison, kept_comparison
from dashboard.text import plan_text, quantities
from dashboard.text.labels import ASSUMPTION_OWNERS, SOURCE_TYPES
from dashboard.views.rewards.fields import show_faults
from dashboard.views.rewards.view_model import RewardsViewModel
from metrics.i18n import N_, Locale
from metrics.rewards import Scenario, assumptions_in_force, changed_assumptions
from metrics.value import ENDS, Assumption, Employer, EmployerSetting, employer_settings

FROM_FILES = N_("total of the files")
FROM_TAX_YEAR = N_("as set for the tax year")
WHERE_TO_SET = N_("To set this for your company, edit [employer] in company.toml.")


def show_assumptions(view_model: RewardsViewModel) -> None:
    """Show the changed assumptions, the form that changes one, and the employer's details."""
    scenario = view_model.scenario
    valid = tuple(
        (name, low, base, high)
        for name, low, base, high in scenario.assumptions
        if low <= base <= high
    )
    in_force = assumptions_in_force(
        replace(scenario, assumptions=valid), view_model.basis.assumptions
    )
    _show_changed(in_force, view_model.locale)
    name = _choose_assumption(view_model, in_force)
    _show_form(view_model, in_force[name])
    place = f"assumptions.{name}"
    show_faults(view_model, place)
    places = {fault.place for fault in view_model.plan_faults}
    for other in sorted(places - {place}):
        if other.startswith("assumptions."):
            show_faults(view_model, other)
    _show_employer(view_model.basis.facts.employer, view_model.locale)


def _show_changed(in_force: Mapping[str, Assumption], _: Locale) -> None:
    """Show the assumptions that differ from those that ship, or that none does."""
    changed = changed_assumptions(in_force)
    if not changed:
        st.markdown(plain(_("All assumptions have their default values.")))
        return
    rows = []
    for change in changed:
        cells = (
            _(change.now.meaning),
            _range_text(change.shipped, _),
            _range_text(change.now, _),
            _(change.now.unit),
            _(ASSUMPTION_OWNERS[change.now.owner]),
        )
        rows.append([plain(cell) for cell in cells])
    header = [
        _("Changed assumption"),
        _("Default"),
        _("Current value"),
        _("Unit"),
        _("Owner"),
    ]
    st.markdown(table(header, rows))


def _choose_assumption(view_model: RewardsViewModel, in_force: Mapping[str, Assumption]) -> str:
    """Return the name of the assumption that the reader chooses to see or change."""
    _ = view_model.locale
    bars = view_model.appraisal.swings if view_model.appraisal else ()
    used = [bar.name for bar in bars if bar.name in in_force]
    names = [*used, *(name for name in in_force if name not in used)]
    labels = {
        name: plan_text.input_name(name, in_force, view_model.context.names, _) for name in names
    }
    return st.selectbox(
        _("Change an assumption"),
        names,
        format_func=labels.__getitem__,
        key="assumption",
        help=_("The assumptions that move this plan most come first."),
    )


def _show_form(view_model: RewardsViewModel, assumption: Assumption) -> None:
    """Show the low, base and high value of an assumption, to be changed or put back."""
    _ = view_model.locale
    name = assumption.name
    locked = view_model.comparison.locked
    entered = {changed: ends for changed, *ends in view_model.scenario.assumptions}
    values = entered.get(name, [assumption.low, assumption.base, assumption.high])
    st.caption(
        plain(
            _(
                "Unit: {unit}. Source type: {grade}. {source}",
                unit=_(assumption.unit),
                grade=_(SOURCE_TYPES[assumption.grade]),
                source=_(assumption.source),
            )
        )
    )
    with st.form(f"assume_{name}_{view_model.comparison.chosen}", border=False):
        *columns, apply, reset = st.columns(len(ENDS) + 2, vertical_alignment="bottom")
        labels = (_("Low"), _("Base"), _("High"))
        for column, label, end, value in zip(columns, labels, ENDS, values, strict=True):
            column.number_input(
                label,
                value=float(value),
                format="%g",
                key=keys.assumption_field(name, end),
                disabled=locked,
            )
        apply.form_submit_button(
            _("Apply"),
            on_click=_apply_assumption,
            args=(name, view_model.new_plan_name),
            disabled=locked,
        )
        reset.form_submit_button(
            _("Reset"), on_click=_reset_assumption, args=(name,), disabled=locked
        )


def _apply_assumption(name: str, new_plan_name: str) -> None:
    """Change the assumption in the plan shown to the values of the form."""
    comparison = kept_comparison()
    low, base, high = (st.session_state[keys.assumption_field(name, end)] for end in ENDS)
    others = _other_assumptions(comparison.scenario, name)
    scenario = replace(comparison.scenario, assumptions=(*others, (name, low, base, high)))
    keep_comparison(comparison.changed(scenario, new_plan_name))


def _reset_assumption(name: str) -> None:
    """Take the change of the assumption out of the plan shown, and empty the form."""
    comparison = kept_comparison()
    if comparison.chosen in comparison.plans:
        others = _other_assumptions(comparison.scenario, name)
        keep_comparison(comparison.changed(replace(comparison.scenario, assumptions=others)))
    for end in ENDS:
        st.session_state.pop(keys.assumption_field(name, end), None)


def _other_assumptions(
    scenario: Scenario, name: str
) -> tuple[tuple[str, float, float, float], ...]:
    return tuple(changed for changed in scenario.assumptions if changed[0] != name)


def _show_employer(employer: Employer, _: Locale) -> None:
    """Show, folded, what the taxes and premiums of this employer are calculated with."""
    header = [
        _("Input for taxes and premiums"),
        _("Current value"),
        _("Unit"),
        _("Where it comes from"),
    ]
    rows = []
    for setting in employer_settings(employer):
        cells = (
            _(setting.meaning),
            _setting_value(setting, _),
            _(setting.unit),
            _(setting.source),
        )
        rows.append([plain(cell) for cell in cells])
    with st.expander(_("Employer details")):
        st.markdown(table(header, rows, right=len(header)))
        st.caption(plain(_(WHERE_TO_SET)))


def _setting_value(setting: EmployerSetting, _: Locale) -> str:
    if setting.value is None:
        return _(FROM_FILES) if setting.name == "wage_bill" else _(FROM_TAX_YEAR)
    if isinstance(setting.value, str):
        return _(setting.value)
    return quantities.assumption_value(setting.value, _)


def _range_text(assumption: Assumption, _: Locale) -> str:
    ends = (assumption.low, assumption.base, assumption.high)
    return " / ".join(quantities.assumption_value(end, _) for end in ends)
