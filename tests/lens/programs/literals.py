# What the compiler says of `is` with a literal.
import warnings

for source in ("x is 5", "x is 'a'", "x is not 'a'", "x is ()", "5 is x", "x is None", "x is (1, 2)", "x is 1.5", "x is b'a'",
               "x is ...", "x is -1", "x is True", "[1] is x", "'a' 'b' is x", "x == y is 2j is not z"):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        compile(source, "s", "eval")
    print(source, [(one.category.__name__, str(one.message)) for one in caught])
