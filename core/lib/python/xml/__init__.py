"""Markup."""

__all__ = ["etree"]
