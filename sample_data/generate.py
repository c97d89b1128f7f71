"""Write the fictional company as the CSV files that a company would have.

Run `python -m sample_data.generate DIR [--seed N] [--no-effect] [--staff 1200] > truth.json`.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np

from sample_data import (
    accounts,
    careers,
    csv_files,
    parameters,
    profiles,
    programme,
    reception_to_sales,
    relocations,
    rewards,
    truth,
)

SMALLEST = 100
COMPANY_TOML = f"""\
name = "{parameters.NAME}"
as_of = {parameters.AS_OF}
review_cycle_months = {parameters.REVIEW_CYCLE_MONTHS}
grades = [{", ".join(f'"{grade}"' for grade in parameters.GRADES)}]

[goal_groups.women_in_sales]
name_nl = "vrouwen in de verkoop"
name_en = "women in sales"
gender = "f"
department = "Sales"

[goal_groups.newcomers]
name_nl = "mensen die korter dan 12 maanden geleden begonnen"
name_en = "people hired less than 12 months ago"
tenure_months_below = 12

[programme]
notice_months = 0
"""


def generate(folder: Path, *, seed: int = 1, effect: bool = True, staff: int = 1200) -> dict:
    """Write twelve CSV files and `company.toml` into a folder; return the truth (see `truth.py`).

    The same arguments give the same bytes. `effect=False` is the same company with effects of zero.
    Raises ValueError for fewer than 100 staff, which leaves too few mentors and sales people.
    """
    if staff < SMALLEST:
        raise ValueError(
            f"A company of {staff} staff has too few mentors and sales people: ask for {SMALLEST}."
        )
    (
        people_rng,
        meetings_rng,
        customers_rng,
        moves_rng,
        offers_rng,
        profiles_rng,
        path_rng,
    ) = (np.random.default_rng([seed, stream]) for stream in range(7))
    company = careers.simulate(people_rng, staff=staff, effect=effect)
    pairings = programme.finished(company)
    customers, planted = accounts.accounts(customers_rng, company)
    relocations.relocate(moves_rng, company)
    records = rewards.run(offers_rng, company, pairings)
    assessed = profiles.profiles(profiles_rng, company, planted.expert)
    reception_to_sales.to_sales(path_rng, company)
    tables = {
        "staff": csv_files.staff_rows(company),
        "positions": csv_files.position_rows(company),
        "reviews": csv_files.review_rows(company),
        "pairings": csv_files.pairing_rows(company, pairings),
        "meetings": csv_files.meeting_rows(programme.meetings(meetings_rng, pairings)),
        "categories": csv_files.category_rows(),
        "customers": csv_files.customer_rows(customers),
        "invitations": csv_files.invitation_rows(records.invitations),
        "rewards": csv_files.reward_rows(records.rewards),
        "checkins": csv_files.checkin_rows(records.checkins),
        "trainings": csv_files.training_rows(records.trainings),
        "mentor_profiles": csv_files.profile_rows(assessed),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        csv_files.write(folder / f"{name}.csv", csv_files.HEADERS[name].split(), rows)
    (folder / "company.toml").write_text(COMPANY_TOML, encoding="utf-8", newline="\n")
    return {
        "retention": truth.retention(company),
        "performance": truth.performance(company),
        "relocation": truth.RELOCATION,
        "promotion": truth.promotion(company),
        "internal_move": truth.internal_move(company),
        "response": rewards.truth(),
        "hidden_expert": {
            "person_id": csv_files.person_id(planted.expert),
            "accounts": accounts.EXPERT_ACCOUNTS,
            "loss_ratio": accounts.EXPERT_RATIO,
        },
        "lucky_one": {
            "person_id": csv_files.person_id(planted.lucky),
            "accounts": accounts.LUCKY_ACCOUNTS,
            "year": accounts.LUCKY_YEAR,
            "loss_ratio": 1.0,
        },
        "seed": seed,
        "effect": effect,
        "staff": staff,
        "how": truth.HOW,
    }


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
    arguments = parser.parse_args()
    if arguments.staff < SMALLEST:
        parser.error(f"--staff must be {SMALLEST} or more")
    usual_seed = 2 if arguments.no_effect else 1
    true_effects = generate(
        arguments.folder,
        seed=usual_seed if arguments.seed is None else arguments.seed,
        effect=not arguments.no_effect,
        staff=arguments.staff,
    )
    sys.stdout.write(as_json(true_effects))


def as_json(true_effects: dict) -> str:
    """Return the truth as the text of `truth.json`."""
    return json.dumps(true_effects, indent=2) + "\n"


if __name__ == "__main__":
    main()
