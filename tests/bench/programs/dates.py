# Days counted on and compared, texts of dates and back.
from datetime import date, datetime, timedelta


def run(days):
    total = 0
    moment = datetime(2000, 1, 1)
    border = datetime(2010, 5, 5)
    for i in range(days):
        moment += timedelta(days=1, hours=5)
        total += moment.weekday() + moment.toordinal() % 7 + len(moment.strftime("%Y-%m-%d %H:%M"))
        if moment > border:
            total += (moment - border).days
        day = date(2001, 1 + i % 12, 1 + i % 28)
        total += day.timetuple().tm_yday + len(day.isoformat())
        if i % 10 == 0:
            total += datetime.strptime(f"2020-03-0{1 + i % 9} 10:11:12", "%Y-%m-%d %H:%M:%S").day
    return total


print("dates", run(8000))
