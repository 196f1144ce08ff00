"""Helpers for tests, as CPython's test package has them."""
