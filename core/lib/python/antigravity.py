"""Opens a page about flying, and finds places by the day."""
import hashlib
import webbrowser

webbrowser.open("https://xkcd.com/353/")


def geohash(latitude, longitude, datedow):
    """Print the meeting place near a point on a day: datedow is the date and the stock exchange's opening, as bytes."""
    digest = hashlib.md5(datedow, usedforsecurity=False).hexdigest()
    north, east = [float.fromhex("0." + digest[start:start + 16]) for start in (0, 16)]
    print("%d%s %d%s" % (latitude, f"{north:f}"[1:], longitude, f"{east:f}"[1:]))
