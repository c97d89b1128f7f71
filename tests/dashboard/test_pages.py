"""Every page, with data, without, and with too few; in both languages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "sample_data" / "company"

PAGES = (
    "overview",
    "retention",
    "performance",
    "value",
    "data",
    "mentoring_hours",
    "consultant_value",
)
NOT_WORDS = re.compile(r"\b(NaN|nan|None|null|inf|Traceback|Error)\b")


def texts(at) -> str:
    """Everything a reader sees as text on the page."""
    kinds = ("title", "subheader", "markdown", "caption", "info", "warning", "error", "success")
    found = [element.value for kind in kinds for element in getattr(at, kind)]
    found += [f"{metric.label} {metric.value}" for metric in at.metric]
    return "\n".join(found)


def title(at) -> str:
    (found,) = at.title
    return found.value.replace("\\", "")


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("home", ["sample", "empty", "few", "bare"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_one_message_and_nothing_that_only_a_machine_understands(
    visit, page, home, lang
):
    at = visit(page, home=home, lang=lang)
    assert not at.exception
    assert title(at)
    assert not NOT_WORDS.search(texts(at))


def test_the_overview_says_what_a_euro_returned_and_how_sure_that_is(visit):
    at = visit("overview", lang="en")
    assert re.fullmatch(r"Mentoring returned €\s\d\.\d\d per euro spent", title(at))
    assert "probability that it pays" in texts(at)
    assert [card.label for card in at.metric][:4] == [
        "Stay longer",
        "Perform better",
        "Hours given",
        "Consultant equivalent",
    ]
    assert texts(at).count("do not use it") == 2


def test_the_overview_says_what_to_pay_in_the_category_that_comes_first(visit):
    at = visit("overview", lang="en")
    room, today, right = list(at.metric)[4:]
    assert (room.label, today.label, right.label) == (
        "Pay range per pairing",
        "Today: cash",
        "Precedent liability",
    )
    low, high = (float(end.replace(",", "")) for end in re.findall(r"[\d,]+", room.value))
    assert low < float(re.sub(r"[^\d]", "", today.value)) < high
    assert "lies inside the corridor" in texts(at) and "your own judgement" in texts(at)


def test_the_overview_without_pairings_of_today_has_no_reward_to_judge(visit):
    at = visit("overview", home="few", lang="en")
    assert "What to pay" in texts(at) and "Pay range" not in texts(at)


def test_without_data_every_page_says_what_to_do_next(visit):
    for page in PAGES:
        at = visit(page, home="empty", lang="en")
        assert "No data loaded yet" in texts(at).replace("\\", ""), page


def test_with_six_mentees_nothing_is_claimed_and_the_number_needed_is_named(visit):
    at = visit("retention", home="few", lang="en")
    assert title(at) == "Do mentees stay longer? Cannot tell yet"
    assert "It would take about" in texts(at)
    assert not at.get("plotly_chart") or "+" not in at.get("plotly_chart")[0].proto.alt
    assert "cannot tell yet" in [
        card.value for card in visit("overview", home="few", lang="en").metric
    ]
    assert (
        title(visit("overview", home="few", lang="en")) == "Cannot tell yet whether mentoring pays"
    )


def test_a_page_whose_table_is_absent_says_which_and_shows_no_zero(visit):
    for page, table in (
        ("performance", "reviews"),
        ("mentoring_hours", "meetings"),
        ("consultant_value", "meetings"),
    ):
        at = visit(page, home="bare", lang="en")
        assert f"the table {table} is not loaded" in at.info[0].value
        assert not at.get("plotly_chart")
    cards = {card.label: card.value for card in visit("overview", home="bare", lang="en").metric}
    assert (
        cards["Perform better"]
        == cards["Hours given"]
        == cards["Consultant equivalent"]
        == "not known"
    )
    assert "No meetings are loaded" in texts(visit("value", home="bare", lang="en"))


def test_a_comparison_without_scores_says_that_the_difference_may_be_who_is_chosen(visit):
    for page in ("overview", "retention"):
        assert "may be who is chosen" in texts(visit(page, home="bare", lang="en"))
        assert "may be who is chosen" not in texts(visit(page, lang="en"))


def test_a_filter_in_the_url_narrows_the_answer_in_either_language(visit):
    whole = texts(visit("retention", lang="en"))
    for lang in ("nl", "en"):
        at = visit("retention", lang=lang, category="customers")
        assert at.selectbox(key="filter_category").value == "customers"
    narrowed = texts(at)
    assert narrowed != whole
    assert "compared with" in narrowed


def test_a_chosen_filter_is_written_to_the_url_as_its_code(visit):
    at = visit("retention", lang="en")
    at.selectbox(key="filter_category").set_value("customers").run()
    assert at.query_params["category"] in ("customers", ["customers"])
    at.selectbox(key="filter_category").set_value("").run()
    assert "category" not in at.query_params


FORGED = ["x' OR 1=1 --", "<img src=x onerror=alert(1)>", "![](http://example.org/x)", "\x00"]


@pytest.mark.parametrize("forged", FORGED)
def test_a_forged_filter_is_called_unknown_and_the_whole_company_is_shown(visit, forged):
    at = visit("retention", lang="en", department=forged)
    assert not at.exception
    assert "Unknown value" in at.info[0].value
    assert "<img" not in at.info[0].value.replace("\\<", "")
    assert title(at) == title(visit("retention", lang="en"))


def test_a_forged_language_is_the_readers_own(visit):
    assert not visit("overview", lang="xx").exception


def test_two_readers_do_not_get_each_others_language(visit):
    titles = [visit("data", lang=lang).title[0].value for lang in ("nl", "en", "nl")]
    assert titles[0] == titles[2] != titles[1]


def test_every_chart_says_in_words_what_it_shows(visit):
    for page in ("retention", "performance", "mentoring_hours", "consultant_value"):
        charts = visit(page, lang="nl").get("plotly_chart")
        assert charts
        for chart in charts:
            assert chart.proto.alt
            assert json.loads(chart.proto.spec)["layout"]["separators"] == ",."


def test_hours_and_their_price_stand_beside_the_return_and_are_called_not_added(visit):
    assert "not added" in texts(visit("overview", lang="en"))
    assert "never added" in texts(visit("value", lang="en"))


def test_a_companys_own_metric_has_a_page_and_a_broken_one_breaks_only_its_own(visit, tmp_path):
    face = (
        '"""Reaching a higher grade; a test\'s own metric."""\nfrom metrics.catalog import Metric\n'
        'METRIC = Metric(title="{title}", question="Do they?", shape="panel", unit="points")\n'
    )
    (tmp_path / "score_twice.sql").write_text(
        "-- One row per review.\nselect person_id, period, score * 2 as value from review_score"
    )
    (tmp_path / "score_twice.py").write_text(face.format(title="Score twice"))
    (tmp_path / "no_such_view.sql").write_text(
        "-- Nothing.\nselect person_id, period, value from nowhere"
    )
    (tmp_path / "no_such_view.py").write_text(face.format(title="No such view"))
    (tmp_path / "faceless.sql").write_text("-- Nothing.\nselect 1 as numerator")
    at = visit("score_twice", own=tmp_path, lang="en")
    assert not at.exception
    assert "Score twice: higher by" in title(at).replace("\\", "")
    broken = visit("no_such_view", own=tmp_path, lang="en")
    assert not broken.exception
    assert "no_such_view.sql" in broken.error[0].value.replace("\\", "")
    assert "faceless.py" in visit("faceless_fault", own=tmp_path, lang="en").error[0].value.replace(
        "\\", ""
    )
    assert "per euro" in title(visit("overview", own=tmp_path, lang="en"))


def test_refused_files_are_explained_and_cannot_be_loaded(visit):
    at = visit("data", lang="en")
    broken = b"person_id,hire_date,department\n1,2020-13-45,Sales\n"
    at.file_uploader(key="own_files").set_value([("staff.csv", broken, "text/csv")]).run()
    assert not at.exception
    assert "cannot be loaded yet" in at.error[0].value
    assert "2020\\-13\\-45" in texts(at)
    assert "load" not in [button.key for button in at.button]


def test_two_files_of_one_name_are_refused_before_anything_is_read(visit):
    at = visit("data", lang="en")
    at.file_uploader(key="own_files").set_value([("staff.csv", b"a", "text/csv")] * 2).run()
    assert "More than one file" in at.error[0].value


def test_accepted_files_are_loaded_by_the_button_and_not_before(
    visit, homes, tmp_path, monkeypatch
):
    at = visit("data", home="empty", lang="en")
    monkeypatch.setenv("MENTORING_ROI_HOME", str(tmp_path))
    names = ("staff.csv", "pairings.csv", "company.toml")
    at.file_uploader(key="own_files").set_value(
        [(name, (SAMPLE / name).read_bytes(), "text/csv") for name in names]
    ).run()
    assert not list(tmp_path.iterdir())
    at.button(key="load").click().run()
    assert "Loaded as snapshot" in at.success[0].value
    assert (tmp_path / "current").exists()


def test_where_the_value_came_from_is_shown_by_category_and_by_mentor_and_never_ranked(visit):
    at = visit("value", lang="en")
    shown = texts(at).replace("\\", "")
    assert "Value breakdown" in shown and "the whole programme" in shown
    assert "need not add up to the whole" in shown and "not a ranking" in shown
    by_mentor = visit("value", lang="en", by="mentor_department")
    rows = next(
        block for block in (part.value for part in by_mentor.markdown) if "whole programme" in block
    )
    names = [line.split("|")[1].strip() for line in rows.splitlines()[3:]]
    assert names == sorted(names) and "Operations" in names and "too few to separate" in rows
    assert not visit("value", lang="nl", by="nonsense").exception
