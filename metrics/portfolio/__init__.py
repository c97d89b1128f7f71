"""The best use of a budget."""
