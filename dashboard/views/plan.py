"""What it would take to know more: the effect a reader cares about, and how many people or lots
would show it."""

from __future__ import annotations

import streamlit as st

from dashboard import sentences
from dashboard.texts import bold, plain
from metrics.catalog import Metric
from metrics.disclosure import ReleasedEvidence
from metrics.evaluate import Plan
from metrics.i18n import Words


def show_plan(found: ReleasedEvidence, _: Words) -> None:
    """What these data could show, then what would show an effect of the reader's choice; nothing
    without an answer."""
    plan, metric = found.plan, found.answer.metric
    if plan is None:
        return
    st.markdown(bold(_("What it would take to know more")))
    st.markdown(
        plain(
            _(
                "These data find an effect of {smallest} or more in four of five cases.",
                smallest=sentences.quantity(plan.smallest, metric, _),
            )
        )
    )
    step = 10.0**-metric.digits
    aim = max(round(plan.aim, metric.digits), step)
    effect = st.number_input(
        plain(_("An effect that would matter to you ({unit})", unit=_(metric.unit))),
        min_value=step,
        value=aim,
        step=step,
        format=f"%.{metric.digits}f",
        key="effect",
    )
    st.markdown(
        "\n".join(
            f"- {plain(line)}"
            for line in (*_size(plan, effect, metric, _), *_yearly(plan, metric, _))
        )
    )


def _size(plan: Plan, effect: float, metric: Metric, _: Words) -> list[str]:
    size, aim = plan.size(effect), sentences.quantity(effect, metric, _)
    if size.mentees <= plan.n:
        said = [_("For {aim} the mentees there are now are enough.", aim=aim)]
    else:
        said = [_("For {aim} it would take {n} mentees in all.", aim=aim, n=_.number(size.mentees))]
        if size.months:
            said[0] += " " + _(
                "At the pace of the last year that is {n} months more.", n=_.number(size.months)
            )
    if size.candidates:
        said += [
            _(
                (
                    "Surer: draw lots. Of {n} candidates one half starts now, the other waits "
                    "{months} months and starts then. That shows {aim} as often, and nobody "
                    "has to believe that the others are alike."
                ),
                n=_.number(size.candidates),
                months=_.number(plan.horizon),
                aim=aim,
            ),
            _(
                "Mentors with many mentees each make it more; comparing people with their "
                "own earlier values makes it fewer. Where everybody is to get a mentor, "
                "the lot can decide who begins first."
            ),
        ]
    return said


def _yearly(plan: Plan, metric: Metric, _: Words) -> list[str]:
    if plan.yearly is None:
        return []
    mentees, others = (_.percent(risk, 1) for risk in plan.yearly)
    return [
        _(
            (
                "{event} per year, if all years of the {months} months were alike: {mentees} "
                "of mentees, {others} of the others. The gap over {months} months is never "
                "priced; money is put on the first 12 months only."
            ),
            event=_(metric.event or metric.title),
            months=_.number(plan.horizon),
            mentees=mentees,
            others=others,
        )
    ]
