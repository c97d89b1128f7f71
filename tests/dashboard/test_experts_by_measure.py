"""Experts by a measure: told on their page, inside a category and in the mentors' shortlist; names
apart."""

from __future__ import annotations

import csv
import random
import shutil
from pathlib import Path

import pytest

from dashboard.exports.mentors import shortlist_file
from metrics import open_company
from metrics.i18n import locale_for
from metrics.store import AuditLog
from tests.dashboard.conftest import SAMPLE, _publish
from tests.dashboard.test_experts import PLANTED, everything, press

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
        _publish(folder / "files")
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


def test_where_no_measure_is_known_there_is_no_choice(visit, entries):
    assert not [
        one for one in visit("experts", lang="en").segmented_control if one.key == "by_measure"
    ]


def test_by_a_measure_of_counts_and_by_one_of_values_it_is_shown_where_the_expert_is_and_not_who(
    visit, entries, measured_home
):
    at = visit("experts", home=measured_home, lang="en")
    assert at.segmented_control(key="by_measure").options == [
        "Customers kept",
        "incidents",
        "sales",
    ]
    assert at.title[0].value.startswith("One hidden expert")
    for name, told in (("incidents", "fewer, between"), ("sales", "EUR more than like colleagues")):
        at = chosen(at, name)
        shown = everything(at)
        assert not at.exception
        assert (
            at.title[0]
            .value.replace("\\", "")
            .startswith(f"{name.capitalize()}: one hidden expert")
        )
        assert told in shown and "Nobody" not in shown
        assert FINDS[name] not in shown and PLANTED not in shown


def test_who_the_expert_by_a_measure_is_is_shown_after_a_purpose_and_only_of_that_measure(
    visit, entries, measured_home
):
    log = AuditLog()
    at = chosen(visit("experts", home=measured_home, lang="en"), "sales")
    at.text_input(key="revealsales_author").input("CEO")
    at.text_input(key="revealsales_purpose").input("To ask how it is done")
    at = press(at, "Show who")
    assert FINDS["sales"] in at.success[0].value
    assert [(one.author, one.allowed, one.purpose) for one in log.records()] == [
        ("CEO", True, "To ask how it is done")
    ]
    at = chosen(at, "incidents")
    assert (
        FINDS["sales"] not in everything(at)
        and FINDS["incidents"] not in everything(at)
        and not at.success
    )
    log.close()


@pytest.mark.parametrize(
    ("category", "told"),
    [
        ("risk", ["1", "People who do surely better than others would, by: incidents."]),
        ("customers", ["1", "People who retain significantly more customers than expected."]),
    ],
)
def test_a_category_has_as_experts_inside_those_by_what_it_is_about_and_nobodys_name(
    visit, entries, measured_home, category, told
):
    at = visit("categories", home=measured_home, lang="en", category=category)
    (row,) = [
        [cell.strip() for cell in line.strip("| ").split("|")]
        for one in at.markdown
        for line in one.value.replace("\\", "").splitlines()
        if line.startswith("| Experts inside")
    ]
    assert not at.exception and row[1:] == told
    assert not any(person in everything(at) for person in (*FINDS.values(), PLANTED))


def test_in_the_shortlist_an_expert_by_a_measure_is_one_to_learn_from_and_it_says_by_what(
    visit, entries, measured_home
):
    visit("mentors", home=measured_home, lang="en")
    company, _ = open_company(role="ceo"), locale_for("en")
    known = company.assign(purpose="To pair people for the new year", author="CEO")
    found = {
        (row["person"], row["category"]): row["verdict"]
        for row in csv.DictReader(
            shortlist_file(known, {}, _).content.decode("utf-8-sig").splitlines()
        )
    }
    says = "expert ({}), not mentor: learn from, do not assign".format
    assert found[FINDS["incidents"], "risk"] == says("incidents") and found[
        FINDS["sales"], "risk"
    ] == says("sales")
    assert found[PLANTED, "customers"] == says("customers kept")
    assert "expert, not a mentor: learn from them, do not assign" in found.values(), (
        "who is one by a review alone"
    )


def test_in_dutch_the_measures_are_chosen_and_told_in_dutch(visit, entries, measured_home):
    at = chosen(visit("experts", home=measured_home, lang="nl"), "sales")
    assert not at.exception and "Behouden klanten" in at.segmented_control(key="by_measure").options
    shown = everything(at)
    assert (
        "verborgen expert" in at.title[0].value
        and "Compared with" not in shown
        and "like colleagues" not in shown
    )
    assert FINDS["sales"] not in shown


def test_who_took_a_practice_over_is_told_by_quarter_in_steps_of_at_least_ten(
    visit, entries, measured_home
):
    at = visit("experts", home=measured_home, lang="en")
    (over_time,) = [one.value for one in at.markdown if "By the end of" in one.value]
    rows = [row.replace("\\", "") for row in over_time.splitlines()[2:]]
    assert rows == [
        "| Calls in week two | quarter 1 of 2024 | 12 |",
        "| Calls in week two | quarter 2 of 2025 | 23 |",
        "| Reads the file | this quarter | <10 |",
    ]
