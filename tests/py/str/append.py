# += in place or not gives the same values, whoever else holds the text.
text = ""
for i in range(2000):
    text += "x" if i % 7 else "é" if i % 3 else "中"
print(len(text), text.count("x"), text.count("é"), text.count("中"))
kept = []
text = ""
for i in range(5):
    text += str(i)
    kept.append(text)
    text += "-"
print(kept, text)
def build(n):
    out = "a"
    alias = out
    for i in range(n):
        out += out[-1] + chr(97 + i % 26)
    return out, alias
print(build(5))
d = {"k": "v"}
d["k"] += "w"
key = "a"
key += "b"
d[key] = 1
key += "c"
print(d, key)
