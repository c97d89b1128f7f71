"""Every page with data, without data and with too few, in both languages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from dashboard.session.filters import UNKNOWN_VALUE
from dashboard.text import answer_text
from dashboard.views import empty_states
from dashboard.views.data import own_files
from dashboard.views.data import page as data
from dashboard.views.overview import next_steps
from dashboard.views.overview import page as overview
from dashboard.views.value import attribution
from dashboard.views.value import page as value
from metrics.contract import TABLES
from metrics.rewards.pay_range import INSIDE, PLACES
from tests.dashboard.reading import NOT_WORDS, says, shows, table, texts, title

SAMPLE = Path(__file__).parents[3] / "sample_data" / "company"

PAGES = (
    "overview",
    "retention",
    "performance",
    "value",
    "lottery",
    "data",
    "mentoring_hours",
    "consultant_value",
)


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("home", ["sample", "empty", "few", "bare"])
@pytest.mark.parametrize("page", (*PAGES, "analysis_plan"))
def test_a_page_has_one_message_and_no_machine_words(visit, page, home, lang):
    at = visit(page, home=home, lang=lang)
    assert not at.exception
    assert title(at)
    assert not NOT_WORDS.search(texts(at))


def test_the_overview_says_what_a_euro_returned_and_how_sure_that_is(visit):
    at = visit("overview", lang="en")
    (amount,) = re.findall(r"€ (\d\.\d\d)", title(at))
    assert says(title(at), overview.RETURNED, amount=f"€ {amount}")
    assert shows(at, overview.BETWEEN)
    assert len(at.metric) >= 4 and all(re.search(r"\d", card.value) for card in at.metric[:4])
    naive = [one for one in at.caption if says(one.value, answer_text.DO_NOT_USE)]
    assert len(naive) == 2


def test_the_overview_says_what_to_pay_in_the_category_that_comes_first(visit):
    at = visit("overview", lang="en")
    room, today, _liability = list(at.metric)[4:]
    assert room.label == next_steps.PAY_RANGE and says(today.label, next_steps.TODAY, form="cash")
    low, high = (float(end.replace(",", "")) for end in re.findall(r"[\d,]+", room.value))
    assert low < float(re.sub(r"[^\d]", "", today.value)) < high
    assert shows(at, PLACES[INSIDE]) and shows(at, next_steps.LIABILITY)


def test_the_overview_without_pairings_of_today_has_no_reward_to_judge(visit):
    at = visit("overview", home="few", lang="en")
    assert shows(at, next_steps.NO_REWARD_TODAY) and not shows(at, next_steps.PAY_RANGE)


def test_without_data_every_page_says_what_to_do_next(visit):
    for page in PAGES:
        at = visit(page, home="empty", lang="en")
        assert shows(at, data.NO_DATA if page == "data" else empty_states.NO_DATA), page


def test_with_six_mentees_nothing_is_claimed_and_the_number_needed_is_named(visit):
    at = visit("retention", home="few", lang="en")
    assert says(title(at), answer_text.CANNOT_TELL)
    assert shows(at, answer_text.NEEDED)
    assert not at.get("plotly_chart") or "+" not in at.get("plotly_chart")[0].proto.alt
    first = visit("overview", home="few", lang="en")
    assert overview.NO_ANSWER_YET in [card.value for card in first.metric]
    assert title(first) == overview.CANNOT_TELL


def test_a_page_whose_table_is_absent_says_which_and_shows_no_zero(visit):
    for page, missing in (
        ("performance", "reviews"),
        ("mentoring_hours", "meetings"),
        ("consultant_value", "meetings"),
    ):
        at = visit(page, home="bare", lang="en")
        assert says(at.info[0].value, empty_states.NOT_LOADED, names=TABLES[missing].title("en"))
        assert not at.get("plotly_chart")
    first = visit("overview", home="bare", lang="en").metric[:4]
    assert [card.value == overview.NOT_KNOWN for card in first] == [False, True, True, True]
    assert shows(visit("value", home="bare", lang="en"), value.NO_MEETINGS)


def test_a_comparison_without_scores_says_that_the_difference_may_be_who_is_chosen(visit):
    for page in ("overview", "retention"):
        assert shows(visit(page, home="bare", lang="en"), answer_text.ABSENT_TABLES["reviews"])
        assert not shows(visit(page, lang="en"), answer_text.ABSENT_TABLES["reviews"])


def test_a_filter_in_the_url_narrows_the_answer_in_either_language(visit):
    whole = texts(visit("retention", lang="en"))
    for lang in ("nl", "en"):
        at = visit("retention", lang=lang, category="customers")
        assert at.selectbox(key="filter_category").value == "customers"
    narrowed = texts(at)
    assert narrowed != whole
    assert says(narrowed, answer_text.COMPARED)


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
    assert says(at.info[0].value, UNKNOWN_VALUE)
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


def test_hours_and_their_price_are_shown_and_said_not_to_be_added(visit):
    assert shows(visit("overview", lang="en"), overview.NOT_ADDED)
    assert shows(visit("value", lang="en"), value.NEVER_ADDED)


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
    assert title(at).startswith("Score twice: ") and re.search(r"\d", title(at))
    broken = visit("no_such_view", own=tmp_path, lang="en")
    assert not broken.exception
    assert "no_such_view.sql" in broken.error[0].value.replace("\\", "")
    assert "faceless.py" in visit("faceless_fault", own=tmp_path, lang="en").error[0].value.replace(
        "\\", ""
    )
    assert says(title(visit("overview", own=tmp_path, lang="en")), overview.RETURNED)


def test_refused_files_are_explained_and_cannot_be_loaded(visit):
    at = visit("data", lang="en")
    broken = b"person_id,hire_date,department\n1,2020-13-45,Sales\n"
    at.file_uploader(key="own_files").set_value([("staff.csv", broken, "text/csv")]).run()
    assert not at.exception
    assert says(at.error[0].value, own_files.NOT_ACCEPTED)
    assert "2020\\-13\\-45" in texts(at)
    assert "load" not in [button.key for button in at.button]


def test_two_files_of_one_name_are_refused_before_anything_is_read(visit):
    at = visit("data", lang="en")
    at.file_uploader(key="own_files").set_value([("staff.csv", b"a", "text/csv")] * 2).run()
    assert says(at.error[0].value, own_files.SAME_NAME, names="staff.csv")


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
    assert says(at.success[0].value, data.LOADED)
    assert (tmp_path / "current").exists()


def test_where_the_value_came_from_is_shown_by_category_and_by_mentor_and_never_ranked(visit):
    at = visit("value", lang="en")
    assert shows(at, attribution.WHOLE) and shows(at, attribution.NO_RANKING)
    by_mentor = visit("value", lang="en", by="mentor_department")
    rows = table(by_mentor, attribution.WHOLE)
    names = [name for name in rows if name != attribution.WHOLE]
    assert names == sorted(names) and "Operations" in names
    assert any(attribution.TOO_FEW in cells for cells in rows.values())
    assert not visit("value", lang="nl", by="nonsense").exception
