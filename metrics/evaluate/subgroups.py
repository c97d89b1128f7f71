"""Whether mentoring works differently for the groups it is meant for: one interval per group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from metrics.catalog import Metric
from metrics.comparison import subgroups as steps
from metrics.evaluate.answer import Answer
from metrics.evaluate.secondary_analysis import SecondaryAnalysis
from metrics.evaluate.subgroup_contrast import IN, OUT, SubgroupContrast, contrast_subgroups
from metrics.i18n import N_
from metrics.inference.shrinkage import holm_intervals
from metrics.warehouse.engine import Session

Group = Mapping[str, object]  # a declared group, with what a reader calls it under "title"
NEWCOMERS: Group = {
    "name": "newcomers",
    "title": N_("people hired less than 12 months ago"),
    "tenure_months_below": 12,
}
TITLE = N_("Is the effect different for {group}?")
PAIRED_FOR = N_("Is the effect different for pairings meant for {group}?")
MEANS = {
    "time to event": N_(
        "The difference between two effects over {months} months: {inside} {unit} in the "
        "group and {outside} {unit} among the other mentees, each against comparable "
        "colleagues. If zero lies between the bounds, nothing shows a different effect for "
        "the group. The bounds allow for the number of groups examined ({looks})."
    ),
    "panel": N_(
        "The difference between two effects: {inside} {unit} in the group and {outside} "
        "{unit} among the other mentees, each against comparable colleagues. If zero lies "
        "between the bounds, nothing shows a different effect for the group. The bounds "
        "allow for the number of groups examined ({looks})."
    ),
}
WITHOUT_COVARIATES = N_(
    "The difference between two effects: {inside} {unit} in the group and {outside} {unit} among "
    "the other mentees. Unlike the answer, it does not allow for department, job level, tenure and "
    "the last two values: too few people in the group have values early enough. If zero lies "
    "between the bounds, nothing shows a different effect for the group. The bounds allow for the "
    "number of groups examined ({looks})."
)


def goal_groups(session: Session, metric: Metric, answer: Answer) -> tuple[SecondaryAnalysis, ...]:
    """Return a question per declared group (without any: newcomers), and per group of pairings.

    Membership of a group is that in the month of the trial; for a panel in the month of pairing,
    for the others in the first month of the period with which they are compared. The intervals
    allow for the number of groups (Holm).
    """
    steps.keep_entrants(session, metric.shape)
    contrasts: dict[str, tuple[Group, SubgroupContrast]] = {}
    for group in _groups(session):
        steps.split_by_group(session, group)
        contrasts[str(group["name"])] = (group, contrast_subgroups(session, answer))
    differences = {
        name: contrast.difference
        for name, (_group, contrast) in contrasts.items()
        if contrast.difference is not None
    }
    wider = holm_intervals(differences)
    return tuple(
        _question(metric, group, replace(contrast, difference=wider.get(name)), len(differences))
        for name, (group, contrast) in contrasts.items()
    )


def _groups(session: Session) -> list[Group]:
    declared = [_titled(group) for group in steps.declared_groups(session)] or [NEWCOMERS]
    names = {group["name"] for group in declared}
    of_pairings: list[Group] = [
        {"name": name, "title": name, "paired_for": name}
        for name in steps.paired_for(session)
        if name not in names
    ]
    return declared + of_pairings


def _titled(group: Group) -> Group:
    either = group["name_en"] or group["name_nl"] or group["name"]
    return {**group, "title": {"nl": group["name_nl"] or either, "en": either}}


def _question(
    metric: Metric, group: Group, contrast: SubgroupContrast, looks: int
) -> SecondaryAnalysis:
    return SecondaryAnalysis(
        name=f"goal_group_{group['name']}",
        title=PAIRED_FOR if group.get("paired_for") else TITLE,
        estimate=contrast.difference,
        unit=metric.unit,
        means=WITHOUT_COVARIATES
        if contrast.values.get("without_covariates")
        else MEANS[metric.shape],
        n_mentees=contrast.mentees.get(IN, 0),
        n_others=contrast.mentees.get(OUT, 0),
        values={"group": group["title"], "unit": metric.unit, "looks": looks, **contrast.values},
    )
