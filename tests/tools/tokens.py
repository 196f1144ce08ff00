"""What tokenize says about the program on standard input, as a short hash. Run by CPython and by Heapscope, it must print the same."""
import hashlib
import io
import sys
import tokenize

source = sys.stdin.read()
digest, count, tokens = hashlib.sha256(), 0, []
try:
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        digest.update((repr(token) + str(token.exact_type)).encode('utf-8', 'surrogatepass'))
        tokens.append(token)
except (tokenize.TokenError, SyntaxError) as error:
    print(repr(error))
print(len(tokens), digest.hexdigest()[:16])
print(hashlib.sha256(tokenize.untokenize(tokens).encode('utf-8', 'surrogatepass')).hexdigest()[:16])
print(hashlib.sha256(tokenize.untokenize([t[:2] for t in tokens]).encode('utf-8', 'surrogatepass')).hexdigest()[:16])
