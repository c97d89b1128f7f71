"""The command line, on real files: what it prints, what it refuses, and one company in three kinds
of file."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from metrics.catalog import catalogue
from metrics.cli import app
from metrics.cli.terminal import in_encoding
from metrics.contract import RULES, TABLES
from metrics.disclosure.method_text import REFERENCES
from metrics.evaluate.method import DROPPED
from metrics.i18n import LANGUAGES, locale_for
from tests.conftest import SAMPLE
from tests.exports import dutch_files, rows, workbook

SCHEMA = json.loads(
    (SAMPLE.parents[1] / "metrics" / "disclosure" / "answer.schema.json").read_text()
)
TRUTH = json.loads((SAMPLE.parent / "truth.json").read_text())


def run(*arguments: str | Path, code: int = 0) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output + result.stderr
    return result.stdout if code == 0 else result.stdout + result.stderr


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_one_company_in_three_kinds_of_file_is_one_snapshot_with_the_same_answers(tmp_path):
    folders = [SAMPLE, dutch_files(tmp_path / "dutch"), workbook(tmp_path / "workbook")]
    loaded = [
        json.loads(run("load", folder, "--json", "--as-of", "2025-12-31")) for folder in folders
    ]
    assert [one["accepted"] for one in loaded] == [True] * 3
    assert len({one["snapshot"] for one in loaded}) == 1
    for name in ("retention", "performance"):
        answers = [
            json.loads(run("evaluate", name, "--json", "--data", folder, "--as-of", "2025-12-31"))
            for folder in folders
        ]
        for other in answers[1:]:
            assert other["snapshot"] == answers[0]["snapshot"]
            for key in ("estimate", "low", "high"):
                assert other[key] == pytest.approx(answers[0][key], rel=1e-9)


@pytest.mark.parametrize("name", ["retention", "performance"])
def test_evaluate_prints_an_interval_with_the_truth_and_a_naive_one_without(sample_home, name):
    found = json.loads(run("evaluate", name, "--json"))
    assert found["schema"] == "mentoring-roi/answer/2"
    assert found["low"] <= TRUTH[name]["estimate"] <= found["high"]
    assert not found["naive"]["low"] <= TRUTH[name]["estimate"] <= found["naive"]["high"]


@pytest.mark.parametrize("name", ["retention", "performance", "promotion"])
def test_evaluate_prints_the_verdict_the_people_and_every_check(sample_home, name):
    found = json.loads(run("evaluate", name, "--json"))
    said = run("evaluate", name)
    assert found["verdict"] in ("holds", "leans", "contradicted", "cannot tell")
    assert f"{found['verdict']}." in said and (found["verdict"] == "holds") == (
        not found["reasons"]
    )
    for people in ("n_mentees", "n_asked", "n_controls", "n_mentors"):
        assert f"{found[people]:,}" in said
    marks = re.findall(r"^  [-+ ] ", said, re.M)
    assert len(marks) >= len(found["checks"]) + len(found["other_methods"]) > 8


def test_evaluate_by_and_where_answer_for_parts_of_the_company(sample_home):
    found = json.loads(
        run("evaluate", "retention", "--by", "department", "--where", "gender=f", "--json")
    )
    assert found["where"] == {"gender": "f"} and set(found["groups"]) == {
        row["department"] for row in rows("staff")
    }
    assert all(group["where"]["gender"] == "f" for group in found["groups"].values())


def test_evaluate_for_next_adds_those_who_would_be_paired_next(sample_home):
    asked_for = ("evaluate", "retention", "--for-next")
    found = json.loads(run(*asked_for, "--json"))
    jsonschema.validate(found, SCHEMA)
    own = found["for_next"]
    assert own["low"] < own["estimate"] < own["high"] and own["estimate"] != found["estimate"]
    assert own["text"].split(":")[0] in run(*asked_for)
    assert "for_next" not in json.loads(run("evaluate", "retention", "--json"))


@pytest.mark.parametrize("name", ["retention", "performance"])
def test_evaluate_of_mentors_is_about_those_who_gave_it_to_whom_nothing_was_planted(
    sample_home, name
):
    found = json.loads(run("evaluate", name, "--of", "mentors", "--json"))
    assert found["about"] == "mentor" and found["naive"] and found["checks"]
    assert found["low"] <= 0 <= found["high"]
    assert json.loads(run("evaluate", name, "--json"))["about"] == "mentee"
    said = run("evaluate", name, "--of", "mentors")
    assert "mentor" in said and "mentee" not in said


def test_evaluate_speaks_the_readers_language(sample_home):
    for language in LANGUAGES:
        said = run("evaluate", "retention", "--language", language)
        assert locale_for(language)(catalogue()["retention"].unit) in said


@pytest.mark.parametrize(
    ("arguments", "wrong"),
    [
        (["evaluate", "nothing"], "'nothing'"),
        (["evaluate", "retention", "--where", "department=Nowhere"], "'Nowhere'"),
        (["evaluate", "retention", "--where", "shoe=44"], "'shoe'"),
        (["evaluate", "retention", "--where", "department"], "COLUMN=VALUE"),
        (["evaluate", "retention", "--by", "shoe"], "'shoe'"),
        (["evaluate", "retention", "--of", "bosses"], "'bosses'"),
        (["evaluate", "mentoring_hours", "--of", "mentors"], "mentors"),
        (["metrics", "--metrics", "/nowhere"], "/nowhere"),
    ],
)
def test_a_wrong_question_is_answered_with_what_is_wrong_in_it(sample_home, arguments, wrong):
    said = run(*arguments, code=1)
    assert wrong in " ".join(said.split()) and "Traceback" not in said


def test_nothing_loaded_says_what_to_do(home):
    assert "mentoring-roi load DIR" in run("evaluate", "retention", code=1)


def test_the_careless_folder_is_refused_with_findings_and_changes_nothing(sample_home, sample):
    found = json.loads(run("check", SAMPLE.parent / "careless", "--json", code=1))
    assert found["accepted"] is False
    assert {"table", "file", "line", "column", "rule", "severity", "message", "remedy"} <= set(
        found["findings"][0]
    )
    run("load", SAMPLE.parent / "careless", code=1)
    assert (sample_home / "current").read_text() == sample.id


def test_check_reports_rows_per_table_and_changes_nothing(home):
    found = json.loads(run("check", SAMPLE, "--json"))
    assert (
        found["accepted"] and found["tables"]["staff"] == len(rows("staff")) and not home.exists()
    )


def test_as_of_given_on_the_command_line_goes_first(home):
    found = json.loads(
        run("evaluate", "retention", "--data", SAMPLE, "--as-of", "2024-12-31", "--json", code=0)
    )
    assert (
        found["n_mentees"]
        < json.loads(run("evaluate", "retention", "--data", SAMPLE, "--json"))["n_mentees"]
    )


def test_templates_are_written_in_both_languages(tmp_path):
    for language, name in (("en", "staff.csv"), ("nl", f"{TABLES['staff'].title('nl')}.csv")):
        run("templates", tmp_path / language, "--language", language)
        assert (tmp_path / language / name).exists() and list((tmp_path / language).glob("*.xlsx"))


def test_metrics_lists_shipped_and_own_and_names_sql_that_is_not_portable(tmp_path):
    sql = (
        "-- One row per review.\nselect person_id, period, median(score) as value from review_score "
        "group by all"
    )
    face = '"""M."""\nMETRIC = Metric(title="Mine", question="Is it?", shape="panel", unit="x")'
    (tmp_path / "mine.sql").write_text(sql)
    (tmp_path / "mine.py").write_text(face)
    found = {
        one["name"]: one for one in json.loads(run("metrics", "--metrics", tmp_path, "--json"))
    }
    assert {
        "retention",
        "performance",
        "promotion",
        "internal_move",
        "mentoring_hours",
        "consultant_value",
        "relocation",
        "mine",
    } == set(found)
    assert [name for name, one in found.items() if one["only_control"]] == ["relocation"]
    assert found["retention"]["control"] == "relocation"
    assert found["retention"]["portable"] and not found["mine"]["portable"]


def test_every_command_has_help():
    for command in app.registered_commands:
        assert (command.callback.__doc__ or "").strip()


def test_a_companys_own_assumption_changes_the_answer_and_the_name_of_the_snapshot(
    sample_home, sample, tmp_path
):
    company = shutil.copytree(SAMPLE, tmp_path / "company")
    before = json.loads(run("evaluate", "consultant_value", "--json"))["estimate"]
    rates = (
        (company / "categories.csv")
        .read_text(encoding="utf-8")
        .replace("outside_rate", "not_a_rate")
    )
    (company / "categories.csv").write_text(rates, encoding="utf-8")
    append(
        company / "company.toml", "\n[assumptions.outside_rate]\nbase = 254\nsource = 'a tender'\n"
    )
    loaded = json.loads(run("load", company, "--json"))
    assert loaded["snapshot"] != sample.id and loaded["assumptions"]["outside_rate"]["base"] == 254
    after = json.loads(run("evaluate", "consultant_value", "--json"))["estimate"]
    assert after == pytest.approx(before * 2, rel=0.1)


def test_an_assumption_that_does_not_exist_is_refused_before_anything_is_loaded(tmp_path, home):
    company = shutil.copytree(SAMPLE, tmp_path / "company")
    append(company / "company.toml", "\n[assumptions.pizza]\nbase = 1\n")
    assert "'pizza'" in run("load", company, code=1)
    assert not (home / "current").exists()


def test_explain_names_every_step_with_its_rows_and_ends_with_the_answer(sample_home):
    said = run("explain", "retention")
    assert re.search(r"^\d+\. eligible: [\d,]+", said, re.M)
    answered = run("evaluate", "retention").strip().splitlines()
    judged = next(n for n, line in enumerate(answered, start=1) if "holds" in line)
    assert said.strip().splitlines()[-judged:] == answered[:judged]
    assert "select" in run("explain", "retention", "--sql")


def test_the_method_is_printed_as_markdown_with_its_formulas_and_who_was_left_out(sample_home):
    said = run("explain", "performance", "--method")
    assert said.startswith("# Performance") and "ATT = Σ n_gt ATT(g, t) / Σ n_gt" in said
    assert "- A2. " in said and f"## {REFERENCES}" in said
    assert re.search(DROPPED["no_base"].format(n=r"\d+"), said)


def test_every_command_is_in_the_document_of_the_command_line():
    page = (SAMPLE.parents[1] / "docs" / "command-line.md").read_text(encoding="utf-8")
    commands = [command.name or command.callback.__name__ for command in app.registered_commands]
    assert [name for name in commands if f"mentoring-roi {name}" not in page] == []


def test_every_shipped_metric_has_a_meaning_and_says_where_it_is_blind():
    for metric in catalogue().values():
        assert len(metric.paragraphs) >= 2, f"{metric.name}: say what it does not see"


def test_every_table_and_rule_says_what_it_means():
    for name, table in TABLES.items():
        assert table.row and all(column.meaning for column in table.columns), name
    assert all(rule.message and rule.remedy for rule in RULES.values())


def test_a_terminal_without_a_minus_sign_gets_a_hyphen_and_one_with_it_the_text_as_it_is():
    assert in_encoding("cp1252", "−0.3 to 1.2, € 5 \u2192") == "-0.3 to 1.2, € 5 ?"
    assert in_encoding("utf-8", "−0.3 \u2192") == "−0.3 \u2192"
