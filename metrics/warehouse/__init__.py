"""The engine, the checks of a company's files, and the snapshots that questions read."""
