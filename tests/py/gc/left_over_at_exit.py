# A cycle through a datetime, which the collector does not know, outlives the program in CPython: nobody finalizes it.
from datetime import datetime, timedelta, tzinfo


class Zone(tzinfo):
    def utcoffset(self, moment):
        return timedelta(hours=1)

    def dst(self, moment):
        return timedelta(0)

    def __del__(self):
        print('finalized')


zone = Zone()
moment = datetime(2024, 5, 6, 7, tzinfo=zone)
print(moment.isoformat(), moment.utcoffset())
other = Zone()
del other
