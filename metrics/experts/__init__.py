"""Hidden experts: people whose results are significantly better than expected."""
