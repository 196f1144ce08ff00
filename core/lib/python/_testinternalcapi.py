"""What CPython's tests of sizes take from its C test module."""
SIZEOF_PYGC_HEAD = 16


def _checked_errors(errors):
    if errors not in ("strict", "surrogateescape"):
        raise ValueError("unsupported error handler")


def EncodeLocaleEx(text, current_locale=0, errors="strict"):
    """As the locale encodes file names: in UTF-8."""
    _checked_errors(errors)
    try:
        return text.encode("utf-8", errors)
    except UnicodeEncodeError as error:
        raise RuntimeError(f"encode error: pos={error.start}, reason={error.reason}") from None


def DecodeLocaleEx(data, current_locale=0, errors="strict"):
    _checked_errors(errors)
    try:
        return data.decode("utf-8", errors)
    except UnicodeDecodeError as error:
        raise RuntimeError(f"decode error: pos={error.start}, reason={error.reason}") from None
