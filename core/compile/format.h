/* Formatting of messages into a buffer, without the C library. */
#ifndef COMPILE_FORMAT_H
#define COMPILE_FORMAT_H

#include <stdarg.h>
#include <stddef.h>

/* Verbs: %s %.Ns %.*s %c %d %x %X, with a zero-padded width (%02x, %04X), and %%. Cuts what does
 * not fit; the result always ends with a NUL, which is not counted in the length that is returned.
 */
size_t format_message(char *out, size_t room, const char *format, ...);
size_t format_message_v(char *out, size_t room, const char *format, va_list args);

#endif
