"""The proof by simulation: companies of which the truth is known, answered by the product's own
code."""
