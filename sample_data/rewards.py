"""What mentors were promised and given: invitations, rewards, check-ins and trainings.

What is promised is drawn by lot for every invitation, and the chance to accept depends on nothing
else. The hours that a pairing then meets do not depend on it at all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sample_data import parameters
from sample_data.state import Pairing, SimulatedCompany

# form, euros, share of the invitations that promise it, chance that it is accepted
OFFERS = (
    ("nothing", 0, 0.22, 0.42),
    ("recognition", 0, 0.11, 0.50),
    ("lunch", 25, 0.12, 0.54),
    ("gift", 50, 0.08, 0.46),
    ("time_off", 250, 0.06, 0.48),
    ("cash", 50, 0.14, 0.22),
    ("cash", 250, 0.10, 0.42),
    ("cash", 1000, 0.09, 0.62),
    ("training", 1500, 0.08, 0.60),
)
SHARES, RATES = (np.array([row[i] for row in OFFERS]) for i in (2, 3))
NO_ANSWER = 0.25  # of those who do not accept
OUTCOMES = ("going_well", "too_busy", "other")
OUTCOME_SHARES = (0.9, 0.06, 0.04)
TRAININGS = (
    ("Coachen voor mentoren", 1450, "external"),
    ("Luisteren en doorvragen", 450, "internal"),
)
GOALS = ("Teamleider", "Opleider", "Vakspecialist", "")
TRAINED = 0.2  # of the mentors, before their first pairing ends
SENIOR = parameters.GRADES.index("senior")


@dataclass(frozen=True)
class Invitation:
    """A person (a number) asked to mentor; `answered` is 0 where no answer came."""

    person: int
    category: int
    day: int
    form: str
    amount: int
    response: str
    answered: int


@dataclass(frozen=True)
class GivenReward:
    """What a person got for a pairing."""

    person: int
    day: int
    form: str
    amount: int
    pairing: int
    public: bool
    reserved: bool


@dataclass(frozen=True)
class Checkin:
    """A check-in of the programme lead about a pairing."""

    pairing: int
    person: int
    day: int
    outcome: str
    score: int | None


@dataclass(frozen=True)
class Training:
    """A training paid for a mentor."""

    person: int
    name: str
    cost: int
    provider: str
    goal: str
    category: int
    started: int
    completed: int


@dataclass(frozen=True)
class RewardRecords:
    """Everything that this module simulates."""

    invitations: list[Invitation]
    rewards: list[GivenReward]
    checkins: list[Checkin]
    trainings: list[Training]


def run(
    rng: np.random.Generator, company: SimulatedCompany, pairings: list[Pairing]
) -> RewardRecords:
    """Return the invitations, rewards, check-ins and trainings for existing pairings."""
    invitations = []
    rewards = []
    for number, pairing in enumerate(pairings):
        invited = invite(rng, company, pairing)
        invitations += invited
        rewards += rewarded(rng, company, number, pairing, invited[0])
    talks = [
        talk
        for number, pairing in enumerate(pairings)
        for talk in checkins(rng, company, number, pairing)
    ]
    return RewardRecords(invitations, rewards, talks, trainings(rng, company, pairings))


def invite(
    rng: np.random.Generator, company: SimulatedCompany, pairing: Pairing
) -> list[Invitation]:
    """Return the invitations for one pairing, in reverse order.

    The first of them was accepted by the pairing's mentor; the others came before and were not.
    """
    offers = []
    accepts = False
    while not accepts:
        offers.append(int(rng.choice(len(OFFERS), p=SHARES)))
        accepts = rng.random() < RATES[offers[-1]]
    day = pairing.started
    rows: list[Invitation] = []
    invited: set[int] = set()
    for offer in reversed(offers):
        until = day
        day = day - int(rng.integers(5, 13))
        accepted = not rows
        spell = pairing.mentor if accepted else candidate(rng, company, pairing, day, invited)
        invited.add(spell)
        silent = not accepted and rng.random() < NO_ANSWER
        answered = 0 if silent else int(rng.integers(day, until))
        response = "none" if silent else "declined"
        if accepted:
            response = "accepted"
        rows.append(
            Invitation(
                int(company.person[spell]),
                pairing.category,
                day,
                *OFFERS[offer][:2],
                response,
                answered,
            )
        )
    return rows


def candidate(
    rng: np.random.Generator,
    company: SimulatedCompany,
    pairing: Pairing,
    day: int,
    invited: set[int],
) -> int:
    """Return a senior who works there on that day and was not asked for this pairing yet."""
    spells = np.arange(company.count)
    eligible = (company.hired[spells] <= day) & (
        (company.left[spells] == 0) | (company.left[spells] > day)
    )
    eligible &= (company.grade[spells] == SENIOR) & ~np.isin(
        spells, [*invited, pairing.mentor, pairing.mentee]
    )
    return int(rng.choice(spells[eligible]))


def rewarded(
    rng: np.random.Generator,
    company: SimulatedCompany,
    number: int,
    pairing: Pairing,
    accepted: Invitation,
) -> list[GivenReward]:
    """Return what was promised, given within a month after a pairing is completed.

    Nothing is given if the mentor has left by then.
    """
    if pairing.reason != "completed" or accepted.form == "nothing":
        return []
    day = pairing.ended + int(rng.integers(3, 28))
    left = company.left[pairing.mentor]
    if day > parameters.AS_OF.toordinal() or 0 < left <= day:
        return []
    public = accepted.form in ("recognition", "lunch") or rng.random() < 0.4
    return [
        GivenReward(
            accepted.person,
            day,
            accepted.form,
            accepted.amount,
            number,
            bool(public),
            bool(rng.random() < 0.6),
        )
    ]


def checkins(
    rng: np.random.Generator, company: SimulatedCompany, number: int, pairing: Pairing
) -> list[Checkin]:
    """Return check-ins every month or two, with mentor and mentee in turn.

    Trouble that ends a pairing is reported in the last one.
    """
    end = min(pairing.until, parameters.AS_OF.toordinal())
    days = []
    day = pairing.started + int(rng.integers(14, 35))
    while day <= end:
        days.append(day)
        day += int(rng.integers(28, 63))
    rows = []
    for i, held in enumerate(days):
        trouble = pairing.reason in ("no_click", "too_busy") and held == days[-1]
        outcome = pairing.reason if trouble else str(rng.choice(OUTCOMES, p=OUTCOME_SHARES))
        score = (
            int(rng.choice([3, 4, 4, 5] if outcome == "going_well" else [1, 2, 3]))
            if rng.random() < 0.8
            else None
        )
        spell = pairing.mentee if i % 2 == 0 else pairing.mentor
        rows.append(Checkin(number, int(company.person[spell]), held, outcome, score))
    return rows


def trainings(
    rng: np.random.Generator, company: SimulatedCompany, pairings: list[Pairing]
) -> list[Training]:
    """Return the trainings of one in five mentors, soon after their first pairing began."""
    first: dict[int, Pairing] = {}
    for pairing in pairings:
        first.setdefault(int(company.person[pairing.mentor]), pairing)
    rows = []
    for person, pairing in first.items():
        name, cost, provider = TRAININGS[int(rng.integers(len(TRAININGS)))]
        started = pairing.started + int(rng.integers(10, 60))
        completed = started + int(rng.integers(2, 90))
        if rng.random() < TRAINED and started < min(pairing.until, parameters.AS_OF.toordinal()):
            done = completed if completed < min(pairing.until, parameters.AS_OF.toordinal()) else 0
            rows.append(
                Training(
                    person,
                    name,
                    cost,
                    provider,
                    str(rng.choice(GOALS)),
                    pairing.category,
                    started,
                    done,
                )
            )
    return rows


def truth() -> dict:
    """Return the planted chances to accept, and that the promise does not change completion."""
    return {
        "acceptance": [
            {"form": form, "amount": amount, "rate": rate} for form, amount, _, rate in OFFERS
        ],
        "completion_difference": 0.0,
    }
