# A tokenizer, a log reader and replacements: many short matches.
import re

TOKEN = re.compile(r"(?P<number>\d+(\.\d*)?)|(?P<name>[A-Za-z_]\w*)|(?P<sign>[+\-*/=(),;])|(?P<space>\s+)")
LINE = re.compile(r'^(\S+) - - \[([^\]]+)\] "(\w+) (\S+) HTTP/1\.\d" (\d+) (\d+)$')


def tokens(text):
    at = 0
    while at < len(text):
        match = TOKEN.match(text, at)
        at = match.end()
        if match.lastgroup != "space":
            yield match.lastgroup, match.group()


def run(rounds):
    total = 0
    text = "x1 = 3.14 * (alpha + beta2) / 7 - foo(bar, 12) ; " * 20
    line = '127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET /index.html HTTP/1.0" 200 2326'
    for i in range(rounds):
        total += sum(len(kind) + len(word) for kind, word in tokens(text))
        for _ in range(50):
            host, _when, _verb, path, status, size = LINE.match(line).groups()
            total += int(size) + len(host) + len(path) + int(status)
        total += len(re.sub(r"(\w+)\((\w+)", r"\2(\1", text)) + len(re.findall(r"\w+", text)) + sum(m.start() for m in re.finditer("beta", text))
    return total


print("regex", run(60))
