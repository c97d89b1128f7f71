"""A fictional company with known effects of mentoring: see README.md in this folder."""
