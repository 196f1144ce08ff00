# Averages and spreads of every kind of number, also of what is not finite.
import io, csv, time
import statistics
from decimal import Decimal
from fractions import Fraction
from math import inf, nan

for data in ([1, 2, 4], [0.1, 0.2, 0.4, 1e300], [Fraction(1, 3), Fraction(2, 7)], [Decimal("0.1"), Decimal("2.5")], [1, Fraction(1, 3)],
             [True, 2, 2.5], [1e-320, 3.0], [inf, 1.0], [nan, 2], [Decimal("NaN"), 1], [5], []):
    for name in "mean", "stdev", "pstdev", "variance", "pvariance":
        try:
            print(name, getattr(statistics, name)(data), getattr(statistics, name)(iter(data)))
        except Exception as error:
            print(name, type(error).__name__, error)
print(statistics.variance([1, 2.5, 4], 2), statistics.pvariance([1, 2, 4], Fraction(7, 3)))

for newline in "\n", "", None, "\r\n", "\r":
    lines = io.StringIO("one\r\ntwo\rthree\n\nfour", newline)
    print(list(lines), next(lines, "end"), lines.tell())
text = io.StringIO()
print(text.write("a"), text.write(""), text.write("bc\n"), text.tell(), [*text], text.seek(1), [*text])
print(list(csv.DictReader(["a,b", "1,2", "", "3", "4,5,6"], restval="-")))
for form in "%Y-%m-%d %H:%M:%S", "%y %j %U %w %e|%k|%l %I %p", "%-d %_m %03d %^a %5Y %C %G-%V", "%", "100%% %Q %":
    print(ascii(time.strftime(form, (2024, 3, 4, 15, 6, 7, 0, 64, 0))))
print(ascii(time.strftime("%Y %y %C", (-5, 3, 4, 15, 6, 7, 0, 64, 0))), ascii(time.strftime("%Y", (99, 1, 1, 0, 0, 0, 0, 1, 0))))
