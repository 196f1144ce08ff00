"""Compares the code objects that our compiler makes with CPython 3.11's, over files and folders.

usage: PYTHONHASHSEED=0 python3.11 compare.py [--binary build/native/heapscope] [--least PERCENT] PATH ...

Prints the first difference of each file that differs, then "equal/all". Exits with 1 when fewer than PERCENT (100) are equal.
"""
import argparse
import dis
import json
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "tools"))
import dump_code  # noqa: E402


def ours(binary, path):
    """What the binary prints, or the reason why it printed nothing."""
    try:
        run = subprocess.run([binary, "dump-code", path], capture_output=True, text=True, timeout=60)
    except subprocess.TimeoutExpired:
        return {"failure": "timeout"}
    if run.returncode < 0:
        return {"failure": f"signal {-run.returncode} {run.stderr[-200:]}"}
    if not run.stdout.strip():
        return {"failure": run.stderr.strip()[-300:]}
    return json.loads(run.stdout)


def units(text):
    """Instructions as (name, argument) of a code in hex."""
    code = bytes.fromhex(text)
    return [(dis.opname[code[i]], code[i + 1]) for i in range(0, len(code), 2)]


def difference(reference, found, where):
    """First difference of two descriptions as text, or None."""
    if not isinstance(reference, dict) or not isinstance(found, dict):
        return None if reference == found else f"{where}: {str(reference)[:150]} != {str(found)[:150]}"
    if "error" in reference or "failure" in found:
        expected = reference.get("error")
        if expected and found.get("error") == expected:
            return None
        if expected and "failure" in found and expected[1] in found["failure"] and expected[0] in found["failure"]:
            return None
        return f"{where}: {expected or 'compiles'} != {found.get('failure') or found.get('error') or 'compiles'}"
    name = f"{where}/{reference['name']}:{reference['firstlineno']}"
    for old, new in zip(reference["consts"], found["consts"]):
        if isinstance(old, dict) and isinstance(new, dict):
            text = difference(old, new, name)
            if text:
                return text
    for key, value in reference.items():
        if found.get(key) == value:
            continue
        if key == "code":
            old, new = units(value), units(found[key])
            at = next((i for i, pair in enumerate(zip(old, new)) if pair[0] != pair[1]), min(len(old), len(new)))
            return f"{name}: unit {at}: {old[max(0, at - 3):at + 4]} != {new[max(0, at - 3):at + 4]}"
        if key == "consts":
            # the order of a frozenset depends on which strs the process has interned, and on the address of None
            if all(o == n or isinstance(o, dict) or (o.startswith("frozenset") and sorted(o) == sorted(n))
                   for o, n in zip(value, found[key])) and len(value) == len(found[key]):
                continue
            pairs = [(i, o, n) for i, (o, n) in enumerate(zip(value, found[key])) if o != n and not isinstance(o, dict)]
            return f"{name}: consts {pairs[:1] or (len(value), len(found[key]))}"
        return f"{name}: {key}: {str(value)[:200]} != {str(found[key])[:200]}"
    return None


def sources(paths):
    for path in map(pathlib.Path, paths):
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", default="build/native/heapscope")
    parser.add_argument("--least", type=float, default=100)
    parser.add_argument("paths", nargs="+")
    options = parser.parse_args()
    if os.environ.get("PYTHONHASHSEED") != "0":
        sys.exit("set PYTHONHASHSEED=0")
    equal = count = 0
    for path in sources(options.paths):
        text = difference(dump_code.dump(str(path)), ours(options.binary, str(path)), "")
        count += 1
        equal += text is None
        if text:
            print(f"{path}: {text}")
    print(f"{equal}/{count} equal")
    return 0 if count and equal * 100 >= count * options.least else 1


if __name__ == "__main__":
    sys.exit(main())
