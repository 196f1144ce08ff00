"""Web applications as functions: WSGI."""
