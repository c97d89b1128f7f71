"""Suggested pairings against every possible assignment, and the file with the accepted ones."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date
from itertools import product
from pathlib import Path

import duckdb
import numpy as np
import pytest

from dashboard.exports import csv_file
from metrics.contract import TABLES
from metrics.mentors.assignment import (
    FIRST_MENTEE,
    HAS_MORE,
    NO_HOURS,
    NOBODY_IN_CATEGORY,
    RULED_OUT,
    SHARED_LANGUAGE,
    TAKEN,
    Mentee,
    Mentor,
    suggest_pairs,
)
from metrics.mentors.rules import shipped_rules
from metrics.mentors.service import COLUMNS, mentor_pool, pairings_rows
from metrics.warehouse.folder_check import check_folder

SAMPLE = Path(__file__).parents[2] / "sample_data" / "company"
RULES = shipped_rules().pairing
CATEGORIES, PLACES = np.array(["a", "b", "c"]), np.array(["", "north", "south"])
LANGUAGES = (frozenset(), frozenset({"nl"}), frozenset({"en"}), frozenset({"nl", "en"}))
Case = tuple[list[Mentor], list[Mentee], set[tuple[str, str]]]


def random_case(rng: np.random.Generator, most_mentors: int, most_mentees: int) -> Case:
    """People drawn at once; some are both mentor and mentee, some manage others, some were paired
    before."""
    mentors, mentees = (
        int(rng.integers(0, most_mentors + 1)),
        int(rng.integers(0, most_mentees + 1)),
    )
    people = np.array([f"p{i:02}" for i in range(mentors + mentees)])
    m, e = (
        people[rng.permutation(len(people))[:mentors]],
        people[rng.permutation(len(people))[:mentees]],
    )
    places, already = rng.integers(0, 3, mentors), rng.integers(0, 2, mentors)
    fit = np.where(rng.random((mentors, 3)) < 0.6, rng.integers(0, 4, (mentors, 3)), -1)
    wanted, where = rng.integers(0, 3, mentees), rng.integers(0, 3, (2, mentors + mentees))
    spoken = rng.integers(0, 4, mentors + mentees)
    managers = (
        np.where(rng.random(mentors + mentees) < 0.5, rng.choice(people, mentors + mentees), "")
        if len(people)
        else people
    )
    found_mentors = [
        Mentor(
            m[j],
            int(places[j]),
            {CATEGORIES[k]: float(fit[j, k]) for k in range(3) if fit[j, k] >= 0},
            PLACES[where[0, j]],
            PLACES[where[1, j]],
            str(managers[j]),
            int(already[j]),
            LANGUAGES[spoken[j]],
        )
        for j in range(mentors)
    ]
    found_mentees = [
        Mentee(
            e[i],
            CATEGORIES[wanted[i]],
            PLACES[where[0, mentors + i]],
            PLACES[where[1, mentors + i]],
            str(managers[mentors + i]),
            LANGUAGES[spoken[mentors + i]],
        )
        for i in range(mentees)
    ]
    had = {
        (str(m[j]), str(e[i])) for j in range(mentors) for i in range(mentees) if rng.random() < 0.1
    }
    return found_mentors, found_mentees, had


def may(mentor: Mentor, mentee: Mentee, had: set[tuple[str, str]]) -> bool:
    return (
        mentee.category in mentor.fit
        and mentor.person_id != mentee.person_id
        and mentee.manager_id != mentor.person_id
        and mentor.manager_id != mentee.person_id
        and (mentor.person_id, mentee.person_id) not in had
        and (
            not mentor.languages
            or not mentee.languages
            or bool(mentor.languages & mentee.languages)
        )
    )


def worth(chosen: list[tuple[Mentor, Mentee]]) -> float:
    points = 0.0
    for mentor, mentee in chosen:
        points += RULES.fit * mentor.fit[mentee.category]
        points += RULES.same_location * (mentor.location == mentee.location != "")
        points += RULES.other_department * (
            "" not in (mentor.department, mentee.department)
            and mentor.department != mentee.department
        )
        points += RULES.shared_language * bool(mentor.languages & mentee.languages)
    for _, (n, before) in {
        one.person_id: (sum(other is one for other, _ in chosen), one.mentees) for one, _ in chosen
    }.items():
        points -= RULES.load * sum(before + k for k in range(n))
    return points


def best_of_all(case: Case) -> tuple[int, float]:
    """The most mentees, then the most points, of every way to give each mentee a mentor or none."""
    mentors, mentees, had = case
    best = (0, 0.0)
    options = [[None, *(one for one in mentors if may(one, mentee, had))] for mentee in mentees]
    for way in product(*options):
        given = Counter(one.person_id for one in way if one)
        if all(given[one.person_id] <= one.places for one in mentors):
            chosen = [(one, mentee) for one, mentee in zip(way, mentees, strict=True) if one]
            best = max(best, (len(chosen), worth(chosen)))
    return best


@pytest.mark.parametrize("seed", range(60))
def test_the_suggestion_equals_the_best_of_all_assignments(seed):
    case = random_case(np.random.default_rng([7, seed]), 4, 5)
    mentors, mentees, had = case
    found = suggest_pairs(mentors, mentees, rules=RULES, paired_before=had)
    assert (len(found.pairs), found.points) == best_of_all(case)
    assert worth([(one.mentor, one.mentee) for one in found.pairs]) == found.points


def keeps_every_constraint(seed: int) -> None:
    rng = np.random.default_rng([8, seed])
    mentors, mentees, had = random_case(rng, 14, 24)
    found = suggest_pairs(mentors, mentees, rules=RULES, paired_before=had)
    assert all(may(one.mentor, one.mentee, had) for one in found.pairs)
    given = Counter(one.mentor.person_id for one in found.pairs)
    assert all(given[one.person_id] <= one.places for one in mentors)
    assert sorted([one.mentee.person_id for one in (*found.pairs, *found.unmatched)]) == sorted(
        one.person_id for one in mentees
    ), "each mentee once"
    for one in found.pairs:
        assert len(one.alternatives) <= 2 and one.mentor not in [
            other.mentor for other in one.alternatives
        ]
        assert all(
            may(other.mentor, one.mentee, had) and other.mentor.places for other in one.alternatives
        )
        assert all(other.points <= one.points for other in one.alternatives if other.free), (
            "else it would be chosen"
        )
    shuffled = suggest_pairs(
        [mentors[i] for i in rng.permutation(len(mentors))],
        [mentees[i] for i in rng.permutation(len(mentees))],
        rules=RULES,
        paired_before=had,
    )
    assert shuffled == found, "the order of the input decides nothing, also among equals"


@pytest.mark.parametrize("block", range(4))
def test_random_cases_keep_every_constraint(block):
    for seed in range(25 * block, 25 * block + 25):
        keeps_every_constraint(seed)


@pytest.mark.slow
@pytest.mark.parametrize("block", range(36))
def test_a_thousand_random_cases_keep_every_constraint(block):
    for seed in range(100 + 25 * block, 125 + 25 * block):
        keeps_every_constraint(seed)


def test_ties_are_broken_by_id_whatever_the_order():
    mentors = [Mentor(name, 1, {"a": 0.0}) for name in ("m3", "m1", "m2")]
    mentees = [Mentee(name, "a") for name in ("e2", "e1")]
    found = [
        suggest_pairs(one, other, rules=RULES)
        for one in (mentors, mentors[::-1])
        for other in (mentees, mentees[::-1])
    ]
    assert all(one == found[0] for one in found)
    assert found[0].points == 0


def test_more_mentees_count_before_more_points():
    mentors = [Mentor("m1", 1, {"a": 9.0, "b": 0.0}), Mentor("m2", 1, {"a": 0.0})]
    found = suggest_pairs(mentors, [Mentee("e1", "a"), Mentee("e2", "b")], rules=RULES)
    assert {(one.mentee.person_id, one.mentor.person_id) for one in found.pairs} == {
        ("e1", "m2"),
        ("e2", "m1"),
    }


def test_mentees_are_spread_over_equal_mentors():
    mentors = [Mentor("m1", 3, {"a": 0.0}), Mentor("m2", 3, {"a": 0.0}, mentees=1)]
    found = suggest_pairs(mentors, [Mentee(f"e{i}", "a") for i in range(3)], rules=RULES)
    assert Counter(one.mentor.person_id for one in found.pairs) == {"m1": 2, "m2": 1}


def test_an_unmatched_mentee_has_a_reason():
    mentors = [Mentor("m1", 1, {"a": 0.0}, manager_id="e3"), Mentor("m2", 0, {"b": 0.0})]
    mentees = [
        Mentee("e1", "a"),
        Mentee("e2", "b"),
        Mentee("e3", "a"),
        Mentee("e4", "c"),
        Mentee("m1", "a"),
        Mentee("e5", "a"),
    ]
    found = suggest_pairs(mentors, mentees, rules=RULES)
    assert {one.mentee.person_id: one.reason[0] for one in found.unmatched} == {
        "e2": NO_HOURS,
        "e3": RULED_OUT,
        "e4": NOBODY_IN_CATEGORY,
        "m1": RULED_OUT,
        {"e1", "e5"}.difference({one.mentee.person_id for one in found.pairs}).pop(): TAKEN,
    }


def test_a_pair_needs_a_shared_language_if_both_declared_theirs():
    mentor = Mentor("m1", 1, {"a": 2.0}, languages=frozenset({"nl"}))
    for spoken, paired in ((frozenset({"en"}), 0), (frozenset({"en", "nl"}), 1), (frozenset(), 1)):
        found = suggest_pairs([mentor], [Mentee("e1", "a", languages=spoken)], rules=RULES)
        assert len(found.pairs) == paired
        assert [one.reason[0] for one in found.unmatched] == [RULED_OUT] * (1 - paired)


def test_reasons_name_what_the_pair_shares_and_the_mentors_load():
    mentors = [Mentor("m1", 2, {"a": 2.0}, "sales", "north", languages=frozenset({"nl", "en"}))]
    mentees = [
        Mentee("e1", "a", "care", "north", languages=frozenset({"en"})),
        Mentee("e2", "a", "sales", ""),
    ]
    one, two = suggest_pairs(mentors, mentees, rules=RULES).pairs
    assert (SHARED_LANGUAGE, {"languages": "en"}) in one.reasons
    assert (HAS_MORE, {"n": 1}) in one.reasons and (HAS_MORE, {"n": 1}) in two.reasons
    assert len({text for text, _ in one.reasons} & {text for text, _ in two.reasons}) == 2, (
        "fit and the other mentee"
    )
    (alone,) = suggest_pairs(mentors, mentees[:1], rules=RULES).pairs
    assert (FIRST_MENTEE, {}) in alone.reasons


@pytest.mark.parametrize(
    ("mentors", "mentees"),
    [
        ([], [Mentee("e1", "a")]),
        ([Mentor("m1", 1, {"a": 0.0})], []),
        ([], []),
    ],
)
def test_without_mentors_or_mentees_nobody_is_paired(mentors, mentees):
    found = suggest_pairs(mentors, mentees, rules=RULES)
    assert found.pairs == () and [one.mentee for one in found.unmatched] == mentees


def test_a_person_listed_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        suggest_pairs([], [Mentee("e1", "a"), Mentee("e1", "b")], rules=RULES)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_file_with_accepted_pairs_can_be_loaded(sample_session, tmp_path, language):
    found = mentor_pool(sample_session, shipped_rules())
    accepted = found.suggestion.pairs[::2]
    rows = pairings_rows(sample_session, accepted, found.typical, found.start)
    contract = TABLES["pairings"]
    header = [contract.column(name).header(language) for name in COLUMNS]
    shutil.copytree(SAMPLE, tmp_path / "company")
    (tmp_path / "company" / "pairings.csv").write_bytes(
        csv_file("pairings", header, rows, language)[0]
    )
    with duckdb.connect() as con:
        report = check_folder(tmp_path / "company", con=con, today=date(2026, 6, 1))
        new = con.execute(
            "select count(*), min(start_date), count(agreed_hours) from pairings where "
            "pairing_id > 'N'"
        ).fetchall()
    assert report.accepted
    assert report.tables["pairings"] == len(rows)
    assert new == [(len(accepted), date(2026, 1, 1), len(accepted))]
    assert {one.rule for one in report.findings if one.table == "pairings"} == {
        "pairings.start_after_as_of"
    }, "they do not count before they begin"


def test_the_sample_companys_suggestions_keep_every_constraint(sample_session):
    found = mentor_pool(sample_session, shipped_rules())
    had = set(sample_session.rows("select mentor_id, mentee_id from pairings"))
    managers = dict(
        sample_session.rows("select person_id, manager_id from staff where exit_date is null")
    )
    assert len(found.suggestion.pairs) == 25 and found.suggestion.unmatched == ()
    for one in found.suggestion.pairs:
        pair = (one.mentor.person_id, one.mentee.person_id)
        assert pair not in had
        assert managers[pair[0]] != pair[1] and managers[pair[1]] != pair[0]
