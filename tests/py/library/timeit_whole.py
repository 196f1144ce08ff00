import io, timeit, sys, contextlib


def run(*args, step=1.0):
    now = [0]

    def inner_clock():
        now[0] += step
        return now[0]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = timeit.main(list(args), _wrap_timer=lambda timer: inner_clock)
    print(args, status, repr(out.getvalue()), err.getvalue().splitlines()[-1:])


run("-n", "3", "-r2", "-v", "pass")
run("-vv", "-u", "msec", "x = 1", "y = 2")
run("-n1", "1/0")
run("1/0")
run("--nope")
run("-u", "hour")
run("-s", "a = 5", "-s", "b = a", "-n1", "b")
run("-p", "-n5", "pass", step=0.001)
print(timeit.reindent("a\nb\n  c", 4).split("\n"))
t = timeit.Timer("x = 1\ny = 2", "z = 3")
print(t.src)
print(timeit.Timer(len, print).src)
for bad in (5, "pass"), ("pass", 5), ("x y", "pass"), ("pass", "x y"), ("return", "pass"):
    try:
        timeit.Timer(*bad)
    except (ValueError, SyntaxError) as e:
        print(type(e).__name__, e.args[0])
try:
    t = timeit.Timer("seen = 1\nmissing")
    t.timeit(1)
except NameError:
    out = io.StringIO()
    t.print_exc(out)
    print([line for line in out.getvalue().splitlines() if "timeit-src" in line or line[:1].isalpha()])
print(timeit.timeit("total.append(1)", globals={"total": (total := [])}, number=3) >= 0, total)
