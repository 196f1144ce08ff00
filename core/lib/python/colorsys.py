"""Colours in other systems than red, green, blue; all numbers from 0 to 1."""

__all__ = ['rgb_to_yiq', 'yiq_to_rgb', 'rgb_to_hls', 'hls_to_rgb', 'rgb_to_hsv', 'hsv_to_rgb']

ONE_THIRD, ONE_SIXTH, TWO_THIRD = 1.0 / 3.0, 1.0 / 6.0, 2.0 / 3.0


def rgb_to_yiq(r, g, b):
    y = 0.30 * r + 0.59 * g + 0.11 * b
    return y, 0.74 * (r - y) - 0.27 * (b - y), 0.48 * (r - y) + 0.41 * (b - y)


def yiq_to_rgb(y, i, q):
    colours = (y + 0.9468822170900693 * i + 0.6235565819861433 * q, y - 0.27478764629897834 * i - 0.6356910791873801 * q,
               y - 1.1085450346420322 * i + 1.7090069284064666 * q)
    return tuple(0.0 if colour < 0.0 else 1.0 if colour > 1.0 else colour for colour in colours)


def _hue(r, g, b, high, low):
    """The angle, from 0 to 1."""
    red, green, blue = ((high - colour) / (high - low) for colour in (r, g, b))
    angle = blue - green if r == high else 2.0 + red - blue if g == high else 4.0 + green - red
    return angle / 6.0 % 1.0


def rgb_to_hls(r, g, b):
    high, low = max(r, g, b), min(r, g, b)
    total, spread = high + low, high - low
    light = total / 2.0
    if low == high:
        return 0.0, light, 0.0
    saturation = spread / total if light <= 0.5 else spread / (2.0 - high - low)
    return _hue(r, g, b, high, low), light, saturation


def hls_to_rgb(h, l, s):
    if s == 0.0:
        return l, l, l
    second = l * (1.0 + s) if l <= 0.5 else l + s - l * s
    first = 2.0 * l - second
    return _part(first, second, h + ONE_THIRD), _part(first, second, h), _part(first, second, h - ONE_THIRD)


def _part(first, second, hue):
    hue %= 1.0
    if hue < ONE_SIXTH:
        return first + (second - first) * hue * 6.0
    if hue < 0.5:
        return second
    if hue < TWO_THIRD:
        return first + (second - first) * (TWO_THIRD - hue) * 6.0
    return first


def rgb_to_hsv(r, g, b):
    high, low = max(r, g, b), min(r, g, b)
    if low == high:
        return 0.0, 0.0, high
    return _hue(r, g, b, high, low), (high - low) / high, high


def hsv_to_rgb(h, s, v):
    if s == 0.0:
        return v, v, v
    sixth = int(h * 6.0)
    rest = h * 6.0 - sixth
    p, q, t = v * (1.0 - s), v * (1.0 - s * rest), v * (1.0 - s * (1.0 - rest))
    return ((v, t, p), (q, v, p), (p, v, t), (p, q, v), (t, p, v), (v, p, q))[sixth % 6]
