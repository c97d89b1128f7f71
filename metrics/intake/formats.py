"""How a column is written: one format per column, decided from its distinct values, or a question.

Nothing is guessed. A date or a number that can be read in two ways with different results is left
unread until the company answers, unless another value of the same column excludes one of the ways.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from metrics.contract import Column, match_key
from metrics.intake.cells import is_typed, without_mark

DAY_FIRST = "dd-mm-yyyy"
MONTH_FIRST = "mm-dd-yyyy"
ISO = "yyyy-mm-dd"
COMPACT = "yyyymmdd"
SERIAL = "serial"
"""A spreadsheet's number of a day."""
COMMA = "comma"
DOT = "dot"
CELLS = "cells"
"""The file itself gives the cells their type."""
PLAIN = "plain"
"""Numbers without any decimal sign."""
SERIAL_DAY_ZERO = date(1899, 12, 30)
SERIAL_RANGE = range(14_611, 73_050)
"""1940 to 2099: other whole numbers are not taken for a date."""
SPREADSHEET_ERRORS = (
    "#N/A",
    "#N/B",
    "#REF!",
    "#VERW!",
    "#VALUE!",
    "#WAARDE!",
    "#DIV/0!",
    "#DEEL/0!",
    "#NAME?",
    "#NAAM?",
    "#NUM!",
    "#GETAL!",
    "#NULL!",
    "#LEEG!",
    "#SPILL!",
    "#OVERLOOP!",
)
YES = {"ja", "j", "yes", "y", "true", "t", "waar", "1"}
NO = {"nee", "n", "no", "false", "f", "onwaar", "0"}

_MIDNIGHT = r"(?:[T ]00:00(?::00(?:[.,]0+)?)?(?:Z|[+]00:?00)?)?"
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$")
_SHAPES = {
    ISO: re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_MIDNIGHT}$", re.ASCII),
    DAY_FIRST: re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){_MIDNIGHT}$", re.ASCII),
    COMPACT: re.compile(r"(\d{4})(\d{2})(\d{2})$", re.ASCII),
    SERIAL: re.compile(r"(\d{5})(?:\.0+)?$", re.ASCII),
}
_SHORT_YEAR = re.compile(r"\d{1,2}([-/.])\d{1,2}\1\d{2}$|'?\d{2}([-/.])\d{1,2}\2\d{1,2}$")


@dataclass(frozen=True)
class Question:
    """Why a column cannot be read yet: a rule, and a value that shows it with its line."""

    rule: str
    value: str
    line: int


@dataclass(frozen=True)
class Decision:
    """How a column is read.

    `typed` maps each text to a text that the engine can cast, `faults` each other text to the rule
    that it breaks.
    """

    format: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    question: Question | None = None


def decide(column: Column, values: Mapping[str, int], answer: str = "") -> Decision:
    """Return how a column is read, from its distinct values with the first line of each.

    `answer` is what the company says: a date format, `comma` or `dot`; empty if it says nothing.
    """
    texts = {value: line for value, line in values.items() if value not in SPREADSHEET_ERRORS}
    if column.type == "date":
        return _decide_dates(texts, answer)
    if column.type == "boolean":
        known = {**dict.fromkeys(YES, "true"), **dict.fromkeys(NO, "false")}
        return _look_up(texts, known, "value.not_yes_or_no")
    if column.type == "choice":
        known = {
            match_key(text): name
            for name, synonyms in column.choices.items()
            for text in (name, *synonyms)
        }
        return _look_up(texts, known, "value.unknown_choice")
    return _decide_numbers(texts, answer, whole=column.type == "integer")


def _look_up(values: Mapping[str, int], known: Mapping[str, str], rule: str) -> Decision:
    """Return the decision for a column of known words; other words break `rule`."""
    keys = {value: match_key(without_mark(value)) for value in values}
    typed = {value: known[key] for value, key in keys.items() if key in known}
    return Decision("", typed, {value: rule for value, key in keys.items() if key not in known})


# Dates


def _decide_dates(values: Mapping[str, int], answer: str) -> Decision:
    """Return the decision for a column of dates.

    Most of its texts, or the answer, decide the shape; a text of another shape is a fault.
    """
    cells = {value for value in values if is_typed(value)}
    shapes = {value: _shape(value) for value in values if value not in cells}
    counts = {name: sum(shape == name for shape in shapes.values()) for name in _SHAPES}
    main = max(counts, key=counts.__getitem__)
    if answer in (ISO, COMPACT, SERIAL) and counts[answer]:
        main = answer
    order = DAY_FIRST
    if counts[DAY_FIRST]:
        parted = {value: values[value] for value, shape in shapes.items() if shape == DAY_FIRST}
        order, question = _day_or_month_first(parted, answer, with_cells=bool(cells))
        if question and main == DAY_FIRST:
            return Decision(question=question)
    days = {
        value: _date_cell(value)
        if value in cells
        else _date_text(value, shapes[value], main, order)
        for value in values
    }
    typed = {value: day.isoformat() for value, day in days.items() if isinstance(day, date)}
    faults = {value: rule for value, rule in days.items() if isinstance(rule, str)}
    written = CELLS if cells else ""
    if any(counts.values()):
        written = order if main == DAY_FIRST else main
    return Decision(written, typed, faults)


def _shape(value: str) -> str:
    """Return the shape of a date's text; empty if it has none. Day and month are not told apart."""
    return next((name for name, pattern in _SHAPES.items() if pattern.match(value)), "")


def _day_or_month_first(
    values: Mapping[str, int], answer: str, *, with_cells: bool
) -> tuple[str, Question | None]:
    """Return which part of `03-04-2024` is the day, with a question if the column leaves it open.

    A value with a part above 12 decides for the column.
    """
    if answer in (DAY_FIRST, MONTH_FIRST):
        return answer, None
    first = next(iter(values))
    if with_cells:
        return DAY_FIRST, Question("column.half_converted", first, values[first])
    parts = {
        value: (int(match[1]), int(match[3]))
        for value in values
        if (match := _SHAPES[DAY_FIRST].match(value))
    }
    day_first = [value for value, (left, right) in parts.items() if left > 12 >= right]
    month_first = [value for value, (left, right) in parts.items() if right > 12 >= left]
    if day_first and month_first:
        odd = min(day_first, month_first, key=len)[0]
        return DAY_FIRST, Question("column.mixed_dates", odd, values[odd])
    if month_first:
        return MONTH_FIRST, None
    either = [
        value for value, (left, right) in parts.items() if left != right and max(left, right) <= 12
    ]
    if day_first or not either:
        return DAY_FIRST, None
    return DAY_FIRST, Question("column.ambiguous_date", either[0], values[either[0]])


def _date_text(value: str, shape: str, main: str, order: str) -> date | str:
    """Return the day that a text means, or the rule that it breaks."""
    match = _SHAPES[shape].match(value) if shape else None
    if match is None:
        if _SHORT_YEAR.match(value):
            return "value.two_digit_year"
        has_time = _TIME.search(value) and _shape(_TIME.sub("", value))
        return "value.has_time" if has_time else "value.not_a_date"
    if shape != main:
        return "value.other_date_format"
    if shape == SERIAL:
        return _serial(int(match[1]))
    if shape == COMPACT:
        return _day(match[1], match[2], match[3])
    if shape == ISO:
        return _day(match[1], match[3], match[4])
    if order == DAY_FIRST:
        return _day(match[4], match[3], match[1])
    return _day(match[4], match[1], match[3])


def _date_cell(value: str) -> date | str:
    """Return the day that a cell with a type means, or the rule that it breaks."""
    kind = value[1]
    content = without_mark(value)
    if kind == "d":
        match = _SHAPES[ISO].match(content)
        return _day(match[1], match[3], match[4]) if match else "value.has_time"
    if kind == "n" and content.isdigit():
        if len(content) == 5:
            return _serial(int(content))
        if _SHAPES[COMPACT].match(content):
            return _date_text(content, COMPACT, COMPACT, "")
    return "value.not_a_date"


def _serial(number: int) -> date | str:
    if number not in SERIAL_RANGE:
        return "value.not_a_date"
    return SERIAL_DAY_ZERO + timedelta(days=number)


def _day(year: str, month: str, day: str) -> date | str:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return "value.impossible_date"


# Numbers

_CURRENCY = re.compile(r"€|\bEUR\b|\beuro\b", re.IGNORECASE)
_SPACES = re.compile(r"(?<=\d)[\s\u00a0\u202f\u2009'](?=\d{3}(?!\d))")
_DECIMAL_PATTERNS = {
    COMMA: re.compile(
        r"(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,\d+)?(?:[eE][+-]?\d+)?$|,\d+$", re.ASCII
    ),
    DOT: re.compile(
        r"(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d+)?$|\.\d+$", re.ASCII
    ),
}
_NOT_FINITE = {"nan", "inf", "infinity", "oneindig", "∞"}


def _decide_numbers(values: Mapping[str, int], answer: str, *, whole: bool) -> Decision:
    """Return the decision for a column of numbers.

    A number that can be read with only one of the decimal signs decides for the column.
    """
    readings = {value: _readings(value) for value in values}
    texts = {value: read for value, read in readings.items() if not is_typed(value)}
    only_comma = [value for value, read in texts.items() if list(read) == [COMMA]]
    only_dot = [value for value, read in texts.items() if list(read) == [DOT]]
    either = [value for value, read in texts.items() if len(set(read.values())) > 1]
    sign = answer if answer in (COMMA, DOT) else ""
    if not sign and only_comma and only_dot:
        return Decision(question=Question("column.mixed_numbers", only_dot[0], values[only_dot[0]]))
    if not sign and either and not only_comma and not only_dot:
        return Decision(question=Question("column.ambiguous_number", either[0], values[either[0]]))
    sign = sign or (COMMA if only_comma else DOT)
    typed: dict[str, str] = {}
    faults: dict[str, str] = {}
    for value, read in readings.items():
        number = read.get(sign)
        fault = _number_fault(value, number, whole=whole)
        if number is None or fault:
            faults[value] = fault
        else:
            typed[value] = str(int(number)) if whole else repr(number)
    return Decision(
        _number_format(sign, values, texts, only_comma + only_dot + either), typed, faults
    )


def _number_format(
    sign: str, values: Mapping[str, int], texts: Mapping[str, object], deciding: list[str]
) -> str:
    """Return how the numbers are written: with that sign, without any, or in typed cells."""
    if deciding:
        return sign
    if texts:
        return PLAIN
    return CELLS if values else ""


def _readings(value: str) -> dict[str, float]:
    """Return what a text is with a decimal comma and with a decimal point, where it is a number."""
    if is_typed(value):
        is_number = value[1] == "n"
        return dict.fromkeys((COMMA, DOT), float(without_mark(value))) if is_number else {}
    bare = _CURRENCY.sub("", value).strip().replace("\u2212", "-")
    bare = re.sub(r",--?$", ",0", bare)
    negative = bare.startswith("-") != bare.endswith("-")
    bare = bare.removeprefix("-").removesuffix("-") if negative else bare.removeprefix("+")
    bare = _SPACES.sub("", bare.strip())
    python_texts = {COMMA: bare.replace(".", "").replace(",", "."), DOT: bare.replace(",", "")}
    return {
        sign: -float(python_texts[sign]) if negative else float(python_texts[sign])
        for sign, pattern in _DECIMAL_PATTERNS.items()
        if pattern.match(bare)
    }


def _number_fault(value: str, number: float | None, *, whole: bool) -> str:
    """Return the rule that a number breaks; empty if it breaks none."""
    if number is None:
        infinite = match_key(value) in _NOT_FINITE or value.strip("+-") in _NOT_FINITE
        return "value.not_finite" if infinite else "value.not_a_number"
    if not math.isfinite(number):
        return "value.not_finite"
    return "value.not_whole" if whole and not number.is_integer() else ""
