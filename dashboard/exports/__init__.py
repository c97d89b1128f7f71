"""Files to take away; they hold what a page shows, and nothing else."""

from dashboard.exports.table import csv_file

__all__ = ["csv_file"]
