"""What one reader has open: language, role, filters and plans, and how they travel in the URL."""
