"""Does mentoring work differently for the groups it is meant for? One interval per group for the
difference.
"""

from __future__ import annotations

from dataclasses import replace

from metrics.catalog import Metric
from metrics.comparison import subgroups as steps
from metrics.evaluate.answer import Answer
from metrics.evaluate.secondary_analysis import SecondaryAnalysis
from metrics.evaluate.subgroup_contrast import IN, OUT, SubgroupContrast, contrast_subgroups
from metrics.i18n import N_
from metrics.inference.shrinkage import holm_intervals
from metrics.warehouse.engine import Session

NEWCOMERS = {
    "name": "newcomers",
    "said": N_("people hired less than 12 months ago"),
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


def goal_groups(session: Session, metric: Metric, answer: Answer) -> tuple[SecondaryAnalysis, ...]:
    """One question per declared group (without any: newcomers), and per group that pairings name.

    Who is in a group is judged in the month of the trial; for a panel in the month of pairing, for
    the others in the first month of the period with which they are compared. The intervals allow
    for the number of groups (Holm).
    """
    steps.enter(session, metric.shape)
    found: dict[str, tuple[dict[str, object], SubgroupContrast]] = {}
    for group in _groups(session):
        steps.split_by_group(session, group)
        found[str(group["name"])] = group, contrast_subgroups(session, answer)
    told = {
        name: parted.difference
        for name, (_, parted) in found.items()
        if parted.difference is not None
    }
    wider = holm_intervals(told)
    return tuple(
        _related(metric, group, replace(parted, difference=wider.get(name)), len(told))
        for name, (group, parted) in found.items()
    )


def _groups(session: Session) -> list[dict[str, object]]:
    declared = [_named(group) for group in steps.declared_groups(session)] or [NEWCOMERS]
    known = {group["name"] for group in declared}
    codes = [code for code in steps.paired_for(session) if code not in known]
    return declared + [{"name": code, "said": code, "paired_for": code} for code in codes]


def _named(group: dict[str, object]) -> dict[str, object]:
    either = group["name_en"] or group["name_nl"] or group["name"]
    return group | {"said": {"nl": group["name_nl"] or either, "en": either}}


def _related(
    metric: Metric, group: dict[str, object], parted: SubgroupContrast, looks: int
) -> SecondaryAnalysis:
    values = {"group": group["said"], "unit": metric.unit, "looks": looks}
    return SecondaryAnalysis(
        name=f"goal_group_{group['name']}",
        title=PAIRED_FOR if group.get("paired_for") else TITLE,
        estimate=parted.difference,
        unit=metric.unit,
        means=MEANS[metric.shape],
        n_mentees=parted.mentees.get(IN, 0),
        n_others=parted.mentees.get(OUT, 0),
        values=values | parted.values,
    )
