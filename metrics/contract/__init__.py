"""The contract: every table, column and rule of a company's data.

The TOML files beside this module are data, not code: an analyst or a controller can read and
change them. `TABLES` holds them as frozen dataclasses, `RULES` every rule by its id.
"""

from metrics.contract.model import SEVERITIES, TYPES, Column, Row, Rule, Table, match_key
from metrics.contract.toml_files import EARLIEST, FILE_RULES, RULES, TABLES, sentences

__all__ = [
    "EARLIEST",
    "FILE_RULES",
    "RULES",
    "SEVERITIES",
    "TABLES",
    "TYPES",
    "Column",
    "Row",
    "Rule",
    "Table",
    "match_key",
    "sentences",
]
