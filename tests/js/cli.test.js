/** The command line as its users meet it: output, exit status, errors in one line. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../bindings/cli.js', import.meta.url));
const folder = mkdtempSync(path.join(os.tmpdir(), 'heapscope-'));
after(() => rmSync(folder, { recursive: true }));

/** @param {string[]} args @param {string | Buffer} [input] */
function cli(args, input = '') {
  const { stdout, stderr, status } = spawnSync(process.execPath, [CLI, ...args], { input, encoding: 'utf8', cwd: folder, timeout: 60000 });
  return { stdout, stderr, status };
}

/** @param {string} name @param {string | Buffer} text */
function file(name, text) {
  writeFileSync(path.join(folder, name), text);
  return name;
}

test('run prints what the program prints', () => {
  assert.deepEqual(cli(['run', file('hello.py', 'import sys\nprint("hello", sys.argv[1:])\n'), 'a', 'b c']), { stdout: "hello ['a', 'b c']\n", stderr: '', status: 0 });
});

test('run reads the program from standard input', () => {
  assert.equal(cli(['run', '-'], 'print(1 + 1)\n').stdout, '2\n');
});

test('input() reads lines, then raises EOFError', () => {
  const { stdout, status, stderr } = cli(['run', file('ask.py', 'print(input("name? "))\ninput()\n')], 'Ada\n');
  assert.equal(stdout, 'name? Ada\n');
  assert.equal(status, 1);
  assert.match(stderr, /EOFError: EOF when reading a line\n$/);
});

test('an uncaught exception is printed as python3 prints it, exit status 1', () => {
  const { stdout, stderr, status } = cli(['run', file('bad.py', 'def f(x):\n    return x["k"] + 1\n\nf({"k": "s"})\n')]);
  assert.equal(stdout, '');
  assert.equal(stderr, [
    'Traceback (most recent call last):',
    `  File "${folder}/bad.py", line 4, in <module>`,
    '    f({"k": "s"})',
    `  File "${folder}/bad.py", line 2, in f`,
    '    return x["k"] + 1',
    '           ~~~~~~~^~~',
    'TypeError: can only concatenate str (not "int") to str',
    '',
  ].join('\n'));
  assert.equal(status, 1);
});

test('a syntax error shows its line and place', () => {
  const { stderr, status } = cli(['run', file('syntax.py', 'x = 1\nif x = 1:\n    pass\n')]);
  assert.equal(stderr, `  File "${folder}/syntax.py", line 2\n    if x = 1:\n       ^^^^^\nSyntaxError: invalid syntax. Maybe you meant '==' or ':=' instead of '='?\n`);
  assert.equal(status, 1);
});

for (const [code, expected] of /** @type {[string, number][]} */ ([['sys.exit(3)', 3], ['sys.exit()', 0], ['sys.exit("why")', 1], ['raise SystemExit(True)', 1]])) {
  test(`exit status of ${code}`, () => {
    assert.equal(cli(['run', file('exit.py', `import sys\n${code}\n`)]).status, expected);
  });
}

test('repl keeps what a statement took from the future', () => {
  const text = "from __future__ import annotations\ndef f(x: nowhere): pass\n\nf.__annotations__\nfrom __future__ import barry_as_FLUFL\n1 <> 2\neval('3 <> 3')\n";
  assert.equal(cli(['repl'], text).stdout, "{'x': 'nowhere'}\nTrue\nFalse\n");
});

test('repl compiles each statement alone and echoes values', () => {
  assert.equal(cli(['repl'], 'a = 257\nb = 257\na is b\na = 257; b = 257\na is b\nfor i in range(2):\n    i\n\n1/0\n"after"\n').stdout, "False\nTrue\n0\n1\n'after'\n");
});

test('trace gives one JSON object per step', () => {
  const { stdout, status } = cli(['trace', file('trace.py', 'a = []\nb = a\ndel a\n')]);
  const steps = stdout.trim().split('\n').map((line) => JSON.parse(line));
  assert.equal(status, 0);
  assert.deepEqual(steps.map((step) => step.line), [1, 2, 3, null]);
  assert.deepEqual(steps.map((step) => step.namespaces[0].names.map((/** @type {any} */ entry) => entry.name)), [[], ['a'], ['a', 'b'], ['b']]);
  assert.deepEqual(steps.map((step) => step.objects.map((/** @type {any} */ object) => object.refcount)), [[], [1], [2], [1]]);
});

test('trace keeps to a range, and gives what input() reads', () => {
  const { stdout, status } = cli(['trace', file('ask2.py', 'a = input("? ")\nb = input()\nprint(a + b)\n'), '--from', '1', '--to', '2'], 'x\ny\n');
  assert.equal(status, 0);
  assert.deepEqual(stdout.trim().split('\n').map((line) => JSON.parse(line).step), [1, 2]);
  assert.equal(cli(['trace', 'ask2.py'], 'x\n').status, 1, 'the end of the input is an EOFError');
});

test('trace imports modules that lie beside the program', () => {
  file('beside.py', 'value = 42\n');
  const { stdout } = cli(['trace', '--format=opt', file('imports.py', 'import beside\na = beside.value\n')]);
  assert.equal(JSON.parse(stdout).trace.at(-1).globals.a[0], 'REF');
});

for (const [format, pattern] of /** @type {[string, RegExp][]} */ ([
  ['opt', /^\{"code":"a = /], ['memoryviz', /^\[\n\{"type":"\.frame"/], ['dot', /^digraph memory \{/], ['svg', /^<svg /], ['animated-svg', /@keyframes/],
  ['heapsnapshot', /^\{"snapshot":\{"meta"/], ['session', /^\{\n {2}"heapscope": "session"/],
])) {
  test(`trace --format ${format}`, () => {
    const { stdout, stderr, status } = cli(['trace', '--format', format, file('small.py', 'a = [1]\nb = a\n')]);
    assert.deepEqual([stderr, status], ['', 0]);
    assert.match(stdout, pattern);
  });
}

test('render draws the last step, one step, a range, and writes files', () => {
  file('small.py', 'a = [1]\nb = a\n');
  assert.match(cli(['render', 'small.py']).stdout, /Memory at step 2</);
  assert.match(cli(['render', 'small.py', '--step', '1']).stdout, /Memory at step 1</);
  assert.match(cli(['render', 'small.py', '--to', '1', '--seconds', '0.5']).stdout, /from step 0 to step 1<[^]* 1s step-end/);
  assert.equal(cli(['render', '-', '--dark', '--output', 'out.svg'], 'x = 1\n').stdout, '');
  assert.match(readFileSync(path.join(folder, 'out.svg'), 'utf8'), /#17181b/);
});

test('a session file is run, traced and drawn again', () => {
  file('beside.py', 'value = 42\n');
  const saved = cli(['trace', file('asks.py', 'import beside, sys\nprint(input("? "), beside.value, sys.argv[1:])\n'), 'word', '--format', 'session'], 'Ada\n').stdout;
  rmSync(path.join(folder, 'beside.py'));
  assert.deepEqual(cli(['run', file('saved.json', saved)]), { stdout: "? Ada 42 ['word']\n", stderr: '', status: 0 });
  assert.match(cli(['trace', 'saved.json']).stdout.trim().split('\n').at(-1) ?? '', /"text":"Ada"/);
  assert.match(cli(['render', '-'], saved).stdout, /Memory at step 3</);
});

test('why says who holds an object, at a line or a step', () => {
  const program = file('held.py', 'class N: pass\na = N()\nb = [a, a]\ndef f(x):\n    return x\nf(a)\ndel a\n');
  const { stdout, stderr, status } = cli(['why', program, '--line', '5', '--name', 'x']);
  assert.deepEqual([stderr, status], ['', 0]);
  assert.match(stdout, /^Step \d+, before line 5, return x:\n {2}x refers to N at 0x[0-9a-f]+, 56 bytes\n {2}references: 4 = .*name a.*\n {2}N is alive because of .*\n {2}Ways to it:\n[^]*name a\n[^]* {2}Would die with it: 1 object, 56 bytes in all\n$/);
  assert.match(cli(['why', program, '--line', '2', '--name', 'a']).stdout, /^Step \d+, after line 2, a = N\(\):/);
  const answer = JSON.parse(cli(['why', program, '--step', '7', '--name', 'b', '--json']).stdout);
  assert.deepEqual([answer.step, answer.status, answer.refcount, answer.explanation], [7, 'reachable', 1, '1 = name b']);
  assert.ok(answer.retained.bytes >= 72);
});

test('gc tells what each collection found', () => {
  const program = file('cycle.py', 'import gc\nclass N: pass\na = N(); a.me = a\ndel a\ngc.collect()\ngc.collect(0)\n');
  assert.match(cli(['gc', program]).stdout, /^Collection 1: step 6, line 5, generation 2 and younger\n {2}1 object that no name could reach\n {2}freed: N 0x[0-9a-f]+\n[^]*Collection 2: .*generation 0\n {2}0 objects/);
  assert.deepEqual(cli(['gc', '--json', program]).stdout.trim().split('\n').map((line) => JSON.parse(line).collected), [1, 0]);
  assert.equal(cli(['gc', file('calm.py', 'a = []\n')]).stdout, 'The collector did not run.\n');
});

test('recursion without end is a RecursionError', () => {
  const { stderr, status } = cli(['run', file('deep.py', 'def f(): return f()\nf()\n')]);
  assert.equal(status, 1);
  assert.match(stderr, /RecursionError: maximum recursion depth exceeded\n$/);
});

test('more memory than there is is a MemoryError', () => {
  const { stderr, status, stdout } = cli(['run', '--memory', '32', file('huge.py', 'try:\n    x = bytearray(10 ** 9)\nexcept MemoryError:\n    print("caught")\ny = []\nwhile True:\n    y.append(bytearray(10 ** 6))\n')]);
  assert.equal(stdout, 'caught\n');
  assert.equal(status, 1);
  assert.match(stderr, /MemoryError\n$/);
});

test('version and help', () => {
  assert.match(cli(['--version']).stdout, /^Heapscope \d+\.\d+\.\d+ \(Python 3\.11\.7\)\n$/);
  assert.match(cli(['--help']).stdout, /heapscope run FILE\.py/);
  assert.match(cli([]).stdout, /heapscope run FILE\.py/);
});

for (const [args, pattern] of /** @type {[string[], RegExp][]} */ ([
  [['run', '--nonsense', 'x.py'], /^heapscope: unknown option --nonsense .*\n$/],
  [['run'], /^heapscope: run needs a file .*\n$/],
  [['run', 'missing.py'], /^heapscope: cannot read missing\.py\n$/],
  [['run', '.'], /^heapscope: cannot read \.\n$/],
  [['dance'], /^heapscope: unknown command dance .*\n$/],
  [['run', '--memory', 'much', 'x.py'], /^heapscope: --memory takes a whole number\n$/],
  [['run', '--format', 'opt', 'x.py'], /^heapscope: unknown option --format .*\n$/],
  [['trace', 'x.py', '--format', 'gif'], /^heapscope: unknown format gif; there are jsonl, .*\n$/],
  [['trace', 'x.py', '--step'], /^heapscope: --step takes a whole number\n$/],
  [['trace', 'x.py', '--format', 'opt', '--step', '1'], /^heapscope: opt takes --from and --to, not --step\n$/],
  [['render', 'x.py', '--format', 'svg', '--to', '1'], /^heapscope: svg takes --step, not --from and --to\n$/],
  [['render', 'x.py', '--from', '3', '--to', '1'], /^heapscope: --from is behind --to\n$/],
  [['why', 'x.py', '--line', '3'], /^heapscope: why needs --name NAME, and --line N or --step N\n$/],
  [['why', '-', '--line', '3', '--name', 'a'], /^heapscope: line 3 is never run\n$/],
  [['why', '-', '--step', '0', '--name', 'a'], /^heapscope: no name a at step 0\n$/],
  [['gc', 'missing.py'], /^heapscope: cannot read missing\.py\n$/],
  [['render'], /^heapscope: render needs a file .*\n$/],
])) {
  test(`heapscope ${args.join(' ')}`, () => {
    const { stdout, stderr, status } = cli(args);
    assert.equal(stdout, '');
    assert.match(stderr, pattern);
    assert.equal(status, 2);
  });
}

test('a broken session file, and a file that cannot be written', () => {
  assert.deepEqual(cli(['run', file('broken.json', '{"heapscope": "session", "version": 1}')]), { stdout: '', stderr: 'heapscope: broken.json: the session file is broken: "source" should be a text\n', status: 2 });
  assert.deepEqual(cli(['render', file('small.py', 'a = 1\n'), '--output', 'no/such/place.svg']), { stdout: '', stderr: 'heapscope: cannot write no/such/place.svg: ENOENT\n', status: 2 });
});

test('a file that is not UTF-8', () => {
  const latin = file('latin.py', Buffer.from('x = "\xe9"\n', 'latin1'));
  const { status, stderr } = cli(['run', latin]);
  assert.equal(status, 1);
  assert.match(stderr, /SyntaxError: Non-UTF-8 code starting with '\\xe9' in file .*latin\.py on line 1, but no encoding declared; see https:\/\/peps\.python\.org\/pep-0263\/ for details\n$/);
  for (const name of ['ascii', 'cp1252', 'nonsense']) {
    assert.equal(cli(['run', file('coded.py', Buffer.from(`# coding: ${name}\nx = "\x81"\n`, 'latin1'))]).stderr, `SyntaxError: encoding problem: ${name}\n`);
  }
  assert.deepEqual(cli(['trace', latin]), { stdout: '', stderr: 'heapscope: latin.py is not UTF-8 text\n', status: 2 });
});

test('a program knows its whole path, and its folder is first in sys.path', () => {
  const source = 'import sys\nprint(__file__, sys.path[0], sys.argv, type(__loader__).__name__)\nprint((lambda: 0).__code__.co_filename)\n';
  const { stdout } = cli(['run', file('where.py', source)]);
  assert.equal(stdout, `${folder}/where.py ${folder} ['where.py'] SourceFileLoader\n${folder}/where.py\n`);
  assert.equal(cli(['run', '-'], 'import sys\nprint(__file__, repr(sys.path[0]), __loader__)\n').stdout, "<stdin> '' <class '_frozen_importlib.BuiltinImporter'>\n");
});

test('trace --format changes is the recording of the runtime: the same states as the snapshots, across waits for input', () => {
  const name = file('changes.py', 'a = [input()]\nb = a\nfor i in range(3):\n    a.append({i})\nb = input()\ndel a\n1/0\n');
  const lines = (/** @type {string[]} */ args) => {
    const { stdout, status } = cli(['trace', ...args, name], 'one\ntwo\n');
    assert.equal(status, 1);
    return stdout.trim().split('\n').map((line) => JSON.parse(line)).filter((line) => !line.stream && line.status !== 'input');
  };
  const snapshots = lines([]), whole = lines(['--format', 'changes', '--whole']), changes = lines(['--format', 'changes']);
  assert.deepEqual(whole.map(({ step, line }) => [step, line]), snapshots.map(({ step, line }) => [step, line]));
  /** @type {Record<string, any>} */ let objects = {};
  for (const [index, { namespaces, step }] of snapshots.entries()) {
    const names = Object.fromEntries(namespaces[0].names.map((/** @type {any} */ entry) => [entry.name, entry.ref]));
    assert.deepEqual(whole[index].spaces.at(-1).names, names, `step ${step}`);
    objects = { ...objects, ...changes[index].objects };
    for (const ref of Object.values(names)) {
      const { refcount } = snapshots[index].objects.find((/** @type {any} */ object) => object.id === ref);
      assert.equal(whole[index].objects[ref].refcount, refcount);
      assert.equal(objects[ref].refcount, refcount);
    }
  }
});

test('-W and PYTHONWARNINGS set the filters of warnings, as python has it', () => {
  const warned = file('warned.py', 'import sys, warnings\nwarnings.warn("old", DeprecationWarning)\nwarnings.warn("mine")\nprint(sys.warnoptions)\n');
  assert.deepEqual(cli(['run', '-Wignore', warned]), { stdout: "['ignore']\n", stderr: '', status: 0 });
  const { stderr, status } = cli(['run', '-W', 'ignore', '-W', 'error:mi:UserWarning', warned]);
  assert.match(stderr, /UserWarning: mine\n$/);
  assert.equal(status, 1);
  assert.match(cli(['run', '-W', 'nope', '-W', 'error::Nope', warned]).stderr, /^Invalid -W option ignored: invalid action: 'nope'\nInvalid -W option ignored: unknown warning category: 'Nope'\n/);
  const { stdout } = spawnSync(process.execPath, [CLI, 'run', '-W', 'ignore::UserWarning', warned], { encoding: 'utf8', cwd: folder, env: { ...process.env, PYTHONWARNINGS: 'once,error::ImportWarning' } });
  assert.equal(stdout, "['once', 'error::ImportWarning', 'ignore::UserWarning']\n");
});

test('options and variables of python: -c, -m, -O, -X and their like', () => {
  const told = 'import sys\ndef f():\n    "text"\n    assert 0\nprint(__debug__, f.__doc__, sys.argv, sys.flags.optimize, sys.path[0] == "")\nf()';
  assert.deepEqual(cli(['run', '-OO', '-c', told, 'a', '-O']), { stdout: "False None ['-c', 'a', '-O'] 2 True\n", stderr: '', status: 0 });
  assert.match(cli(['run', '-Oc', told]).stdout, /^False text /);
  assert.match(cli(['run', '-c', told]).stderr, /File "<string>", line 6, in <module>\n {2}File "<string>", line 4, in f\nAssertionError\n$/);
  file('told.py', 'import sys\nprint(__name__, sys.argv[1:], sys.argv[0].endswith("told.py"))\n');
  assert.equal(cli(['run', '-m', 'told', 'x']).stdout, "__main__ ['x'] True\n");
  const asked = 'import sys, tracemalloc\nprint(sys._xoptions, sys.flags.dev_mode, sys.get_int_max_str_digits(), tracemalloc.is_tracing(), sys.warnoptions)';
  assert.equal(cli(['run', '-X', 'dev', '-Xint_max_str_digits=0', '-X', 'tracemalloc', '-c', asked]).stdout, "{'dev': True, 'int_max_str_digits': '0', 'tracemalloc': True} True 0 True ['default']\n");
  assert.equal(cli(['run', '-BqEs', '-c', 'import sys; f = sys.flags; print(f.dont_write_bytecode, f.quiet, f.ignore_environment, f.no_user_site, f.no_site)']).stdout, '1 1 1 1 0\n');
  const environment = { ...process.env, PYTHONOPTIMIZE: '1', PYTHONTRACEMALLOC: '3', PYTHONHASHSEED: '7' };
  const run = (/** @type {string[]} */ ...words) => spawnSync(process.execPath, [CLI, 'run', ...words, '-c', 'import tracemalloc\nprint(__debug__, tracemalloc.is_tracing(), hash("a"))'], { encoding: 'utf8', cwd: folder, env: environment }).stdout;
  assert.match(run(), /^False True /);
  assert.match(run('-E'), /^True False /);
  assert.notEqual(run().split(' ')[2], run('-E').split(' ')[2]);
});

test('lines of a program that declares latin-1 are shown; bytes that are no UTF-8 are told in one line', () => {
  const latin = file('latin.py', Buffer.from('# coding: latin-1\nprint(ascii("\xe9"))\n1/0  # \xe9\n', 'latin1'));
  const { stdout, stderr } = cli(['run', latin]);
  assert.equal(stdout, "'\\xe9'\n");
  assert.match(stderr, /\n {4}1\/0 {2}# é\n/);
  assert.match(cli(['run', file('damaged.py', Buffer.from('x = "\xe9"\n', 'latin1'))]).stderr, /^SyntaxError: Non-UTF-8 code starting with '\\xe9' in file [^\n]*\n$/);
});

test('what is wrong with a file is told as python3 tells it: null bytes with their line, unknown encodings, a stream that cannot be flushed', () => {
  assert.equal(cli(['run', file('null.py', 'y = 2\nx = "a\0b"\n')]).stderr, `  File "${folder}/null.py", line 2\n    x = "a\nSyntaxError: source code cannot contain null bytes\n`);
  assert.equal(cli(['run', file('cookie.py', '# coding: nope\n')]).stderr, 'SyntaxError: encoding problem: nope\n');
  assert.equal(cli(['run', file('mark.py', '\ufeff# coding: latin_1\n')]).stderr, 'SyntaxError: encoding problem: iso-8859-1 with BOM\n');
  const { stderr, status } = cli(['run', file('stuck.py', 'import sys\nclass Stream:\n    def __repr__(self): return "stream"\n    def write(self, text): pass\n    def flush(self): raise RuntimeError\nsys.stdout = Stream()\n')]);
  assert.match(stderr, /^Exception ignored in: stream\n[^]*\nRuntimeError: \n$/);
  assert.equal(status, 120);
});
