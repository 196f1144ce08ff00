"""What of a run of surrogates cannot be encoded, by encoding and handler."""
for encoding in ("utf-8", "utf-16", "utf-32", "ascii", "latin-1", "cp1252"):
    for handler in ("strict", "surrogateescape", "surrogatepass", "ignore", "backslashreplace"):
        for text in ("\udc80\ud800\udfff", "a\ud800\udc80b", "\udc80\udc81\ud800", "x\ud800\ud801\xff"):
            try:
                print(encoding, handler, text.encode(encoding, handler))
            except UnicodeEncodeError as error:
                print(encoding, handler, error.start, error.end, ascii(str(error)))
