"""What a saved plan came to when it was saved, and whether its figures are still the same."""

from __future__ import annotations

import streamlit as st

from dashboard import queries
from dashboard.markdown import plain
from dashboard.views.rewards.view_model import RewardsViewModel
from metrics.disclosure import release
from metrics.i18n import N_
from metrics.plan_basis import PlanBasis
from metrics.rewards import Appraisal
from metrics.store import Draft, SavedScenario

RULES_CANNOT = N_(
    "{when}: today's tax rules cannot calculate it as saved. The saved version is kept unchanged."
)
UNCHANGED = N_("{when}: the figures have not changed since.")


def then(of: Draft | SavedScenario) -> Appraisal | None:
    """What the plan came to, with what was known and assumed when it was saved; None where today's
    rules cannot say.
    """
    basis = PlanBasis(release(of.facts), of.assumptions)
    return None if basis.faults(of.scenario) else queries.appraise(basis, of.scenario)


def say_as_saved(view_model: RewardsViewModel) -> None:
    """Whether the figures of the plan looked at are still those that were saved."""
    _, comparison = view_model.locale, view_model.comparison
    version = comparison.based_on.get(comparison.chosen)
    if version is None or view_model.found is None:
        return
    saved = queries.plan_store().load(comparison.scenario.name, version)
    before = then(saved)
    when = _(
        "Version {version}, saved by {author} on {day}",
        version=saved.version,
        author=saved.author,
        day=_.date(saved.at.date()),
    )
    if before is None:
        says = _(
            (RULES_CANNOT),
            when=when,
        )
    elif saved.scenario == comparison.scenario and before.net == view_model.found.net:
        says = _(UNCHANGED, when=when)
    else:
        says = _(
            (
                "{when}: the net result was {then} with the plan and data at that time. Now "
                "it is {now} (median outcome)."
            ),
            when=when,
            then=_.money_short(before.net.median),
            now=_.money_short(view_model.found.net.median),
        )
    st.caption(plain(says))
