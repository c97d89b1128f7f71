"""The evidence fold: computed, released and drawn for both shapes, without anything about a small
group."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.text.answer_text import CONTRADICTED_TITLE
from dashboard.views.metric.evidence import NOTHING_CAUSAL, ONLY_COMPARED, none_causal
from metrics.catalog import catalogue
from metrics.disclosure import release
from metrics.evaluate import PROTOCOL_FIGURES, evidence
from metrics.evaluate.per_protocol import TITLES
from metrics.evaluate.sensitivity import CONTROL, CONTROL_DIFFERS
from metrics.evaluate.verdict import HOLDS
from metrics.i18n import locale_for
from metrics.scope import Scope
from metrics.value.published import Study
from tests.dashboard.reading import says, title, unescaped

METRICS = catalogue()


@pytest.mark.parametrize(("name", "checks"), [("retention", 12), ("performance", 6)])
def test_every_other_way_of_asking_supports_the_sample_companys_answer(
    sample_session, name, checks
):
    found = release(evidence(METRICS[name], sample_session))
    assert (
        found.answer.verdict.word == HOLDS
        and len(found.cross_checks) == checks
        and found.sensitivity
        and found.power
    )
    assert bool(found.balance) == (name == "retention")


def test_a_hidden_answer_has_no_evidence_either(sample_session):
    scope = Scope.of({"category": "global", "department": "Finance"})
    found = release(evidence(METRICS["retention"], sample_session, scope))
    assert found.answer.estimate is None
    assert (found.cross_checks, found.sensitivity, found.balance, found.overlap, found.power) == (
        (),
        (),
        (),
        (),
        None,
    )


def test_the_evidence_of_a_part_holds_no_count_below_ten(sample_session):
    found = release(evidence(METRICS["retention"], sample_session, Scope.of({"department": "IT"})))
    values = [check.values for check in (*found.cross_checks, *found.sensitivity, *found.overlap)]
    counts = [value.get(name) for value in values for name in ("n", "mentees", "others", "people")]
    assert not [n for n in counts if isinstance(n, int) and 0 < n < 10]
    assert all(row.n_mentees >= 10 for row in found.balance)


def test_a_total_has_nothing_to_be_compared_with(sample_session):
    assert evidence(METRICS["mentoring_hours"], sample_session).answer.verdict is None


def opened(at: AppTest) -> AppTest:
    at.session_state["evidence"] = True
    return at.run()


def test_the_page_says_what_the_control_shows_and_the_control_has_no_page(visit):
    at = opened(visit("retention", lang="en"))
    assert not at.exception
    (said,) = [one.value for one in at.markdown if says(one.value, CONTROL)]
    assert says(said, CONTROL, control="Move to another location")
    assert (
        visit("relocation", lang="en").title[0].value == visit("overview", lang="en").title[0].value
    )


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_page_has_intention_to_treat_per_protocol_and_as_treated(visit, language):
    at = visit("retention", lang=language)
    assert not at.exception
    shown = [unescaped(one.value) for one in at.markdown]
    for name in PROTOCOL_FIGURES:
        asked = locale_for(language)(TITLES[name])
        assert any(re.search(re.escape(asked) + r"\W+\d", one) for one in shown)


def test_a_control_that_differs_is_a_warning(visit, tmp_path):
    """As control of staying, leaving itself: of that the sample company's mentoring does change
    something."""
    more = {"stay": ', control="leave"', "leave": ", only_control=True"}
    for name, last in more.items():
        (tmp_path / f"{name}.sql").write_text(METRICS["retention"].sql.read_text(encoding="utf-8"))
        (tmp_path / f"{name}.py").write_text(
            f'"""It."""\nMETRIC = Metric(title="{name}", question="?", shape="time to event", unit="months"{last})'
        )
    at = opened(visit("stay", lang="en", own=tmp_path))
    assert not at.exception
    assert says(title(at), CONTRADICTED_TITLE)
    warned = [one.value for one in at.warning if says(one.value, CONTROL_DIFFERS, control="leave")]
    assert warned and all(re.search(r"\d\.\d", unescaped(one)) for one in warned)


@pytest.mark.parametrize(
    ("designs", "sentence"),
    [
        ((), NOTHING_CAUSAL),
        (("observational",), ONLY_COMPARED),
        (("observational", "randomised"), ""),
        (("as if random",), ""),
    ],
)
def test_it_says_where_no_study_can_tell_cause_from_effect(designs, sentence):
    found = [Study("A 2020", design, "", (), "source", "") for design in designs]
    assert none_causal(found, locale_for("en")) == sentence
