"""Estimates and intervals: pure numpy on small tables of counts, without SQL."""
