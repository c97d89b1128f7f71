"""The tables of the simulated company, as the rows of its CSV files."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from sample_data import accounts, parameters, profiles, programme, rewards
from sample_data.state import Pairing, SimulatedCompany

HEADERS = {
    "staff": (
        "person_id hire_date exit_date exit_reason observed_from department job_family grade "
        "location gender fte annual_salary manager_id high_potential"
    ),
    "positions": (
        "person_id valid_from department job_family grade location fte annual_salary manager_id"
    ),
    "reviews": "person_id review_date score scale_max reviewer_id",
    "pairings": (
        "pairing_id mentor_id mentee_id category start_date planned_end_date end_date "
        "end_reason agreed_hours assignment"
    ),
    "meetings": "pairing_id held_on minutes kind mentee_rating mentor_rating mentor_learned",
    "categories": (
        "category parent name_nl name_en segment product department outside_rate_low "
        "outside_rate outside_rate_high"
    ),
    "customers": "customer_id owner_id started_on ended_on segment product annual_revenue margin",
    "invitations": (
        "person_id role category invited_on reward_form reward_amount response responded_on"
    ),
    "rewards": "person_id given_on form gross_amount pairing_id visible reserved",
    "checkins": "pairing_id person_id held_on outcome quality_score",
    "trainings": "person_id training cost provider career_goal category started_on completed_on",
    "mentor_profiles": (
        "person_id category assessed_on attitude knowledge skill willing capacity_hours_month"
    ),
}


def write(path: Path, header: list[str], rows: Iterable[tuple]) -> None:
    """Write one table: UTF-8, comma, a line feed at the end of each line."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def person_id(number: int) -> str:
    """Return the id of a person."""
    return f"P{number + 1:04d}"


def optional_person_id(number_plus_one: int) -> str:
    """Return the id of a person given as number + 1; empty for 0."""
    return person_id(number_plus_one - 1) if number_plus_one else ""


def iso(day: int) -> str:
    """Return a day as yyyy-mm-dd; empty for 0."""
    return date.fromordinal(int(day)).isoformat() if day else ""


def staff_rows(company: SimulatedCompany) -> list[tuple]:
    """Return a row per spell. Who ever scored 4.3 or more is a high potential."""
    talented = {row.person for row in company.reviews if row.score >= 4.3}
    rows = []
    for s in range(company.count):
        observed = max(company.hired[s], parameters.FIRST_DAY.toordinal())
        rows.append(
            (
                person_id(company.person[s]),
                iso(company.hired[s]),
                iso(company.left[s]),
                company.reason[s],
                iso(observed),
                *placed(
                    company.department[s], company.family[s], company.grade[s], company.location[s]
                ),
                "f" if company.female[s] else "m",
                company.fte[s],
                pay(company.salary[s], company.fte[s]),
                optional_person_id(company.manager[s]),
                "true" if company.person[s] in talented else "false",
            )
        )
    return sorted(rows)


def pay(full_time: int, fte: float) -> int:
    """Return a year's pay for the hours worked, in whole euros."""
    return round(float(full_time) * float(fte))


def placed(department: int, family: int, grade: int, location: int) -> tuple[str, str, str, str]:
    """Return the names of a department, job family, grade and location."""
    return (
        parameters.DEPARTMENTS[department],
        parameters.FAMILIES[department][family],
        parameters.GRADES[grade],
        parameters.LOCATIONS[location],
    )


def position_rows(company: SimulatedCompany) -> list[tuple]:
    """Return a row per position of a spell."""
    return sorted(
        (
            person_id(company.person[spell]),
            iso(day),
            *placed(*where),
            fte,
            pay(salary, fte),
            optional_person_id(manager),
        )
        for (spell, day), (*where, fte, salary, manager) in company.positions.items()
    )


def review_rows(company: SimulatedCompany) -> list[tuple]:
    """Return a row per review."""
    return [
        (person_id(r.person), iso(r.day), f"{r.score:.1f}", 5, optional_person_id(r.manager))
        for r in company.reviews
    ]


def pairing_rows(company: SimulatedCompany, pairings: list[Pairing]) -> list[tuple]:
    """Return a row per pairing."""
    return [
        (
            pairing_id(number),
            person_id(company.person[p.mentor]),
            person_id(company.person[p.mentee]),
            parameters.CODES[p.category],
            iso(p.started),
            iso(p.planned),
            iso(p.ended),
            p.reason,
            p.hours,
            p.assignment,
        )
        for number, p in enumerate(pairings)
    ]


def pairing_id(number: int) -> str:
    """Return the id of a pairing."""
    return f"M{number + 1:04d}"


def meeting_rows(meetings: list[programme.Meeting]) -> list[tuple]:
    """Return a row per meeting."""
    return [
        (
            pairing_id(m.pairing),
            iso(m.day),
            m.minutes,
            m.kind,
            m.mentee_rating,
            m.mentor_rating,
            m.learned,
        )
        for m in meetings
    ]


def category_rows() -> list[tuple]:
    """Return a row per category and sub-category."""
    top = [
        (code, "", dutch, english, "", "", "", *(rates or ("", "", "")))
        for code, dutch, english, rates, *_ in parameters.CATEGORIES
    ]
    return top + [(*row, "", "", "") for row in parameters.SUBCATEGORIES]


def customer_rows(owned: list[accounts.Account]) -> list[tuple]:
    """Return a row per customer."""
    return [
        (
            f"K{number + 1:04d}",
            person_id(a.owner),
            iso(a.started),
            iso(a.ended),
            a.segment,
            a.product,
            f"{a.revenue:.2f}",
            f"{a.margin:.2f}",
        )
        for number, a in enumerate(owned)
    ]


def invitation_rows(invitations: list[rewards.Invitation]) -> list[tuple]:
    """Return a row per invitation."""
    return sorted(
        (
            person_id(i.person),
            "mentor",
            parameters.CODES[i.category],
            iso(i.day),
            i.form,
            i.amount or "",
            i.response,
            iso(i.answered),
        )
        for i in invitations
    )


def reward_rows(given: list[rewards.GivenReward]) -> list[tuple]:
    """Return a row per reward."""
    return [
        (
            person_id(r.person),
            iso(r.day),
            r.form,
            r.amount or "",
            pairing_id(r.pairing),
            "public" if r.public else "private",
            "true" if r.reserved else "false",
        )
        for r in given
    ]


def checkin_rows(talks: list[rewards.Checkin]) -> list[tuple]:
    """Return a row per check-in."""
    return [
        (pairing_id(t.pairing), person_id(t.person), iso(t.day), t.outcome, t.score) for t in talks
    ]


def training_rows(followed: list[rewards.Training]) -> list[tuple]:
    """Return a row per training."""
    return [
        (
            person_id(t.person),
            t.name,
            t.cost,
            t.provider,
            t.goal,
            parameters.CODES[t.category],
            iso(t.started),
            iso(t.completed),
        )
        for t in followed
    ]


def profile_rows(assessed: list[profiles.Profile]) -> list[tuple]:
    """Return a row per assessment of a mentor."""
    return [
        (
            person_id(p.person),
            parameters.CODES[p.category],
            iso(p.day),
            p.attitude,
            p.knowledge,
            p.skill,
            p.willing,
            p.hours,
        )
        for p in assessed
    ]
