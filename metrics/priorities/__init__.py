"""Which categories to work on first, and where exactly."""
