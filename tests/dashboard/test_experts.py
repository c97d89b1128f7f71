"""The page of hidden experts: counts for everybody, names only with a purpose that is kept, the record of the talk."""

from __future__ import annotations

import csv
import json
import random
import shutil
from pathlib import Path

import pytest

from dashboard.figures import alt_text
from dashboard.figures.beside import beside
from dashboard.figures.funnel import funnel
from metrics.disclosure.experts import ReleasedExpert, ReleasedExperts, ReleasedScored, ReleasedScores
from metrics.store import AuditLog, PracticeStore
from metrics.words import words
from tests.dashboard.conftest import SAMPLE, _publish

TRUTH = json.loads((Path(__file__).parents[2] / "sample_data" / "truth.json").read_text())
PLANTED, LUCKY = TRUTH["hidden_expert"]["person_id"], TRUTH["lucky_one"]["person_id"]


@pytest.fixture
def entries(tmp_path, monkeypatch):
    """Where the page keeps what is entered."""
    monkeypatch.setenv("MENTORING_ROI_SCENARIOS", f"sqlite:///{tmp_path}/entries.sqlite")
    store = PracticeStore()
    yield store
    store.close()


def everything(at) -> str:
    return str([element.value for kind in (at.title, at.markdown, at.caption, at.info, at.success, at.error)
                for element in kind])


def press(at, label: str):
    return next(one for one in at.button if one.label == label).click().run()


@pytest.mark.parametrize(("lang", "home"), [("en", "sample"), ("nl", "sample"), ("en", "bare"), ("nl", "empty")])
def test_the_page_shows_that_there_is_an_expert_and_nobodys_name(visit, entries, lang, home):
    at = visit("experts", home=home, lang=lang)
    assert not at.exception
    assert PLANTED not in everything(at) and LUCKY not in everything(at)
    if home == "sample" and lang == "en":
        assert at.title[0].value.startswith("One hidden expert") and "Sales" in at.title[0].value


def test_who_it_is_is_shown_after_a_purpose_that_is_kept(visit, entries):
    log = AuditLog()
    at = press(visit("experts", lang="en"), "Show who")
    assert PLANTED not in everything(at) and log.lines() == () and at.error
    at.text_input(key="reveal_author").input("CEO")
    at = press(at, "Show who")
    assert PLANTED not in everything(at) and log.lines() == ()
    at.text_input(key="reveal_purpose").input("To ask how it is done")
    at = press(at, "Show who")
    assert PLANTED in at.success[0].value and LUCKY not in everything(at)
    assert [(one.author, one.role, one.allowed, one.purpose) for one in log.lines()] == [
        ("CEO", "programme_lead", True, "To ask how it is done")]
    log.close()


def test_a_talk_is_written_down_and_who_took_it_over(visit, entries):
    at = visit("experts", lang="en")
    values = {"With whom (person number)": "P1", "What would you call it?": "Calls"}
    for field in at.text_input:
        if field.label in values:
            field.input(values[field.label])
    at.text_input(key="practice_author").input("CEO")
    at.text_area[0].input("Calls every new customer.")
    at = press(at, "Keep this record")
    (kept,) = entries.practices()
    assert (kept.practice.expert_id, kept.practice.title, kept.author) == ("P1", "Calls", "CEO") and at.success
    at = visit("experts", lang="en")
    assert any("| Calls |" in one.value for one in at.markdown)
    next(one for one in at.text_input if one.label == "Who took it over (person number)").input("P2")
    at.text_input(key="adoption_author").input("CEO")
    at = press(at, "Keep this")
    assert [one.person_id for one in entries.adoptions()] == ["P2"] and not at.exception


def test_a_record_without_what_is_needed_is_refused_in_words(visit, entries):
    at = press(visit("experts", lang="en"), "Keep this record")
    assert entries.practices() == () and "Nothing was saved" in at.error[0].value


def test_the_funnel_draws_a_dot_per_expert_and_counts_for_everybody_else():
    one = ReleasedExpert("Sales", "", expected=22, fewer=0.5, low=0.1, high=0.75, cautious=0.15, kept=4, margin=19_000)
    found = ReleasedExperts((one,), owners=250, enough="<10", by_size=((0, 10, 246), (10, 50, "<10")), case_mix=())
    figure = funnel(found, words("en"))
    (dot,) = [trace for trace in figure.data if trace.mode == "markers+text"]
    assert (dot.x[0], dot.y[0]) == (22, 0.5)
    assert [note.text for note in figure.layout.annotations][:2] == ["246", "‹10"]
    assert "Sales" in alt_text(figure) and "246" in alt_text(figure)


def test_what_the_files_hold_of_practices_is_shown_and_whether_it_helped(visit, entries, homes, tmp_path, monkeypatch):
    folder = tmp_path / "files"
    shutil.copytree(SAMPLE, folder)
    (folder / "practices.csv").write_text(
        f"practice_id,expert_id,category,recorded_on,title\nW1,{PLANTED},customers,2022-01-01,Calls in week two\n")
    sellers = [row.split(",")[0] for row in (folder / "staff.csv").read_text().splitlines()[1:] if ",Sales," in row]
    (folder / "adoptions.csv").write_text("practice_id,person_id,adopted_on\n" + "".join(
        f"W1,{one},2023-03-01\n" for one in dict.fromkeys(sellers)))
    monkeypatch.setitem(homes, "practices", tmp_path / "home")
    monkeypatch.setenv("MENTORING_ROI_HOME", str(homes["practices"]))
    _publish(folder)
    at = visit("experts", home="practices", lang="en")
    shown = everything(at)
    assert not at.exception and "Calls in week two" in shown and "Those who took a practice over" in shown
    assert PLANTED not in shown


QUARTERS = [f"{year}-{end}" for year in (2024, 2025) for end in ("03-31", "06-30", "09-30", "12-31")]
FINDS = {"sales": "P0101", "incidents": "P0002"}


@pytest.fixture(scope="session")
def measured_home(homes, tmp_path_factory) -> str:
    """The sample company with incidents and sales of everybody who stayed, an expert in each, and practices."""
    folder = tmp_path_factory.mktemp("measured")
    shutil.copytree(SAMPLE, folder / "files")
    with (SAMPLE / "staff.csv").open(encoding="utf-8", newline="") as file:
        staff = [row for row in csv.DictReader(file) if not row["exit_date"] and row["hire_date"] < "2023"]
    rng = random.Random(3)
    lines = ["person_id,period_end,measure,value,exposure,unit,better"]
    for row in staff:
        person, level = row["person_id"], rng.gauss(0, 5)
        for quarter in QUARTERS:
            incidents = 0 if person == FINDS["incidents"] else sum(rng.random() < 0.04 for _ in range(100))
            lines.append(f"{person},{quarter},incidents,{incidents},400,reports,fewer")
            if row["department"] == "Sales":
                sold = 100 + level + rng.gauss(0, 5) + 60 * (person == FINDS["sales"])
                lines.append(f"{person},{quarter},sales,{sold:.1f},,EUR,more")
    (folder / "files" / "measures.csv").write_text("\n".join(lines))
    (folder / "files" / "practices.csv").write_text(
        f"practice_id,expert_id,category,recorded_on,title\nW1,{PLANTED},customers,2024-01-01,Calls in week two\n"
        f"W2,{PLANTED},customers,2024-01-01,Reads the file\n")
    took = [("W1", 12, "2024-02-01"), ("W1", 11, "2025-05-01"), ("W2", 3, "2025-05-01")]
    people = iter(row["person_id"] for row in staff if row["person_id"] != PLANTED)
    (folder / "files" / "adoptions.csv").write_text("practice_id,person_id,adopted_on\n" + "".join(
        f"{practice},{next(people)},{day}\n" for practice, n, day in took for _ in range(n)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MENTORING_ROI_HOME", str(folder / "home"))
        _publish(folder / "files")
    homes["measured"] = folder / "home"
    return "measured"


def chosen(at, name: str):
    return at.segmented_control(key="by_measure").set_value(name).run()


def test_where_no_measure_is_known_there_is_no_choice(visit, entries):
    assert not [one for one in visit("experts", lang="en").segmented_control if one.key == "by_measure"]


def test_by_a_measure_of_counts_and_by_one_of_values_it_is_shown_where_the_expert_is_and_not_who(
        visit, entries, measured_home):
    at = visit("experts", home=measured_home, lang="en")
    assert at.segmented_control(key="by_measure").options == ["Customers kept", "incidents", "sales"]
    assert at.title[0].value.startswith("One hidden expert")
    for name, told in (("incidents", "fewer, between"), ("sales", "EUR more than like colleagues")):
        at = chosen(at, name)
        shown = everything(at)
        assert not at.exception
        assert at.title[0].value.replace("\\", "").startswith(f"{name.capitalize()}: one hidden expert")
        assert told in shown and "Nobody" not in shown
        assert FINDS[name] not in shown and PLANTED not in shown


def test_who_the_expert_by_a_measure_is_is_shown_after_a_purpose_and_only_of_that_measure(
        visit, entries, measured_home):
    log = AuditLog()
    at = chosen(visit("experts", home=measured_home, lang="en"), "sales")
    at.text_input(key="revealsales_author").input("CEO")
    at.text_input(key="revealsales_purpose").input("To ask how it is done")
    at = press(at, "Show who")
    assert FINDS["sales"] in at.success[0].value
    assert [(one.author, one.allowed, one.purpose) for one in log.lines()] == [("CEO", True, "To ask how it is done")]
    at = chosen(at, "incidents")
    assert FINDS["sales"] not in everything(at) and FINDS["incidents"] not in everything(at) and not at.success
    log.close()


def test_in_dutch_the_measures_are_chosen_and_told_in_dutch(visit, entries, measured_home):
    at = chosen(visit("experts", home=measured_home, lang="nl"), "sales")
    assert not at.exception and "Behouden klanten" in at.segmented_control(key="by_measure").options
    shown = everything(at)
    assert "verborgen expert" in at.title[0].value and "Compared with" not in shown and "like colleagues" not in shown
    assert FINDS["sales"] not in shown


def test_who_took_a_practice_over_is_told_by_quarter_in_steps_of_at_least_ten(visit, entries, measured_home):
    at = visit("experts", home=measured_home, lang="en")
    (over_time,) = [one.value for one in at.markdown if "By the end of" in one.value]
    rows = [row.replace("\\", "") for row in over_time.splitlines()[2:]]
    assert rows == ["| Calls in week two | quarter 1 of 2024 | 12 |", "| Calls in week two | quarter 2 of 2025 | 23 |",
                    "| Reads the file | this quarter | <10 |"]


def test_the_funnel_of_values_draws_lower_values_down_and_nobody_else_than_the_experts():
    one = ReleasedScored("Care", "", periods=20, better=3.0, low=1.0, high=5.0, cautious=2.0, cautious_low=1.0,
                         cautious_high=3.0)
    found = ReleasedScores((one,), owners=250, enough=40, by_size=((6, 12, 38), (12, 24, "<10")), measure="days off",
                           unit="days", more=False, spread=0.5, noise=1.0)
    figure = beside(found, words("en"))
    (dot,) = [trace for trace in figure.data if trace.mode == "markers+text"]
    assert (dot.x[0], dot.y[0]) == (20, -3.0)
    outer = max(trace.y[0] for trace in figure.data if trace.mode == "lines")
    assert outer == pytest.approx(3.09 * (0.25 + 1 / 6) ** 0.5)
    assert [note.text for note in figure.layout.annotations] == ["38", "‹10"]
    assert "days off" in alt_text(figure) and "Care" in alt_text(figure)


def test_the_funnel_of_what_is_better_more_often_draws_the_expert_above_the_line():
    one = ReleasedExpert("Sales", "", expected=22, fewer=1.8, low=0.9, high=2.5, cautious=0.5, kept=4, margin=None)
    found = ReleasedExperts((one,), owners=250, enough=20, by_size=((10, 50, 20),), case_mix=(), measure="renewals",
                            unit="contracts", more=True)
    figure = funnel(found, words("en"))
    (dot,) = [trace for trace in figure.data if trace.mode == "markers+text"]
    assert dot.y[0] == 2.8 and figure.layout.yaxis.range[1] > 2.8
    assert "renewals" in alt_text(figure) and "customers" not in alt_text(figure)
