"""A plan from its freezing to what came: planned or explored, method, looks, roles, every path."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from metrics import open_company, publish
from metrics.cli import app
from metrics.cli.plans import plans
from metrics.comparison.similarity import KEYS
from metrics.contract.settings import ROLES
from metrics.disclosure import plain_answer, to_json
from metrics.disclosure.roles import RefusedError
from metrics.disclosure.standing import EXPLORED, PLANNED
from metrics.evaluate.planned_method import VERDICTS
from metrics.i18n import LocalizedError, locale_for
from metrics.loading import open_folder
from metrics.plan_book import (
    AFTER_DATA,
    AS_PLANNED,
    CHANGED,
    LOOKED,
    NO_PLANS,
    NOT_LOADED,
    OTHER_KEYS,
    OTHER_METRIC,
    TOO_EARLY,
    UNREADABLE,
    WITHDRAWN,
    PlanBook,
    Question,
)
from metrics.planning import (
    PlanDraft,
    freeze_plan,
    may_freeze,
    read_plan_book,
    withdraw_plan,
)
from metrics.scope import EVERYBODY, Scope
from metrics.store import StoreError, Withdrawal
from tests.conftest import SAMPLE, TODAY
from tests.earlier_files import files_until

EARLY = date(2024, 12, 31)
LATE = date(2025, 12, 31)
ACTIONS = {verdict: f"What we do at: {verdict}." for verdict in VERDICTS}
DRAFT = PlanDraft("retention", (date(2025, 6, 30), LATE), 1.0, ACTIONS, estimator="adjusted")
EN = locale_for("en")


def asked(metric: str = "retention") -> SimpleNamespace:
    """What every reader gets of a metric now."""
    answer = open_company().answer(metric)
    return SimpleNamespace(
        answer=answer,
        standing=answer.standing,
        json=to_json(answer, EN),
        text=plain_answer(answer, EN),
    )


@pytest.fixture(scope="module")
def story(tmp_path_factory) -> Iterator[SimpleNamespace]:
    """Load a year ago's files, freeze a plan, load today's files, load them again corrected."""
    folder = tmp_path_factory.mktemp("story")
    told = SimpleNamespace(folder=folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MENTORING_ROI_HOME", str(folder / "home"))
        early = files_until(SAMPLE, folder / "early", EARLY)
        publish(early, today=TODAY)
        told.before = asked()
        told.frozen = freeze_plan(DRAFT, role="analyst", author="Analyst")
        told.after = asked()
        with open_folder(SAMPLE) as tried:
            told.tried = tried.answer("retention").standing
        told.book_before = read_plan_book()
        publish(SAMPLE, today=TODAY)
        told.come = asked()
        told.other = asked("performance")
        told.narrowed = open_company().answer("retention", Scope.of({"department": "Sales"}))
        told.evidence = open_company().evidence("retention").answer.standing
        told.book = read_plan_book()
        corrected = files_until(SAMPLE, folder / "corrected", LATE)
        staff = (corrected / "staff.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        (corrected / "staff.csv").write_text("".join(staff[:-1]), encoding="utf-8")
        publish(corrected, today=TODAY)
        told.again = asked()
        told.book_again = read_plan_book()
        yield told


def test_a_figure_without_a_plan_is_explored(story):
    assert story.before.standing.status == EXPLORED
    assert story.before.json["standing"]["plan"] is None
    assert story.other.standing.status == story.narrowed.standing.status == EXPLORED


def test_a_plan_frozen_after_its_data_is_marked_and_not_refused(story):
    assert story.frozen.seen.until == EARLY
    standing = story.after.standing
    assert (standing.status, standing.why, standing.plan) == (EXPLORED, AFTER_DATA, 1)
    assert standing.values["seen"] == standing.values["as_of"] == EARLY


def test_files_that_are_only_tried_out_take_no_planned_look(story):
    assert (story.tried.status, story.tried.why) == (EXPLORED, NOT_LOADED)
    assert story.book_before.results == ()


def test_newer_data_take_the_look_that_the_plan_names(story):
    standing = story.come.standing
    assert (standing.status, standing.why, standing.look) == (PLANNED, AS_PLANNED, LATE)
    assert standing.hash == story.frozen.hash and story.evidence == standing
    assert story.come.json["standing"] == {
        "status": "planned",
        "why": standing.reason(EN),
        "plan": 1,
        "hash": story.frozen.hash,
        "look": "2025-12-31",
    }
    assert standing.reason(EN) in story.come.text


def test_the_planned_estimator_answers_on_every_load(story):
    assert story.before.answer.method == "matched"
    assert {told.answer.method for told in (story.after, story.come, story.again)} == {"adjusted"}


def test_what_came_is_kept_at_the_first_load_and_not_replaced(story):
    (kept,) = story.book.results
    answer = story.come.answer
    assert (kept.plan, kept.look) == (1, LATE)
    assert kept.figures["estimate"] == pytest.approx(answer.estimate.estimate, rel=1e-9)
    assert kept.figures["monthly_low"] == pytest.approx(answer.sequence.low, rel=1e-9)
    assert kept.figures["verdict"] in VERDICTS
    assert kept.figures["snapshot"] == answer.snapshot
    assert story.book_again.results == story.book.results
    assert (story.again.standing.status, story.again.standing.why) == (EXPLORED, LOOKED)


def question(story, **change) -> Question:
    plan = story.frozen.plan
    return replace(
        Question("retention", EVERYBODY, "new", LATE, plan.definition, plan.keys), **change
    )


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({}, AS_PLANNED),
        ({"as_of": EARLY}, AFTER_DATA),
        ({"as_of": date(2025, 3, 31)}, TOO_EARLY),
        ({"definition": "other"}, OTHER_METRIC),
        ({"keys": ("department",)}, OTHER_KEYS),
    ],
)
def test_what_is_not_as_planned_is_explored(story, change, why):
    standing = story.book_before.standing(question(story, **change))
    assert standing.why == why and standing.planned == (why == AS_PLANNED)
    assert "{" not in standing.reason(EN) and "{" not in standing.reason(locale_for("nl"))


def test_a_changed_plan_counts_for_nothing(story):
    book = PlanBook((replace(story.frozen, intact=False),))
    assert book.standing(question(story)).why == CHANGED
    assert book.method("retention", EVERYBODY, LATE) is None


def test_a_withdrawn_plan_counts_for_nothing_and_says_why(story):
    withdrawn = Withdrawal("We stopped.", "Lead", datetime(2025, 9, 1, tzinfo=UTC), "hash")
    gone = replace(story.frozen, withdrawn=withdrawn)
    book = PlanBook((gone,))
    standing = book.standing(question(story))
    assert (standing.status, standing.why, standing.plan) == (EXPLORED, WITHDRAWN, 1)
    assert standing.hash == story.frozen.hash and "We stopped." in standing.reason(EN)
    assert book.method("retention", EVERYBODY, LATE) is None
    assert book.key != PlanBook((story.frozen,)).key
    other = replace(story.frozen, number=2)
    assert PlanBook((gone, other)).plan_for("retention", EVERYBODY, LATE) == other


def test_a_store_that_does_not_answer_leaves_the_figures_and_says_so(story, monkeypatch):
    monkeypatch.setenv("MENTORING_ROI_SCENARIOS", "sqlite:////nowhere/at/all.sqlite")
    book = read_plan_book()
    assert book.fault is not None and book.standing(question(story)).why == UNREADABLE


def test_after_the_last_look_its_plan_still_answers_until_the_next(story):
    later = replace(
        story.frozen, number=2, plan=replace(story.frozen.plan, looks=(date(2027, 1, 1),))
    )
    book = PlanBook((story.frozen, later))
    for day, number in ((EARLY, 1), (LATE, 1), (date(2026, 3, 1), 2), (date(2030, 1, 1), 2)):
        assert book.plan_for("retention", EVERYBODY, day).number == number
    assert NO_PLANS.plan_for("retention", EVERYBODY, LATE) is None


@pytest.mark.parametrize("role", [*ROLES, "", "boss"])
def test_who_may_freeze_a_plan(role):
    if may_freeze(role):
        assert freeze_plan(DRAFT, role=role, author="Somebody").number == 1
    else:
        with pytest.raises(RefusedError):
            freeze_plan(DRAFT, role=role, author="Somebody")
        assert read_plan_book().plans == ()


def test_a_plan_can_be_frozen_before_anything_is_loaded():
    found = freeze_plan(DRAFT, role="programme_lead", author="Lead")
    assert (found.seen.snapshot, found.seen.until) == ("", None)


@pytest.mark.parametrize(
    "change",
    [
        {"metric": "nothing"},
        {"metric": "mentoring_hours"},
        {"horizon": 18},
        {"horizon": None},
        {"estimator": "the best one"},
        {"metric": "performance"},  # has no doubly robust estimator
        {"author": " "},
    ],
)
def test_a_plan_without_a_meaning_is_refused_in_a_sentence(change):
    author = {"author": change.pop("author", "Lead")} if "author" in change else {"author": "Lead"}
    with pytest.raises((StoreError, LocalizedError)):
        freeze_plan(replace(DRAFT, **change), role="ceo", **author)
    assert read_plan_book().plans == ()


def run(*arguments: str):
    return CliRunner().invoke(app, [*arguments])


def file_of(folder: Path, **change: object) -> str:
    written = {
        "metric": "performance",
        "looks": ["2026-12-31", "2027-12-31"],
        "smallest_effect": 0.1,
        "actions": ACTIONS,
        **change,
    }
    path = folder / "plan.json"
    path.write_text(json.dumps(written), encoding="utf-8")
    return str(path)


def test_the_command_line_freezes_shows_and_lists_and_changes_nothing(tmp_path):
    frozen = run("plan", "freeze", file_of(tmp_path), "--author", "Analyst", "--json")
    assert frozen.exit_code == 0, frozen.output
    found = json.loads(frozen.output)
    assert (found["number"], found["plan"]["metric"]) == (1, "performance")
    again = run("plan", "freeze", file_of(tmp_path, smallest_effect=0.01), "--author", "Analyst")
    assert again.exit_code == 1
    listed = json.loads(run("plan", "list", "--json").output)
    assert [one["hash"] for one in listed["plans"]] == [found["hash"]]
    shown = run("plan", "show", "1")
    assert shown.exit_code == 0 and found["hash"] in shown.output
    assert run("plan", "show", "9").exit_code == 1
    names = {command.name for command in plans.registered_commands}
    assert names == {"freeze", "list", "show", "withdraw"}


def test_the_command_line_withdraws_a_plan_once_and_keeps_it_listed(tmp_path):
    run("plan", "freeze", file_of(tmp_path), "--author", "Analyst")
    (before,) = read_plan_book().plans
    asked_for = ("plan", "withdraw", "1", "--reason", "We changed the programme.", "--author")
    assert run(*asked_for, " ").exit_code == 1
    assert run(*asked_for, "Lead").exit_code == 0
    assert run(*asked_for, "Lead").exit_code == 1
    (listed,) = json.loads(run("plan", "list", "--json").output)["plans"]
    assert (listed["hash"], listed["intact"]) == (before.hash, True)
    assert listed["withdrawn"]["reason"] == "We changed the programme."
    shown = run("plan", "show", "1").output
    assert "We changed the programme." in shown and before.hash in shown


@pytest.mark.parametrize("role", ROLES)
def test_who_may_withdraw_a_plan(role):
    freeze_plan(DRAFT, role="ceo", author="CEO")
    if may_freeze(role):
        assert withdraw_plan(1, "Why.", role=role, author="Somebody").withdrawn is not None
    else:
        with pytest.raises(RefusedError):
            withdraw_plan(1, "Why.", role=role, author="Somebody")
        assert read_plan_book().plans[0].withdrawn is None


def test_a_plan_names_the_companys_own_keys_and_those_of_the_draft(tmp_path):
    assert freeze_plan(DRAFT, role="ceo", author="CEO").plan.keys == KEYS
    early = files_until(SAMPLE, tmp_path / "early", EARLY)
    settings = early / "company.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f'{text}\n[matching]\nkeys = ["location"]\n', encoding="utf-8")
    publish(early, today=TODAY)
    withdraw_plan(1, "Other keys.", role="ceo", author="CEO")
    later = replace(DRAFT, looks=(date(2027, 12, 31),))
    assert freeze_plan(later, role="ceo", author="CEO").plan.keys == (*KEYS, "location")
    assert asked().standing.why == AFTER_DATA  # not OTHER_KEYS: the answer uses the same ones
    chosen = replace(DRAFT, looks=(date(2028, 12, 31),), keys=("gender",))
    assert freeze_plan(chosen, role="ceo", author="CEO").plan.keys == (*KEYS, "gender")


@pytest.mark.parametrize(
    "change",
    [{"looks": ["tomorrow"]}, {"looks": "2026-12-31"}, {"actions": 3}, {"smallest_effect": "big"}],
)
def test_a_plan_file_that_is_none_is_a_sentence(tmp_path, change):
    refused = run("plan", "freeze", file_of(tmp_path, **change), "--author", "Analyst")
    assert refused.exit_code == 1 and "Traceback" not in refused.output
    assert read_plan_book().plans == ()
