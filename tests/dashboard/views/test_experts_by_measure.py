"""Experts by a measure: on their page, within a category and in the mentors' shortlist, without names."""

from __future__ import annotations

import csv
import random
import shutil
from pathlib import Path

import pytest

from dashboard.exports.mentors import shortlist_file
from dashboard.text.expert_text import CUSTOMERS_LOST, FEWER_EVENTS, HIGHER_SCORES
from dashboard.text.mentor_text import EXPERT_BY
from dashboard.text.priority_text import CRITERION_TITLES
from dashboard.views.experts.page import CUSTOMERS_RETAINED
from dashboard.views.experts.practices import BY_THE_END, QUARTER, THIS_QUARTER
from metrics import open_company
from metrics.i18n import locale_for
from metrics.mentors.eligibility import EXPERT, SUITABILITIES
from metrics.priorities.business_case import SOLUTION
from metrics.priorities.in_house_experts import BY_CUSTOMERS, BY_MEASURES
from metrics.store import AuditLog
from tests.dashboard.conftest import SAMPLE, publish
from tests.dashboard.reading import EN, press, says, shows, table, texts, title
from tests.dashboard.views.test_experts import PLANTED

QUARTERS = [
    f"{year}-{end}" for year in (2024, 2025) for end in ("03-31", "06-30", "09-30", "12-31")
]
FINDS = {"sales": "P0101", "incidents": "P0002"}


@pytest.fixture(scope="session")
def measured_home(homes, tmp_path_factory) -> str:
    """The sample company with incidents and sales of everybody who stayed, an expert in each, and
    practices."""
    folder = tmp_path_factory.mktemp("measured")
    shutil.copytree(SAMPLE, folder / "files")
    with (SAMPLE / "staff.csv").open(encoding="utf-8", newline="") as file:
        staff = [
            row
            for row in csv.DictReader(file)
            if not row["exit_date"] and row["hire_date"] < "2023"
        ]
    rng = random.Random(3)
    lines = ["person_id,period_end,measure,value,exposure,unit,better"]
    for row in staff:
        person, level = row["person_id"], rng.gauss(0, 5)
        for quarter in QUARTERS:
            incidents = (
                0 if person == FINDS["incidents"] else sum(rng.random() < 0.04 for _ in range(100))
            )
            lines.append(f"{person},{quarter},incidents,{incidents},400,reports,fewer")
            if row["department"] == "Sales":
                sold = 100 + level + rng.gauss(0, 5) + 60 * (person == FINDS["sales"])
                lines.append(f"{person},{quarter},sales,{sold:.1f},,EUR,more")
    (folder / "files" / "measures.csv").write_text("\n".join(lines))
    with (folder / "files" / "categories.csv").open("a", encoding="utf-8") as file:
        file.write("safety,risk,Veilig werken,Working safely,,,,,,\n")
    _add_column(folder / "files" / "categories.csv", "outcome_metric", {"safety": "incidents"})
    with (folder / "files" / "mentor_profiles.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"{person},risk,2025-09-22,1,5,5,no,4\n" for person in FINDS.values())
    (folder / "files" / "practices.csv").write_text(
        f"practice_id,expert_id,category,recorded_on,title\nW1,{PLANTED},customers,2024-01-01,Calls in week two\n"
        f"W2,{PLANTED},customers,2024-01-01,Reads the file\n"
    )
    took = [("W1", 12, "2024-02-01"), ("W1", 11, "2025-05-01"), ("W2", 3, "2025-05-01")]
    people = iter(row["person_id"] for row in staff if row["person_id"] != PLANTED)
    (folder / "files" / "adoptions.csv").write_text(
        "practice_id,person_id,adopted_on\n"
        + "".join(
            f"{practice},{next(people)},{day}\n" for practice, n, day in took for _ in range(n)
        )
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MENTORING_ROI_HOME", str(folder / "home"))
        publish(folder / "files")
    homes["measured"] = folder / "home"
    return "measured"


def _add_column(path: Path, name: str, values: dict[str, str]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [[*row, values.get(row[0], "") if i else name] for i, row in enumerate(rows)]
        )


def chosen(at, name: str):
    return at.segmented_control(key="by_measure").set_value(name).run()


def test_without_measures_there_is_no_choice(visit, entries):
    assert not [
        one for one in visit("experts", lang="en").segmented_control if one.key == "by_measure"
    ]


def test_by_a_measure_of_counts_and_by_one_of_values_it_is_shown_where_the_expert_is_and_not_who(
    visit, entries, measured_home
):
    at = visit("experts", home=measured_home, lang="en")
    assert at.segmented_control(key="by_measure").options == [
        CUSTOMERS_RETAINED,
        "incidents",
        "sales",
    ]
    assert says(title(at), CUSTOMERS_LOST.one)
    for name, kind in (("incidents", FEWER_EVENTS), ("sales", HIGHER_SCORES)):
        at = chosen(at, name)
        assert not at.exception
        assert says(title(at), kind.one, measure=name.capitalize())
        assert shows(at, kind.expert)
        assert FINDS[name] not in texts(at) and PLANTED not in texts(at)


def test_names_by_a_measure_are_shown_after_a_purpose_and_only_of_that_measure(
    visit, entries, measured_home
):
    log = AuditLog()
    at = chosen(visit("experts", home=measured_home, lang="en"), "sales")
    at.text_input(key="revealsales_author").input("CEO")
    at.text_input(key="revealsales_purpose").input("To ask how it is done")
    at = press(at, "revealsales_open")
    assert FINDS["sales"] in at.success[0].value
    assert [(one.author, one.allowed, one.purpose) for one in log.records()] == [
        ("CEO", True, "To ask how it is done")
    ]
    at = chosen(at, "incidents")
    assert (
        FINDS["sales"] not in texts(at) and FINDS["incidents"] not in texts(at) and not at.success
    )
    log.close()


@pytest.mark.parametrize(
    ("category", "told"),
    [("risk", EN(BY_MEASURES, by="incidents")), ("customers", BY_CUSTOMERS)],
)
def test_a_category_has_as_experts_inside_those_by_what_it_is_about_and_nobodys_name(
    visit, entries, measured_home, category, told
):
    at = visit("categories", home=measured_home, lang="en", category=category)
    inside = CRITERION_TITLES[SOLUTION]
    assert not at.exception and table(at, inside)[inside] == ["1", told]
    assert not any(person in texts(at) for person in (*FINDS.values(), PLANTED))


def test_in_the_shortlist_an_expert_by_a_measure_is_one_to_learn_from_and_it_says_by_what(
    visit, entries, measured_home
):
    visit("mentors", home=measured_home, lang="en")
    company, _ = open_company(role="ceo"), locale_for("en")
    known = company.assign(purpose="To pair people for the new year", author="CEO")
    found = {
        (row["person"], row["category"]): row["suitability"]
        for row in csv.DictReader(
            shortlist_file(known, {}, _).content.decode("utf-8-sig").splitlines()
        )
    }
    assert found[FINDS["incidents"], "risk"] == EN(EXPERT_BY, by="incidents")
    assert found[FINDS["sales"], "risk"] == EN(EXPERT_BY, by="sales")
    assert found[PLANTED, "customers"] == EN(EXPERT_BY, by=CUSTOMERS_RETAINED.lower())
    assert SUITABILITIES[EXPERT] in found.values(), "an expert by a review alone"


def test_measures_and_their_experts_are_in_dutch_for_a_dutch_reader(visit, entries, measured_home):
    at = chosen(visit("experts", home=measured_home, lang="nl"), "sales")
    assert not at.exception
    dutch = locale_for("nl")
    assert dutch(CUSTOMERS_RETAINED) in at.segmented_control(key="by_measure").options
    assert says(title(at), dutch(HIGHER_SCORES.one)) and shows(at, dutch(HIGHER_SCORES.compared))
    assert not shows(at, HIGHER_SCORES.compared)
    assert FINDS["sales"] not in texts(at)


def test_adopters_are_counted_by_quarter_in_steps_of_at_least_ten(visit, entries, measured_home):
    at = visit("experts", home=measured_home, lang="en")
    (over_time,) = [one.value for one in at.markdown if BY_THE_END in one.value]
    rows = [row.replace("\\", "") for row in over_time.splitlines()[2:]]
    assert rows == [
        f"| Calls in week two | {EN(QUARTER, quarter=1, year=2024)} | 12 |",
        f"| Calls in week two | {EN(QUARTER, quarter=2, year=2025)} | 23 |",
        f"| Reads the file | {THIS_QUARTER} | <10 |",
    ]
