"""The business case of a plan as a workbook that recalculates when Finance changes a cell."""

from dashboard.exports.workbook.business_case import rewards_workbook

__all__ = ["rewards_workbook"]
