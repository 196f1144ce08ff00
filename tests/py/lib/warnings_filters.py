import warnings, sys
class Shown:
    def write(self, text): sys.stdout.write(text.replace(__file__, "FILE"))
sys.stderr = Shown()
warnings.warn("hey")
for i in range(2): warnings.warn("loop", DeprecationWarning)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    warnings.warn("a"); warnings.warn("b", RuntimeWarning)
    print(len(w), w[0].message, w[1].category, w[0].lineno)
warnings.simplefilter("error")
try: warnings.warn("err")
except UserWarning as e: print("caught", e)
warnings.filterwarnings("ignore", message="zz")
warnings.warn("zz top")
def f(): warnings.warn("deep", stacklevel=2)
warnings.resetwarnings()
f()
