"""Arithmetic as in a first lesson."""
a, b = 17, 5
print(a + b, a - b, a * b, a / b, a // b, a % b, a ** b, -a // b, -a % b, divmod(a, b))
print(round(2.675, 2), round(7.5), round(-1.25, 1), abs(-3), abs(-2.5), pow(2, 10), pow(3, 4, 5))
print(min(3, 1, 2), max([4, 9, 2]), sum([1, 2, 3]), sum([0.5, 0.25]), max('pear', 'fig', key=len), min([], default=0))
print(int('42') + int(3.99), float('2.5') * 2, str(7) + '7', bool(0), bool('no'), int(True) + 1)
print(1 / 3, 2 / 3, 0.1 + 0.2, 1e21, 1.5e-7, 100.0, 3.0 == 3, 0.1 + 0.2 == 0.3)
print(2 ** 100, 2 ** 64 - 1, 123456789 * 987654321, 10 ** 18 // 7, (2 ** 70) % 1000, -(2 ** 65))
print(bin(10), hex(255), oct(8), 0x1F, 0b101, 6 & 3, 6 | 3, 6 ^ 3, ~6, 1 << 5, 100 >> 2)
celsius = [-40, 0, 21.5, 100]
print([c * 9 / 5 + 32 for c in celsius])
total = 0
for n in range(1, 101):
    if n % 3 == 0 or n % 5 == 0:
        total += n
print(total, total / 100, 7 < total <= 2418, not total, 3 if total else 4)
n, steps = 27, 0
while n != 1:
    n = n // 2 if n % 2 == 0 else 3 * n + 1
    steps += 1
print(steps)
x = 2.0
for _ in range(6):
    x -= (x * x - 2) / (2 * x)
print(f'{x:.6f}', x ** 0.5, int(x * 1000), x > 1.4, -x, x.is_integer())
