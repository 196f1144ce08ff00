"""The names of contextvars, which CPython has in C."""
from contextvars import Context, ContextVar, Token, copy_context
