"""The fields of the plan as a whole: its name, its years, its money and its taxes."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.views.rewards.bench import Bench
from dashboard.views.rewards.changes import of_whole
from dashboard.views.rewards.fields import WHOLE, field
from metrics.rewards import Scenario
from metrics.rewards.scenario import HELD, LATER_YEARS, PROFILES, PUBLISHED
from metrics.value.tax import shipped


def show_whole(bench: Bench) -> None:
    """The fields, folded."""
    _ = bench.words
    with st.expander(_(WHOLE), bool(bench.wrong), key="plan_whole"):
        field(
            bench, st.text_input, _("Name"), bench.scenario.name, _named, key="name", max_chars=80
        )
        left, right = st.columns(2)
        with left:
            _number(bench, _("Years"), "years", step=1)
            _euros(bench, _("One-off costs, euros"), "one_offs", step=500.0)
            _profile(bench)
        with right:
            _rate(bench)
            _tax_year(bench)
        _later_years(bench)
        _free_space(bench)


def _number(bench: Bench, label: str, name: str, **how: object) -> None:
    field(
        bench,
        st.number_input,
        label,
        getattr(bench.scenario, name),
        of_whole(name),
        key=name,
        place=name,
        **how,
    )


def _euros(bench: Bench, label: str, name: str, **how: object) -> None:
    value = getattr(bench.scenario, name)
    field(
        bench,
        st.number_input,
        label,
        None if value is None else float(value),
        of_whole(name),
        key=name,
        place=name,
        format="%g",
        **how,
    )


def _free_space(bench: Bench) -> None:
    _, known = bench.words, bench.basis.facts.facts.free_space_used
    _euros(
        bench,
        _("Free space used for other purposes, euros per year"),
        "free_space_used",
        step=1_000.0,
        placeholder=_("company setting: {amount}", amount=_.money(known)),
        help=_(
            "Part of the work-related costs scheme. Rewards above the remaining free space incur "
            "the final levy."
        ),
    )


def _rate(bench: Bench) -> None:
    field(
        bench,
        st.number_input,
        bench.words("Discount rate, % per year"),
        round(bench.scenario.discount_rate * 100, 4),
        lambda of, value: replace(of, discount_rate=round(value / 100, 6)),
        key="rate",
        place="discount_rate",
        step=0.5,
        format="%g",
    )


def _tax_year(bench: Bench) -> None:
    _ = bench.words
    years = sorted({year for profile in shipped().values() for year in profile})
    _number(
        bench,
        _("Tax year"),
        "tax_year",
        step=1,
        help=_("Available years: {years}.", years=", ".join(map(str, years))),
    )


def _profile(bench: Bench) -> None:
    _ = bench.words
    profiles = {"NL": _("Netherlands"), "none": _("no tax rules")}
    field(
        bench,
        st.selectbox,
        _("Tax rules"),
        bench.scenario.tax_profile,
        of_whole("tax_profile"),
        key="profile",
        place="tax_profile",
        options=list(PROFILES),
        format_func=profiles.__getitem__,
    )


def _later_years(bench: Bench) -> None:
    """What counts in the years of which the rates are not published: the reader's choice, never the
    product's.
    """
    _, chosen = bench.words, bench.scenario.later_years
    labels = {
        PUBLISHED: _("report what is missing"),
        HELD: _("use the last known rates: our own judgement"),
    }
    field(
        bench,
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
