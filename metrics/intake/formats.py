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
from metrics.intake.lines import MARK

DAY_FIRST, MONTH_FIRST, ISO, COMPACT, SERIAL = (
    "dd-mm-yyyy",
    "mm-dd-yyyy",
    "yyyy-mm-dd",
    "yyyymmdd",
    "serial",
)
COMMA, DOT, CELLS, PLAIN = "comma", "dot", "cells", "plain"
SERIAL_DAY_ZERO = date(1899, 12, 30)
SERIALS = (14_611, 73_050)  # 1940 to 2099: other whole numbers are not taken for a date
ERRORS = (
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
    """Why a column cannot be read yet: a rule, and a value with its line that shows it."""

    rule: str
    value: str
    line: int


@dataclass(frozen=True)
class Decision:
    """How a column is read: `typed` maps each text to what the engine casts, `faults` each other
    text to a rule.
    """

    format: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    question: Question | None = None


def decide(column: Column, values: Mapping[str, int], answer: str = "") -> Decision:
    """The decision for a column from its distinct values, each with the first line it stands on.

    `answer` is what the company says: a date format, `comma` or `dot`; empty if it says nothing.
    """
    texts = {value: line for value, line in values.items() if value not in ERRORS}
    kinds = {
        "date": _dates,
        "number": _numbers,
        "integer": _numbers,
        "boolean": _booleans,
        "choice": _choices,
    }
    return kinds[column.type](column, texts, answer)


# Dates


def _dates(_column: Column, values: Mapping[str, int], answer: str) -> Decision:
    cells = {value for value in values if value.startswith(MARK)}
    shapes = {value: _shape(value) for value in values if value not in cells}
    counts = {shape: sum(found == shape for found in shapes.values()) for shape in _SHAPES}
    main = max(counts, key=counts.__getitem__)
    main = answer if answer in (ISO, COMPACT, SERIAL) and counts[answer] else main
    order = DAY_FIRST
    if counts[DAY_FIRST]:
        slashed = {value: values[value] for value, shape in shapes.items() if shape == DAY_FIRST}
        order, question = _day_or_month_first(slashed, answer, with_cells=bool(cells))
        if question and main == DAY_FIRST:
            return Decision(question=question)
    typed: dict[str, str] = {}
    faults: dict[str, str] = {}
    for value in values:
        day, fault = (
            _date_cell(value) if value in cells else _date_text(value, shapes[value], main, order)
        )
        if fault:
            faults[value] = fault
        else:
            typed[value] = day.isoformat()
    written = (
        (order if main == DAY_FIRST else main) if any(counts.values()) else CELLS if cells else ""
    )
    return Decision(written, typed, faults)


def _shape(value: str) -> str:
    return next((shape for shape, pattern in _SHAPES.items() if pattern.match(value)), "")


def _day_or_month_first(
    values: Mapping[str, int], answer: str, *, with_cells: bool
) -> tuple[str, Question | None]:
    """Which part of `03-04-2024` is the day; a question where the column does not tell."""
    parts = {
        value: (int(found[1]), int(found[3]))
        for value in values
        if (found := _SHAPES[DAY_FIRST].match(value))
    }
    if answer in (DAY_FIRST, MONTH_FIRST):
        return answer, None
    first = next(iter(values))
    if with_cells:
        return DAY_FIRST, Question("column.half_converted", first, values[first])
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


def _date_text(value: str, shape: str, main: str, order: str) -> tuple[date | None, str]:
    if not shape:
        if _SHORT_YEAR.match(value):
            return None, "value.two_digit_year"
        timed = _TIME.search(value) and _shape(_TIME.sub("", value))
        return None, "value.has_time" if timed else "value.not_a_date"
    if shape != main:
        return None, "value.other_date_format"
    found = _SHAPES[shape].match(value)
    if shape == SERIAL:
        return _serial(int(found[1]))
    if shape == COMPACT:
        return _day(found[1], found[2], found[3])
    if shape == ISO:
        return _day(found[1], found[3], found[4])
    day, month = (found[1], found[3]) if order == DAY_FIRST else (found[3], found[1])
    return _day(found[4], month, day)


def _date_cell(value: str) -> tuple[date | None, str]:
    kind, content = value[1], value[2:]
    if kind == "d":
        found = _SHAPES[ISO].match(content)
        return _day(found[1], found[3], found[4]) if found else (None, "value.has_time")
    if kind == "n" and content.isdigit():
        if len(content) == 5:
            return _serial(int(content))
        if _SHAPES[COMPACT].match(content):
            return _date_text(content, COMPACT, COMPACT, "")
    return None, "value.not_a_date"


def _serial(number: int) -> tuple[date | None, str]:
    if not SERIALS[0] <= number < SERIALS[1]:
        return None, "value.not_a_date"
    return SERIAL_DAY_ZERO + timedelta(days=number), ""


def _day(year: str, month: str, day: str) -> tuple[date | None, str]:
    try:
        return date(int(year), int(month), int(day)), ""
    except ValueError:
        return None, "value.impossible_date"


# Numbers

_CURRENCY = re.compile(r"€|\bEUR\b|\beuro\b", re.IGNORECASE)
_SPACES = re.compile(r"(?<=\d)[\s\u00a0\u202f\u2009'](?=\d{3}(?!\d))")
_READ = {
    COMMA: re.compile(
        r"(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,\d+)?(?:[eE][+-]?\d+)?$|,\d+$", re.ASCII
    ),
    DOT: re.compile(
        r"(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d+)?$|\.\d+$", re.ASCII
    ),
}
_NOT_FINITE = {"nan", "inf", "infinity", "oneindig", "∞"}


def _numbers(column: Column, values: Mapping[str, int], answer: str) -> Decision:
    readings = {value: _readings(value) for value in values}
    texts = {value: read for value, read in readings.items() if not value.startswith(MARK)}
    only = {
        sign: [value for value, read in texts.items() if sign in read and len(read) == 1]
        for sign in (COMMA, DOT)
    }
    either = [value for value, read in texts.items() if len(set(read.values())) > 1]
    sign = answer if answer in (COMMA, DOT) else ""
    if not sign and only[COMMA] and only[DOT]:
        odd = only[DOT][0]
        return Decision(question=Question("column.mixed_numbers", odd, values[odd]))
    if not sign and either and not only[COMMA] and not only[DOT]:
        return Decision(question=Question("column.ambiguous_number", either[0], values[either[0]]))
    sign = sign or (COMMA if only[COMMA] else DOT)
    typed: dict[str, str] = {}
    faults: dict[str, str] = {}
    for value, read in readings.items():
        number, fault = _number(value, read.get(sign), whole=column.type == "integer")
        if fault:
            faults[value] = fault
        else:
            typed[value] = number
    decided = bool(only[COMMA] or only[DOT] or either)
    written = sign if decided else PLAIN if texts else CELLS if values else ""
    return Decision(written, typed, faults)


def _readings(value: str) -> dict[str, float]:
    """What a text is with a decimal comma and with a decimal point, where it can be read so."""
    if value.startswith(MARK):
        return dict.fromkeys((COMMA, DOT), float(value[2:])) if value[1] == "n" else {}
    bare = _CURRENCY.sub("", value).strip().replace("\u2212", "-")
    bare = re.sub(r",--?$", ",0", bare)
    negative = bare.startswith("-") != bare.endswith("-")
    bare = bare.removeprefix("-").removesuffix("-") if negative else bare.removeprefix("+")
    bare = _SPACES.sub("", bare.strip())
    found: dict[str, float] = {}
    for sign, pattern in _READ.items():
        if pattern.match(bare):
            plain_text = (
                bare.replace(".", "").replace(",", ".") if sign == COMMA else bare.replace(",", "")
            )
            found[sign] = -float(plain_text) if negative else float(plain_text)
    return found


def _number(value: str, number: float | None, *, whole: bool) -> tuple[str, str]:
    if number is None:
        finite = match_key(value) not in _NOT_FINITE and value.strip("+-") not in _NOT_FINITE
        return "", "value.not_a_number" if finite else "value.not_finite"
    if not math.isfinite(number):
        return "", "value.not_finite"
    if not whole:
        return repr(number), ""
    return (str(int(number)), "") if number.is_integer() else ("", "value.not_whole")


# Yes or no, and choices


def _booleans(_column: Column, values: Mapping[str, int], _answer: str) -> Decision:
    known = {**dict.fromkeys(YES, "true"), **dict.fromkeys(NO, "false")}
    return _looked_up(values, known, "value.not_yes_or_no")


def _choices(column: Column, values: Mapping[str, int], _answer: str) -> Decision:
    known = {
        match_key(text): name
        for name, synonyms in column.choices.items()
        for text in (name, *synonyms)
    }
    return _looked_up(values, known, "value.unknown_choice")


def _looked_up(values: Mapping[str, int], known: Mapping[str, str], rule: str) -> Decision:
    texts = {value: match_key(value[2:] if value.startswith(MARK) else value) for value in values}
    typed = {value: known[text] for value, text in texts.items() if text in known}
    return Decision("", typed, {value: rule for value, text in texts.items() if text not in known})
