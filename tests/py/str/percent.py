# The "%" operator: each conversion with flags, width and precision, and each error.
values = [0, -5, 255, 10**20, 3.14159, -2.5, 1e100, float("nan"), "text", "é", None, True]
for conversion in ["%s", "%r", "%a", "%10s|", "%-10s|", "%.2s", "%8.3s|", "%%"]:
    print(ascii([conversion % (value,) if conversion != "%%" else conversion % () for value in values]))
for conversion in ["%d", "%i", "%5d", "%-5d|", "%05d", "%+d", "% d", "%.3d", "%e", "%.2e", "%f", "%.1f", "%g", "%#g", "%10.3f", "%-10.3f|", "%010.2f", "%G", "%E"]:
    row = []
    for value in values:
        try:
            row.append(conversion % value)
        except Exception as error:
            row.append(type(error).__name__ + ": " + str(error))
    print(ascii(row))
for conversion in ["%x", "%X", "%#x", "%#X", "%o", "%#o", "%08x", "%#08x", "%-8x|", "%+x", "%.5x", "%c", "%5c|"]:
    row = []
    for value in (0, -5, 255, 10**20, 65, 0x4E2D, 2.5, "text", "é", None):
        try:
            row.append(conversion % value)
        except Exception as error:
            row.append(type(error).__name__ + ": " + str(error))
    print(ascii(row))
for text, value in [("%s %s", (1,)), ("%s", (1, 2)), ("%s", ()), ("x", 1), ("x", ()), ("x", {}), ("x", []), ("%(a)s-%(b)d", {"a": "é", "b": 3}),
                    ("%(a)s", {}), ("%(a)s", 1), ("%(a", {"a": 1}), ("%*d|%-*d|", (5, 1, 5, 2)), ("%.*f", (2, 3.14159)), ("%*d", ("a", 1)),
                    ("%z", 1), ("%", 1), ("%5", 1), ("%ld", 3), ("%s%%", 50), ("%5%", 1), ("%s", [1]), ("%s", ((1, 2),)), ("%d%s", (1, "é"))]:
    try:
        print(ascii(text), ascii(value), "->", ascii(text % value))
    except Exception as error:
        print(ascii(text), ascii(value), "->", type(error).__name__ + ":", error)
