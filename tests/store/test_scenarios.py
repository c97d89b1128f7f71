"""Saved scenarios: versions, conflicts that lose nothing, numbers that come back exactly, rows that
never change."""

from __future__ import annotations

import threading
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from metrics.rewards.scenario import CategoryPlan, RewardPlan, Scenario, scenario_from_dict
from metrics.store import (
    ConflictError,
    NewerDatabaseError,
    ScenarioStore,
    StoreError,
    UnknownScenarioError,
)
from metrics.store.insert_only import LONGEST_NAME
from metrics.store.json_codec import dumps, loads
from metrics.store.scenarios import LONGEST_NOTE
from metrics.value.company_facts import CategoryFacts, CompanyFacts, facts_from_dict
from metrics.value.offers import MeasuredResponse, Offer, Offers
from tests.store.plans import FACTS, PLAN, plan, used


@pytest.fixture
def inside(url):
    """A connection to the database of the same test, past the store; every statement is
    committed."""
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as con:
        yield con
    engine.dispose()


def test_a_saved_scenario_comes_back_exactly_with_its_estimates_and_seed(store, url):
    before = datetime.now(UTC)
    saved = store.save(PLAN, FACTS, used(), based_on=None, author=" Finance ")
    other = ScenarioStore(url)
    again = other.load(PLAN.name)
    other.close()
    assert again == saved
    assert (again.scenario, again.facts, again.assumptions) == (PLAN, FACTS, used())
    assert repr(again.facts) == repr(FACTS), "-0.0 and 0.0 are equal, but not the same"
    assert (again.version, again.author, again.seed, again.snapshot) == (
        1,
        "Finance",
        PLAN.seed,
        FACTS.snapshot,
    )
    assert before <= again.at <= datetime.now(UTC) and again.at.utcoffset() == timedelta(0)


@given(
    st.recursive(
        st.floats() | st.integers() | st.text() | st.none() | st.booleans(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=8,
    )
)
def test_every_number_keeps_its_last_digit(value):
    assert repr(loads(dumps(value))) == repr(value)


def whole(kind, **given_fields):
    """Instances of a dataclass with every field drawn, also those that have a usual value."""
    return st.builds(
        kind,
        **{field.name: ... for field in fields(kind) if field.name not in given_fields},
        **given_fields,
    )


COUNTED = whole(
    MeasuredResponse, values=st.dictionaries(st.text(max_size=3), st.integers(), max_size=2)
)
OFFERS = st.builds(
    lambda offer: Offers((offer,)), whole(Offer, acceptance=COUNTED, completion=COUNTED)
)


GENERATED = settings(phases=[Phase.generate])  # to shrink a company takes minutes, and says no more


@GENERATED
@given(
    whole(
        CompanyFacts,
        categories=st.dictionaries(st.text(max_size=3), whole(CategoryFacts), max_size=2),
        offers=OFFERS,
    )
)
def test_all_facts_come_back(facts):
    assert repr(facts_from_dict(loads(dumps(facts.as_dict())))) == repr(facts)


@GENERATED
@given(whole(Scenario, categories=st.tuples(whole(CategoryPlan, reward=whole(RewardPlan)))))
def test_every_scenario_comes_back(scenario):
    assert repr(scenario_from_dict(loads(dumps(scenario.as_dict())))) == repr(scenario)


def test_each_name_has_its_own_versions_from_one(store):
    for based_on, years in ((None, 1), (1, 2), (2, 3)):
        store.save(plan(years=years), FACTS, used(), based_on=based_on, author="Finance")
    store.save(plan("À la carte"), FACTS, used(), based_on=None, author="HR")
    assert [saved.version for saved in store.versions(PLAN.name)] == [1, 2, 3]
    assert [store.load(PLAN.name, version).scenario.years for version in (1, 2, 3)] == [1, 2, 3]
    assert store.load(PLAN.name).version == 3
    assert store.names() == ("Lunch for mentors", "À la carte")
    assert store.versions("nobody's") == ()
    for version in (None, 1):
        with pytest.raises(UnknownScenarioError) as caught:
            store.load("nobody's", version)
        assert caught.value.values["name"] == "nobody's"


def test_the_note_of_a_version_is_kept(store):
    first = store.save(
        PLAN, FACTS, used(), based_on=None, author="Finance", note="  asked by\nthe board "
    )
    store.save(PLAN, FACTS, used(), based_on=first.version, author="Finance")
    assert [saved.note for saved in store.versions(PLAN.name)] == ["asked by the board", ""]
    assert store.load(PLAN.name, 1) == first
    with pytest.raises(StoreError) as caught:
        store.save(PLAN, FACTS, used(), based_on=2, author="Finance", note="x" * 401)
    assert caught.value.values == {"longest": LONGEST_NOTE}
    with pytest.raises(ConflictError) as conflict:
        store.save(PLAN, FACTS, used(), based_on=1, author="HR", note="half of it")
    draft = conflict.value.yours.on_top_of(conflict.value.saved)
    assert store.save_draft(draft).note == "half of it"


def test_a_database_without_notes_gets_the_column_and_loses_nothing(store, inside, url):
    store.save(PLAN, FACTS, used(), based_on=None, author="Finance", note="why")
    store.close()
    inside.exec_driver_sql("alter table scenario drop column note")
    later = ScenarioStore(url)
    assert [saved.note for saved in later.versions(PLAN.name)] == [""]
    assert later.load(PLAN.name).scenario == PLAN
    later.save(PLAN, FACTS, used(), based_on=1, author="Finance", note="from now on")
    assert [saved.note for saved in later.versions(PLAN.name)] == ["", "from now on"]
    later.close()


def test_a_conflict_shows_both_and_loses_neither(store):
    store.save(plan(years=1), FACTS, used(), based_on=None, author="Finance")
    hers = store.save(plan(years=2), FACTS, used(), based_on=1, author="HR")
    with pytest.raises(ConflictError) as caught:
        store.save(plan(years=3), FACTS, used(), based_on=1, author="Finance")
    conflict = caught.value
    assert conflict.saved == hers
    shown = {name: conflict.values[name] for name in ("author", "version", "name")}
    assert shown == {"author": "HR", "version": 2, "name": PLAN.name}
    assert (conflict.yours.scenario.years, conflict.yours.author) == (3, "Finance")
    assert len(store.versions(PLAN.name)) == 2
    renamed = store.save_draft(conflict.yours.named("Three years"))
    assert renamed.scenario == plan("Three years", years=3)
    on_top = store.save_draft(conflict.yours.on_top_of(conflict.saved))
    assert (on_top.version, on_top.scenario.years) == (3, 3)
    assert [store.load(PLAN.name, version).scenario.years for version in (1, 2, 3)] == [1, 2, 3]


def test_two_people_with_the_same_new_name_get_a_conflict(store):
    store.save(plan("Pizza", years=1), FACTS, used(), based_on=None, author="HR")
    with pytest.raises(ConflictError):
        store.save(plan("Pizza", years=2), FACTS, used(), based_on=None, author="Finance")


def test_the_same_save_made_twice_is_stored_once(store):
    first = store.save(PLAN, FACTS, used(), based_on=None, author="Finance")
    store.save(plan(years=9), FACTS, used(), based_on=1, author="HR")
    assert store.save(PLAN, FACTS, used(), based_on=None, author="Finance") == first
    assert len(store.versions(PLAN.name)) == 2
    with pytest.raises(ConflictError):
        store.save(PLAN, FACTS, used(), based_on=None, author="Somebody else")


def test_a_draft_based_on_an_unknown_version_is_not_stored(store):
    store.save(PLAN, FACTS, used(), based_on=None, author="Finance")
    with pytest.raises(StoreError) as caught:
        store.save(plan(years=1), FACTS, used(), based_on=7, author="Finance")
    assert caught.value.values == {"based": 7, "name": PLAN.name, "place": store.location}
    assert [saved.version for saved in store.versions(PLAN.name)] == [1]


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "nul\x00", "half \ud800", "x" * 201])
def test_an_unreadable_name_is_refused(tmp_path, name):
    store = ScenarioStore(f"sqlite:///{tmp_path}/s.sqlite")
    for scenario, author in ((plan(name), "Finance"), (PLAN, name)):
        with pytest.raises(StoreError) as caught:
            store.save(scenario, FACTS, used(), based_on=None, author=author)
        assert caught.value.values["longest"] == LONGEST_NAME


def test_one_spelling_of_a_letter_is_one_name(store):
    store.save(plan("Cafe\u0301 "), FACTS, used(), based_on=None, author="Finance")
    assert store.load("Caf\u00e9").scenario.name == "Caf\u00e9"
    assert store.names() == ("Caf\u00e9",)


def test_the_database_itself_refuses_to_change_or_delete_a_row(store, inside, url):
    saved = store.save(PLAN, FACTS, used(), based_on=None, author="Finance")
    truncate = ["truncate scenario"] if url.startswith("postgresql") else []
    for statement in ["update scenario set author = 'me'", "delete from scenario", *truncate]:
        with pytest.raises(sa.exc.DBAPIError, match="are kept as they are"):
            inside.exec_driver_sql(statement)
    assert store.load(PLAN.name) == saved


def test_a_database_of_a_newer_version_is_left_alone(store, inside, url):
    store.save(PLAN, FACTS, used(), based_on=None, author="Finance")
    store.close()
    inside.exec_driver_sql("insert into store_schema values (99)")
    with pytest.raises(NewerDatabaseError) as caught:
        ScenarioStore(url).names()
    assert (caught.value.values["version"], caught.value.values["supported"]) == (99, 1)
    assert inside.exec_driver_sql("select count(*) from scenario").scalar() == 1


def test_a_row_with_fields_of_a_newer_version_says_so(store, inside):
    store.save(PLAN, FACTS, used(), based_on=None, author="Finance")
    inside.execute(
        sa.text(
            "insert into scenario select name, 2, author, at, snapshot, seed, '9.9', "
            ":scenario, facts, assumptions, note from scenario"
        ).bindparams(sa.bindparam("scenario", {"name": "x", "colour": "red"}, type_=sa.JSON))
    )
    with pytest.raises(StoreError) as caught:
        store.load(PLAN.name)
    values = caught.value.values
    assert (values["version"], values["name"], values["product"]) == (2, PLAN.name, "9.9")
    assert store.load(PLAN.name, 1).scenario == PLAN


def test_threads_share_a_store_from_its_first_use(store):
    failed, together = [], threading.Barrier(6)

    def save(number):
        together.wait()
        try:
            store.save(plan(f"of thread {number}"), FACTS, used(), based_on=None, author="Finance")
        except Exception as error:  # noqa: BLE001 - a thread's error is reported by the test
            failed.append(error)

    threads = [threading.Thread(target=save, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert store.names() == tuple(f"of thread {number}" for number in range(6))


def test_the_facts_may_come_straight_from_numpy(store):
    import numpy as np

    facts = replace(FACTS, employees=np.int64(1200), mean_pay=np.float64(1 / 3))
    assert store.save(PLAN, facts, used(), based_on=None, author="Finance").facts == facts
