"""Reports from the statistics that the profilers record."""

import marshal
import os
import re
import sys
import time
from dataclasses import dataclass
from enum import StrEnum, _simple_enum
from functools import cmp_to_key
from typing import Dict

__all__ = ["Stats", "SortKey", "FunctionProfile", "StatsProfile"]


@_simple_enum(StrEnum)
class SortKey:
    """What to sort by."""
    CALLS = 'calls', 'ncalls'
    CUMULATIVE = 'cumulative', 'cumtime'
    FILENAME = 'filename', 'module'
    LINE = 'line'
    NAME = 'name'
    NFL = 'nfl'
    PCALLS = 'pcalls'
    STDNAME = 'stdname'
    TIME = 'time', 'tottime'

    def __new__(cls, *values):
        # The first word is the value; the member is found by the others, too.
        member = str.__new__(cls, values[0])
        member._value_, member._all_values = values[0], values
        cls._value2member_map_.update(dict.fromkeys(values[1:], member))
        return member


@dataclass(unsafe_hash=True)
class FunctionProfile:
    ncalls: str
    tottime: float
    percall_tottime: float
    cumtime: float
    percall_cumtime: float
    file_name: str
    line_number: int


@dataclass(unsafe_hash=True)
class StatsProfile:
    """A report as an object."""
    total_tt: float
    func_profiles: Dict[str, FunctionProfile]


class Stats:
    """Statistics of files, profilers or other Stats, added up. Most methods give the object itself, for chains of calls."""

    def __init__(self, *args, stream=None):
        self.stream = stream or sys.stdout
        self.init(args[0] if args else None)
        self.add(*args[1:])

    def init(self, arg):
        self.all_callees, self.files, self.fcn_list = None, [], None  # callees and order are worked out when they are asked for
        self.total_tt = self.total_calls = self.prim_calls = self.max_name_len = 0
        self.top_level, self.stats, self.sort_arg_dict = set(), {}, {}
        self.load_stats(arg)
        try:
            self.get_top_level_stats()
        except Exception:
            print(f"Invalid timing data {self.files[-1] if self.files else ''}", file=self.stream)
            raise

    def load_stats(self, arg):
        """The statistics of a file, or of what makes some; None: there are none."""
        if arg is None:
            self.stats = {}
        elif isinstance(arg, str):
            with open(arg, 'rb') as file:
                self.stats = marshal.load(file)
            try:
                arg = f"{time.ctime(os.stat(arg).st_mtime)}    {arg}"
            except OSError:  # it came from a place that has no times
                pass
            self.files = [arg]
        elif hasattr(arg, 'create_stats'):
            arg.create_stats()
            self.stats, arg.stats = arg.stats, {}
        if not self.stats and arg is not None:
            raise TypeError(f"Cannot create or construct a {self.__class__!r} object from {arg!r}")

    def get_top_level_stats(self):
        for func, (primitive, calls, own_time, _, callers) in self.stats.items():
            self.prim_calls += primitive
            self.total_calls += calls
            self.total_tt += own_time
            self.max_name_len = max(self.max_name_len, len(func_std_string(func)))
            if ("jprofile", 0, "profiler") in callers:
                self.top_level.add(func)

    def add(self, *arg_list):
        """Add other statistics."""
        nothing = 0, 0, 0, 0, {}
        for item in arg_list[::-1]:
            other = item if type(item) is type(self) else Stats(item)
            for name in ('files', 'total_calls', 'prim_calls', 'total_tt'):
                setattr(self, name, getattr(self, name) + getattr(other, name))
            self.top_level |= other.top_level
            self.max_name_len = max(self.max_name_len, other.max_name_len)
            self.fcn_list = None
            for func, facts in other.stats.items():
                self.stats[func] = add_func_stats(self.stats.get(func, nothing), facts)
        return self

    def dump_stats(self, filename):
        """Write the statistics into a file."""
        with open(filename, 'wb') as f:
            marshal.dump(self.stats, f)

    # Words to sort by: ((column, 1 or -1), ...) of (cc, nc, tt, ct, file, line, name, standard name), and what is printed.
    sort_arg_dict_default = {
        "calls": (((1, -1),), "call count"),
        "ncalls": (((1, -1),), "call count"),
        "cumtime": (((3, -1),), "cumulative time"),
        "cumulative": (((3, -1),), "cumulative time"),
        "filename": (((4, 1),), "file name"),
        "line": (((5, 1),), "line number"),
        "module": (((4, 1),), "file name"),
        "name": (((6, 1),), "function name"),
        "nfl": (((6, 1), (4, 1), (5, 1)), "name/file/line"),
        "pcalls": (((0, -1),), "primitive call count"),
        "stdname": (((7, 1),), "standard name"),
        "time": (((2, -1),), "internal time"),
        "tottime": (((2, -1),), "internal time"),
    }

    def get_sort_arg_defs(self):
        """The words to sort by, with all short forms that begin only one word."""
        if not self.sort_arg_dict:
            self.sort_arg_dict = words = {}
            unclear = set()
            for word, meaning in self.sort_arg_dict_default.items():
                for end in range(len(word), 0, -1):
                    short = word[:end]
                    if short in words:
                        unclear.add(short)
                        break
                    words[short] = meaning
            for word in unclear:
                del words[word]
        return self.sort_arg_dict

    def sort_stats(self, *field):
        """Sort by one or more words or SortKeys, or by -1, 0, 1, 2 as in the oldest form."""
        if not field:
            self.fcn_list = 0
            return self
        if len(field) == 1 and isinstance(field[0], int):
            field = [{-1: "stdname", 0: "calls", 1: "time", 2: "cumulative"}[field[0]]]
        elif len(field) >= 2:
            for arg in field[1:]:
                if type(arg) != type(field[0]):
                    raise TypeError("Can't have mixed argument type")
        words = self.get_sort_arg_defs()
        meanings = [words[word.value if isinstance(word, SortKey) else word] for word in field]
        self.sort_type = ", ".join(text for _, text in meanings)
        order = TupleComp(sum((columns for columns, _ in meanings), ()))
        rows = [(*facts[:4], *func, func_std_string(func), func) for func, facts in self.stats.items()]
        rows.sort(key=cmp_to_key(order.compare))
        self.fcn_list = [row[-1] for row in rows]
        return self

    def reverse_order(self):
        """The other way round."""
        order = self.fcn_list
        if order:
            order.reverse()
        return self

    def strip_dirs(self):
        """Leave out the folders of files; what becomes the same is added up."""
        newstats = {}
        longest = 0
        for func, (cc, nc, tt, ct, callers) in self.stats.items():
            newfunc = func_strip_path(func)
            longest = max(longest, len(func_std_string(newfunc)))
            facts = cc, nc, tt, ct, {func_strip_path(caller): calls for caller, calls in callers.items()}
            newstats[newfunc] = add_func_stats(newstats[newfunc], facts) if newfunc in newstats else facts
        self.top_level = {func_strip_path(func) for func in self.top_level}
        self.max_name_len = longest
        self.fcn_list = None
        self.all_callees = None
        self.stats = newstats
        return self

    def calc_callees(self):
        """Whom each function calls, of who calls it."""
        if not self.all_callees:
            callees = self.all_callees = {}
            for func, facts in self.stats.items():
                callees.setdefault(func, {})
                for caller, calls in facts[4].items():
                    callees.setdefault(caller, {})[func] = calls

    # ---- printing ----

    def _print(self, *parts, end='\n'):
        print(*parts, end=end, file=self.stream)

    def eval_print_amount(self, sel, list, msg):
        """Cut the list down to a number of lines, a part, or what a regular expression fits."""
        new_list = list
        if isinstance(sel, str):
            try:
                fits = re.compile(sel).search
            except re.error:
                return list, msg + f"   <Invalid regular expression {sel!r}>\n"
            new_list = [func for func in list if fits(func_std_string(func))]
        elif isinstance(sel, float) and 0.0 <= sel < 1.0:
            new_list = list[:int(len(list) * sel + .5)]
        elif isinstance(sel, int) and 0 <= sel < len(list):
            new_list = list[:sel]
        if len(list) != len(new_list):
            msg += f"   List reduced from {len(list)!r} to {len(new_list)!r} due to restriction <{sel!r}>\n"
        return new_list, msg

    def get_stats_profile(self):
        """The report as a StatsProfile, functions by name."""
        functions = {}
        for func in self.fcn_list[:] if self.fcn_list else list(self.stats):
            cc, nc, tt, ct, callers = self.stats[func]
            functions[func[2]] = FunctionProfile(
                str(nc) if nc == cc else f'{nc}/{cc}', float(f8(tt)), -1 if nc == 0 else float(f8(tt / nc)),
                float(f8(ct)), -1 if cc == 0 else float(f8(ct / cc)), func[0], func[1])
        return StatsProfile(float(f8(self.total_tt)), functions)

    def get_print_list(self, sel_list):
        width = self.max_name_len
        if self.fcn_list:
            stat_list = self.fcn_list[:]
            msg = f"   Ordered by: {self.sort_type}\n"
        else:
            stat_list = list(self.stats)
            msg = "   Random listing order was used\n"
        for selection in sel_list:
            stat_list, msg = self.eval_print_amount(selection, stat_list, msg)
        if not stat_list:
            return 0, stat_list
        self._print(msg)
        if len(stat_list) < len(self.stats):
            width = max(len(func_std_string(func)) for func in stat_list)
        return width + 2, stat_list

    def print_stats(self, *amount):
        """Print a line a function; restrictions as in eval_print_amount()."""
        for filename in self.files:
            self._print(filename)
        if self.files:
            self._print()
        indent = ' ' * 8
        for func in self.top_level:
            self._print(indent, func_get_function_name(func))
        self._print(indent, self.total_calls, "function calls", end=' ')
        if self.total_calls != self.prim_calls:
            self._print(f"({self.prim_calls:d} primitive calls)", end=' ')
        self._print(f"in {self.total_tt:.3f} seconds")
        self._print()
        _, functions = self.get_print_list(amount)
        if functions:
            self.print_title()
            for func in functions:
                self.print_line(func)
            self._print()
            self._print()
        return self

    def print_callees(self, *amount):
        width, functions = self.get_print_list(amount)
        if functions:
            self.calc_callees()
            self.print_call_heading(width, "called...")
            for func in functions:
                self.print_call_line(width, func, self.all_callees.get(func, {}))
            self._print()
            self._print()
        return self

    def print_callers(self, *amount):
        width, functions = self.get_print_list(amount)
        if functions:
            self.print_call_heading(width, "was called by...")
            for func in functions:
                self.print_call_line(width, func, self.stats[func][4], "<-")
            self._print()
            self._print()
        return self

    def print_call_heading(self, name_size, column_title):
        self._print("Function ".ljust(name_size) + column_title)
        for cc, nc, tt, ct, callers in self.stats.values():
            if callers:
                if isinstance(next(iter(callers.values())), tuple):
                    self._print(" " * name_size + "    ncalls  tottime  cumtime")
                break

    def print_call_line(self, name_size, source, call_dict, arrow="->"):
        self._print(func_std_string(source).ljust(name_size) + arrow, end=' ')
        if not call_dict:
            self._print()
            return
        indent = ""
        for func in sorted(call_dict):
            name = func_std_string(func)
            value = call_dict[func]
            if isinstance(value, tuple):
                nc, cc, tt, ct = value
                calls = f'{nc:d}/{cc:d}' if nc != cc else f'{nc:d}'
                text = f'{calls.rjust(7 + 2 * len(indent))} {f8(tt)} {f8(ct)}  {name}'
                left_width = name_size + 1
            else:
                text = f'{name}({value!r}) {f8(self.stats[func][3])}'
                left_width = name_size + 3
            self._print(indent * left_width + text)
            indent = " "

    def print_line(self, func):
        cc, nc, tt, ct, callers = self.stats[func]
        calls = str(nc) if nc == cc else f'{nc}/{cc}'
        empty = ' ' * 8
        self._print(calls.rjust(9), f8(tt), f8(tt / nc) if nc else empty, f8(ct), f8(ct / cc) if cc else empty, func_std_string(func))

    def print_title(self):
        self._print('   ncalls  tottime  percall  cumtime  percall filename:lineno(function)')


class TupleComp:
    """Compares tuples by the given columns, each upwards (1) or downwards (-1)."""

    def __init__(self, comp_select_list):
        self.comp_select_list = comp_select_list

    def compare(self, left, right):
        for index, direction in self.comp_select_list:
            if left[index] != right[index]:
                return -direction if left[index] < right[index] else direction
        return 0


# ---- functions are (file, line, name) ----

def func_get_function_name(func):
    return func[2]


def func_strip_path(func_name):
    path, *rest = func_name
    return os.path.basename(path), *rest


def func_std_string(func_name):
    """file:line(name); {name} for what is made in C."""
    if func_name[:2] == ('~', 0):
        name = func_name[2]
        return '{%s}' % name[1:-1] if name.startswith('<') and name.endswith('>') else name
    return "%s:%d(%s)" % func_name


def add_func_stats(target, source):
    """The sum of the facts of one function."""
    return *(a + b for a, b in zip(target[:4], source[:4])), add_callers(target[4], source[4])


def add_callers(target, source):
    """Both dicts of callers in one."""
    sums = {**target}
    for func, calls in source.items():
        before = sums.get(func)
        if before is None:
            sums[func] = calls
        else:
            sums[func] = tuple(map(sum, zip(calls, before))) if isinstance(calls, tuple) else before + calls
    return sums


def count_calls(callers):
    """The sum of calls by all callers."""
    return sum(callers.values())


def f8(x):
    return "%8.3f" % x
