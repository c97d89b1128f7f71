"""Filters of a metric's page: no two of them, nor a page with its folds and file, reveal the few people
between them."""

from __future__ import annotations

import pytest

from dashboard.exports import answer_rows
from dashboard.session.keys import filter_widget
from dashboard.text.answer_text import CANNOT_TELL
from dashboard.views.metric.by_shape import WHERE
from metrics import open_company
from metrics.disclosure import FOR_NEXT, next_sentences
from metrics.disclosure.differencing import TOO_FEW_LEFT, TOO_MANY_FILTERS
from metrics.disclosure.thresholds import NOT_TOLD
from metrics.i18n import locale_for
from metrics.scope import Scope
from tests.dashboard.reading import says, shows, title

FEW_LEFT = {
    "job_family": "support",
    "gender": "f",
}  # 11 of 19 with a review; the other 8 would follow
ENOUGH = {"department": "Sales", "gender": "f"}


@pytest.mark.parametrize(
    ("where", "why"), [(FEW_LEFT, TOO_FEW_LEFT), ({**ENOUGH, "grade": "junior"}, TOO_MANY_FILTERS)]
)
def test_a_part_that_would_reveal_few_people_is_not_answered(visit, where, why):
    at = visit("performance", lang="en", **where)
    assert says(title(at), CANNOT_TELL) and shows(at, why)
    assert not at.exception and not at.get("plotly_chart")
    answer = open_company().answer("performance", Scope.of(where))
    (_name, *figures) = answer_rows(answer, {}, locale_for("en"))[1][0]
    assert not [one for one in figures if isinstance(one, int | float)]


def test_two_filters_that_leave_enough_others_are_answered(visit):
    at = visit("performance", lang="en", **ENOUGH)
    assert not shows(at, TOO_FEW_LEFT) and at.get("plotly_chart")


def test_neither_folds_nor_evidence_reveal_what_the_page_hides(visit):
    visit("performance")
    company, scope = open_company(), Scope.of(FEW_LEFT)
    assert company.steps("performance", scope) == ()
    assert company.secondary_analyses("performance", scope) == ()
    found = company.evidence("performance", scope)
    assert found.answer.n_mentees == NOT_TOLD and (found.balance, found.power) == ((), None)
    assert company.steps("performance", Scope.of(ENOUGH))


def test_a_category_that_leaves_few_others_is_not_in_the_breakdown(visit):
    visit("performance")
    found = open_company().answers_by("performance", "category", Scope.of({"gender": "f"}))
    assert found["social_media"].hidden == TOO_FEW_LEFT and found["social_media"].estimate is None


def test_with_the_most_filters_there_is_no_breakdown(visit):
    for where in (ENOUGH, {**ENOUGH, "grade": "junior"}):
        assert WHERE not in subheaders(visit("performance", lang="en", **where))
    assert WHERE in subheaders(visit("performance", lang="en", gender="f"))


def subheaders(at) -> list[str]:
    return [one.value for one in at.subheader]


def test_tenure_and_goal_group_narrow_a_page_and_have_names_in_both_languages(visit):
    for language, under_a_year in (("en", "less than a year"), ("nl", "minder dan een jaar")):
        at = visit("retention", lang=language, tenure="0-11")
        assert not at.exception
        tenure = at.selectbox(key=filter_widget("tenure"))
        assert tenure.value == "0-11" and under_a_year in tenure.options
        groups = at.selectbox(key=filter_widget("goal_group")).options
        assert "newcomers" not in groups and len(groups) == 3
    asked = open_company().answer("retention", Scope.of({"tenure": "0-11"}))
    assert says(title(at), locale_for("nl").number(asked.estimate.estimate, 1))


def test_the_page_says_what_the_effect_is_for_those_who_would_be_paired_next(visit):
    at = visit("retention", lang="nl")
    (found,) = open_company().secondary_analyses("retention", only=FOR_NEXT)
    (said, *_more) = next_sentences((found,), 1, locale_for("nl"))
    assert shows(at, said)
