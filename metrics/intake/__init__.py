"""From the files a company has to typed tables with file and line: text rows first, then casts by
contract.
"""

from metrics.intake.lines import Dropped
from metrics.intake.stage import SourceFile, Staged, stage_folder
from metrics.intake.templates import write_templates

__all__ = ["Dropped", "SourceFile", "Staged", "stage_folder", "write_templates"]
