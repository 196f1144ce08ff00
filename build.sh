#!/usr/bin/env bash
# Builds, tests and serves Heapscope. `./build.sh help` lists the commands; each does first what it needs and skips what
# is up to date. Nothing else builds.
set -euo pipefail
cd "$(dirname "$0")"

usage() {
  cat <<'TEXT'
Usage: ./build.sh COMMAND
  setup             install what is missing (Debian, Ubuntu: apt-get; npm ci)
  wasm              build/heapscope.wasm, and build/heapscope-more.wasm with what few programs use
  below             build/heapscope-below.wasm, the first two as one file whose stack can be left and built up again
  events            build/heapscope-events.wasm, the same core with the recorder of memory events
  native            build/native/heapscope, the same core for this machine, and build/library, the library compiled
  asan              build/asan/heapscope, with address and undefined-behaviour sanitizers and the heap audit
  asan-events       the same with the recorder of memory events and the what-if
  site              dist/site, the static site
  serve [PORT]      build everything, serve the site, print its URL (default port 8000)
  test [FILTER]     build everything and run every test, or those whose path contains FILTER
  split             choose again what goes to build/heapscope-more.wasm (core/SPLIT)
  bench             time the interpreter, the stepping and the start-up
  fuzz [SECONDS]    feed the core with random programs under the sanitizers (default 60), then walk through some in sessions
  clean             remove build/ and dist/
  help              this text
TEXT
}

say() { printf '\033[1m» %s\033[0m\n' "$*" >&2; }
die() { printf 'build.sh: %s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# The compiler's part in what a compiled form of the library (build/library) says: another compiler, other forms.
make_stamp() {
  local stamp; stamp=$(cat core/compile/*.[ch] core/compile/*.def core/object/code.c core/api/main_library.c | cksum | cut -d' ' -f1)
  mkdir -p build/stamp
  echo "#define COMPILER_STAMP ${stamp}u" > build/stamp/new
  if cmp -s build/stamp/new build/stamp/compiler_stamp.h; then rm build/stamp/new; else mv build/stamp/new build/stamp/compiler_stamp.h; fi
}

JOBS=$(nproc 2>/dev/null || echo 2)
WARN="-Wall -Wextra -Wshadow -Wmissing-prototypes -Werror"
has clang-14 || WARN=${WARN/ -Werror/} # other compilers know other warnings
FEATURES="--enable-bulk-memory --enable-mutable-globals"
CORE_FLAGS="-std=gnu11 -fno-strict-aliasing -fwrapv $WARN -Icore -Ibuild/stamp -MMD -MP"

can_install() { [ "$(id -u)" -eq 0 ] || { has sudo && sudo -n true 2>/dev/null; }; }

# Install Debian packages for the commands that are missing: need COMMAND PACKAGE ...
need() {
  local missing=()
  while [ $# -gt 1 ]; do
    has "$1" || missing+=("$2")
    shift 2
  done
  [ ${#missing[@]} -eq 0 ] && return
  local root=""
  if [ "$(id -u)" -ne 0 ]; then
    can_install || die "please install first (needs root): apt-get install ${missing[*]}"
    root=sudo
  fi
  has apt-get || die "please install first: ${missing[*]}"
  say "installing ${missing[*]}"
  $root apt-get update -qq
  $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" \
    > >(grep --line-buffered -oE '^(Get:[0-9]+|Setting up [^ ]+).*' | cut -c1-100 | sed -u 's/^/  /' >&2)
}

# The first Node.js in PATH that is new enough: Debian's emscripten may have put an older one before it.
need_node() {
  local node
  for node in $(type -ap node); do
    [ "$("$node" -p 'process.versions.node.split(".")[0]')" -ge 20 ] || continue
    [ "$node" = "$(command -v node)" ] || PATH=${node%/*}:$PATH
    return
  done
  die "Node.js 20 or newer is needed, $(node -v 2>/dev/null || echo none) is there: https://nodejs.org"
}

need_packages() {
  need_node
  if [ ! -f node_modules/.stamp ] || [ package-lock.json -nt node_modules/.stamp ]; then
    need npm npm # Debian's package of Node.js comes without
    need_node
    say "npm ci"
    npm ci --no-audit --no-fund --loglevel=error
    touch node_modules/.stamp
  fi
}

compiler() { if has clang-14; then echo clang-14; else echo clang; fi; }

# The native compiler, and the runtime of its sanitizers.
need_clang() {
  need make make "$(compiler)" clang
  local cc major; cc=$(compiler)
  echo 'int main(void) { return 0; }' | "$cc" -fsanitize=address,undefined -x c - -o /dev/null 2>/dev/null && return
  major=$("$cc" -dumpversion | cut -d. -f1)
  need "the-sanitizers-of-clang-$major" "libclang-rt-$major-dev"
}

browser() { for name in chromium chromium-browser google-chrome; do has $name && break; done; has $name && echo $name || echo chromium; }

# Ubuntu's package of it has another name.
browser_package() { if grep -qs '^ID=ubuntu' /etc/os-release; then echo chromium-browser; else echo chromium; fi; }

# All that the tests need: who may not install is told of it in one line.
need_tools() {
  need_node
  local sanitizers=()
  has "$(compiler)" || can_install || sanitizers=(the-sanitizers-of-clang libclang-rt-dev)
  need make make emcc emscripten "$(compiler)" clang "$(browser)" "$(browser_package)" brotli brotli wasm-objdump wabt nm binutils "${sanitizers[@]}"
  need_clang
  need_packages
}

# compile NAME CC FLAGS SOURCES... : objects of the sources below build/NAME, only what changed. An object is as old as the
# start of its build: what is edited (or pulled) while the compiler runs is compiled again next time.
compile() {
  local name=$1 cc=$2 flags=$3 objects="" source
  shift 3
  if [ -f "build/$name/flags" ] && [ "$(cat "build/$name/flags")" != "$cc $flags" ]; then rm -rf "build/${name:?}"; fi
  mkdir -p "build/$name"
  make_stamp
  echo "$cc $flags" > "build/$name/flags"
  for source in "$@"; do objects+=" build/$name/${source%.c}.o"; done
  printf 'all: %s\nbuild/%s/%%.o: %%.c\n\t@mkdir -p $(@D) && echo "  cc $<" >&2\n\t@%s %s -c $< -o $@ && touch -r build/%s/flags $@\n-include %s\n' \
    "$objects" "$name" "$cc" "$flags" "$name" "${objects//.o/.d}" > "build/$name/rules.mk"
  make -s -k -j"$JOBS" -f "build/$name/rules.mk" all
  OBJECTS=$objects
}

# Where programs spend their time: compiled for speed in the wasm, the rest for size.
HOT='core/(base/hash|compile/backtrack|heap|lib/regexmodule|probe/(checkpoint|trace|text|walk)|vm/(eval|call|unwind|specialize|slow_)|object/(abstract|call|dict|dict_instance|enumerate|float'
HOT+='|function|generator|int_arith|iter|list|list_sort|number|range|set|str|str_join|str_search|tuple|type|type_instance)[.]c)'

# Small, yet on the way of many programs: for size, but with reference counting in place instead of by calls (HS_SMALL).
WARM='core/object/(builtin|cell|classmethod|descriptor|dict_methods|int|list_methods|method|object_type|property|slice'
WARM+='|str_methods|super|type_slots|type_wrap)[.]c'

# Only in the build that records memory events.
RECORDER='core/(probe/(recorder|what_if)/|api/exports_events)'

sources() { find core -name '*.c' ! -path "$1" | grep -vE "$RECORDER" | LC_ALL=C sort; }

# Link a native runner if an object is newer: link NAME CC FLAGS.
link_native() {
  local out="build/$1/heapscope" object
  for object in $OBJECTS; do
    if [ ! -f "$out" ] || [ "$object" -nt "$out" ]; then
      say "linking $out"
      # shellcheck disable=SC2086
      $2 $3 $OBJECTS -o "$out" -lm
      return
    fi
  done
}

build_native() {
  need_clang
  local cc; cc=$(compiler)
  # shellcheck disable=SC2046
  compile native "$cc" "$CORE_FLAGS -O2 -g1 -fno-pic" $(sources core/api/exports.c)
  link_native native "$cc" "-O2 -no-pie"
  build_library
}

# The library's modules as the runtime reads them in place of their text: those whose text or compiler is another one.
build_library() {
  (cd core/lib/python && find . -type d ! -name __pycache__ -printf '%P\n') | sed 's|^|build/library/|' | xargs mkdir -p
  (cd core/lib/python && find . -name '*.py' -printf '%P\n') | LC_ALL=C sort | xargs build/native/heapscope compile-library core/lib/python build/library
}

build_asan() {
  need_clang
  local cc; cc=$(compiler)
  local sanitize="-fsanitize=address,undefined -fno-sanitize-recover=undefined"
  # shellcheck disable=SC2046
  compile asan "$cc" "$CORE_FLAGS -O1 -g1 -DHS_DEBUG $sanitize" $(sources core/api/exports.c)
  link_native asan "$cc" "$sanitize"
}

# The build with the recorder and the what-if under the sanitizers.
build_asan_events() {
  need_clang
  local cc; cc=$(compiler)
  local sanitize="-fsanitize=address,undefined -fno-sanitize-recover=undefined"
  # shellcheck disable=SC2046
  compile asan-events "$cc" "$CORE_FLAGS -O1 -g1 -DHS_DEBUG -DHS_EVENTS $sanitize" \
    $(find core -name '*.c' ! -path 'core/api/exports*' | LC_ALL=C sort)
  link_native asan-events "$cc" "$sanitize"
}

# Owned and borrowed references as distinct types: only checked, nothing is kept.
check_own() {
  local cc; cc=$(compiler)
  say "checking owned and borrowed references"
  make_stamp
  # shellcheck disable=SC2046
  sources core/api/exports.c | xargs -P "$JOBS" -I{} "$cc" -std=gnu11 $WARN -Icore -Ibuild/stamp -DHS_CHECK_OWN -DHS_DEBUG -fsyntax-only {}
}

build_wasm() {
  need make make emcc emscripten
  need_node
  local flags="$CORE_FLAGS -mbulk-memory -mmutable-globals -fvisibility=hidden" objects
  # shellcheck disable=SC2046
  compile wasm-fast emcc "$flags -O2 -fno-unroll-loops -fno-vectorize -fno-slp-vectorize -mllvm -inline-threshold=100" \
    $(sources 'core/api/main*.c' | grep -E "$HOT")
  objects=$OBJECTS
  # shellcheck disable=SC2046
  compile wasm-warm emcc "$flags -Oz" $(sources 'core/api/main*.c' | grep -E "$WARM")
  objects+=$OBJECTS
  # shellcheck disable=SC2046
  compile wasm-small emcc "$flags -Oz -DHS_SMALL" $(sources 'core/api/main*.c' | grep -vE "$HOT|$WARM")
  OBJECTS+=" $objects"
  local object newer=""
  for object in $OBJECTS core/api/imports.js core/SPLIT core/link/*.mjs build.sh; do
    [ -f build/heapscope-more.wasm ] && [ "$object" -ot build/heapscope-more.wasm ] || newer=yes
  done
  [ -z "$newer" ] && return
  say "linking build/heapscope.wasm and build/heapscope-more.wasm"
  rm -rf build/link
  # shellcheck disable=SC2086
  objects=$(node core/link/rare.mjs "$(em-config CACHE)/sysroot/lib/wasm32-emscripten/libc.a" build/link $OBJECTS)
  # shellcheck disable=SC2086
  emcc $objects -O1 --profiling-funcs -sSTANDALONE_WASM --no-entry -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=4MB \
    -sMAXIMUM_MEMORY=1GB -sTOTAL_STACK=1MB -Wl,--stack-first -Wl,--export=__stack_pointer -Wl,--growable-table \
    --js-library core/api/imports.js -o build/link/linked.wasm
  node core/link/split.mjs build/link/linked.wasm build/link/rare.txt build/link/heapscope.wasm build/link/heapscope-more.wasm
  local first
  shrink heapscope.wasm --zero-filled-memory & first=$!
  shrink heapscope-more.wasm
  wait "$first" || { rm -f build/heapscope-more.wasm; exit 1; }
}

# Loaded when a stepped program is in C code for long that calls Python code: runs in the memory of the others.
build_below() {
  build_wasm
  local file newer=""
  for file in build/link/linked.wasm core/link/*.mjs; do
    [ -f build/heapscope-below.wasm ] && [ "$file" -ot build/heapscope-below.wasm ] || newer=yes
  done
  [ -z "$newer" ] && return
  say "making build/heapscope-below.wasm"
  # shellcheck disable=SC2086
  "$(em-config BINARYEN_ROOT)/bin/wasm-opt" --post-emscripten -O2 --one-caller-inline-max-function-size=4000 --low-memory-unused --strip-debug \
    $FEATURES build/link/linked.wasm -o build/link/whole.wasm
  node core/link/below.mjs build/link/linked.wasm build/link/whole.wasm build/link/below.wasm
  mv build/link/below.wasm build/heapscope-below.wasm
}

# The objects as one wasm file.
link_wasm() {
  say "linking $1"
  # shellcheck disable=SC2086
  emcc $OBJECTS -O2 -sSTANDALONE_WASM --no-entry -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=4MB -sMAXIMUM_MEMORY=1GB \
    -sTOTAL_STACK=1MB -Wl,--stack-first -Wl,--export=__stack_pointer -Wl,--growable-table \
    --js-library core/api/imports.js -o build/link.wasm
  # shellcheck disable=SC2086
  "$(em-config BINARYEN_ROOT)/bin/wasm-opt" -Oz --zero-filled-memory $FEATURES --strip-producers --strip-target-features build/link.wasm \
    -o build/small.wasm
  node core/link/segments.mjs build/small.wasm
  rm -f build/link.wasm
  mv build/small.wasm "$1"
}

# Loaded only when somebody asks for memory events: all counting by calls, for size.
build_events() {
  need make make emcc emscripten
  local flags="$CORE_FLAGS -mbulk-memory -mmutable-globals -fvisibility=hidden -Oz -DHS_EVENTS" objects object newer=""
  # shellcheck disable=SC2046
  compile wasm-events-counting emcc "$flags" core/heap/counting.c
  objects=$OBJECTS
  # shellcheck disable=SC2046
  compile wasm-events emcc "$flags -DHS_SMALL" \
    $(find core -name '*.c' ! -path 'core/api/main*.c' ! -path core/heap/counting.c | LC_ALL=C sort)
  OBJECTS+=" $objects"
  for object in $OBJECTS core/api/imports.js build.sh; do
    [ -f build/heapscope-events.wasm ] && [ "$object" -ot build/heapscope-events.wasm ] || newer=yes
  done
  [ -z "$newer" ] || link_wasm build/heapscope-events.wasm
}

# The optimised file build/FILE of build/link/FILE: for speed as emcc does it, then smaller. A large function stays alone even if it
# is called from one place: engines compile the run loops badly when they are one.
shrink() {
  local opt; opt="$(em-config BINARYEN_ROOT)/bin/wasm-opt"
  # shellcheck disable=SC2086
  "$opt" --post-emscripten -O2 --one-caller-inline-max-function-size=4000 --low-memory-unused --strip-debug "${@:2}" $FEATURES "build/link/$1" -o "build/link/small-$1"
  # shellcheck disable=SC2086
  "$opt" -Oz --converge --one-caller-inline-max-function-size=4000 --low-memory-unused --strip-producers --strip-target-features "${@:2}" $FEATURES \
    "build/link/small-$1" -o "build/link/$1"
  node core/link/segments.mjs "build/link/$1"
  mv "build/link/$1" "build/$1"
}

# Which functions go to the second file (core/SPLIT): what the programs of a plain page do not use.
choose_split() {
  build_wasm
  say "writing core/SPLIT"
  node core/link/profile.mjs build/link/linked.wasm build/link
  build_wasm
}

build_site() {
  build_native
  build_below
  build_events
  need_packages
  say "building dist/site"
  node site/build.mjs
}

run_tests() {
  need_tools
  build_native
  build_asan
  build_site
  [ -n "${1:-}" ] || check_own
  say "running the tests"
  node tests/run.mjs "$@"
}

with_lock() {
  mkdir -p build
  exec 9>build/.lock
  flock 9
  "$@"
  flock -u 9
}

command=${1:-help}
[ $# -gt 0 ] && shift
case "$command" in
  setup) need_tools ;;
  wasm) with_lock build_wasm ;;
  below) with_lock build_below ;;
  events) with_lock build_events ;;
  native) with_lock build_native ;;
  asan) with_lock build_asan ;;
  split) with_lock choose_split ;;
  asan-events) with_lock build_asan_events ;;
  check) check_own ;;
  site) with_lock build_site ;;
  serve) with_lock build_site; exec node site/serve.mjs "${1:-8000}" ;;
  test) with_lock run_tests "$@" ;;
  bench) with_lock build_below; node tests/bench/run.mjs "$@"; exec node tests/bench/travel.mjs ;;
  fuzz) with_lock build_asan; with_lock build_wasm; node tests/fuzz/run.mjs "${1:-60}"; exec node tests/fuzz/session.mjs "${1:-60}" "$(date +%s)" ;;
  clean) rm -rf build dist ;;
  help | -h | --help) usage ;;
  *) usage >&2; exit 2 ;;
esac
