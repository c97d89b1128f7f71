"""templates, check, load: a company's files."""

from __future__ import annotations

import json

import typer

from metrics import check_files, publish, write_templates
from metrics.cli.terminal import (
    AsJson,
    AsOf,
    Folder,
    Language,
    day_of,
    in_sentences,
    locale_of,
    out,
    progress_bar,
    require_folder,
    say,
    say_report,
)


def templates(folder: Folder, language: Language = "en") -> None:
    """Write a template per table (CSV), one workbook with the same sheets, and a company.toml."""
    _ = locale_of(language)
    with in_sentences(_):
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
    """Report what is in the files and what is wrong with them. Exit code 1 if they are refused."""
    _ = locale_of(language)
    require_folder(folder, _)
    with in_sentences(_), progress_bar(_) as progress:
        report = check_files(folder, as_of=day_of(as_of), progress=progress)
    say_report(report, _, as_json=as_json)
    raise typer.Exit(0 if report.accepted else 1)


def load(
    folder: Folder, as_of: AsOf = None, as_json: AsJson = False, language: Language = "en"
) -> None:
    """Check the files, with what was entered in the browser, and make them the current snapshot."""
    _ = locale_of(language)
    require_folder(folder, _)
    with in_sentences(_), progress_bar(_) as progress:
        loaded = publish(folder, as_of=day_of(as_of), progress=progress)
    report = loaded.report
    snapshot = loaded.snapshot
    if as_json:
        out.print_json(
            json.dumps({**report.to_dict(_), "snapshot": snapshot.id if snapshot else None})
        )
    else:
        say_report(report, _, as_json=False)
        say(
            _("Loaded as snapshot {id}.", id=snapshot.id)
            if snapshot
            else _("Nothing was loaded. The previous snapshot is unchanged.")
        )
    raise typer.Exit(0 if snapshot else 1)
