"""The fictional company's parameters: departments, pay, exits, categories and planted effects.

Everything that may be changed in the simulation is here. Arrays are indexed by the position of the
department, grade or category in its tuple of names.
"""

from __future__ import annotations

import calendar
from datetime import date

import numpy as np

NAME = "Voorbeeldbedrijf (fictional)"
FIRST_DAY = date(2021, 1, 1)
AS_OF = date(2025, 12, 31)
FIRST_MONTH = 2021 * 12
LAST_MONTH = 2025 * 12 + 11
FIRST_PAIRING = 2021 * 12 + 8
LAST_PAIRING = 2025 * 12 + 9
REVIEW_CYCLE_MONTHS = 6

DEPARTMENTS = ("Sales", "Operations", "Service", "IT", "Finance")
SALES = DEPARTMENTS.index("Sales")
SERVICE = DEPARTMENTS.index("Service")
DEPARTMENT_SHARE = np.array([0.24, 0.26, 0.22, 0.15, 0.13])
FAMILIES = (
    ("account", "field"),
    ("planning", "logistics"),
    ("reception", "helpdesk"),
    ("development", "support"),
    ("control", "payroll"),
)
GRADES = ("junior", "medior", "senior")
GRADE_SHARE = np.array([0.40, 0.36, 0.24])
GRADE_SHARE_OF_HIRES = np.array([0.55, 0.30, 0.15])
LOCATIONS = ("Noord", "Midden", "Zuid")
LOCATION_SHARE = np.array([0.3, 0.45, 0.25])
# Chance to move to another location in a month, the same for everybody
MONTHLY_RELOCATION = 0.006
# Chance to move from the reception to sales in a month, without a mentor and with one;
# `reception_to_sales.py` adds the third for mentees
PATH = 0.006
PATH_MENTORED = 0.018
PATH_ADDED = 0.05
PATH_RAISE = 1.06
PAY = np.array([34000, 46000, 66000])[None, :] * np.array([1.0, 0.93, 0.88, 1.12, 1.05])[:, None]

# Chance to leave in a month: base x department x grade x tenure x exp(slope x ability) x mentoring
BASE_EXIT = 0.0245
EXIT_BY_DEPARTMENT = np.array([1.15, 1.0, 1.1, 0.95, 0.85])
EXIT_BY_GRADE = np.array([1.1, 1.0, 0.9])
EXIT_BY_TENURE = np.array([1.2, 1.1, 0.95])  # 0-11, 12-23, 24 and more months
EXIT_SLOPE = -0.28

# A review is mean + slope x ability + noise (+ the effect of mentoring), one decimal, from 1 to 5
SCORE_MEAN = 3.3
SCORE_SLOPE = 0.38
SCORE_NOISE = 0.34
MISSING_REVIEWS = 0.03

# Chance of a promotion in a month: by grade x exp(slope x (last score - mean)), from PROMOTION_FROM
# months after the hire
PROMOTION = np.array([0.012, 0.007, 0.0])
PROMOTION_SLOPE = 0.8
PROMOTION_FROM = 12

# Weights of being chosen: mainly the last review before pairing, a little the unrecorded ability
SELECTION_CUTS = np.array([3.0, 3.3, 3.5, 3.8])
SELECTION_BY_SCORE = np.array([0.3, 0.6, 1.0, 1.8, 3.0])
SELECTION_NEVER_REVIEWED = 0.2
SELECTION_BY_DEPARTMENT = np.array([1.4, 0.8, 1.0, 1.1, 0.9])
SELECTION_BY_GRADE = np.array([1.0, 1.0, 0.3])
SELECTION_SLOPE = 0.06
MENTEES_PER_MONTH_PER_STAFF = 6.0 / 1200
MENTORS_PER_STAFF = 32 / 1200

# code, Dutch, English, outside rate low/base/high in EUR per hour, hazard ratio of an exit, points
# added to a review
CATEGORIES = (
    (
        "customers",
        "Klanten winnen en behouden",
        "Winning and keeping customers",
        (95, 127, 175),
        0.40,
        0.36,
    ),
    ("capability", "Bekwaamheid opbouwen", "Building capability", (90, 120, 165), 0.45, 0.32),
    ("risk", "Risico's beheersen", "Managing risk", (110, 145, 195), 0.55, 0.22),
    ("social_media", "Sociale media", "Social media", (85, 115, 160), 1.00, 0.00),
    ("global", "Werk wereldwijd organiseren", "Globalising operations", None, 0.50, 0.30),
)
CODES = tuple(row[0] for row in CATEGORIES)
HAZARD_RATIO = np.array([row[4] for row in CATEGORIES])
SCORE_EFFECT = np.array([row[5] for row in CATEGORIES])
CATEGORY_BY_DEPARTMENT = np.array(
    [
        [0.52, 0.20, 0.05, 0.18, 0.05],
        [0.10, 0.36, 0.26, 0.18, 0.10],
        [0.36, 0.26, 0.10, 0.20, 0.08],
        [0.08, 0.40, 0.28, 0.17, 0.07],
        [0.08, 0.28, 0.42, 0.15, 0.07],
    ]
)
# code, parent, Dutch, English, segment, product, department
SUBCATEGORIES = (
    (
        "customers_smb",
        "customers",
        "Kleinzakelijke klanten",
        "Small business customers",
        "small",
        "",
        "Sales",
    ),
    (
        "customers_large",
        "customers",
        "Grootzakelijke klanten",
        "Large accounts",
        "large",
        "service",
        "Sales",
    ),
    ("capability_data", "capability", "Werken met gegevens", "Working with data", "", "", "IT"),
    ("risk_privacy", "risk", "Privacy", "Privacy", "", "", "Finance"),
)


def month_of(day: int) -> int:
    """Return the month, `year * 12 + month - 1`, of a day given as a proleptic ordinal."""
    calendar_day = date.fromordinal(int(day))
    return calendar_day.year * 12 + calendar_day.month - 1


def day_of(month: int, day: int) -> int:
    """Return the ordinal of a day of a month."""
    return date(month // 12, month % 12 + 1, int(day)).toordinal()


def last_day_of(month: int) -> int:
    """Return the number of days in a month."""
    return calendar.monthrange(month // 12, month % 12 + 1)[1]


def exit_hazard(
    ability: np.ndarray, department: np.ndarray, grade: np.ndarray, tenure: np.ndarray
) -> np.ndarray:
    """Return the chance to leave in a month without mentoring.

    `tenure` is in whole months since the month of hire.
    """
    band = np.clip(tenure // 12, 0, 2)
    raw = BASE_EXIT * np.exp(EXIT_SLOPE * ability)
    raw = raw * EXIT_BY_DEPARTMENT[department] * EXIT_BY_GRADE[grade] * EXIT_BY_TENURE[band]
    return np.minimum(raw, 0.5)


def promotion_chance(grade: np.ndarray, score: np.ndarray, tenure: np.ndarray) -> np.ndarray:
    """Return the chance of a promotion in a month, by grade, last score and tenure in months."""
    return (
        PROMOTION[grade]
        * np.exp(PROMOTION_SLOPE * (score - SCORE_MEAN))
        * (tenure > PROMOTION_FROM)
    )
