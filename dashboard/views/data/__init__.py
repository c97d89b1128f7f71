"""The data: what is loaded, what was found in it, and a company's own files."""

from dashboard.views.data.page import show

__all__ = ["show"]
