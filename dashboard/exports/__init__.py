"""Files to download: CSV, workbook and PDF. They hold what a page shows, and nothing else."""

from dashboard.exports.answer_table import answer_rows
from dashboard.exports.csv_export import csv_file

__all__ = ["answer_rows", "csv_file"]
