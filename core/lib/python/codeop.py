"""Is a text of statements complete? Compiles it if so."""

import __future__
import warnings

__all__ = ["compile_command", "Compile", "CommandCompiler"]

_features = [getattr(__future__, name) for name in __future__.all_feature_names]
PyCF_DONT_IMPLY_DEDENT = 0x200
PyCF_ALLOW_INCOMPLETE_INPUT = 0x4000


_ASKING = PyCF_DONT_IMPLY_DEDENT | PyCF_ALLOW_INCOMPLETE_INPUT


def _maybe_compile(compiler, source, filename, symbol):
    lines = [line.strip() for line in source.split("\n")]
    if symbol != "eval" and all(not line or line[0] == '#' for line in lines):
        source = "pass"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", (SyntaxWarning, DeprecationWarning))
        try:
            compiler(source, filename, symbol)
        except SyntaxError:
            try:
                compiler(source + "\n", filename, symbol)
                return None
            except SyntaxError as error:
                if "incomplete input" in str(error):
                    return None
    return compiler(source, filename, symbol, incomplete_input=False)


def _compile(source, filename, symbol, incomplete_input=True):
    return compile(source, filename, symbol, _ASKING if incomplete_input else 0)


def compile_command(source, filename="<input>", symbol="single"):
    """A code object if the text is complete, None if more lines are needed; raises what is wrong with it."""
    return _maybe_compile(_compile, source, filename, symbol)


class Compile:
    """compile() that remembers the future statements it has seen."""

    def __init__(self):
        self.flags = _ASKING

    def __call__(self, source, filename, symbol, **kwargs):
        left_out = _ASKING if kwargs.get('incomplete_input', True) is False else 0
        code = compile(source, filename, symbol, self.flags & ~left_out, True)
        for feature in _features:
            self.flags |= code.co_flags & feature.compiler_flag
        return code


class CommandCompiler:
    """compile_command() that remembers the future statements it has seen."""

    def __init__(self):
        self.compiler = Compile()

    def __call__(self, source, filename="<input>", symbol="single"):
        return _maybe_compile(self.compiler, source, filename, symbol)
