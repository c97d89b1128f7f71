"""The fields of the plan as a whole: its name, its years, its money and its taxes."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.views.rewards.changes import of_whole
from dashboard.views.rewards.fields import WHOLE, field
from dashboard.views.rewards.view_model import RewardsViewModel
from metrics.rewards import HELD, LATER_YEARS, PROFILES, PUBLISHED, Scenario
from metrics.value import published_rates


def show_whole(view_model: RewardsViewModel) -> None:
    """The fields, folded."""
    _ = view_model.locale
    with st.expander(_(WHOLE), bool(view_model.wrong), key="plan_whole"):
        field(
            view_model,
            st.text_input,
            _("Name"),
            view_model.scenario.name,
            _named,
            key="name",
            max_chars=80,
        )
        left, right = st.columns(2)
        with left:
            _number(view_model, _("Years"), "years", step=1)
            _euros(view_model, _("One-off costs, euros"), "one_offs", step=500.0)
            _profile(view_model)
        with right:
            _rate(view_model)
            _tax_year(view_model)
        _later_years(view_model)
        _free_space(view_model)


def _number(view_model: RewardsViewModel, label: str, name: str, **how: object) -> None:
    field(
        view_model,
        st.number_input,
        label,
        getattr(view_model.scenario, name),
        of_whole(name),
        key=name,
        place=name,
        **how,
    )


def _euros(view_model: RewardsViewModel, label: str, name: str, **how: object) -> None:
    value = getattr(view_model.scenario, name)
    field(
        view_model,
        st.number_input,
        label,
        None if value is None else float(value),
        of_whole(name),
        key=name,
        place=name,
        format="%g",
        **how,
    )


def _free_space(view_model: RewardsViewModel) -> None:
    _, known = view_model.locale, view_model.basis.facts.free_space_used
    _euros(
        view_model,
        _("Free space used for other purposes, euros per year"),
        "free_space_used",
        step=1_000.0,
        placeholder=_("company setting: {amount}", amount=_.money(known)),
        help=_(
            "Part of the work-related costs scheme. Rewards above the remaining free space incur "
            "the final levy."
        ),
    )


def _rate(view_model: RewardsViewModel) -> None:
    field(
        view_model,
        st.number_input,
        view_model.locale("Discount rate, % per year"),
        round(view_model.scenario.discount_rate * 100, 4),
        lambda of, value: replace(of, discount_rate=round(value / 100, 6)),
        key="rate",
        place="discount_rate",
        step=0.5,
        format="%g",
    )


def _tax_year(view_model: RewardsViewModel) -> None:
    _ = view_model.locale
    years = sorted({year for profile in published_rates().values() for year in profile})
    _number(
        view_model,
        _("Tax year"),
        "tax_year",
        step=1,
        help=_("Available years: {years}.", years=", ".join(map(str, years))),
    )


def _profile(view_model: RewardsViewModel) -> None:
    _ = view_model.locale
    profiles = {"NL": _("Netherlands"), "none": _("no tax rules")}
    field(
        view_model,
        st.selectbox,
        _("Tax rules"),
        view_model.scenario.tax_profile,
        of_whole("tax_profile"),
        key="profile",
        place="tax_profile",
        options=list(PROFILES),
        format_func=profiles.__getitem__,
    )


def _later_years(view_model: RewardsViewModel) -> None:
    """What counts in the years of which the rates are not published: the reader's choice, never the
    product's.
    """
    _, chosen = view_model.locale, view_model.scenario.later_years
    labels = {
        PUBLISHED: _("report what is missing"),
        HELD: _("use the last known rates: our own judgement"),
    }
    field(
        view_model,
        st.selectbox,
        _("Years without published tax rates"),
        chosen if chosen in labels else PUBLISHED,
        of_whole("later_years"),
        key="later_years",
        place="later_years",
        options=list(LATER_YEARS),
        format_func=labels.__getitem__,
        help=_(
            "Each year of the plan uses its own tax rates. Rates for future years may not be "
            "published yet."
        ),
    )


def _named(of: Scenario, name: str) -> Scenario:
    return replace(of, name=" ".join(name.split()) or of.name)
