"""Who can mentor, how many hours there are, and who is paired with whom."""
