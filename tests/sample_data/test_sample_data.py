"""The sample company: the same bytes every time, the planted effects, and the listed faults."""

import csv
import json
import re
from datetime import date
from pathlib import Path

import pytest

from sample_data.careless import careless
from sample_data.csv_files import HEADERS
from sample_data.generate import SMALLEST, as_json, generate

FOLDER = Path(__file__).parents[2] / "sample_data"
FILES = sorted([*(f"{name}.csv" for name in HEADERS), "company.toml"])
WITHOUT_EFFECT = "social_media"


def rows_of(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def truth() -> dict:
    return json.loads((FOLDER / "truth.json").read_text(encoding="utf-8"))


def test_the_same_seed_gives_the_committed_files_byte_for_byte(tmp_path):
    true_effects = generate(tmp_path, seed=1)
    assert as_json(true_effects) == (FOLDER / "truth.json").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == FILES
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (FOLDER / "company" / name).read_bytes(), name


def test_another_seed_gives_another_company(tmp_path):
    first, second = (generate(tmp_path / str(seed), seed=seed, staff=120) for seed in (1, 2))
    assert first["retention"] != second["retention"]
    assert rows_of(tmp_path / "1", "staff") != rows_of(tmp_path / "2", "staff")


def test_the_true_effects_have_the_planted_size(truth):
    retention, performance = truth["retention"], truth["performance"]
    assert 1.7 < retention["estimate"] < 2.7
    assert 0 < retention["estimate_12"] < retention["estimate"] / 2
    assert 5 < retention["retention_12_points"] < 15
    assert 0.2 < performance["estimate"] < 0.32


@pytest.mark.parametrize("metric", ["retention", "performance"])
def test_effects_differ_by_category_and_one_category_has_none(truth, metric):
    effects = truth[metric]["by_category"]
    assert effects.pop(WITHOUT_EFFECT) == 0
    assert effects["customers"] > effects["capability"] > effects["risk"] > 0


def test_without_effects_the_truth_is_zero_in_every_category(tmp_path):
    true_effects = generate(tmp_path, seed=2, effect=False, staff=400)
    for metric in ("retention", "performance"):
        assert true_effects[metric]["estimate"] == 0
        assert set(true_effects[metric]["by_category"].values()) <= {0, None}
    assert rows_of(tmp_path, "pairings")


def test_mentoring_brings_promotions_and_moves_forward_unless_without_effect(truth, tmp_path):
    assert truth["promotion"]["estimate"] < -0.2 and truth["internal_move"]["estimate"] < -0.4
    without = generate(tmp_path, seed=2, effect=False, staff=400)
    assert without["promotion"]["estimate"] == without["internal_move"]["estimate"] == 0


def test_mentored_receptionists_move_to_sales_far_more_often(truth):
    mentees = {row["mentee_id"] for row in rows_of(FOLDER / "company", "pairings")}
    before, moved = {}, set()
    for row in rows_of(FOLDER / "company", "positions"):
        if before.get(row["person_id"]) == "reception" and row["department"] == "Sales":
            moved.add(row["person_id"])
        before[row["person_id"]] = row["job_family"]
    assert len(moved & mentees) >= 12 and truth["internal_move"]["mentees_at_the_reception"] >= 20


def test_the_hidden_expert_loses_fewer_customers_and_the_lucky_one_none_in_one_year(
    truth,
):
    customers = rows_of(FOLDER / "company", "customers")
    expert, lucky = truth["hidden_expert"], truth["lucky_one"]
    portfolios = {
        who["person_id"]: [c for c in customers if c["owner_id"] == who["person_id"]]
        for who in (expert, lucky)
    }
    assert len(portfolios[expert["person_id"]]) == expert["accounts"]
    assert len(portfolios[lucky["person_id"]]) == lucky["accounts"]
    assert loss_rate(portfolios[expert["person_id"]]) < 0.6 * loss_rate(customers)
    assert not any(
        c["ended_on"].startswith(str(lucky["year"])) for c in portfolios[lucky["person_id"]]
    )


def loss_rate(customers: list[dict[str, str]]) -> float:
    ends = [date.fromisoformat(c["ended_on"] or "2025-12-31") for c in customers]
    days = sum(
        (end - date.fromisoformat(c["started_on"])).days
        for end, c in zip(ends, customers, strict=True)
    )
    return sum(bool(c["ended_on"]) for c in customers) / days


def test_everybody_moves_between_locations_at_the_same_rate(
    truth,
):
    positions, staff = (rows_of(FOLDER / "company", table) for table in ("positions", "staff"))
    last = {}
    moved = []
    for row in positions:
        before = last.get(row["person_id"])
        moved += [row["person_id"]] * (before is not None and before != row["location"])
        last[row["person_id"]] = row["location"]
    assert {row["person_id"]: row["location"] for row in staff} == last, (
        "staff is sorted by person and hire date too"
    )
    mentees = {row["mentee_id"] for row in rows_of(FOLDER / "company", "pairings")}
    years = {True: 0.0, False: 0.0}
    for row in staff:
        first, end = row["observed_from"], row["exit_date"] or "2025-12-31"
        days = (date.fromisoformat(end) - date.fromisoformat(first)).days
        years[row["person_id"] in mentees] += days / 365.25
    rates = {arm: sum((person in mentees) == arm for person in moved) / years[arm] for arm in years}
    assert all(0.05 < rate < 0.09 for rate in rates.values())
    assert truth["relocation"]["estimate"] == 0


def test_a_company_too_small_to_have_mentors_is_refused(tmp_path):
    with pytest.raises(ValueError, match=str(SMALLEST)):
        generate(tmp_path, staff=SMALLEST - 1)


def test_every_category_but_global_has_enough_mentees():
    first: dict[str, str] = {}
    for row in sorted(
        rows_of(FOLDER / "company", "pairings"),
        key=lambda row: (row["start_date"], row["pairing_id"]),
    ):
        first.setdefault(row["mentee_id"], row["category"])
    mentees = [
        list(first.values()).count(code)
        for code in ("customers", "capability", "risk", WITHOUT_EFFECT)
    ]
    assert min(mentees) >= 45


def test_every_date_column_has_a_day_above_twelve():
    for table, header in HEADERS.items():
        rows = rows_of(FOLDER / "company", table)
        for column in header.split():
            values = [row[column] for row in rows if re.fullmatch(r"\d{4}-\d\d-\d\d", row[column])]
            assert not values or any(int(value[-2:]) > 12 for value in values), (table, column)


def test_the_careless_company_is_the_committed_one_byte_for_byte(tmp_path):
    careless(FOLDER / "company", tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*FILES, "README.md"])
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (FOLDER / "careless" / path.name).read_bytes(), path.name


def test_every_fault_is_where_the_readme_lists_it():
    listed = re.findall(
        r"^\| (\w+\.csv) \| (\d+) \| (\w*) \| (?:`(.*)`)? ?\| (.+) \|$",
        (FOLDER / "careless" / "README.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert len(listed) >= 25
    for name, line, column, value, description in listed:
        lines = list(
            csv.reader((FOLDER / "careless" / name).read_text(encoding="utf-8").splitlines())
        )
        row = lines[int(line) - 1]
        if column:
            assert row[lines[0].index(column)] == value, (name, line)
        else:
            repeated = int(re.search(r"repeats line (\d+)", description)[1])
            assert row == lines[repeated - 1], (name, line)
