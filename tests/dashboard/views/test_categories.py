"""The priorities page: the ranking, a category and its narrow problem, in both languages, with little
data and with none."""

from __future__ import annotations

import re

import pytest

from dashboard.text import priority_text
from dashboard.views.categories.case_table import CASE
from dashboard.views.categories.category import BASIS, NOBODY_HERE, NOT_MORE_OFTEN, TOO_FEW
from dashboard.views.categories.drilldown_state import STEPS
from dashboard.views.categories.page import HOW_OFTEN, NO_SUCH_CATEGORY
from dashboard.views.metric.evidence import NOTHING_CAUSAL, ONLY_COMPARED
from metrics import open_company
from metrics.priorities.business_case import CRITERIA, STAKE, URGENCY
from metrics.priorities.drilldown import CUSTOMERS, DIMENSIONS, PEOPLE, SUBJECTS, CellCounts, Cube
from metrics.priorities.ranking import RankingOption, UncertainValue, rank
from tests.dashboard.reading import EN, NOT_WORDS, says, shown, shows, table, texts, title

FIRST = (
    priority_text.START_WITH,
    priority_text.CLOSE,
    priority_text.FIRST_BY_EASE,
    priority_text.TIED,
)


def says_first(text: str) -> bool:
    """Whether the text says which category comes first."""
    return any(says(text, sentence) for sentence in FIRST)


def of_customers(dimension: str) -> str:
    return priority_text.PLACE_PHRASES["customers"][dimension]


def numbers(text: str) -> int:
    """How many figures the text holds: a rate, a multiple, an amount of money."""
    return len(re.findall(r"\d+(?:\.\d+)?", text))


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
def test_the_page_has_one_message_and_no_machine_words(visit, home, lang, query):
    at = visit("categories", home=home, lang=lang, **query)
    assert not at.exception
    assert title(at)
    assert not NOT_WORDS.search(texts(at))


def test_the_ranking_says_who_is_first_how_often_and_what_is_not_known(visit):
    at = visit("categories", lang="en")
    assert says_first(title(at))
    assert shows(at, HOW_OFTEN, n="20,000") and shows(at, priority_text.NOT_KNOWN)
    assert at.get("plotly_chart")[0].proto.alt
    assert {"to_customers", "to_social_media"} <= {button.key for button in at.button}


def test_weights_in_the_url_and_those_that_are_set_change_the_order(visit):
    at = visit("categories", lang="en", weight_stake="0", weight_effect="0", weight_cost="100")
    assert says(title(at), priority_text.FIRST_BY_EASE)
    assert shows(at, priority_text.LEAST_RESISTANCE)
    at.slider(key="weight_stake").set_value(100).run()
    at.slider(key="weight_cost").set_value(0).run()
    assert says(title(at), priority_text.CLOSE, name="Winning and keeping customers")


def test_urgency_counts_once_two_categories_have_one(visit):
    at = visit("categories", lang="en")
    assert "weight_urgency" not in [one.key for one in at.slider]
    at.number_input(key="urgency_customers").set_value(2).run()
    at.number_input(key="urgency_risk").set_value(9).run()
    assert "weight_urgency" in [one.key for one in at.slider]


def test_a_step_narrows_the_title_is_in_the_url_and_can_be_taken_back(visit):
    at = visit("categories", lang="en", category="customers")
    broad = title(at)
    assert numbers(broad) == 2 and says(broad, priority_text.MARGIN_LOST)
    at.button(key="step_segment_small").click().run()
    assert numbers(title(at)) == 3 and says(title(at), of_customers("segment"), value="small")
    assert at.query_params["segment"] in ("small", ["small"])
    at.button(key="step_product_service").click().run()
    assert says(title(at), of_customers("product"), value="service")
    assert title(at) == title(
        visit("categories", lang="en", category="customers", segment="small", product="service")
    )
    at.button(key="without_product").click().run()
    at.button(key="without_segment").click().run()
    assert title(at) == broad
    at.button(key="to_all").click().run()
    assert says_first(title(at))


def test_a_sub_category_begins_at_its_own_customers_or_department(visit):
    large = title(visit("categories", lang="en", category="customers_large"))
    assert says(large, of_customers("segment"), value="large")
    assert says(large, of_customers("product"), value="service")
    data = title(visit("categories", lang="en", category="capability_data"))
    assert says(data, priority_text.PLACE_PHRASES["people"]["department"], value="IT")


def test_a_goal_group_is_read_against_everybody_else_and_leads_to_all_people(visit):
    at = visit("categories", lang="en", category="women_in_sales")
    in_group = priority_text.PLACE_PHRASES["group"]["group"]
    assert numbers(title(at)) == 3 and says(title(at), in_group)
    assert shows(at, NOT_MORE_OFTEN) and shows(at, BASIS)
    at.button(key="about_people").click().run()
    assert not says(title(at), in_group) and not at.exception


def test_the_page_of_a_category_holds_its_case_and_the_way_to_its_cost(visit):
    at = visit("categories", lang="en", category="customers")
    assert shows(at, CASE, category="Winning and keeping customers")
    assert set(priority_text.CRITERION_TITLES.values()) - {
        priority_text.CRITERION_TITLES[URGENCY]
    } <= set(table(at, priority_text.CRITERION_TITLES[STAKE]))
    assert "category=customers" in links(at).values()


@pytest.mark.parametrize(
    ("category", "nothing_causal"),
    [
        ("customers", True),
        ("risk", True),
        ("social_media", True),
        ("global", True),
        ("capability", False),
    ],
)
def test_where_nothing_causal_is_published_the_case_says_so(visit, category, nothing_causal):
    at = visit("categories", lang="en", category=category)
    assert (shows(at, NOTHING_CAUSAL) or shows(at, ONLY_COMPARED)) == nothing_causal
    assert ("Sandvik" in shown(at)) != nothing_causal


@pytest.mark.parametrize("forged", ["x' OR 1=1 --", "<img src=x onerror=alert(1)>", "\x00"])
def test_a_forged_link_shows_nothing_that_is_not_there(visit, forged):
    at = visit("categories", lang="en", category=forged)
    assert says(at.info[0].value, NO_SUCH_CATEGORY)
    at = visit("categories", lang="en", category="customers", segment=forged, about=forged)
    assert not at.exception and says(at.info[0].value, NOBODY_HERE)


def test_a_selection_of_few_says_that_privacy_is_why_it_is_hidden(visit):
    visit("categories", lang="en")
    evidence = open_company().category_evidence.evidence
    key = min(key for subject, key in evidence.hidden_cells if subject == PEOPLE and all(key))
    query = dict(zip(DIMENSIONS[PEOPLE], map(str, key), strict=True))
    at = visit("categories", lang="en", category="customers", about=PEOPLE, **query)
    assert not at.exception and says(at.info[0].value, TOO_FEW)


def test_the_overview_leads_to_the_three_that_earned_it(visit):
    at = visit("overview", lang="nl")
    assert not at.exception
    found = [query for query in links(at).values() if query.startswith("category=")]
    assert len(found) == 4 and found[3] == found[0]  # and what to pay in the first


def cell(subject: str, money: float | None):
    whole = CellCounts(400, 40, 400.0, 80, money)
    part = CellCounts(100, 20, 100.0, 50, money)
    top = (None, None, None)
    first = ("a", None, None)
    cube = Cube(
        subject, {top: whole, first: part, ("b", None, None): CellCounts(300, 30, 300.0, 30, money)}
    )
    return cube, cube.cell(top), cube.cell(first)


@pytest.mark.parametrize(
    ("subject", "dimension", "money", "ends"),
    [
        (CUSTOMERS, "segment", 420_000.0, priority_text.MARGIN_LOST),
        ("people", "department", 420_000.0, priority_text.TO_REPLACE),
        (CUSTOMERS, "segment", None, priority_text.TIMES_THE_REST),
    ],
)
def test_the_sentence_says_who_how_fast_how_much_worse_and_what_it_costs(
    subject, dimension, money, ends
):
    cube, whole, part = cell(subject, money)
    said = priority_text.problem_sentence(cube, part, EN)
    assert says(said, priority_text.PLACE_PHRASES[subject][dimension], value="a")
    assert re.search(r"\b\d\d%", said) and re.search(r"\b[345]\.\d\b", said)
    assert says(said, ends, money="€ 420k") and ("€" in said) == (money is not None)
    assert not says(priority_text.problem_sentence(cube, whole, EN), priority_text.TIMES_THE_REST)


def test_every_criterion_dimension_and_gap_in_knowledge_has_words():
    names = {one.name for one in CRITERIA}
    assert (
        names == set(priority_text.CRITERION_TITLES) == set(priority_text.CRITERION_NOUNS)
        and URGENCY in names
    )
    assert set(STEPS) == set(priority_text.DIMENSIONS)
    assert {name for subject in SUBJECTS for name in DIMENSIONS[subject]} == set(STEPS)


@pytest.mark.parametrize(
    ("options", "sentence", "names"),
    [
        ([], priority_text.CANNOT_TELL, {}),
        ([("a", 1.0, 2.0)], priority_text.CANNOT_TELL, {}),
        ([("a", 1.0, 2.0), ("b", 1.0, 2.0)], priority_text.CANNOT_TELL, {}),
        ([("a", 3.0, 2.0), ("b", 1.0, 2.0)], priority_text.START_WITH, {"name": "A"}),
        (
            [("a", 3.0, 9.0), ("b", 1.8, 1.0), ("c", 1.0, 9.0)],
            priority_text.CLOSE,
            {"name": "A"},
        ),
        (
            [("a", 3.0, 2.0), ("b", 3.0, 2.0), ("c", 1.0, 5.0)],
            priority_text.TIED,
            {"names": "A and B"},
        ),
        ([("a", 3.0, 99.0), ("b", 1.0, 2.0)], priority_text.FIRST_BY_EASE, {"name": "B"}),
    ],
    ids=["nobody", "one", "alike", "first", "close", "level", "easy"],
)
def test_the_headline_claims_no_more_than_the_ranking_shows(options, sentence, names):
    known = [
        RankingOption(
            name, {"stake": UncertainValue.exact(stake), "cost": UncertainValue.exact(cost)}
        )
        for name, stake, cost in options
    ]
    found = rank(
        known,
        CRITERIA,
        {"stake": 40, "cost": 60} if names == {"name": "B"} else {"stake": 100, "cost": 50},
    )
    said = priority_text.headline(found, {"a": "A", "b": "B", "c": "C"}, EN)
    assert said == EN(sentence, **names)
