"""Where to start: the ranking, one category and its narrow problem, in both languages, and with
little or nothing."""

from __future__ import annotations

import re

import pytest

from dashboard.text import priority_text
from dashboard.views.categories.place import STEPS
from metrics.i18n import locale_for
from metrics.priorities.business_case import CRITERIA, URGENCY, WHY
from metrics.priorities.drilldown import CUSTOMERS, DIMENSIONS, SUBJECTS, Counts, Cube
from metrics.priorities.ranking import Known, Option, rank
from tests.dashboard.test_pages import NOT_WORDS, texts, title

EN = locale_for("en")


def links(at) -> dict[str, str]:
    """The query of each link by its text."""
    return {
        link.proto.label.replace("\\", ""): link.proto.query_string for link in at.get("page_link")
    }


@pytest.mark.parametrize(
    "query", [{}, {"category": "customers"}, {"category": "social_media"}], ids=str
)
@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("home", ["sample", "empty", "few", "bare"])
def test_the_page_has_one_message_and_nothing_that_only_a_machine_understands(
    visit, home, lang, query
):
    at = visit("categories", home=home, lang=lang, **query)
    assert not at.exception
    assert title(at)
    assert not NOT_WORDS.search(texts(at))


def test_the_ranking_says_who_is_first_how_often_and_what_is_not_known(visit):
    at = visit("categories", lang="en")
    assert re.search(
        r"earned attention first|comes first, but it is|comes first only because|are level",
        title(at),
    )
    shown = texts(at).replace("\\", "")
    assert "20,000 weightings" in shown and "not known" in shown
    assert at.get("plotly_chart")[0].proto.alt
    assert {"to_customers", "to_social_media"} <= {button.key for button in at.button}


def test_weights_in_the_url_and_those_that_are_set_change_the_order(visit):
    at = visit("categories", lang="en", weight_stake="0", weight_effect="0", weight_cost="100")
    assert "only because it is easy" in title(at)
    assert "path of least resistance" in texts(at)
    at.slider(key="weight_stake").set_value(100).run()
    at.slider(key="weight_cost").set_value(0).run()
    assert title(at) == "Winning and keeping customers comes first, but it is a close call"


def test_urgency_counts_once_it_is_said_of_two(visit):
    at = visit("categories", lang="en")
    assert "weight_urgency" not in [one.key for one in at.slider]
    at.number_input(key="urgency_customers").set_value(2).run()
    at.number_input(key="urgency_risk").set_value(9).run()
    assert "weight_urgency" in [one.key for one in at.slider]


def test_a_step_narrows_the_sentence_stands_in_the_url_and_can_be_taken_back(visit):
    at = visit("categories", lang="en", category="customers")
    broad = title(at)
    assert re.search(
        r"Customers leave at \d+% a year; €\s[\d.]+ million of margin lost a year", broad
    )
    at.button(key="step_segment_small").click().run()
    assert re.search(
        r"Customers of segment small leave at \d+% a year, [\d.]+ times the rest; €", title(at)
    )
    assert at.query_params["segment"] in ("small", ["small"])
    at.button(key="step_product_service").click().run()
    assert "of segment small with product service leave" in title(at)
    assert title(at) == title(
        visit("categories", lang="en", category="customers", segment="small", product="service")
    )
    at.button(key="without_product").click().run()
    at.button(key="without_segment").click().run()
    assert title(at) == broad
    at.button(key="to_all").click().run()
    assert "first" in title(at) or "level" in title(at)


def test_a_sub_category_begins_at_its_own_customers_or_department(visit):
    assert "of segment large with product service" in title(
        visit("categories", lang="en", category="customers_large")
    )
    assert "People in IT leave" in title(visit("categories", lang="en", category="capability_data"))


def test_a_goal_group_is_read_against_everybody_else_and_leads_to_all_people(visit):
    at = visit("categories", lang="en", category="women_in_sales")
    assert re.search(
        r"People of the group leave at \d+% a year, [\d.]+ times the rest; €\s\d+k a year",
        title(at),
    )
    shown = texts(at)
    assert "Nothing shows surely" in shown and "Its own figure is" in shown
    at.button(key="about_people").click().run()
    assert "People leave at" in title(at) and not at.exception


def test_the_page_of_a_category_holds_its_case_and_the_way_to_its_cost(visit):
    at = visit("categories", lang="en", category="customers")
    shown = texts(at).replace("\\", "")
    assert "The case of Winning and keeping customers" in shown
    assert (
        "Exits avoided in twelve months, measured in your company." in shown
        and "are still here" in shown
    )
    assert {"Set a reward", "Plan within a budget"} <= set(links(at))


@pytest.mark.parametrize(
    ("category", "none"),
    [
        ("customers", True),
        ("risk", True),
        ("social_media", True),
        ("global", True),
        ("capability", False),
    ],
)
def test_where_nothing_causal_is_published_the_case_says_so(visit, category, none):
    shown = texts(visit("categories", lang="en", category=category))
    assert ("Nothing causal is published" in shown) == none
    assert ("Sandvik" in shown) != none


@pytest.mark.parametrize("forged", ["x' OR 1=1 --", "<img src=x onerror=alert(1)>", "\x00"])
def test_a_forged_link_shows_nothing_that_is_not_there(visit, forged):
    assert "no category" in visit("categories", lang="en", category=forged).info[0].value
    at = visit("categories", lang="en", category="customers", segment=forged, about=forged)
    assert not at.exception and "not shown" in at.info[0].value


def test_the_overview_leads_to_the_three_that_earned_it(visit):
    at = visit("overview", lang="nl")
    assert not at.exception
    found = [query for query in links(at).values() if query.startswith("category=")]
    assert len(found) == 4 and found[3] == found[0]  # and what to pay in the first


def cell(subject: str, money: float | None):
    whole = Counts(400, 40, 400.0, 80, money)
    part = Counts(100, 20, 100.0, 50, money)
    top = (None, None, None)
    first = ("a", None, None)
    cube = Cube(
        subject, {top: whole, first: part, ("b", None, None): Counts(300, 30, 300.0, 30, money)}
    )
    return cube, cube.cell(top), cube.cell(first)


@pytest.mark.parametrize(
    ("subject", "money", "ends"),
    [
        (CUSTOMERS, 420_000.0, "€\xa0420k of margin lost a year"),
        ("people", 420_000.0, "€\xa0420k a year to replace them"),
        (CUSTOMERS, None, "times the rest"),
    ],
)
def test_the_sentence_says_who_how_fast_how_much_worse_and_what_it_costs(subject, money, ends):
    cube, whole, part = cell(subject, money)
    says = priority_text.problem_sentence(cube, part, EN)
    first = "Customers of segment a" if subject == CUSTOMERS else "People in a"
    assert re.match(
        rf"{first} leave at \d\d% a year, [345]\.\d times the rest", says
    ) and says.endswith(ends)
    assert "times" not in priority_text.problem_sentence(cube, whole, EN)


def test_every_criterion_dimension_and_gap_in_knowledge_has_words():
    names = {one.name for one in CRITERIA}
    assert (
        names
        == set(priority_text.CRITERION_TITLES)
        == set(priority_text.CRITERION_NOUNS)
        == set(WHY)
        and URGENCY in names
    )
    assert set(STEPS) == set(priority_text.DIMENSIONS)
    assert {name for subject in SUBJECTS for name in DIMENSIONS[subject]} == set(STEPS)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ([], "cannot be told"),
        ([("a", 1.0, 2.0)], "cannot be told"),
        ([("a", 1.0, 2.0), ("b", 1.0, 2.0)], "cannot be told"),
        ([("a", 3.0, 2.0), ("b", 1.0, 2.0)], "A earned attention first"),
        (
            [("a", 3.0, 9.0), ("b", 1.8, 1.0), ("c", 1.0, 9.0)],
            "A comes first, but it is a close call",
        ),
        ([("a", 3.0, 2.0), ("b", 3.0, 2.0), ("c", 1.0, 5.0)], "A and B are level"),
        ([("a", 3.0, 99.0), ("b", 1.0, 2.0)], "B comes first only because it is easy"),
    ],
    ids=["nobody", "one", "alike", "first", "close", "level", "easy"],
)
def test_the_headline_is_never_more_than_the_ranking_knows(options, says):
    known = [
        Option(name, {"stake": Known.sure(stake), "cost": Known.sure(cost)})
        for name, stake, cost in options
    ]
    found = rank(
        known,
        CRITERIA,
        {"stake": 40, "cost": 60} if says.startswith("B") else {"stake": 100, "cost": 50},
    )
    assert says in priority_text.headline(found, {"a": "A", "b": "B", "c": "C"}, EN)
