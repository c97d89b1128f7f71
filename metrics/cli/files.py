"""templates, check, load: a company's files."""

from __future__ import annotations

import json

import typer

from metrics import value
from metrics.cli.terminal import (
    AsJson,
    AsOf,
    Folder,
    Language,
    checked,
    in_sentences,
    out,
    reader,
    say,
    say_report,
)
from metrics.intake.templates import write_templates
from metrics.mentors.rules import load_mentor_rules
from metrics.store import browser_entries
from metrics.warehouse import snapshot


def templates(folder: Folder, language: Language = "en") -> None:
    """Writes a template per table (CSV), one workbook with the same sheets, and a company.toml to
    fill in.
    """
    _ = reader(language)
    written = write_templates(folder, language)
    out.print(
        _.plural(
            "{n} file written to {folder}.",
            "{n} files written to {folder}.",
            len(written),
            folder=folder,
        )
    )


def check(
    folder: Folder, as_of: AsOf = None, as_json: AsJson = False, language: Language = "en"
) -> None:
    """Reports what is in the files and what is wrong with them; changes nothing. Exit code 1 if
    they are refused.
    """
    _ = reader(language)
    with in_sentences(), checked(folder, as_of, _) as (_con, report):
        value.load_assumptions(report.company.assumptions)
        load_mentor_rules(report.company.mentors)
        say_report(report, _, as_json=as_json)
    raise typer.Exit(0 if report.accepted else 1)


def load(
    folder: Folder, as_of: AsOf = None, as_json: AsJson = False, language: Language = "en"
) -> None:
    """Checks the files, with what was entered in the browser, and publishes them as the snapshot
    that answers questions from now on.
    """
    _ = reader(language)
    with in_sentences(), checked(folder, as_of, _, browser_entries()) as (con, report):
        value.load_assumptions(report.company.assumptions)
        load_mentor_rules(report.company.mentors)
        published = snapshot.publish(con, report) if report.accepted else None
    if as_json:
        out.print_json(
            json.dumps({**report.to_dict(_), "snapshot": published.id if published else None})
        )
    else:
        say_report(report, _, as_json=False)
        say(
            _("Loaded as snapshot {id}.", id=published.id)
            if published
            else _("Nothing was loaded. The previous snapshot is unchanged.")
        )
    raise typer.Exit(0 if published else 1)
