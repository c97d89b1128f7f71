"""A session refuses a step or a query whose input is missing, out of date, or hidden."""

from __future__ import annotations

from pathlib import Path

import pytest

from metrics import comparison
from metrics.comparison.steps import TRIALS
from metrics.evaluate import raked_weights
from metrics.scope import Scope
from metrics.warehouse.engine import QueryError, Session, StepError


def step(folder: Path, name: str, select: str) -> Path:
    path = folder / f"{name}.sql"
    path.write_text(f"-- One row.\n{select}\n", encoding="utf-8")
    return path


@pytest.fixture
def chain(tmp_path: Path) -> dict[str, Path]:
    """Three steps, each made from the one before; the first from `given`."""
    return {
        "first": step(tmp_path, "first", "-- reads: given\n-- makes: first\nselect n from given"),
        "second": step(
            tmp_path, "second", "-- reads: first\n-- makes: second\nselect n from first"
        ),
        "third": step(tmp_path, "third", "-- reads: second\nselect n from second"),
    }


def made(session: Session, chain: dict[str, Path]) -> None:
    session.give("given", {"n": "int"}, [[1]])
    session.step(chain["first"])
    session.step(chain["second"])


def test_a_step_without_its_input_is_refused_with_the_names_of_both(sample_session, chain):
    with pytest.raises(StepError, match=r"first\.sql reads given, .* Make given first"):
        sample_session.step(chain["first"])


def test_a_query_without_its_input_is_refused_with_the_names_of_both(sample_session):
    with pytest.raises(StepError, match=r"trials/life_table\.sql reads matched, "):
        sample_session.table(TRIALS / "life_table.sql")


def test_a_comparison_without_a_role_or_a_scope_is_refused(sample_session):
    with pytest.raises(StepError, match=r"eligible\.sql reads exposure"):
        comparison.form_trials(sample_session)
    comparison.set_role(sample_session, "mentee")
    sample_session.keep(
        "metric_rows",
        "select person_id, last_month as month, has_left as event, exit_reason as cause from spell",
        source="test",
    )
    comparison.form_trials(sample_session)
    with pytest.raises(StepError, match=r"scope_follow_up\.sql reads scope,"):
        raked_weights.keep_matched(sample_session)


def test_a_table_is_out_of_date_once_an_input_of_it_is_made_again(sample_session, chain):
    made(sample_session, chain)
    assert sample_session.value(chain["third"]) == 1
    sample_session.give("given", {"n": "int"}, [[2]])
    outdated = r"given was made again after first, .* Make first again first"
    with pytest.raises(StepError, match=rf"third\.sql reads second, but {outdated}"):
        sample_session.value(chain["third"])
    with pytest.raises(StepError, match=rf"A query reads second, but {outdated}"):
        sample_session.value("select n from second")
    with pytest.raises(StepError, match=rf"second\.sql reads first, but {outdated}"):
        sample_session.step(chain["second"])


def test_made_again_in_order_it_is_current(sample_session, chain):
    made(sample_session, chain)
    sample_session.give("given", {"n": "int"}, [[2]])
    sample_session.step(chain["first"])
    with pytest.raises(StepError, match="first was made again after second"):
        sample_session.value(chain["third"])
    sample_session.step(chain["second"])
    assert sample_session.value(chain["third"]) == 2


def test_a_dropped_input_leaves_what_was_made_from_it_out_of_date(sample_session, chain):
    made(sample_session, chain)
    sample_session.forget("given")
    with pytest.raises(StepError, match=r"given was made again after first"):
        sample_session.value(chain["third"])


def test_other_filters_leave_the_matched_rows_out_of_date(sample_session):
    comparison.set_role(sample_session, "mentee")
    sample_session.keep(
        "metric_rows",
        "select person_id, last_month as month, has_left as event, exit_reason as cause from spell",
        source="test",
    )
    comparison.form_trials(sample_session)
    comparison.set_scope(sample_session, Scope())
    raked_weights.keep_matched(sample_session)
    comparison.set_scope(sample_session, Scope.of({"gender": "f"}))
    with pytest.raises(StepError, match="scope was made again after scope_follow_up"):
        comparison.trial_events(sample_session, 24)


@pytest.mark.parametrize("name", ["pairings", "first_pairing", "run"])
def test_no_table_of_a_session_hides_one_of_the_snapshot(sample_session, tmp_path, name):
    refused = pytest.raises(StepError, match=f"makes {name}, which would hide")
    with refused:
        sample_session.give(name, {"n": "int"}, [])
    with refused:
        sample_session.keep(name, "select 1 as n", source="test")
    with refused:
        sample_session.step(step(tmp_path, "x", f"-- makes: {name}\nselect 1 as n"))


def test_the_refusal_of_the_engine_names_the_file(sample_session, tmp_path):
    path = step(tmp_path, "wrong", "-- makes: wrong\nselect nobody from spell")
    with pytest.raises(QueryError, match=r"wrong\.sql: the engine refused(.|\n)*nobody"):
        sample_session.step(path)


def test_a_view_follows_its_input_and_is_listed_with_its_rows(sample_session, tmp_path):
    path = step(tmp_path, "seen", "-- reads: given\n-- makes: seen (view)\nselect n from given")
    sample_session.give("given", {"n": "int"}, [[1], [2]])
    sample_session.step(path)
    (listed,) = sample_session.steps()
    assert (listed.name, listed.grain, listed.rows) == ("seen", "One row.", 2)


def test_what_is_out_of_date_is_listed_all_the_same(sample_session, chain):
    made(sample_session, chain)
    sample_session.give("given", {"n": "int"}, [])
    assert [one.name for one in sample_session.steps()] == ["first", "second"]


def test_another_session_over_the_same_snapshot_has_tables_of_its_own(sample_session, chain):
    made(sample_session, chain)
    with sample_session.another() as other:
        assert not other.has("first")
        with pytest.raises(StepError, match="reads given"):
            other.step(chain["first"])
