import time, datetime, _strptime
cases = [("2024-02-29 13:05:06.12", "%Y-%m-%d %H:%M:%S.%f"), ("  7 Mar 99", " %d %b %y"), ("Feb 29", "%b %d"), ("366 2024", "%j %Y"),
 ("2024 W05 3", "%G W%V %u"), ("2024 05 Wed", "%Y %U %a"), ("2024 00 1", "%Y %W %w"), ("10 am", "%I %p"), ("12AM", "%I%p"), ("12 pm", "%I %p"),
 ("utc", "%Z"), ("Gmt +0130", "%Z %z"), ("-01:30:30.5", "%z"), ("-01:3030", "%z"), ("Z", "%z"), ("z", "%z"), ("x", "%Q"), ("x", "%"), ("x", "a%"), ("1 2", "%d %d"),
 ("100%", "%j%%"), ("(a)+ 5", "(a)+ %m"), ("30 Feb 2001", "%d %b %Y"), ("2001", "%G"), ("1 2001", "%V %Y"), ("5", "%m extra"), ("5 extra", "%m"),
 ("Tue Mar  5 01:02:03 2024", "%c"), ("03/05/24", "%x"), ("01:02:03", "%X"), ("SEPTEMBER", "%B"), ("monday", "%A"), ("61", "%S"), ("180", "%j %H"), ("18 0", "%j %H"),
 ("1", "\\%d"), ("\\1", "\\%d"), ("99", "%y"), ("1999 12 31", "%Y\n%m\t%d")]
for text, format in cases:
    for f in time.strptime, _strptime._strptime, datetime.datetime.strptime:
        try:
            print(f(text, format))
        except Exception as error:
            print(type(error).__name__, error, error.__suppress_context__ or isinstance(error, __import__("re").error))
print(time.strptime("Utc", "%Z").tm_zone)
print(_strptime.TimeRE().pattern("%a %d.%m"))
names = _strptime.LocaleTime()
print(names.a_month[:3], names.f_weekday[0], names.am_pm, names.LC_date)

# What no week is said of, and years at the end.
for text, form in (("0000-01-01", "%Y-%m-%d"), ("0001-03-01", "%Y-%m-%d"), ("2020 60", "%Y %j"), ("2021-02-29", "%Y-%m-%d"), ("2 28", "%m %d"), ("2019 12", "%Y %m"),
                   ("0000 Mon 3", "%Y %a %W")):
    for read in (time.strptime, datetime.datetime.strptime):
        try:
            print(text, read(text, form))
        except ValueError as error:
            print(text, error)
