"""Employment spells: which are compared, and what changes if one spell is split in two.

Nobody hired after the end of the data is compared. Three steps keep them out; each is tested alone,
because the other two would hide its failure. A spell runs from one hire to one exit (`staff` in the
contract), so a person hired again the next day has left: only that person's rows may change, and
none if it happened long ago.
"""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from metrics.catalog import catalogue
from metrics.evaluate import evaluate
from tests.companies import asked, awkward, drawn
from tests.evaluate.test_relations import figures, same

AS_OF = date(2023, 12, 31)
JAN = 2022 * 12
RETENTION = catalogue()["retention"]
seeds = st.integers(0, 10**6)

STAFF = """
    person_id | hire_date  | observed_from | exit_date  | department
    ann       | 2018-01-01 |               |            | Sales
    bea       | 2018-01-01 |               |            | Sales
    seen      | 2018-01-01 | 2022-02-10    |            | Sales
    gone      | 2018-01-01 |               | 2022-03-20 | Sales
    late      | 2024-01-02 |               |            | Sales
"""
POSITIONS = """
    person_id | valid_from | department
    gone      | 2018-01-01 | Sales
    gone      | 2022-03-15 | Care
    late      | 2024-01-02 | Sales
"""
PAIRINGS = """
    pairing_id | mentor_id | mentee_id | category | start_date
    p1         | mo        | ann       | peer     | 2022-01-10
    p2         | mo        | bea       | peer     | 2022-02-10
"""


def kept(select: str) -> list[tuple]:
    """What stands in a table of the session after the answer."""
    with asked(drawn(staff=STAFF, positions=POSITIONS, pairings=PAIRINGS), as_of=AS_OF) as session:
        evaluate(RETENTION, session)
        return session.rows(select)


def test_a_person_hired_after_the_data_end_has_no_spell():
    assert {person for (person,) in kept("select person_id from spell")} == {
        "ann",
        "bea",
        "seen",
        "gone",
    }


def test_a_person_observed_later_is_in_no_earlier_trial():
    trials = kept(
        f"select person_id, trial_month - {JAN} from eligible order by person_id, trial_month"
    )
    assert [month for person, month in trials if person == "seen"] == [1]
    assert [month for person, month in trials if person == "gone"] == [0, 1]


def test_a_position_that_begins_after_the_last_month_is_ignored():
    assert (
        kept(
            "select person_id from position_spell where from_month > to_month or person_id = 'late'"
        )
        == []
    )
    assert kept("select department from position_spell where person_id = 'gone'") == [("Sales",)]


def split(tables: dict, spell: dict, last: date) -> dict:
    """The same company, in which a spell ends on `last` and the person is hired again on the day
    after."""
    parts = [
        {**spell, "exit_date": last, "exit_reason": "end_of_contract"},
        {**spell, "hire_date": last + timedelta(days=1), "observed_from": None},
    ]
    return {**tables, "staff": [row for row in tables["staff"] if row is not spell] + parts}


@given(seed=seeds)
def test_a_spell_split_long_before_the_programme_changes_nothing(
    seed,
):  # fault: only the first spell followed
    tables = awkward(seed, people=36)
    first = {}
    for row in tables["staff"]:
        first.setdefault(row["person_id"], row)
    spell = max(first.values(), key=lambda row: (row["exit_date"] or AS_OF) - row["hire_date"])
    spell |= {"hire_date": date(2015, 1, 1), "observed_from": None}
    assert same(figures(tables), figures(split(tables, spell, date(2018, 6, 30))))


def rows_of(tables: dict) -> dict[str, set[tuple]]:
    """Person -> (trial month, arm, u, event, tenure band) of each of their rows."""
    with asked(tables, as_of=AS_OF, contract_gap_days=0) as session:
        evaluate(RETENTION, session)
        found: dict[str, set[tuple]] = {}
        for person, *row in session.rows(
            "select person_id, trial_month, arm, u, event, tenure_band from follow_up"
        ):
            found.setdefault(person, set()).add(tuple(row))
        return found


@given(seed=seeds, month=st.integers(4, 24))
def test_a_person_rehired_the_next_day_has_left_and_no_other_rows_change(seed, month):
    # fault: the first spell's rows followed into the second
    tables = awkward(seed, people=36)
    mentored = {row["mentee_id"] for row in tables["pairings"]} | {
        row["mentor_id"] for row in tables["pairings"]
    }
    staying = [
        row
        for row in tables["staff"]
        if row["person_id"] not in mentored
        and row["exit_date"] is None
        and row["hire_date"] < date(2021, 3, 1)
        and not row["observed_from"]
        and not row.get("last_seen")
    ]
    assume(staying)
    spell, left = staying[0], 2021 * 12 + month - 1
    person, last = (
        spell["person_id"],
        date(2021 + month // 12, month % 12 + 1, 1) - timedelta(days=1),
    )
    before, after = rows_of(tables), rows_of(split(tables, spell, last))
    own = before.pop(person, set())
    again = after.pop(person, set())
    assert before == after
    first = {row for row in again if row[0] < left}
    assert first == {
        (trial, 0, left - trial - 1, 1, band) for trial, _, _, _, band in own if trial < left
    }
    assert {row[0] for row in again - first} == {row[0] for row in own if row[0] > left}
    assert all(row[3] == 0 and row[4] == min((row[0] - left - 1) // 12, 2) for row in again - first)


def test_follow_up_ends_on_the_day_somebody_was_last_seen():
    drawn_company = awkward(7, people=150)
    once = {row["person_id"]: row for row in drawn_company["staff"]}.values()
    plain = [
        row | {"last_seen": None, "exit_reason": row["exit_date"] and "voluntary"} for row in once
    ]

    def of(changed) -> dict[str, float]:
        staff = [row if row["exit_date"] is None else row | changed(row) for row in plain]
        return figures(drawn_company | {"staff": staff}, as_of=AS_OF)

    stopped = of(lambda row: {"last_seen": row["exit_date"], "exit_date": None})
    assert same(stopped, of(lambda _row: {"exit_reason": "transfer"}))
    assert same(
        stopped,
        of(
            lambda row: {
                "last_seen": row["exit_date"],
                "exit_date": row["exit_date"] + timedelta(days=1),
            }
        ),
    )
    left = of(lambda _row: {})
    assert same(left, of(lambda row: {"last_seen": row["exit_date"]}))
    assert not same(stopped, left)
    assert not same(stopped, of(lambda _row: {"exit_date": None, "exit_reason": None}))


def test_nobody_who_was_last_seen_before_is_counted_as_employed_now():
    staff = STAFF.replace("exit_date  |", "last_seen  |").replace("2022-03-20", "2023-12-30")
    with asked(drawn(staff=staff, pairings=PAIRINGS), as_of=AS_OF) as session:
        present = dict(session.rows("select person_id, is_present from spell"))
        months = dict(session.rows("select person_id, last_month from spell"))
    assert present == {"ann": 1, "bea": 1, "seen": 1, "gone": 0}
    assert months["gone"] == 2023 * 12 + 10 and months["ann"] == 2023 * 12 + 11
