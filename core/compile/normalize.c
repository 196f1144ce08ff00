/* Identifiers are compared in their NFKC form (PEP 3131). The data for that is opened only for an identifier that has a character which it
 * could change; where a host has no such data, the identifier stays as it is. */
#include "compile/literals.h"
#include "object/str.h"
#include "object/unicode_data.h"

/* Characters of which NFKC changes none, wherever they stand: the letters of the most used scripts. */
static bool is_plain(uint32_t c) {
    static const uint16_t ranges[][2] = {
        {0x00, 0x7F}, {0xC0, 0x131}, {0x134, 0x13E}, {0x141, 0x148}, {0x14A, 0x17E}, {0x180, 0x1C3}, {0x1CD, 0x1F0}, {0x1F4, 0x2AF},
        {0x388, 0x3CE}, {0x400, 0x481}, {0x48A, 0x52F}, {0x5D0, 0x5EA}, {0x620, 0x64A}, {0x904, 0x939}, {0x3041, 0x3096},
        {0x30A1, 0x30FA}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xAC00, 0xD7A3},
    };
    for (size_t i = 0; i < HS_COUNT(ranges); i++) {
        if (c >= ranges[i][0] && c <= ranges[i][1]) return true;
    }
    return false;
}

Own normalize_identifier(Runtime *rt, Own name) {
    intptr_t i = 0, length = STR(borrow(name))->length;
    while (i < length && is_plain(str_char(borrow(name), i))) i++;
    if (i == length || !unicode_data_open(rt)) return name;
    Own normal = unicode_normalized(rt, borrow(name), FORM_NFKC, false);
    release(rt, name);
    return normal;
}
