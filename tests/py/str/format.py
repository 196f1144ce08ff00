# str.format, format_map, format() and f-strings: numbering, nesting, conversions, specs, errors.
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __format__(self, spec):
        return "Point<" + spec + ">"

def show(text, *args, **kwargs):
    try:
        print(ascii(text), "->", ascii(text.format(*args, **kwargs)))
    except Exception as error:
        print(ascii(text), "->", type(error).__name__ + ":", error)

show("{} {}", 1, "é")
show("{1} {0}", "a", "b")
show("{0} {}", 1)
show("{} {0}", 1)
show("{2}", 1)
show("{name} {name!r} {name!a}", name="é")
show("{missing}")
show("{0.x} {0.y}", Point(1, 2))
show("{0[1]} {0[-1]}", {"-1": 5, 1: 2})
show("{0[a]} {0[b c]}", {"a": 1, "b c": 2})
show("{0[0][1]}", [[1, 2]])
show("{:>10}|{:<5}|{:^7}|{:*^7}|{:é>3}", "a", "b", "c", "d", "e")
show("{:.2} {:5.1}|", "abc", "xyz")
show("{:{}} {:{w}.{p}}", "a", 5, "abc", w=6, p=2)
show("{:{:{}}}", 1, 2, 3)
show("{{}} {{{}}}", 1)
show("{}", Point(1, 2)), show("{:abc}", Point(1, 2))
show("{:05d} {:+} {:x} {:#b} {:,} {:_}", 42, 3, 255, 5, 1234567, 1234567)
show("{:.2f} {:e} {:%} {:10.3} {:g}", 3.14159, 12345.678, 0.25, 2.0, 1e20)
for bad in ["{", "}", "{0", "{0!", "{0!x}", "{0!r", "{0!rx}", "{0:", "{a{b}}", "{[}", "{0[}", "{0[]}", "{0.}", "{0]}", "{0[0]x}", "{:d}", "{:,s}", "{:=5}", "{:+}", "{: }", "{:#}", "{:z}", "{:.}", "{:xx}", "{:99999999999999999999}", "{99999999999999999999}"]:
    show(bad, "text")
print("{a} {b}".format_map({"a": 1, "b": 2}))
try:
    "{}".format_map({"a": 1})
except Exception as error:
    print(type(error).__name__, error)
class Default(dict):
    def __missing__(self, key):
        return "<" + key + ">"
print("{a} {b}".format_map(Default(a=1)))
x, s = 12.5, "é"
print(f"{x} {x!r:>8} {x:>{10}} {s!a} {s:*^5} {x=} {s=!r:>6} {{}}")
for value, spec in [("a", ""), ("a", "3"), ("a", "s"), ("abc", ".0"), ("a", "<<3"), (1, ""), (1.5, ""), (None, ""), ([1], "")]:
    print(ascii(format(value, spec)))
for value, spec in [(None, "3"), ([1], "s"), ("a", 1), ("a", "d")]:
    try:
        print(format(value, spec))
    except Exception as error:
        print(type(error).__name__, error)
