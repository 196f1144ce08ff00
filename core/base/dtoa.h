/* Doubles to decimal digits and back, exactly. */
#ifndef HS_BASE_DTOA_H
#define HS_BASE_DTOA_H

#include "base/base.h"

/* Room for the digits of any double: no double has more than 767 significant ones. */
#define DTOA_DIGITS 1100

/* All take a finite value that is not 0, ignore its sign, write digits without leading or trailing zeros and return how many there are; the
 * value is 0.d1d2d3... * 10**point. */

/* The fewest digits that give the same double when read again, the closest of these. */
int dtoa_shortest(double value, char *digits, int *point);
/* At most `count` >= 1 significant digits, rounded half to even. */
int dtoa_significant(double value, int count, char *digits, int *point);
/* Digits up to `decimals` places behind the decimal point (before it when negative), rounded half to even; 0 digits = it is 0. */
int dtoa_decimals(double value, int decimals, char *digits, int *point);

/* Reads an unsigned decimal number, digits with an optional point and exponent, from the start of a text: bytes used, 0 = none. Correctly
 * rounded; too large gives infinity. */
size_t dtoa_parse(const char *text, size_t length, double *value);

#endif
