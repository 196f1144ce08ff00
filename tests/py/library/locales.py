# The locales C and C.UTF-8: what is chosen for which category, and what cannot be.
import locale

def show():
    print(locale.getlocale(), locale.getlocale(locale.LC_NUMERIC), locale.setlocale(locale.LC_ALL))

show()
for name in "C", "C.UTF-8", "POSIX", "de_DE", "xx.UTF-8", (None, None):
    try:
        print(name, locale.setlocale(locale.LC_ALL, name))
    except locale.Error as error:
        print(name, error)
    show()
print(locale.setlocale(locale.LC_NUMERIC, "C.UTF-8"))
mixed = locale.setlocale(locale.LC_ALL)
show()
locale.setlocale(locale.LC_ALL, "C")
print(locale.getencoding(), locale.nl_langinfo(locale.CODESET))
print(locale.setlocale(locale.LC_ALL, mixed) == mixed)
for category, name in (99, "C"), (locale.LC_ALL, "LC_NONE=C"), (locale.LC_TIME, "LC_TIME=C"):
    try:
        locale.setlocale(category, name)
    except locale.Error as error:
        print(error)
try:
    locale.getlocale(locale.LC_ALL)
except TypeError as error:
    print(error)
print(list(locale.localeconv().items()))
