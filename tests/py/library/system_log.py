import syslog
print({name: getattr(syslog, name) for name in dir(syslog) if name.isupper() and name not in ("LOG_MASK", "LOG_UPTO")})
for f in (lambda: syslog.syslog(), lambda: syslog.syslog(1), lambda: syslog.syslog("a", "b"), lambda: syslog.openlog(1), lambda: syslog.LOG_MASK(3),
          lambda: syslog.LOG_UPTO(3), lambda: syslog.setlogmask(7), lambda: syslog.setlogmask(0), lambda: syslog.closelog(),
          lambda: syslog.syslog("said"), lambda: syslog.syslog(syslog.LOG_ERR | syslog.LOG_MAIL, "bad"), lambda: syslog.openlog("me", syslog.LOG_PID)):
    try:
        print(f())
    except TypeError as e:
        print(e)
