# -*- coding: utf-8 -*-
"""Identifiers are compared in their NFKC form, whatever script they are of."""
ㅁ = 'jamo'
ﬁle = 'ligature'
ℌ = 'letterlike'
ｗｉｄｅ = 'full width'
é = 'composed'
가 = 'syllable'
ſ = 'long s'
ﻼ = 'Arabic ligature'
print([ascii(name) for name in globals() if not name.startswith('__')])
print(é, 가, file, H, wide, s)


def f(ｘ, *, ㅏ=1, **ㅁㅁ):
    return ascii((x, ㅏ, ㅁㅁ))


print(f(1, ㅏ=2, ㅗ=3), ascii(f.__code__.co_varnames))


class C:
    ﬀ = 1
    __slots__ = 'ᄀ',


c = C()
c.ㄱ = 5
print(c.ᄀ, C.ff, getattr(C, 'ﬀ', 'no'), hasattr(c, 'ㄱ'))
