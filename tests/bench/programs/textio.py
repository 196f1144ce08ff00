# Text and rows through streams in memory, dates in and out of texts.
import csv
import io
from datetime import datetime, timedelta


def run(rows):
    stream = io.StringIO()
    writer = csv.writer(stream)
    moment = datetime(2020, 1, 1)
    for i in range(rows):
        moment += timedelta(hours=7, minutes=i % 60)
        writer.writerow([i, f"name {i}", moment.strftime("%Y-%m-%d %H:%M:%S")])
        stream.write(f"{i},plain,{moment.isoformat()}\n")
    stream.seek(0)
    total = sum(len(line) for line in stream)
    stream.seek(0)
    first = datetime(2020, 1, 1)
    for number, name, when in csv.reader(stream):
        total += int(number) + len(name) + (datetime.fromisoformat(when) - first).days
    return total


print("textio", run(4000))
