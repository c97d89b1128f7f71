"""What it would take to know more: the effect a reader cares about, and how many people or lots
would show it.
"""

from __future__ import annotations

import streamlit as st

from dashboard.markdown import bold, plain
from dashboard.text import quantities
from metrics.catalog import Metric
from metrics.disclosure import ReleasedEvidence
from metrics.evaluate import PowerAnalysis
from metrics.i18n import N_, Locale

ENOUGH = N_("To detect {aim}, the current mentees are enough.")
LOTTERY = N_(
    "Stronger evidence: draw lots. Of {n} candidates, one half starts now; the other half "
    "waits {months} months and then starts. That detects {aim} as often, and no one has to "
    "assume that the groups are comparable."
)


def show_plan(found: ReleasedEvidence, _: Locale) -> None:
    """What these data could show, then what would show an effect of the reader's choice; nothing
    without an answer.
    """
    power, metric = found.power, found.answer.metric
    if power is None:
        return
    st.markdown(bold(_("What it would take to know more")))
    st.markdown(
        plain(
            _(
                "These data detect an effect of {smallest} or more in four of five cases.",
                smallest=quantities.quantity(power.detectable_effect, metric, _),
            )
        )
    )
    step = 10.0**-metric.digits
    aim = max(round(power.worthwhile_effect, metric.digits), step)
    effect = st.number_input(
        plain(_("Effect that would matter to you ({unit})", unit=_(metric.unit))),
        min_value=step,
        value=aim,
        step=step,
        format=f"%.{metric.digits}f",
        key="effect",
    )
    st.markdown(
        "\n".join(
            f"- {plain(line)}"
            for line in (*_size(power, effect, metric, _), *_yearly(power, metric, _))
        )
    )


def _size(power: PowerAnalysis, effect: float, metric: Metric, _: Locale) -> list[str]:
    size, aim = power.required_sample(effect), quantities.quantity(effect, metric, _)
    if size.mentees <= power.n:
        said = [_(ENOUGH, aim=aim)]
    else:
        said = [
            _("To detect {aim}, you need {n} mentees in total.", aim=aim, n=_.number(size.mentees))
        ]
        if size.months:
            said[0] += " " + _(
                "At last year's pace, that takes another {n} months.", n=_.number(size.months)
            )
    if size.candidates:
        said += [
            _(
                LOTTERY,
                n=_.number(size.candidates),
                months=_.number(power.horizon),
                aim=aim,
            ),
            _(
                "You need more if mentors have many mentees each, and fewer if people are "
                "compared with their own earlier values. If everyone is to get a mentor, a "
                "lottery can decide who starts first."
            ),
        ]
    return said


def _yearly(power: PowerAnalysis, metric: Metric, _: Locale) -> list[str]:
    if power.yearly is None:
        return []
    mentees, others = (_.percent(risk, 1) for risk in power.yearly)
    return [
        _(
            (
                "{event} per year, if all years of the {months} months were the same: "
                "{mentees} of mentees, {others} of the comparison group. The gap over "
                "{months} months is never priced; only the first 12 months are."
            ),
            event=_(metric.event or metric.title),
            months=_.number(power.horizon),
            mentees=mentees,
            others=others,
        )
    ]
