"""The evidence: the same question asked in other ways, sensitivity, and what others found."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import queries
from dashboard.components import CHECK_ICONS, show_chart, show_verdict
from dashboard.figures import balance_plot
from dashboard.figures.trait_contour import trait_contour
from dashboard.markdown import bold, plain, table
from dashboard.session.page_context import PageContext
from dashboard.text import answer_text, quantities
from metrics.catalog import Metric
from metrics.disclosure import (
    FOR_NEXT,
    ReleasedAnswer,
    ReleasedEvidence,
    ReleasedSecondaryAnalysis,
    filled,
    next_sentences,
)
from metrics.evaluate import BalanceRow, CrossCheck, PowerAnalysis, key_title
from metrics.i18n import N_, Locale
from metrics.scope import Scope
from metrics.value import Study, studies_about

CONTOUR = N_(
    "Right: how much of who is mentored a trait explains. Up: how much of the outcome. Dots: as "
    "strong as what is recorded. On a line the answer would have the value at its end; the thick "
    "line is zero."
)


def show_evidence(context: PageContext, metric: Metric, scope: Scope) -> None:
    """Show the evidence in a fold, calculated when opened: several times the page's work."""
    _ = context.locale
    fold = st.expander(
        _("Uncertainty: other methods and published research"),
        icon=":material/balance:",
        on_change="rerun",
        key="evidence",
    )
    if not fold.open:
        return
    with fold, st.spinner(_("Calculating ...")):
        found = queries.evidence(context.company, metric.name, scope)
        show_verdict(found.answer.verdict, _)
        checked = (*found.data, *found.sensitivity)
        for failed in (one for one in checked if one.passed is False):
            st.warning(
                plain(answer_text.check_text(failed, _, metric.digits)), icon=":material/warning:"
            )
        if found.cross_checks:
            st.markdown(
                table(
                    ["", _("Estimate"), _("Range"), "", _("What a disagreement would mean")],
                    [_row(check, found, _) for check in found.cross_checks],
                    right=9,
                )
            )
        left, right = st.columns(2, gap="large")
        with left:
            away = [
                answer_text.check_text(one, _, metric.digits)
                for one in found.sensitivity
                if one.passed is not False
            ]
            _points(_("Sensitivity"), away, _)
            _show_contour(found, _)
            kept = [answer_text.check_text(one, _) for one in found.data if one.passed]
            _points(_("How the data were recorded"), kept, _)
            told = [one for one in found.overlap if one.values.get("size") != 0]
            _points(_("Who is compared"), [answer_text.check_text(one, _) for one in told], _)
        with right:
            if found.balance:
                st.markdown(bold(_("Mentees and comparison group, before and after weighting")))
                show_chart(
                    balance_plot(found.balance, [_level(row, context) for row in found.balance], _),
                    _,
                    key="love",
                )
            show_plan(found, _)
        show_published(metric, _)


def _row(check: CrossCheck, found: ReleasedEvidence, _: Locale) -> tuple[str, ...]:
    metric = found.answer.metric
    if check.estimate is None:
        reason = check.values.get("reason")
        told = filled(str(reason or check.means), check.values, _)
        p_value = check.values.get("p")
        p = _("p = {p}", p=_.number(p_value, 2)) if isinstance(p_value, float) else "–"
        return plain(_(check.title)), plain(p), "–", "", plain(told)
    digits = 2 if check.unit == "ratio" else metric.digits
    one = check.estimate
    low, middle, high = (_.number(end, digits) for end in (one.low, one.estimate, one.high))
    bounds = _("{low} to {high}", low=low, high=high)
    return (
        plain(_(check.title)),
        plain(middle),
        plain(bounds),
        CHECK_ICONS[check.agrees],
        plain(filled(check.means, check.values, _)),
    )


def _show_contour(found: ReleasedEvidence, _: Locale) -> None:
    """Draw how strong a hidden trait must be; nothing where no recorded trait compares."""
    trait = found.hidden_trait
    if trait is None or trait.key is None:
        return
    st.markdown(bold(_("How strong would a hidden trait have to be?")))
    show_chart(trait_contour(trait, found.answer.metric, _), _, key="trait_contour")
    st.caption(plain(_(CONTOUR)))


def _points(title: str, lines: list[str], _: Locale) -> None:
    if lines:
        st.markdown(bold(title))
        st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def _level(row: BalanceRow, context: PageContext) -> str:
    return f"{context.locale(key_title(row.key))}: {context.locale(row.level)}"


def show_for_next(context: PageContext, answer: ReleasedAnswer) -> None:
    """Show in a line what the effect is for those who would be paired next, where it is known."""
    if answer.estimate is None:
        return
    found = queries.secondary_analyses(context.company, answer.metric.name, answer.scope, FOR_NEXT)
    if found:
        head, *more = next_sentences(found, answer.metric.digits, context.locale)
        st.caption(plain(head), help=plain(" ".join(more)) or None)


def show_related(context: PageContext, metric: Metric, scope: Scope) -> None:
    """Show the secondary analyses in a fold that is calculated when opened."""
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
    """Return one analysis as a row: question, estimate, interval, people, how to read it."""
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


ENOUGH = N_("To detect {aim}, the current mentees are enough.")
LOTTERY = N_(
    "Stronger evidence: draw lots. Of {n} candidates, one half starts now; the other half "
    "waits {months} months and then starts. That detects {aim} as often, and no one has to "
    "assume that the groups are comparable."
)


def show_plan(found: ReleasedEvidence, _: Locale) -> None:
    """Show what these data could detect, and what an effect of the reader's choice would need."""
    power = found.power
    metric = found.answer.metric
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
    size = power.required_sample(effect)
    aim = quantities.quantity(effect, metric, _)
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


ONLY_COMPARED = N_(
    "We found no published causal evidence on this. The studies below compare people who had a "
    "mentor with people who had none, as the simple average does."
)
NOTHING_CAUSAL = N_(
    "We found no published causal evidence on this. There are only your own data and judgement."
)


def none_causal(found: Sequence[Study], _: Locale) -> str:
    """Return what to say if none of the studies can tell cause from effect; else ""."""
    if not found:
        return _(NOTHING_CAUSAL)
    if any(study.causal for study in found):
        return ""
    return _(ONLY_COMPARED)


def show_published(metric: Metric, _: Locale) -> None:
    """Show the studies about the metric, the strongest design first, or that there are none."""
    st.markdown(bold(_("Published research")))
    found = studies_about(metric.name)
    if says := none_causal(found, _):
        st.markdown(plain(says))
    if not found:
        return
    grades = {"source": _("source"), "secondary": _("secondary source")}
    rows = [
        (
            plain(study.name),
            plain(_(study.design)),
            plain(_(study.finding)),
            plain(_(study.source)),
            grades[study.grade],
        )
        for study in found
    ]
    st.markdown(
        table([_("Study"), _("Design"), _("Finding"), _("Where"), _("Source type")], rows, right=9)
    )
