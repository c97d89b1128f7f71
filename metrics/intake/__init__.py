"""A company's files, read into typed tables with the file and line of every row.

Files become rows of text first (`delimited.py`, `workbook.py`), then typed columns by contract
(`formats.py` decides how a column is written, `casts.py` converts it).
"""

from metrics.intake.sheets import Dropped
from metrics.intake.stage import SourceFile, StagedFolder, stage_folder
from metrics.intake.templates import write_templates

__all__ = ["Dropped", "SourceFile", "StagedFolder", "stage_folder", "write_templates"]
