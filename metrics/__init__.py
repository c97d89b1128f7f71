"""A company's mentoring programme, from its files to honest answers.

    >>> from metrics import open_company
    >>> company = open_company()
    >>> months = company.answer("retention").estimate  # with its 95 % interval
    >>> per_euro = company.return_on_mentoring().per_euro
    >>> net = company.appraise(company.todays_plan()).net
    >>> first = company.rank_categories().ranked[0].name

`open_company` opens what is loaded; `check_files` and `publish` bring files in; `catalogue` lists
the metrics; `freeze_plan` fixes an analysis before its data come. What a page, a notebook or the
command line needs beside these are types and names of the rooms, imported from the room itself
(`from metrics.rewards import Scenario`).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from metrics.catalog import catalogue
    from metrics.company import Company
    from metrics.loading import check_files, open_company, open_folder, publish, write_templates
    from metrics.planning import freeze_plan
    from metrics.scope import Scope

__all__ = [
    "Company",
    "Scope",
    "catalogue",
    "check_files",
    "freeze_plan",
    "open_company",
    "open_folder",
    "publish",
    "write_templates",
]
_HOME = {
    "Company": "metrics.company",
    "Scope": "metrics.scope",
    "catalogue": "metrics.catalog",
    "check_files": "metrics.loading",
    "freeze_plan": "metrics.planning",
    "open_company": "metrics.loading",
    "open_folder": "metrics.loading",
    "publish": "metrics.loading",
    "write_templates": "metrics.loading",
}


def __getattr__(name: str) -> Any:
    """Return a name of the face; imported when first used, so that one room costs one room."""
    if name not in _HOME:
        raise AttributeError(f"module 'metrics' has no attribute '{name}'")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
