"""Files to take away; they hold what a page shows, and nothing else."""

from dashboard.exports.answers import answer_rows
from dashboard.exports.table import csv_file

__all__ = ["answer_rows", "csv_file"]
