"""Parts that run at the same time."""
