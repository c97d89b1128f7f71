"""Suggested pairings: as many mentees as can be with a mentor, and of those ways the one with the
most points.

An assignment problem: one row per mentee; one column per place that a mentor has free, and one per
mentee for staying without. The leader decides on every pair.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from metrics.i18n import N_
from metrics.mentors.rules import Wishes

ALTERNATIVES = 2
Reason = tuple[str, Mapping[str, object]]

SAME_PLACE, OTHER_PLACE = (
    N_("Same location: {location}."),
    N_("Different locations: mentor at {mentor}, mentee at {mentee}."),
)
PLACE_UNKNOWN = N_("It is not known whether they work at the same location.")
MIXED = N_("Different departments: {mentor} and {mentee}.")
SAME_DEPARTMENT = N_("Same department: {department}.")
SHARED_LANGUAGE = N_("Shared language: {languages}.")
FITS = N_("Profile {points} points above the requirements.")
FIRST_MENTEE = N_("The mentor's only mentee.")
HAS_MORE = N_("Other mentees of this mentor at the time: {n}.")
NOBODY_IN_CATEGORY = N_("There is no mentor on the shortlist of {category}.")
NO_HOURS = N_("The {n} mentors on the shortlist of {category} have no hours left.")
BARRED = N_(
    "Every mentor on the shortlist of {category} with hours left is ruled out. Each is the "
    "mentee, manages or reports to the mentee, was paired with the mentee before, or shares "
    "no language."
)
TAKEN = N_("Other mentees took the hours of the mentors on the shortlist of {category}.")


@dataclass(frozen=True)
class Mentor:
    """Somebody with `places` free for mentees, who can mentor in the categories of `fit` (points
    above what is asked). `mentees` they have already.
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
    """Somebody who is to have a mentor in a category; once each."""

    person_id: str
    category: str
    department: str = ""
    location: str = ""
    manager_id: str = ""
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Alternative:
    """Another mentor for a mentee: the points that this would add, and whether they keep a place
    free if all suggestions are followed.
    """

    mentor: Mentor
    points: float
    free: bool


@dataclass(frozen=True)
class Pair:
    """A suggested pair with the points that it adds, its reasons as sentences with their values,
    and up to two alternatives: those with a place free first.
    """

    mentee: Mentee
    mentor: Mentor
    points: float
    reasons: tuple[Reason, ...]
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True)
class Unmatched:
    """A mentee without a suggestion, and why."""

    mentee: Mentee
    reason: Reason


@dataclass(frozen=True)
class Suggestion:
    """The pairs by category and mentee, those without one, and the points of all pairs together,
    less what is taken off for mentors with several mentees.
    """

    pairs: tuple[Pair, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    points: float = 0.0


@dataclass(frozen=True)
class _Table:
    """Mentees by mentors: who may be paired, and the points of each pair without what is taken off
    for the load.
    """

    allowed: np.ndarray
    points: np.ndarray
    in_category: np.ndarray
    places: np.ndarray = field(repr=False)


def suggest(
    mentors: Sequence[Mentor],
    mentees: Sequence[Mentee],
    *,
    wishes: Wishes,
    had: Collection[tuple[str, str]] = (),
) -> Suggestion:
    """The best pairs of those that may be: the most mentees first, then the most points.

    Never with oneself, with one's own manager (either way), with somebody one was paired with
    (`had`: mentor, mentee), outside a mentor's categories, beyond their places, or without a shared
    language where both declared theirs. The n-th mentee of a mentor costs n - 1 times `load`
    points. Input in another order gives the same answer. Raises ValueError where somebody is twice
    among mentors or mentees.
    """
    mentors, mentees = (
        tuple(sorted(all_, key=lambda one: one.person_id)) for all_ in (mentors, mentees)
    )
    for people in (mentors, mentees):
        if len({one.person_id for one in people}) < len(people):
            raise ValueError(
                "Somebody stands twice among the mentors or the mentees; each may be there once."
            )
    if not mentees:
        return Suggestion()
    table = _table(mentors, mentees, wishes, frozenset(had))
    chosen, points = _assigned(mentors, table, wishes)
    given = np.bincount(chosen[chosen >= 0], minlength=len(mentors))
    order = sorted(range(len(mentees)), key=lambda i: (mentees[i].category, mentees[i].person_id))
    pairs = tuple(
        _pair(i, int(chosen[i]), mentors, mentees[i], table, given, wishes.load)
        for i in order
        if chosen[i] >= 0
    )
    without = tuple(
        Unmatched(mentees[i], _why(i, mentees[i], table)) for i in order if chosen[i] < 0
    )
    return Suggestion(pairs, without, points)


def _table(
    mentors: Sequence[Mentor],
    mentees: Sequence[Mentee],
    wishes: Wishes,
    had: frozenset[tuple[str, str]],
) -> _Table:
    def same(name: str) -> np.ndarray:
        return _texts(mentees, name)[:, None] == _texts(mentors, name)[None, :]

    def known(name: str) -> np.ndarray:
        return (_texts(mentees, name) != "")[:, None] & (_texts(mentors, name) != "")[None, :]

    def each(of: Callable[[Mentee, Mentor], object], kind: type = bool) -> np.ndarray:
        return np.array(
            [[of(mentee, mentor) for mentor in mentors] for mentee in mentees], dtype=kind
        ).reshape(len(mentees), len(mentors))

    fit = each(lambda mentee, mentor: mentor.fit.get(mentee.category, np.nan), float)
    places = np.array([max(mentor.places, 0) for mentor in mentors], dtype=int)
    shared = each(lambda mentee, mentor: mentee.languages & mentor.languages)
    barred = each(
        lambda mentee, mentor: (
            mentee.person_id == mentor.person_id
            or mentee.manager_id == mentor.person_id
            or mentor.manager_id == mentee.person_id
            or (mentor.person_id, mentee.person_id) in had
            or (mentee.languages and mentor.languages and not mentee.languages & mentor.languages)
        )
    )
    points = (
        wishes.same_location * (same("location") & known("location"))
        + wishes.other_department * (~same("department") & known("department"))
        + wishes.shared_language * shared
        + wishes.fit * np.nan_to_num(fit)
    )
    in_category = ~np.isnan(fit)
    return _Table(in_category & ~barred & (places > 0)[None, :], points, in_category, places)


def _texts(people: Sequence[Mentor | Mentee], name: str) -> np.ndarray:
    return np.array([getattr(one, name) or "" for one in people], dtype=object)


def _assigned(mentors: Sequence[Mentor], table: _Table, wishes: Wishes) -> tuple[np.ndarray, float]:
    """The mentor's place in the list for each mentee, -1 for none, and the points of all."""
    from scipy.optimize import (
        linear_sum_assignment,
    )  # scipy is heavy; see metrics/inference/interval.py

    n = len(table.allowed)
    copies = np.repeat(np.arange(len(mentors)), np.minimum(table.places, n))
    starts = np.searchsorted(copies, copies)
    load = wishes.load * (
        np.array([one.mentees for one in mentors], dtype=int)[copies]
        + np.arange(len(copies))
        - starts
    )
    value = table.points[:, copies] - load[None, :]
    may = table.allowed[:, copies]
    best, worst = (value[may].max(), value[may].min()) if may.any() else (0.0, 0.0)
    alone = np.full((n, n), np.inf)
    np.fill_diagonal(
        alone, (best - worst + 1) * (n + 1)
    )  # dearer than whatever all pairs together can lose
    cost = np.hstack([np.where(may, best - value, np.inf), alone])
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
    given: np.ndarray,
    load: float,
) -> Pair:
    before = [
        one.mentees + int(n) - (k == j)
        for k, (one, n) in enumerate(zip(mentors, given, strict=True))
    ]
    points = table.points[i] - load * np.array(before)
    others = [k for k in np.flatnonzero(table.allowed[i]) if k != j]
    free = table.places > given
    best = sorted(others, key=lambda k: (not free[k], -points[k], mentors[k].person_id))[
        :ALTERNATIVES
    ]
    found = tuple(Alternative(mentors[k], float(points[k]), bool(free[k])) for k in best)
    return Pair(
        mentee, mentors[j], float(points[j]), reasons(mentors[j], mentee, before[j] + 1), found
    )


def reasons(mentor: Mentor, mentee: Mentee, mentees: int) -> tuple[Reason, ...]:
    """What speaks for and against a pair; `mentees` the mentor has in all if it is followed."""
    if not (mentor.location and mentee.location):
        found: list[Reason] = [(PLACE_UNKNOWN, {})]
    elif mentor.location == mentee.location:
        found = [(SAME_PLACE, {"location": mentor.location})]
    else:
        found = [(OTHER_PLACE, {"mentor": mentor.location, "mentee": mentee.location})]
    if mentor.department and mentee.department:
        mixed = mentor.department != mentee.department
        found.append(
            (MIXED, {"mentor": mentor.department, "mentee": mentee.department})
            if mixed
            else (SAME_DEPARTMENT, {"department": mentor.department})
        )
    if both := mentor.languages & mentee.languages:
        found.append((SHARED_LANGUAGE, {"languages": ", ".join(sorted(both))}))
    found.append((FITS, {"points": mentor.fit[mentee.category]}))
    found.append((FIRST_MENTEE, {}) if mentees <= 1 else (HAS_MORE, {"n": mentees - 1}))
    return tuple(found)


def _why(i: int, mentee: Mentee, table: _Table) -> Reason:
    there = table.in_category[i]
    about = {"category": mentee.category}
    if not there.any():
        return NOBODY_IN_CATEGORY, about
    if not (table.places[there] > 0).any():
        return NO_HOURS, {**about, "n": int(there.sum())}
    return (TAKEN if table.allowed[i].any() else BARRED), about
