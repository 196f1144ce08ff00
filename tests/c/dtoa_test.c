/* Decimal conversion against the C library's, which is exact on the machines that run the tests: random doubles of every kind to
 * shortest, significant and fixed digits, and random texts back. Needs core/base/{dtoa}.c only. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/dtoa.h"

void hs_fatal(const char *message) {
    fprintf(stderr, "fatal: %s\n", message);
    exit(1);
}

static void fail(const char *what, double value, const char *ours, const char *theirs) {
    fprintf(stderr, "%s of %a: %s, C library %s\n", what, value, ours, theirs);
    exit(1);
}

static uint64_t random_state = 88172645463325252u;
static uint64_t random_word(void) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state;
}

/* Any positive finite double; often powers of two, subnormals and numbers with few digits. */
static double random_double(int i) {
    uint64_t bits = random_word() & INT64_MAX;
    double value;
    if (i % 3 == 0) bits &= ~(((uint64_t)1 << 52) - 1);
    if (i % 7 == 0) bits &= ((uint64_t)1 << 52) - 1;
    memcpy(&value, &bits, sizeof value);
    if (i % 5 == 0) value = (double)(random_word() % 1000000) / 1000.0;
    return isfinite(value) && value > 0 ? value : 1.5;
}

static void check_parse(const char *text, double expected) {
    double value = -1;
    char ours[40], theirs[40];
    if (dtoa_parse(text, strlen(text), &value) == strlen(text) && value == expected) return;
    snprintf(ours, sizeof ours, "%a", value);
    snprintf(theirs, sizeof theirs, "%a", expected);
    fail(text, expected, ours, theirs);
}

static void check_shortest(double value) {
    char digits[DTOA_DIGITS], text[DTOA_DIGITS + 20], theirs[64];
    int point, count = dtoa_shortest(value, digits, &point), precision = 0;
    snprintf(text, sizeof text, "0.%.*se%d", count, digits, point);
    if (strtod(text, NULL) != value) fail("shortest", value, text, "reads back as another number");
    do snprintf(theirs, sizeof theirs, "%.*e", precision, value);
    while (strtod(theirs, NULL) != value && precision++ < 17);
    if (count > precision + 1) fail("shortest", value, text, theirs);
    check_parse(text, value);
}

static void check_significant(double value, int wanted) {
    char digits[DTOA_DIGITS], text[DTOA_DIGITS + 20], theirs[64];
    int point, count = dtoa_significant(value, wanted, digits, &point), length = 0;
    snprintf(theirs, sizeof theirs, "%.*e", wanted - 1, value);
    for (int i = 0; i < wanted; i++) {
        text[length++] = i < count ? digits[i] : '0';
        if (i == 0 && wanted > 1) text[length++] = '.';
    }
    snprintf(text + length, 20, "e%+03d", point - 1);
    if (strcmp(text, theirs) != 0) fail("significant", value, text, theirs);
    check_parse(theirs, strtod(theirs, NULL));
}

static void check_decimals(double value, int decimals) {
    char digits[DTOA_DIGITS], text[400], theirs[400];
    int point = 0, count = dtoa_decimals(value, decimals, digits, &point), length = 0;
    if (count == 0) point = -decimals;
    if (point <= 0) text[length++] = '0';
    for (int i = 0; i < point; i++) text[length++] = i < count ? digits[i] : '0';
    if (decimals) text[length++] = '.';
    for (int i = point; i < point + decimals; i++) text[length++] = i >= 0 && i < count ? digits[i] : '0';
    text[length] = 0;
    snprintf(theirs, sizeof theirs, "%.*f", decimals, value);
    if (strcmp(text, theirs) != 0) fail("decimals", value, text, theirs);
}

static void check_random_text(void) {
    char text[96];
    snprintf(text, sizeof text, "%llu%llu.%llue%d", (unsigned long long)random_word(), (unsigned long long)random_word(),
             (unsigned long long)random_word(), (int)(random_word() % 720) - 390);
    check_parse(text, strtod(text, NULL));
}

int main(void) {
    for (int i = 0; i < 60000; i++) {
        double value = random_double(i);
        check_shortest(value);
        check_significant(value, 1 + (int)(random_word() % 25));
        if (value < 1e30 && value > 1e-30) check_decimals(value, (int)(random_word() % 12));
        check_random_text();
    }
    check_parse("2.2250738585072011e-308", 2.2250738585072011e-308);
    check_parse("4.9406564584124654e-324", 4.9406564584124654e-324);
    check_parse("2.4703282292062327e-324", 0.0);
    check_parse("2.4703282292062328e-324", 5e-324);
    check_parse("1.7976931348623158e308", 1.7976931348623157e308);
    check_parse("1.7976931348623159e308", HUGE_VAL);
    printf("6 tests passed\n");
    return 0;
}
