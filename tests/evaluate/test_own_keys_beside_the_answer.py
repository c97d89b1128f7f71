"""What stands beside an answer honours the keys that a company adds: balance and dose response."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest

from metrics.comparison import dose, own_keys
from metrics.evaluate import BALANCE_TITLES, evaluate
from metrics.evaluate.balance import SMALL, balance, overlap
from metrics.evaluate.dose_response import MATCHED_ON, dose_response
from metrics.loading import open_folder
from tests.conftest import SAMPLE


@pytest.fixture(scope="module")
def session(tmp_path_factory) -> Iterator[object]:
    """The sample company, matched on job family, gender and manager too."""
    folder = tmp_path_factory.mktemp("keys") / "files"
    shutil.copytree(SAMPLE, folder)
    settings = folder / "company.toml"
    text = settings.read_text(encoding="utf-8")
    keys = '[matching]\nkeys = ["job_family", "gender", "manager_id"]\n'
    settings.write_text(f"{text}\n{keys}", encoding="utf-8")
    with open_folder(folder) as opened, opened.source.session() as found:
        metric = opened.metrics["retention"]
        yield found, metric, evaluate(metric, found)


def test_each_own_key_has_its_levels_but_a_manager_who_is_a_person(session):
    found, _metric, answer = session
    rows = balance(found, answer)
    assert own_keys.asked_keys(found) == ("job_family", "gender", "manager_id")
    assert {row.key for row in rows} - set(BALANCE_TITLES) == {"job_family"}
    assert sum(row.key == "gender" for row in rows) == len(
        {row.level for row in rows if row.key == "gender"}
    )
    names = [check.name for check in overlap(found, answer, rows)]
    assert "balance_job_family" in names and "balance_manager_id" not in names


def test_the_rows_of_an_own_key_are_the_mentees_counted_one_by_one(session):
    found, _metric, answer = session
    rows = [row for row in balance(found, answer) if row.key == "job_family"]
    counted = found.records(
        "select coalesce(person_attribute.level, '') as level, count(*) as n "
        "from scope_follow_up inner join person_attribute "
        "on person_attribute.person_id = scope_follow_up.person_id "
        "and scope_follow_up.trial_month between person_attribute.from_month "
        "and person_attribute.to_month "
        "where arm = 1 and key_name = 'job_family' group by 1"
    )
    expected = {row["level"]: row["n"] for row in counted}
    assert {row.level: row.n_mentees for row in rows if row.level in expected} == {
        level: n for level, n in expected.items() if level in {row.level for row in rows}
    }
    assert max(abs(row.after) for row in rows) <= SMALL


def test_mentees_with_more_hours_are_compared_within_the_own_keys_too(session):
    found, metric, answer = session
    (question,) = dose_response(found, metric, answer)
    assert dose.keys_asked(found) == (*dose.KEYS, dose.OWN)
    people = dose.matched_follow_up(found, len(dose.KEYS) + 1)
    both = found.records(
        "select own_stratum, count(distinct landmark_matched.more) as halves from landmark_matched "
        "inner join landmark_follow_up using (person_id) group by own_stratum"
    )
    assert all(row["halves"] == 2 for row in both)
    assert len(people["more"]) < len(dose.matched_follow_up(found, len(dose.KEYS))["more"])
    assert question.values.get("alike") in {None, *MATCHED_ON.values()}
