"""What the data could show now, and what it would take to know more."""

from __future__ import annotations

from dataclasses import dataclass

from metrics.evaluate.answer import Answer
from metrics.inference.plan import mentees_for, months_until, smallest_effect
from metrics.warehouse.engine import Session

RECENT = 12


@dataclass(frozen=True)
class Plan:
    """`smallest`: the effect these data find in four of five cases. `aim`: the effect that is worth knowing about (half
    of that); `mentees` it takes in all, and `months` at the pace of the last year (None without a pace)."""

    smallest: float
    aim: float
    mentees: int
    months: int | None
    per_month: float


def plan(session: Session, answer: Answer) -> Plan | None:
    """The plan for an answer with an estimate, else None; the session must be the one it was made in."""
    one = answer.estimate
    if one is None or answer.metric.shape == "total" or one.se <= 0:
        return None
    smallest = smallest_effect(one.se, one.df)
    aim = smallest / 2
    needed = mentees_for(aim, n=answer.n_mentees, se=one.se, df=one.df)
    recent = (
        "select count(*) from pairing inner join asked_person on asked_person.person_id = pairing.person_id "
        "cross join asked cross join run where pairing.pair_month > run.last_month - ? "
        "and (asked.category is null or pairing.category = asked.category)"
    )
    per_month = session.rows(recent, [RECENT])[0][0] / RECENT
    months = months_until(needed, n=answer.n_mentees, per_month=per_month, horizon=answer.horizon or RECENT)
    return Plan(smallest, aim, needed, months, per_month)
