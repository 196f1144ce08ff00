/* Identifiers are compared in their NFKC form (PEP 3131). Covered here: the compatibility letters that
 * stand for one or more plain ones (full width, mathematical, letterlike, ligatures, superscripts).
 * Difference from CPython: letters followed by combining marks are not composed. */
#include "compile/literals.h"
#include "compile/source.h"

/* Letterlike symbols from U+2102 to U+2149, and what they stand for; 0 = themselves. */
static uint32_t letterlike(uint32_t code) {
    static const struct {
        uint16_t code;
        char letter;
    } rows[] = {
        {0x2102, 'C'}, {0x210A, 'g'}, {0x210B, 'H'}, {0x210C, 'H'}, {0x210D, 'H'}, {0x210E, 'h'},
        {0x2110, 'I'}, {0x2111, 'I'}, {0x2112, 'L'}, {0x2113, 'l'}, {0x2115, 'N'}, {0x2119, 'P'},
        {0x211A, 'Q'}, {0x211B, 'R'}, {0x211C, 'R'}, {0x211D, 'R'}, {0x2124, 'Z'}, {0x2128, 'Z'},
        {0x212A, 'K'}, {0x212C, 'B'}, {0x212D, 'C'}, {0x212F, 'e'}, {0x2130, 'E'}, {0x2131, 'F'},
        {0x2133, 'M'}, {0x2134, 'o'}, {0x2139, 'i'}, {0x2145, 'D'}, {0x2146, 'd'}, {0x2147, 'e'},
        {0x2148, 'i'}, {0x2149, 'j'},
    };
    for (size_t i = 0; i < HS_COUNT(rows); i++) {
        if (rows[i].code == code) return (uint32_t)rows[i].letter;
    }
    return code == 0x2126 ? 0x3A9 : code == 0x212B ? 0xC5 : 0;
}

/* Mathematical alphabets: 13 Latin ones of 52 letters, 5 Greek ones of 58, 5 rows of digits. */
static uint32_t mathematical(uint32_t code) {
    static const uint16_t greek_rest[] = {0x2202, 0x3B5, 0x3B8, 0x3BA, 0x3C6, 0x3C1, 0x3C0};
    if (code >= 0x1D400 && code < 0x1D6A4) {
        uint32_t letter = (code - 0x1D400) % 52;
        return letter < 26 ? 'A' + letter : 'a' + letter - 26;
    }
    if (code == 0x1D6A4) return 0x131;
    if (code == 0x1D6A5) return 0x237;
    if (code >= 0x1D6A8 && code < 0x1D7CA) {
        uint32_t letter = (code - 0x1D6A8) % 58;
        if (letter < 25) return letter == 17 ? 0x398 : letter == 25 ? 0x2207 : 0x391 + letter;
        if (letter == 25) return 0x2207;
        return letter < 51 ? 0x3B1 + letter - 26 : greek_rest[letter - 51];
    }
    if (code == 0x1D7CA) return 0x3DC;
    if (code == 0x1D7CB) return 0x3DD;
    return code >= 0x1D7CE && code < 0x1D800 ? '0' + (code - 0x1D7CE) % 10 : 0;
}

/* Several letters of one code, or NULL. */
static const char *ligature(uint32_t code) {
    static const char *const latin[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    if (code >= 0xFB00 && code <= 0xFB06) return latin[code - 0xFB00];
    switch (code) {
    case 0x132: return "IJ";
    case 0x133: return "ij";
    case 0x1C7: return "LJ";
    case 0x1C8: return "Lj";
    case 0x1C9: return "lj";
    case 0x1CA: return "NJ";
    case 0x1CB: return "Nj";
    case 0x1CC: return "nj";
    case 0x1F1: return "DZ";
    case 0x1F2: return "Dz";
    case 0x1F3: return "dz";
    default: return NULL;
    }
}

static uint32_t plain_letter(uint32_t code) {
    uint32_t plain = 0;
    if (code >= 0xFF10 && code <= 0xFF5A) {
        plain = code - 0xFEE0;
    } else if (code >= 0x1D400 && code < 0x1D800) {
        plain = mathematical(code);
    } else if (code >= 0x2102 && code <= 0x2149) {
        plain = letterlike(code);
    } else if (code >= 0x2090 && code <= 0x209C) {
        plain = (unsigned char)"aeox\0hklmnpst"[code - 0x2090];
        if (code == 0x2094) plain = 0x259;
    } else {
        switch (code) {
        case 0xAA: plain = 'a'; break;
        case 0xB5: plain = 0x3BC; break;
        case 0xBA: plain = 'o'; break;
        case 0x17F: plain = 's'; break;
        case 0x2071: plain = 'i'; break;
        case 0x207F: plain = 'n'; break;
        case 0x1D62: plain = 'i'; break;
        case 0x1D63: plain = 'r'; break;
        case 0x1D64: plain = 'u'; break;
        case 0x1D65: plain = 'v'; break;
        case 0x2C7C: plain = 'j'; break;
        default: break;
        }
    }
    return plain ? plain : code;
}

bool normalize_identifier(char *out, size_t room, const char *text, size_t *length) {
    const unsigned char *s = (const unsigned char *)text, *end = s + *length;
    size_t used = 0;
    while (s < end) {
        uint32_t code;
        int size = source_decode(s, end, &code);
        if (!size || used + 4 > room) return false;
        s += size;
        const char *letters = code < 0x80 ? NULL : ligature(code);
        if (letters) {
            size_t count = strlen(letters);
            memcpy(out + used, letters, count);
            used += count;
        } else {
            used += (size_t)source_encode(out + used, code < 0x80 ? code : plain_letter(code));
        }
    }
    *length = used;
    return true;
}
