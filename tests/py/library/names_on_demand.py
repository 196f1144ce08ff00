"""Names of pickle, stat and locale that few programs use."""
import locale
import pickle
import stat

print(pickle.MARK, pickle.STOP, pickle.PROTO, pickle.TUPLE1, pickle.BINUNICODE8, pickle.TRUE, pickle.NEWFALSE, pickle.EXT4)
print(stat.FILE_ATTRIBUTE_HIDDEN, stat.FILE_ATTRIBUTE_NO_SCRUB_DATA, stat.UF_HIDDEN, stat.SF_SNAPSHOT, stat.UF_OPAQUE, stat.SF_ARCHIVED)
print(locale.nl_langinfo(locale.CODESET), locale.nl_langinfo(locale.DAY_1), locale.nl_langinfo(locale.ABMON_12), locale.nl_langinfo(locale.D_T_FMT),
      locale.RADIXCHAR, locale.PM_STR, locale.MON_12)
for module, name in (pickle, 'NO_SUCH'), (stat, 'FILE_ATTRIBUTE_'), (locale, 'DAY_8'):
    try:
        getattr(module, name)
    except AttributeError as error:
        print(error)
try:
    locale.nl_langinfo(3)
except ValueError as error:
    print(error)
