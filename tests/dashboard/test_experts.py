"""The page of hidden experts: counts for everybody, names only with a purpose that is kept, the
record of the talk."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from dashboard.figures import alt_text
from dashboard.figures.funnel_plot import funnel_plot
from dashboard.figures.score_funnel import score_funnel
from dashboard.text.expert_text import CUSTOMERS_LOST
from metrics.disclosure.released_experts import (
    ReleasedExpert,
    ReleasedExperts,
    ReleasedScored,
    ReleasedScores,
)
from metrics.evaluate.adopters import TITLE
from metrics.store import AuditLog
from tests.dashboard.conftest import SAMPLE, publish
from tests.dashboard.reading import EN, press, says, shown, shows, texts, title

TRUTH = json.loads((Path(__file__).parents[2] / "sample_data" / "truth.json").read_text())
PLANTED, LUCKY = TRUTH["hidden_expert"]["person_id"], TRUTH["lucky_one"]["person_id"]


@pytest.mark.parametrize(
    ("lang", "home"), [("en", "sample"), ("nl", "sample"), ("en", "bare"), ("nl", "empty")]
)
def test_the_page_shows_that_there_is_an_expert_and_nobodys_name(visit, entries, lang, home):
    at = visit("experts", home=home, lang=lang)
    assert not at.exception
    assert PLANTED not in texts(at) and LUCKY not in texts(at)
    if home == "sample" and lang == "en":
        assert says(title(at), CUSTOMERS_LOST.one) and "Sales" in title(at)


def test_who_it_is_is_shown_after_a_purpose_that_is_kept(visit, entries):
    log = AuditLog()
    at = press(visit("experts", lang="en"), "reveal_open")
    assert PLANTED not in texts(at) and log.records() == () and at.error
    at.text_input(key="reveal_author").input("CEO")
    at = press(at, "reveal_open")
    assert PLANTED not in texts(at) and log.records() == ()
    at.text_input(key="reveal_purpose").input("To ask how it is done")
    at = press(at, "reveal_open")
    assert PLANTED in at.success[0].value and LUCKY not in texts(at)
    assert [(one.author, one.role, one.allowed, one.purpose) for one in log.records()] == [
        ("CEO", "programme_lead", True, "To ask how it is done")
    ]
    log.close()


def test_a_talk_is_written_down_and_who_took_it_over(visit, entries):
    at = visit("experts", lang="en")
    expert = next(one for one in at.text_input if one.form_id == "practice")
    expert.input("P1")
    at.text_input(key="practice_title").input("Calls")
    at.text_input(key="practice_author").input("CEO")
    at.text_area(key="practice_what").input("Calls every new customer.")
    at = press(at, "practice_save")
    (kept,) = entries.practices()
    assert (kept.practice.expert_id, kept.practice.title, kept.author) == (
        "P1",
        "Calls",
        "CEO",
    ) and at.success
    at = visit("experts", lang="en")
    assert any("| Calls |" in one.value for one in at.markdown)
    at.text_input(key="adoption_person").input("P2")
    at.text_input(key="adoption_author").input("CEO")
    at = press(at, "adoption_save")
    assert [one.person_id for one in entries.adoptions()] == ["P2"] and not at.exception


def test_a_record_without_what_is_needed_is_refused_in_words(visit, entries):
    at = press(visit("experts", lang="en"), "practice_save")
    assert entries.practices() == () and at.error and not at.success


def test_the_funnel_draws_a_dot_per_expert_and_counts_for_everybody_else():
    one = ReleasedExpert(
        "Sales",
        "",
        expected=22,
        fewer=0.5,
        low=0.1,
        high=0.75,
        cautious=0.15,
        kept=4,
        margin=19_000,
    )
    found = ReleasedExperts(
        (one,), owners=250, assessed="<10", by_size=((0, 10, 246), (10, 50, "<10")), case_mix=()
    )
    figure = funnel_plot(found, EN)
    (dot,) = [trace for trace in figure.data if trace.mode == "markers+text"]
    assert (dot.x[0], dot.y[0]) == (22, 0.5)
    assert [note.text for note in figure.layout.annotations][:2] == ["246", "‹10"]
    assert "Sales" in alt_text(figure) and "246" in alt_text(figure)


def test_the_dot_of_who_had_none_at_all_is_whole_and_its_words_are_above_the_axis():
    one = ReleasedExpert(
        "Care", "", expected=31, fewer=1.0, low=0.7, high=1.0, cautious=0.5, kept=4, margin=None
    )
    found = ReleasedExperts(
        (one,), owners=250, assessed=20, by_size=((10, 50, 20),), case_mix=(), measure="incidents"
    )
    (dot,) = [trace for trace in funnel_plot(found, EN).data if trace.mode == "markers+text"]
    assert (dot.y[0], dot.cliponaxis, dot.textposition) == (0.0, False, "top center")


def test_what_the_files_hold_of_practices_is_shown_and_whether_it_helped(
    visit, entries, homes, tmp_path, monkeypatch
):
    folder = tmp_path / "files"
    shutil.copytree(SAMPLE, folder)
    (folder / "practices.csv").write_text(
        f"practice_id,expert_id,category,recorded_on,title\nW1,{PLANTED},customers,2022-01-01,Calls in week two\n"
    )
    sellers = [
        row.split(",")[0]
        for row in (folder / "staff.csv").read_text().splitlines()[1:]
        if ",Sales," in row
    ]
    (folder / "adoptions.csv").write_text(
        "practice_id,person_id,adopted_on\n"
        + "".join(f"W1,{one},2023-03-01\n" for one in dict.fromkeys(sellers))
    )
    monkeypatch.setitem(homes, "practices", tmp_path / "home")
    monkeypatch.setenv("MENTORING_ROI_HOME", str(homes["practices"]))
    publish(folder)
    at = visit("experts", home="practices", lang="en")
    assert not at.exception and "Calls in week two" in shown(at)
    assert shows(at, TITLE)
    assert PLANTED not in texts(at)


def test_the_funnel_of_values_draws_lower_values_down_and_nobody_else_than_the_experts():
    one = ReleasedScored(
        "Care",
        "",
        periods=20,
        better=3.0,
        low=1.0,
        high=5.0,
        cautious=2.0,
        cautious_low=1.0,
        cautious_high=3.0,
    )
    found = ReleasedScores(
        (one,),
        owners=250,
        assessed=40,
        by_size=((6, 12, 38), (12, 24, "<10")),
        measure="days off",
        unit="days",
        more=False,
        spread=0.5,
        noise=1.0,
    )
    figure = score_funnel(found, EN)
    (dot,) = [trace for trace in figure.data if trace.mode == "markers+text"]
    assert (dot.x[0], dot.y[0]) == (20, -3.0)
    outer = max(trace.y[0] for trace in figure.data if trace.mode == "lines")
    assert outer == pytest.approx(3.09 * (0.25 + 1 / 6) ** 0.5)
    assert [note.text for note in figure.layout.annotations] == ["38", "‹10"]
    assert "days off" in alt_text(figure) and "Care" in alt_text(figure)


def test_the_funnel_of_what_is_better_more_often_draws_the_expert_above_the_line():
    one = ReleasedExpert(
        "Sales", "", expected=22, fewer=1.8, low=0.9, high=2.5, cautious=0.5, kept=4, margin=None
    )
    found = ReleasedExperts(
        (one,),
        owners=250,
        assessed=20,
        by_size=((10, 50, 20),),
        case_mix=(),
        measure="renewals",
        unit="contracts",
        more=True,
    )
    figure = funnel_plot(found, EN)
    (dot,) = [trace for trace in figure.data if trace.mode == "markers+text"]
    assert dot.y[0] == 2.8 and figure.layout.yaxis.range[1] > 2.8
    assert "renewals" in alt_text(figure) and "customers" not in alt_text(figure)
