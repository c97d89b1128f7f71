"""An indication in one line, and the studies behind it as rows of a table. Pure."""

from __future__ import annotations

from math import exp

from dashboard.text.quantities import signed_bounds
from metrics.disclosure import ReleasedAnswer
from metrics.i18n import N_, Locale
from metrics.value import LOG_RATE_RATIO, Expectation

RATIO = N_("{factor} times the rate of leaving")
DEVIATIONS = N_("{effect} standard deviations")

SHORT = N_("Indication: {bounds} {unit}, {share} of it published evidence")


def short_indication(answer: ReleasedAnswer, _: Locale) -> str:
    """Return the indication for a card; empty without one."""
    found = answer.indication
    if found is None:
        return ""
    bounds = signed_bounds(found.interval, answer.metric, _)
    share = _.percent(found.published_share)
    return _(SHORT, bounds=bounds, unit=_(answer.metric.unit), share=share)


def study_rows(known: Expectation, _: Locale) -> tuple[list[str], list[list[str]]]:
    """Return the header and, per published effect, what it found and how much of it is used."""
    header = [_("Study"), _("Reported"), _("In other words"), _("Used"), _("Why (judgement)")]
    rows = []
    for effect in known.effects:
        found = (
            _(RATIO, factor=_.number(exp(effect.estimate), 2))
            if known.unit == LOG_RATE_RATIO
            else _(DEVIATIONS, effect=_.signed(effect.estimate, 2))
        )
        rows.append(
            [
                effect.study,
                _(effect.reported),
                found,
                _.percent(effect.kept),
                _(effect.judgement),
            ]
        )
    return header, rows
