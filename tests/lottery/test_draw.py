"""The draw: fair, repeatable, bound to its commitment, and never more than the places."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from metrics.lottery import Entrant, LotteryError, LotteryList, commitment, draw, new_seed
from metrics.lottery.proof import proof_text, verify, verify_text

PEOPLE = tuple(Entrant(f"P{n:02}", "Sales" if n % 3 else "IT") for n in range(17))
LISTED = LotteryList("1", "customers", 7, False, PEOPLE)
TEAMS = tuple(Entrant(f"P{n:02}", "Sales" if n < 10 else "IT", f"T{n // 2}") for n in range(20))
OF_TEAMS = LotteryList("2", "customers", 9, True, TEAMS)


def drawn(listed: LotteryList, seed: str) -> set[str]:
    return {one.entrant.person_id for one in draw(listed, seed) if one.drawn}


def test_the_same_seed_and_list_give_the_same_draw_in_any_order_of_the_list():
    seed = new_seed()
    turned = replace(LISTED, entrants=PEOPLE[::-1])
    assert draw(LISTED, seed) == draw(turned, seed)
    assert commitment(LISTED, seed) == commitment(turned, seed)


def test_the_draw_of_a_known_seed_never_changes():
    assert (
        commitment(LISTED, "00")
        == "3879d72f8a640d86c59294d8364c4e07c521390415e4f88ec2f05a792a0e2343"
    )
    assert sorted(drawn(LISTED, "00")) == ["P00", "P03", "P04", "P06", "P08", "P10", "P16"]


def test_everybody_has_the_same_chance_whatever_the_size_of_their_group():
    seeds = [f"{n:04}" for n in range(4000)]
    times = Counter(person for seed in seeds for person in drawn(LISTED, seed))
    chance = 7 / 17
    error = np.sqrt(chance * (1 - chance) / len(seeds))
    for one in PEOPLE:
        assert abs(times[one.person_id] / len(seeds) - chance) < 4 * error
    assert {one.chance for one in draw(LISTED, "1")} == {chance}


@pytest.mark.parametrize("seed", ["a", "b", "c", "d"])
def test_every_place_is_given_and_the_waiting_list_holds_the_others_in_order(seed):
    result = draw(LISTED, seed)
    assert sum(one.drawn for one in result) == LISTED.places
    ranks = [one.waiting_rank for one in result if not one.drawn]
    assert ranks == list(range(1, len(PEOPLE) - LISTED.places + 1))


@pytest.mark.parametrize("seed", ["a", "b", "c", "d"])
def test_teams_are_drawn_as_a_whole_and_fit_in_the_places(seed):
    inside = drawn(OF_TEAMS, seed)
    assert 0 < len(inside) <= OF_TEAMS.places
    for team in {one.cluster for one in TEAMS}:
        members = {one.person_id for one in TEAMS if one.cluster == team}
        assert members <= inside or not members & inside


def test_teams_of_any_size_have_the_same_chance():
    sizes = {"T0": 1, "T1": 2, "T2": 3, "T3": 4}
    people = tuple(Entrant(f"{team}-{n}", "", team) for team, k in sizes.items() for n in range(k))
    listed = LotteryList("3", "customers", 7, True, people)
    seeds = [str(n) for n in range(3000)]
    times = Counter(name[:2] for seed in seeds for name in drawn(listed, seed) if name[-1] == "0")
    assert {one.chance for one in draw(listed, "1")} == {0.5}
    for team in sizes:
        assert abs(times[team] / len(seeds) - 0.5) < 0.04


@pytest.mark.parametrize(
    "listed",
    [
        replace(LISTED, places=17),
        replace(LISTED, places=0),
        replace(LISTED, entrants=PEOPLE[:1]),
        replace(LISTED, entrants=(*PEOPLE, PEOPLE[0])),
        replace(OF_TEAMS, entrants=(*TEAMS, Entrant("P99", "IT", "T0"))),
    ],
)
def test_a_list_without_a_fair_draw_is_refused(listed):
    with pytest.raises(LotteryError):
        draw(listed, "1")


def test_another_seed_another_list_and_another_result_are_found_out():
    seed = "5f"
    committed = commitment(LISTED, seed)
    result = [(one.entrant.person_id, one.drawn, one.waiting_rank) for one in draw(LISTED, seed)]
    assert verify(LISTED, seed, committed, result).holds
    assert not verify(LISTED, "5e", committed, result).same_list
    fewer = replace(LISTED, entrants=PEOPLE[1:])
    assert not verify(fewer, seed, committed).same_list
    (first, *others) = result
    turned = [(first[0], not first[1], first[2]), *others]
    found = verify(LISTED, seed, committed, turned)
    assert found.same_list and not found.same_draw


def test_a_proof_says_whether_it_was_changed_and_another_file_is_refused():
    text = proof_text(LISTED, "5f", commitment(LISTED, "5f"), draw(LISTED, "5f"))
    assert verify_text(text).holds
    changed = json.loads(text)
    changed["list"]["places"] = 8
    assert not verify_text(json.dumps(changed)).holds
    for wrong in ("", "{}", "[1]", '{"form": "other"}'):
        with pytest.raises(LotteryError):
            verify_text(wrong)
