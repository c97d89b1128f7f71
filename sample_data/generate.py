"""Write the fictional company as the CSV files that a company would have.

python -m sample_data.generate DIR [--seed N] [--no-effect] [--staff 1200] > truth.json
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import numpy as np

from sample_data import accounts, careers, paths, profiles, programme, relocations, rewards, truth
from sample_data import company as c
from sample_data.state import Company, Pairing

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
SMALLEST = 100
SUMMARY = f"""\
name = "{c.NAME}"
as_of = {c.AS_OF}
review_cycle_months = {c.REVIEW_CYCLE_MONTHS}
grades = [{", ".join(f'"{one}"' for one in c.GRADES)}]

[goal_groups.women_in_sales]
name_nl = "vrouwen in de verkoop"
name_en = "women in sales"
gender = "f"
department = "Sales"

[goal_groups.newcomers]
name_nl = "mensen die korter dan 12 maanden geleden begonnen"
name_en = "people hired less than 12 months ago"
tenure_months_below = 12
"""


def generate(folder: Path, *, seed: int = 1, effect: bool = True, staff: int = 1200) -> dict:
    """The truth (see `truth.py`) of the company that it writes into a folder: twelve CSV files and
    `company.toml`.

    The same arguments give the same bytes. `effect=False` is the same company with effects of zero.
    ValueError for fewer than 100 staff, among whom mentors and sales people would be lacking.
    """
    if staff < SMALLEST:
        raise ValueError(
            f"A company of {staff} staff has too few mentors and sales people: ask for {SMALLEST}."
        )
    people, talks, customers, moves, offers, judged, found = (
        np.random.default_rng([seed, stream]) for stream in range(7)
    )
    company = careers.simulate(people, staff=staff, effect=effect)
    pairings = programme.finished(company)
    owned, planted = accounts.accounts(customers, company)
    relocations.relocate(moves, company)
    around = rewards.run(offers, company, pairings)
    judgements = profiles.profiles(judged, company, planted.expert)
    paths.to_sales(found, company)
    tables = {
        "staff": staff_rows(company),
        "positions": position_rows(company),
        "reviews": review_rows(company),
        "pairings": pairing_rows(company, pairings),
        "meetings": meeting_rows(programme.meetings(talks, pairings)),
        "categories": category_rows(),
        "customers": customer_rows(owned),
        "invitations": invitation_rows(around.invitations),
        "rewards": reward_rows(around.rewards),
        "checkins": checkin_rows(around.checkins),
        "trainings": training_rows(around.trainings),
        "mentor_profiles": profile_rows(judgements),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        write(folder / f"{name}.csv", HEADERS[name].split(), rows)
    (folder / "company.toml").write_text(SUMMARY, encoding="utf-8", newline="\n")
    return {
        "retention": truth.retention(company),
        "performance": truth.performance(company),
        "relocation": truth.RELOCATION,
        "promotion": truth.promotion(company),
        "internal_move": truth.internal_move(company),
        "response": rewards.truth(),
        "hidden_expert": {
            "person_id": person(planted.expert),
            "accounts": accounts.EXPERT_ACCOUNTS,
            "loss_ratio": accounts.EXPERT_RATIO,
        },
        "lucky_one": {
            "person_id": person(planted.lucky),
            "accounts": accounts.LUCKY_ACCOUNTS,
            "year": accounts.LUCKY_YEAR,
            "loss_ratio": 1.0,
        },
        "seed": seed,
        "effect": effect,
        "staff": staff,
        "how": truth.HOW,
    }


def write(path: Path, header: list[str], rows: Iterable[tuple]) -> None:
    """Write one table: UTF-8, comma, a line feed at the end of each line."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def person(number: int) -> str:
    return f"P{number + 1:04d}"


def somebody(number_plus_one: int) -> str:
    return person(number_plus_one - 1) if number_plus_one else ""


def iso(day: int) -> str:
    return date.fromordinal(int(day)).isoformat() if day else ""


def staff_rows(company: Company) -> list[tuple]:
    talented = {row.person for row in company.reviews if row.score >= 4.3}
    rows = []
    for s in range(company.count):
        observed = max(company.hired[s], c.FIRST_DAY.toordinal())
        rows.append(
            (
                person(company.person[s]),
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
                somebody(company.manager[s]),
                "true" if company.person[s] in talented else "false",
            )
        )
    return sorted(rows)


def pay(full_time: int, fte: float) -> int:
    """A year's pay for the hours worked, in whole euros."""
    return round(float(full_time) * float(fte))


def placed(department: int, family: int, grade: int, location: int) -> tuple[str, str, str, str]:
    return (
        c.DEPARTMENTS[department],
        c.FAMILIES[department][family],
        c.GRADES[grade],
        c.LOCATIONS[location],
    )


def position_rows(company: Company) -> list[tuple]:
    return sorted(
        (
            person(company.person[spell]),
            iso(day),
            *placed(*where),
            fte,
            pay(salary, fte),
            somebody(manager),
        )
        for (spell, day), (*where, fte, salary, manager) in company.positions.items()
    )


def review_rows(company: Company) -> list[tuple]:
    return [
        (person(r.person), iso(r.day), f"{r.score:.1f}", 5, somebody(r.manager))
        for r in company.reviews
    ]


def pairing_rows(company: Company, pairings: list[Pairing]) -> list[tuple]:
    return [
        (
            pairing_id(number),
            person(company.person[p.mentor]),
            person(company.person[p.mentee]),
            c.CODES[p.category],
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
    return f"M{number + 1:04d}"


def meeting_rows(meetings: list[programme.Meeting]) -> list[tuple]:
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
    top = [
        (code, "", dutch, english, "", "", "", *(rates or ("", "", "")))
        for code, dutch, english, rates, *_ in c.CATEGORIES
    ]
    return top + [(*row, "", "", "") for row in c.SUBCATEGORIES]


def customer_rows(owned: list[accounts.Account]) -> list[tuple]:
    return [
        (
            f"K{number + 1:04d}",
            person(a.owner),
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
    return sorted(
        (
            person(i.person),
            "mentor",
            c.CODES[i.category],
            iso(i.day),
            i.form,
            i.amount or "",
            i.response,
            iso(i.answered),
        )
        for i in invitations
    )


def reward_rows(given: list[rewards.Reward]) -> list[tuple]:
    return [
        (
            person(r.person),
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
    return [
        (pairing_id(t.pairing), person(t.person), iso(t.day), t.outcome, t.score) for t in talks
    ]


def training_rows(followed: list[rewards.Training]) -> list[tuple]:
    return [
        (
            person(t.person),
            t.name,
            t.cost,
            t.provider,
            t.goal,
            c.CODES[t.category],
            iso(t.started),
            iso(t.completed),
        )
        for t in followed
    ]


def profile_rows(assessed: list[profiles.Profile]) -> list[tuple]:
    return [
        (
            person(p.person),
            c.CODES[p.category],
            iso(p.day),
            p.attitude,
            p.knowledge,
            p.skill,
            p.willing,
            p.hours,
        )
        for p in assessed
    ]


def main() -> None:
    """Write the company and print its truth as JSON."""
    parser = argparse.ArgumentParser(
        description="Write a fictional company as CSV files; print the true effects."
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, help="default 1, with --no-effect 2")
    parser.add_argument(
        "--no-effect", action="store_true", help="a company in which mentoring does nothing"
    )
    parser.add_argument("--staff", type=int, default=1200, help="how many work there at any time")
    asked = parser.parse_args()
    if asked.staff < SMALLEST:
        parser.error(f"--staff must be {SMALLEST} or more")
    seed = asked.seed if asked.seed is not None else 2 if asked.no_effect else 1
    found = generate(asked.folder, seed=seed, effect=not asked.no_effect, staff=asked.staff)
    sys.stdout.write(as_json(found))


def as_json(found: dict) -> str:
    """The truth as it stands in `truth.json`."""
    return json.dumps(found, indent=2) + "\n"


if __name__ == "__main__":
    main()
