# An f-string's expressions are parsed apart, from copies of their text: the smallest blocks that are free then tell.
kept = [None] * 6
ids = [0] * 6
seen = {}


def show(text):
    compile(text, 'text', 'exec')
    for size in 0, 0.5:
        i = 0
        while i < 6:
            kept[i] = size + i if size else object()
            ids[i] = id(kept[i])
            i += 1
        print(text, size, *[seen.setdefault(i, len(seen)) for i in ids])
        i = 0
        while i < 6:
            kept[i] = None
            i += 1


for text in ('a', 'f"{w}"', 'f"{w!r}{w}"', 'f"ab{w}"', 'f"{w=}"', 'f"{w:{w}}"', 'f"{(w, 1)[0]}"', 'f"{w + w * w - w}"', 'f"{len([w, w, w])} {w}"', 'f"{wonderful_name}"', 'f"{wonderful_name.attribute}"'):
    show(text)
