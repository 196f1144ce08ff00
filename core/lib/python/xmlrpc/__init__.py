"""Calls to other machines by XML over HTTP."""
