"""Empty tables to fill in: a CSV per table, a workbook with the same sheets, and a company.toml."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from metrics.contract import TABLES, Column, Table
from metrics.contract.attributes import ATTRIBUTES, LIST
from metrics.contract.employer import CHOICES as EMPLOYER_CHOICES
from metrics.contract.goal_groups import CONDITIONS
from metrics.contract.matching_keys import KEY_COLUMNS
from metrics.contract.settings import CYCLES, DATE_FORMATS, FILE, ROLES
from metrics.i18n import N_, Locale, LocalizedError, locale_for

WORKBOOK = {"en": "tables.xlsx", "nl": "tabellen.xlsx"}
NOTES = {"en": "Notes", "nl": "Toelichting"}
HEADINGS = (
    N_("Table"),
    N_("Column"),
    N_("Required"),
    N_("Kind"),
    N_("Unit"),
    N_("Meaning"),
    N_("Please note"),
    N_("Example"),
)
WIDTHS = (14, 22, 10, 40, 24, 70, 70, 24)
KINDS = {
    "id": N_("its own number or code"),
    "text": N_("free text"),
    "code": N_("a short name from your own list"),
    "date": N_("a date"),
    "number": N_("a number"),
    "integer": N_("a whole number"),
    "boolean": N_("yes or no"),
}


class TemplateError(LocalizedError):
    """A folder that templates cannot be written to."""


def write_templates(folder: Path, language: str) -> list[Path]:
    """Write empty tables with headers in that language, and notes; return the files.

    Read back as they are, they hold no rows; either the CSV files or the workbook can be filled in.
    The folder is created if it does not exist; a company.toml in it is left alone. Raises
    TemplateError if a file cannot be written.
    """
    _ = locale_for(language)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        written = [_write_csv(folder, table, language) for table in TABLES.values()]
        written.append(_write_workbook(folder / WORKBOOK[language], _))
        if not (folder / FILE).exists():
            (folder / FILE).write_text(_company_text(_), encoding="utf-8")
            written.append(folder / FILE)
    except (OSError, FileCreateError) as error:
        raise TemplateError(
            N_(
                "The templates cannot be written to {folder} ({reason}). Close the files if they "
                "are open, or choose another folder."
            ),
            folder=folder,
            reason=getattr(error, "strerror", None) or error,
        ) from error
    return written


def zipped_templates(language: str) -> bytes:
    """Return all templates in one archive, headers in that language."""
    archive = io.BytesIO()
    with (
        tempfile.TemporaryDirectory() as folder,
        zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for path in write_templates(Path(folder), language):
            packed.write(path, path.name)
    return archive.getvalue()


def _write_csv(folder: Path, table: Table, language: str) -> Path:
    """Write a header with the separator that spreadsheets of that country use, and a UTF-8 mark."""
    path = folder / f"{table.title(language)}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";" if language == "nl" else ",")
        writer.writerow([column.header(language) for column in table.columns])
    return path


def _write_workbook(path: Path, _: Locale) -> Path:
    """Write a sheet per table, and one that explains every column."""
    with xlsxwriter.Workbook(str(path)) as book:
        header_format = book.add_format({"bold": True, "bottom": 1})
        note_format = book.add_format({"text_wrap": True, "valign": "top"})
        column_formats = {
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "id": book.add_format({"num_format": "@"}),
        }
        for table in TABLES.values():
            sheet = book.add_worksheet(table.title(_.language))
            for place, column in enumerate(table.columns):
                sheet.set_column(place, place, 20, column_formats.get(column.type))
                sheet.write_string(0, place, column.header(_.language), header_format)
            sheet.freeze_panes(1, 0)
        notes = book.add_worksheet(NOTES[_.language])
        for place, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
            notes.set_column(place, place, width, note_format)
            notes.write_string(0, place, _(heading), header_format)
        lines = [_note(table, column, _) for table in TABLES.values() for column in table.columns]
        for row, line in enumerate(lines, start=1):
            for place, text in enumerate(line):
                notes.write_string(row, place, text)
        notes.freeze_panes(1, 0)
    return path


def _note(table: Table, column: Column, _: Locale) -> tuple[str, ...]:
    """Return the line of the notes about one column, in the order of HEADINGS."""
    return (
        table.title(_.language),
        column.header(_.language),
        _("yes") if column.required else "",
        _kind(column, _),
        _(column.unit),
        _(column.meaning),
        _(column.caveat),
        column.example,
    )


def _kind(column: Column, _: Locale) -> str:
    """Return the type of a column in words, or the values of a choice."""
    if column.type != "choice":
        return _(KINDS[column.type])
    if _.language == "nl":
        return ", ".join(synonyms[0] for synonyms in column.choices.values())
    return ", ".join(column.choices)


def _company_text(_: Locale) -> str:
    """Return a company.toml in which every line is a comment, so that it sets nothing yet."""
    lines = [
        "# "
        + _(
            "What the company states about its own files. Remove the # before a setting to use it."
        ),
        "",
        '#name = "..."',
        "# " + _("The closing day (the files are complete up to and including this day):"),
        "#as_of = 2025-12-31",
        "# "
        + _("Months between two reviews, one of {cycles}:", cycles=", ".join(map(str, CYCLES))),
        "#review_cycle_months = 6",
        "# "
        + _("The job levels (grades) from low to high; a move to a higher one is a promotion:"),
        '#grades = ["junior", "medior", "senior"]',
        "# "
        + _(
            "How much of the free space of the work-related costs scheme goes to things "
            "other than rewards, euros a year:"
        ),
        "#free_space_used = 45000",
        "# " + _("Up to how many days between two contracts leave them one employment spell:"),
        "#contract_gap_days = 7",
        "",
        "# "
        + _(
            "How many months people stay after they give notice, if nobody is paired in that "
            "time (0 if people are):"
        ),
        "#[programme]",
        "#notice_months = 2",
        "",
        "# "
        + _(
            "The company as an employer, for the cost of a reward. Its size for the "
            "disability premium and its contracts for the unemployment premium. Holiday pay "
            "on a bonus, what a lunch is, its own return-to-work premium, a meal's value, "
            "and its taxable wages:"
        ),
        "#[employer]",
        *(f'#{key} = "{choices[0]}"' for key, choices in EMPLOYER_CHOICES.items()),
        "#holiday_pay = 0.08",
        "#return_to_work = 0.0152",
        "#meal = 4.05",
        "#wage_bill = 12000000",
        "",
        *(f"# {_(column.meaning)}" for column in ATTRIBUTES.values()),
        "#[staff.attributes]",
        *(f'#{name} = "{LIST}"' for name in ATTRIBUTES),
        "# "
        + _(
            "A column of your own that people can be matched on: its name here, and as type "
            "text, number or yes/no. A number may have cut points, or be exact:"
        ),
        '#team = "text"',
        '#age = { type = "number", cuts = [30, 40, 50] }',
        '#night_shift = "yes/no"',
        "",
        "# "
        + _(
            "Matching keys of every metric, beyond department, job level, last score, tenure and "
            "year. One of {columns}, or a column of your own:",
            columns=", ".join(KEY_COLUMNS),
        ),
        "#[matching]",
        '#keys = ["job_family", "age"]',
        "# " + _("The cut points of a number that is a matching key:"),
        "#[matching.cuts]",
        "#annual_salary = [30000, 45000, 60000]",
        "",
        "# "
        + _(
            "The role of the reader on this computer (there is no sign-in), one of {roles}:",
            roles=", ".join(ROLES),
        ),
        "#[local]",
        '#role = "programme_lead"',
        "",
        "# "
        + _(
            "What is required of mentors in every category, in points of 5 and hours a "
            "month, and in one category:"
        ),
        "#[mentors]",
        "#attitude = 3",
        "#knowledge = 4",
        "#skill = 3",
        "#capacity = 2",
        "#[mentors.customers]",
        "#knowledge = 5",
        "",
        "#[formats]",
        "# "
        + _(
            "How dates are written if this is ambiguous, one of {formats}:",
            formats=", ".join(DATE_FORMATS),
        ),
        '#dates = "dd-mm-yyyy"',
        "# " + _("The decimal sign if this is ambiguous, comma or dot:"),
        '#decimal = "comma"',
        "# " + _("The same for one column:"),
        '#"staff.hire_date" = "dd-mm-yyyy"',
        '#"staff.annual_salary" = "comma"',
        "",
        "# "
        + _(
            "A group the programme is meant for; all conditions must hold: {conditions}:",
            conditions=", ".join(CONDITIONS),
        ),
        "#[goal_groups.women_in_sales]",
        '#name_nl = "..."',
        '#name_en = "..."',
        '#gender = "f"',
        '#department = "Sales"',
        "#tenure_months_below = 12",
    ]
    return "\n".join(lines) + "\n"
