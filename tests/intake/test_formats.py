"""One format per column, decided from its values and never guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.contract import TABLES
from metrics.intake.cells import cell_text
from metrics.intake.formats import Decision, decide

DAY = TABLES["staff"].column("hire_date")
PAY = TABLES["staff"].column("annual_salary")
MINUTES = TABLES["meetings"].column("minutes")
HIPO = TABLES["staff"].column("high_potential")
REASON = TABLES["staff"].column("exit_reason")
WRITTEN = {
    "yyyy-mm-dd": ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y-%m-%dT00:00:00", "%Y-%m-%d 00:00"),
    "dd-mm-yyyy": ("%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y 00:00:00"),
    "mm-dd-yyyy": ("%m-%d-%Y", "%m/%d/%Y"),
    "yyyymmdd": ("%Y%m%d",),
}


def of(column: object, *values: str, answer: str = "") -> Decision:
    return decide(column, {value: line for line, value in enumerate(values, start=2)}, answer)


@given(
    day=st.dates(date(1940, 1, 1), date(2099, 12, 31)),
    written=st.sampled_from(sorted(WRITTEN.items())),
)
def test_a_date_written_in_any_format_is_read_back(
    day: date, written: tuple[str, tuple[str, ...]]
) -> None:
    answer, patterns = written
    for pattern in patterns:
        text = day.strftime(pattern)
        assert of(DAY, text, answer=answer).typed == {text: day.isoformat()}


@given(day=st.dates(date(1940, 1, 1), date(2099, 12, 30)))
def test_a_serial_date_is_read_back(day: date) -> None:
    text = str((day - date(1899, 12, 30)).days)
    assert of(DAY, text).typed == {text: day.isoformat()}
    assert of(DAY, cell_text(float(text))).typed == {cell_text(float(text)): day.isoformat()}


@pytest.mark.parametrize(
    ("values", "format_name"),
    [
        (("03-04-2020", "13-04-2020"), "dd-mm-yyyy"),
        (("03-04-2020", "04-13-2020"), "mm-dd-yyyy"),
        (("03-03-2020", "01/01/2021"), "dd-mm-yyyy"),  # the same day either way
        (("2020-03-04",), "yyyy-mm-dd"),
        ((), ""),
    ],
)
def test_an_unambiguous_date_column_is_read(values: tuple[str, ...], format_name: str) -> None:
    decision = of(DAY, *values)
    assert decision.question is None
    assert decision.format == format_name
    assert set(decision.typed) == set(values)


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        (("03-04-2020", "05-06-2021"), "column.ambiguous_date"),
        (("13-04-2020", "04-13-2020", "03-04-2020"), "column.mixed_dates"),
        ((cell_text(date(2020, 4, 3)), "13-04-2020"), "column.half_converted"),
    ],
)
def test_an_ambiguous_date_column_is_a_question(values: tuple[str, ...], rule: str) -> None:
    decision = of(DAY, *values)
    assert decision.question.rule == rule
    assert decision.typed == {}
    answered = of(DAY, *values, answer="dd-mm-yyyy")
    assert answered.question is None
    assert answered.typed[values[-1]] in ("2021-06-05", "2020-04-03", "2020-04-13")


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("31-04-2024", "value.impossible_date"),
        ("29-02-2023", "value.impossible_date"),
        ("00-01-2024", "value.impossible_date"),
        ("03-04-68", "value.two_digit_year"),
        ("68-04-03", "value.two_digit_year"),
        ("13-04-2020 23:30", "value.has_time"),
        ("2024-04-13", "value.other_date_format"),
        ("n.v.t.", "value.not_a_date"),
        ("13 april 2024", "value.not_a_date"),
        ("2024", "value.not_a_date"),
        ("13-04/2024", "value.not_a_date"),
    ],
)
def test_a_wrong_date_is_a_fault_of_that_value_only(value: str, rule: str) -> None:
    decision = of(DAY, "13-04-2020", "14-04-2020", value)
    assert decision.faults == {value: rule}
    assert set(decision.typed) == {"13-04-2020", "14-04-2020"}


@pytest.mark.parametrize("number", [7, 2024, 123456, 10**12, -45292, 45292.5])
def test_a_number_cell_that_is_no_day_is_a_fault(number: float) -> None:
    assert of(DAY, cell_text(number)).faults == {cell_text(number): "value.not_a_date"}
    assert of(DAY, cell_text(20240229)).typed == {cell_text(20240229): "2024-02-29"}


def test_a_leap_day_is_a_date() -> None:
    assert of(DAY, "29-02-2024").typed == {"29-02-2024": "2024-02-29"}


@pytest.mark.parametrize(
    ("values", "numbers"),
    [
        (("1.234,56", "1.234"), ("1234.56", "1234.0")),
        (("1,234.56", "1,234"), ("1234.56", "1234.0")),
        (("1234,5", "1.234"), ("1234.5", "1234.0")),
        (("€ 45.000,-", "€\u00a051.500"), ("45000.0", "51500.0")),
        (("1.234.567",), ("1234567.0",)),
        (("0.500", "1.000"), ("0.5", "1.0")),  # a group of thousands cannot begin with a lone 0
        (("12 345,5", "45 000"), ("12345.5", "45000.0")),
        (("-1,5", "2,5-", "\u22123,5"), ("-1.5", "-2.5", "-3.5")),
        (("0042",), ("42.0",)),
        ((",5",), ("0.5",)),
        (("1,5E+02",), ("150.0",)),
    ],
)
def test_an_unambiguous_number_column_is_read(
    values: tuple[str, ...], numbers: tuple[str, ...]
) -> None:
    decision = of(PAY, *values)
    assert decision.question is None
    assert decision.faults == {}
    assert decision.typed == dict(zip(values, numbers, strict=True))


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        (("1.234", "2.500", "120"), "column.ambiguous_number"),
        (("1,234", "2,500"), "column.ambiguous_number"),
        (("1,5", "2.5"), "column.mixed_numbers"),
    ],
)
def test_an_ambiguous_number_column_is_a_question(values: tuple[str, ...], rule: str) -> None:
    assert of(PAY, *values).question.rule == rule
    assert of(PAY, *values).typed == {}
    assert of(PAY, *values, answer="comma").question is None


def test_an_answer_makes_the_other_way_a_fault() -> None:
    assert of(PAY, "1,5", "2.5", answer="comma").faults == {"2.5": "value.not_a_number"}
    assert of(PAY, "1.234", answer="comma").typed == {"1.234": "1234.0"}
    assert of(PAY, "1.234", answer="dot").typed == {"1.234": "1.234"}


def test_number_cells_do_not_decide_the_decimal_sign() -> None:
    decision = of(PAY, cell_text(1.234), cell_text(7.0))
    assert decision.typed == {cell_text(1.234): "1.234", cell_text(7.0): "7.0"}
    assert decision.format == "cells"
    assert of(PAY, cell_text(1.5), "1.234").question.rule == "column.ambiguous_number"


@pytest.mark.parametrize(
    "value",
    ["NaN", "inf", "-Infinity", "1e400", "∞", cell_text(float("nan")), cell_text(float("inf"))],
)
def test_an_infinite_number_is_a_fault(value: str) -> None:
    assert of(PAY, value).faults == {value: "value.not_finite"}


@pytest.mark.parametrize(
    "value", ["veel", "12%", "1.23.4", "1,2,3", "4_000", "0x10", "1 2345", "--5", "12 uur", "٣"]
)
def test_a_text_that_is_no_number_is_a_fault(value: str) -> None:
    assert of(PAY, value).faults == {value: "value.not_a_number"}


def test_a_whole_number_may_be_written_with_decimals_but_not_be_half() -> None:
    assert of(MINUTES, "60,0", "45").typed == {"60,0": "60", "45": "45"}
    assert of(MINUTES, "1,5").faults == {"1,5": "value.not_whole"}


def test_yes_and_no_in_two_languages() -> None:
    decision = of(
        HIPO, "Ja", "N", "TRUE", "onwaar", "1", cell_text(False), cell_text(0), "misschien"
    )
    assert list(decision.typed.values()) == [
        "true",
        "false",
        "true",
        "false",
        "true",
        "false",
        "false",
    ]
    assert decision.faults == {"misschien": "value.not_yes_or_no"}


def test_choices_are_found_by_synonyms_in_any_case() -> None:
    decision = of(REASON, "Vrijwillig", "EINDE-CONTRACT", "end_of_contract", "AOW", "ruzie")
    assert list(decision.typed.values()) == [
        "voluntary",
        "end_of_contract",
        "end_of_contract",
        "retirement",
    ]
    assert decision.faults == {"ruzie": "value.unknown_choice"}
