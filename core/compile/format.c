/* A printf for messages: the few verbs that compiler messages need. */
#include "compile/format.h"

#include <stdbool.h>
#include <string.h>

typedef struct {
    char *out;
    size_t length, room;
} Output;

static void put(Output *output, const char *text, size_t length) {
    size_t left = output->room - output->length;
    if (length > left) length = left;
    memcpy(output->out + output->length, text, length);
    output->length += length;
}

static void put_number(Output *output, unsigned value, unsigned base, int width, bool upper) {
    const char *digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    char text[16];
    size_t start = sizeof text;
    do {
        text[--start] = digits[value % base];
        value /= base;
    } while (value && start);
    while (start && sizeof text - start < (size_t)width) text[--start] = '0';
    put(output, text + start, sizeof text - start);
}

static void put_string(Output *output, const char *text, int limit) {
    size_t length = 0;
    while ((limit < 0 || length < (size_t)limit) && text[length]) length++;
    put(output, text, length);
}

size_t format_message_v(char *out, size_t room, const char *format, va_list args) {
    Output output = {out, 0, room - 1};
    while (*format) {
        const char *plain = format;
        while (*format && *format != '%') format++;
        put(&output, plain, (size_t)(format - plain));
        if (!*format++) break;
        int width = 0, limit = -1;
        if (*format == '0') width = *++format - '0', format++;
        if (*format == '.') {
            limit = *++format == '*' ? va_arg(args, int) : *format - '0';
            format++;
        }
        int value;
        char c;
        switch (*format++) {
        case 's': put_string(&output, va_arg(args, const char *), limit); break;
        case 'c':
            c = (char)va_arg(args, int);
            put(&output, &c, 1);
            break;
        case 'd':
            value = va_arg(args, int);
            if (value < 0) put(&output, "-", 1);
            put_number(&output, value < 0 ? 0u - (unsigned)value : (unsigned)value, 10, width,
                       false);
            break;
        case 'x': put_number(&output, va_arg(args, unsigned), 16, width, false); break;
        case 'X': put_number(&output, va_arg(args, unsigned), 16, width, true); break;
        default: put(&output, "%", 1); break;
        }
    }
    out[output.length] = 0;
    return output.length;
}

size_t format_message(char *out, size_t room, const char *format, ...) {
    va_list args;
    va_start(args, format);
    size_t length = format_message_v(out, room, format, args);
    va_end(args);
    return length;
}
