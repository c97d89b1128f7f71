"""Suggested pairings: as many mentees as possible with a mentor, then the most points.

An assignment problem with one row per mentee; one column per place that a mentor has free, and one
per mentee for staying without a mentor. The programme lead decides on every pair.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from metrics.i18n import N_
from metrics.mentors.rules import PairingRules

ALTERNATIVES = 2
Reason = tuple[str, Mapping[str, object]]  # a sentence key with its values

SAME_LOCATION = N_("Same location: {location}.")
OTHER_LOCATION = N_("Different locations: mentor at {mentor}, mentee at {mentee}.")
LOCATION_UNKNOWN = N_("It is not known whether they work at the same location.")
OTHER_DEPARTMENT = N_("Different departments: {mentor} and {mentee}.")
SAME_DEPARTMENT = N_("Same department: {department}.")
SHARED_LANGUAGE = N_("Shared language: {languages}.")
FITS = N_("Profile {points} points above the requirements.")
FIRST_MENTEE = N_("The mentor's only mentee.")
HAS_MORE = N_("Other mentees of this mentor at the time: {n}.")
NOBODY_IN_CATEGORY = N_("There is no mentor on the shortlist of {category}.")
NO_HOURS = N_("The {n} mentors on the shortlist of {category} have no hours left.")
RULED_OUT = N_(
    "Every mentor on the shortlist of {category} with hours left is ruled out. Each is the "
    "mentee, manages or reports to the mentee, was paired with the mentee before, or shares "
    "no language."
)
TAKEN = N_("Other mentees took the hours of the mentors on the shortlist of {category}.")


@dataclass(frozen=True)
class Mentor:
    """A mentor with `places` free for mentees.

    `fit` holds the categories they can mentor in, with the points above the requirements. `mentees`
    counts the ones they have already.
    """

    person_id: str
    places: int
    fit: Mapping[str, float]
    department: str = ""
    location: str = ""
    manager_id: str = ""
    mentees: int = 0
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Mentee:
    """A person who is to have a mentor in a category; once each."""

    person_id: str
    category: str
    department: str = ""
    location: str = ""
    manager_id: str = ""
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Alternative:
    """Another mentor for a mentee, and the points that this would add.

    `free`: whether they still have a place if all suggestions are followed.
    """

    mentor: Mentor
    points: float
    free: bool


@dataclass(frozen=True)
class SuggestedPair:
    """A suggested pair with the points that it adds and its reasons.

    Up to two alternatives; those with a free place come first.
    """

    mentee: Mentee
    mentor: Mentor
    points: float
    reasons: tuple[Reason, ...]
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True)
class UnmatchedMentee:
    """A mentee without a suggestion, and why."""

    mentee: Mentee
    reason: Reason


@dataclass(frozen=True)
class Suggestion:
    """The suggested pairs by category and mentee, and the mentees without one.

    `points` is the total of all pairs, less the deduction for mentors with several mentees.
    """

    pairs: tuple[SuggestedPair, ...] = ()
    unmatched: tuple[UnmatchedMentee, ...] = ()
    points: float = 0.0


@dataclass(frozen=True)
class _Table:
    """Mentees (rows) by mentors (columns): which pairs are allowed, and the points of each.

    The points are those without the deduction for load. `in_category`: whether the mentor can
    mentor in the mentee's category. `places` are those of each mentor.
    """

    allowed: np.ndarray
    points: np.ndarray
    in_category: np.ndarray
    places: np.ndarray = field(repr=False)


def suggest_pairs(
    mentors: Sequence[Mentor],
    mentees: Sequence[Mentee],
    *,
    rules: PairingRules,
    paired_before: Collection[tuple[str, str]] = (),
) -> Suggestion:
    """Return the best of the allowed pairs: the most mentees first, then the most points.

    Nobody is paired with themselves, their own manager (either way), a person they were paired with
    (`paired_before`: mentor, mentee), outside a mentor's categories, beyond their places, or
    without a shared language if both declared theirs. The n-th mentee of a mentor costs n - 1 times
    `load` points. Input in another order gives the same result. Raises ValueError if a person is
    listed twice among the mentors or mentees.
    """
    mentors = tuple(sorted(mentors, key=lambda mentor: mentor.person_id))
    mentees = tuple(sorted(mentees, key=lambda mentee: mentee.person_id))
    for people in (mentors, mentees):
        if len({person.person_id for person in people}) < len(people):
            raise ValueError("A person is listed twice among the mentors or the mentees.")
    if not mentees:
        return Suggestion()
    table = _table(mentors, mentees, rules, frozenset(paired_before))
    chosen, points = _assign(mentors, table, rules)
    assigned = np.bincount(chosen[chosen >= 0], minlength=len(mentors))
    order = sorted(range(len(mentees)), key=lambda i: (mentees[i].category, mentees[i].person_id))
    pairs = tuple(
        _pair(i, int(chosen[i]), mentors, mentees[i], table, assigned, rules.load)
        for i in order
        if chosen[i] >= 0
    )
    unmatched = tuple(
        UnmatchedMentee(mentees[i], _why_unmatched(i, mentees[i], table))
        for i in order
        if chosen[i] < 0
    )
    return Suggestion(pairs, unmatched, points)


def _table(
    mentors: Sequence[Mentor],
    mentees: Sequence[Mentee],
    rules: PairingRules,
    paired_before: frozenset[tuple[str, str]],
) -> _Table:
    shape = (len(mentees), len(mentors))
    fit = np.array(
        [[mentor.fit.get(mentee.category, np.nan) for mentor in mentors] for mentee in mentees],
        dtype=float,
    ).reshape(shape)
    shared_language = np.array(
        [[bool(mentee.languages & mentor.languages) for mentor in mentors] for mentee in mentees],
        dtype=bool,
    ).reshape(shape)
    ruled_out = np.array(
        [
            [_is_ruled_out(mentee, mentor, paired_before) for mentor in mentors]
            for mentee in mentees
        ],
        dtype=bool,
    ).reshape(shape)
    places = np.array([max(mentor.places, 0) for mentor in mentors], dtype=int)
    same_location, location_known = _compare(mentees, mentors, "location")
    same_department, department_known = _compare(mentees, mentors, "department")
    points = (
        rules.same_location * (same_location & location_known)
        + rules.other_department * (~same_department & department_known)
        + rules.shared_language * shared_language
        + rules.fit * np.nan_to_num(fit)
    )
    in_category = ~np.isnan(fit)
    allowed = in_category & ~ruled_out & (places > 0)[None, :]
    return _Table(allowed, points, in_category, places)


def _is_ruled_out(
    mentee: Mentee, mentor: Mentor, paired_before: frozenset[tuple[str, str]]
) -> bool:
    both_declared = mentee.languages and mentor.languages
    return (
        mentee.person_id == mentor.person_id
        or mentee.manager_id == mentor.person_id
        or mentor.manager_id == mentee.person_id
        or (mentor.person_id, mentee.person_id) in paired_before
        or bool(both_declared and not mentee.languages & mentor.languages)
    )


def _compare(
    mentees: Sequence[Mentee], mentors: Sequence[Mentor], name: str
) -> tuple[np.ndarray, np.ndarray]:
    """Return for each mentee and mentor whether a text is the same, and whether both are known."""
    of_mentees = _texts(mentees, name)[:, None]
    of_mentors = _texts(mentors, name)[None, :]
    return of_mentees == of_mentors, (of_mentees != "") & (of_mentors != "")


def _texts(people: Sequence[Mentor | Mentee], name: str) -> np.ndarray:
    return np.array([getattr(person, name) or "" for person in people], dtype=object)


def _assign(
    mentors: Sequence[Mentor], table: _Table, rules: PairingRules
) -> tuple[np.ndarray, float]:
    """Return the index of each mentee's mentor, -1 for none, and the points of all pairs."""
    from scipy.optimize import (
        linear_sum_assignment,
    )  # scipy is heavy; see metrics/inference/interval.py

    n = len(table.allowed)
    copies = np.repeat(np.arange(len(mentors)), np.minimum(table.places, n))
    nth_place = np.arange(len(copies)) - np.searchsorted(copies, copies)
    mentees_now = np.array([mentor.mentees for mentor in mentors], dtype=int)
    load = rules.load * (mentees_now[copies] + nth_place)
    value = table.points[:, copies] - load[None, :]
    allowed = table.allowed[:, copies]
    best = 0.0
    worst = 0.0
    if allowed.any():
        best = value[allowed].max()
        worst = value[allowed].min()
    without = np.full((n, n), np.inf)
    # staying without costs more than all pairs together can lose
    np.fill_diagonal(without, (best - worst + 1) * (n + 1))
    cost = np.hstack([np.where(allowed, best - value, np.inf), without])
    rows, columns = linear_sum_assignment(cost)
    chosen = np.full(n, -1)
    paired = columns < len(copies)
    chosen[rows[paired]] = copies[columns[paired]]
    return chosen, float(value[rows[paired], columns[paired]].sum())


def _pair(
    i: int,
    j: int,
    mentors: Sequence[Mentor],
    mentee: Mentee,
    table: _Table,
    assigned: np.ndarray,
    load: float,
) -> SuggestedPair:
    other_mentees = [
        mentor.mentees + int(n) - (k == j)
        for k, (mentor, n) in enumerate(zip(mentors, assigned, strict=True))
    ]
    points = table.points[i] - load * np.array(other_mentees)
    free = table.places > assigned
    others = [int(k) for k in np.flatnonzero(table.allowed[i]) if k != j]
    best = sorted(others, key=lambda k: (not free[k], -points[k], mentors[k].person_id))
    return SuggestedPair(
        mentee,
        mentors[j],
        float(points[j]),
        pair_reasons(mentors[j], mentee, other_mentees[j] + 1),
        tuple(
            Alternative(mentors[k], float(points[k]), bool(free[k])) for k in best[:ALTERNATIVES]
        ),
    )


def pair_reasons(mentor: Mentor, mentee: Mentee, mentees: int) -> tuple[Reason, ...]:
    """Return what speaks for and against a pair.

    `mentees` is how many the mentor has in all if the suggestion is followed.
    """
    reasons: list[Reason] = []
    if not (mentor.location and mentee.location):
        reasons.append((LOCATION_UNKNOWN, {}))
    elif mentor.location == mentee.location:
        reasons.append((SAME_LOCATION, {"location": mentor.location}))
    else:
        reasons.append((OTHER_LOCATION, {"mentor": mentor.location, "mentee": mentee.location}))
    if mentor.department and mentee.department:
        if mentor.department == mentee.department:
            reasons.append((SAME_DEPARTMENT, {"department": mentor.department}))
        else:
            departments = {"mentor": mentor.department, "mentee": mentee.department}
            reasons.append((OTHER_DEPARTMENT, departments))
    if languages := mentor.languages & mentee.languages:
        reasons.append((SHARED_LANGUAGE, {"languages": ", ".join(sorted(languages))}))
    reasons.append((FITS, {"points": mentor.fit[mentee.category]}))
    reasons.append((FIRST_MENTEE, {}) if mentees <= 1 else (HAS_MORE, {"n": mentees - 1}))
    return tuple(reasons)


def _why_unmatched(i: int, mentee: Mentee, table: _Table) -> Reason:
    in_category = table.in_category[i]
    values = {"category": mentee.category}
    if not in_category.any():
        return NOBODY_IN_CATEGORY, values
    if not (table.places[in_category] > 0).any():
        return NO_HOURS, {**values, "n": int(in_category.sum())}
    return (TAKEN if table.allowed[i].any() else RULED_OUT), values
