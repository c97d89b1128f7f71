"""Estimates and intervals: pure numpy on small tables of counts, usable without the rest of the
product.
"""
