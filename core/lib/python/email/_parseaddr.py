"""Dates and addresses, as the headers of messages write them."""

__all__ = ['mktime_tz', 'parsedate', 'parsedate_tz', 'quote']

import calendar
import time

SPACE, EMPTYSTRING, COMMASPACE = ' ', '', ', '
_MONTH_NUMBERS = {name: number + 1 for number, names in enumerate((
    ('jan', 'january'), ('feb', 'february'), ('mar', 'march'), ('apr', 'april'), ('may',), ('jun', 'june'), ('jul', 'july'),
    ('aug', 'august'), ('sep', 'september'), ('oct', 'october'), ('nov', 'november'), ('dec', 'december'))) for name in names}
_WEEKDAYS = 'mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'
# Hours of the zones that have names.
_ZONE_HOURS = dict(UT=0, UTC=0, GMT=0, Z=0, AST=-4, ADT=-3, EST=-5, EDT=-4, CST=-6, CDT=-5, MST=-7, MDT=-6, PST=-8, PDT=-7)


def _date_words(text):
    """The five words (day, month, year, clock, zone) of a date in the usual order, or None if there are fewer."""
    words = text.split() if text else None
    if not words:
        return None
    first = words[0]
    if first.endswith(',') or first.lower() in _WEEKDAYS:
        words.pop(0)
    else:
        words[0] = first.rpartition(',')[2]
    if len(words) == 3 and words[0].count('-') == 2:
        words[:1] = words[0].split('-')
    if len(words) == 4:  # the zone is written at the clock, or there is none
        sign = '+' if '+' in words[3] else '-'
        clock, found, digits = words[3].partition(sign)
        if clock and found:
            words[3] = clock
        words.append(sign + digits if clock and found else '')
    return words[:5] if len(words) > 4 else None


def _zone_seconds(zone):
    """What a zone is before UTC, in seconds; None if it says nothing, as -0000 does."""
    zone = zone.upper()
    if zone in _ZONE_HOURS:
        return _ZONE_HOURS[zone] * 3600
    try:
        number = int(zone)
    except ValueError:
        return None
    hours, minutes = divmod(abs(number), 100)
    seconds = hours * 3600 + minutes * 60
    if number:
        return seconds if number > 0 else -seconds
    return None if zone.startswith('-') else 0


def _parsedate_tz(data):
    """parsedate_tz() as a list that still tells by None that there was no zone."""
    words = _date_words(data)
    if not words or not all(words[:3]):
        return None
    day, month, year, clock, zone = words
    if month.lower() not in _MONTH_NUMBERS:
        day, month = month, day
    month = _MONTH_NUMBERS.get(month.lower())
    if month is None:
        return None
    if ':' in year[1:] and year[0] != ':':
        year, clock = clock, year
    year = year.removesuffix(',')
    if not year:
        return None
    if not year[0].isdigit():
        year, zone = zone, year
    clock = clock.removesuffix(',')
    parts = clock.split(':' if ':' in clock else '.')
    if len(parts) == 2:
        parts.append('0')
    elif len(parts) != 3:
        return None
    try:
        year, day, *parts = map(int, (year, day.removesuffix(','), *parts))
    except ValueError:
        return None
    if year < 100:
        year += 2000 if year < 69 else 1900
    return [year, month, day, *parts, 0, 1, -1, _zone_seconds(zone)]


def parsedate_tz(data):
    """The ten parts of a date: nine as time has them and the zone in seconds, 0 if none is named. None for what is no date."""
    found = _parsedate_tz(data)
    return found and (*found[:9], found[9] or 0)


def parsedate(data):
    """The nine parts of a date, as time.mktime() takes them; None for what is no date."""
    found = parsedate_tz(data)
    return found and found[:9]


def mktime_tz(data):
    """The seconds since 1970 for the parts that parsedate_tz() gives; without a zone they are local time."""
    zone = data[9]
    return time.mktime(data[:8] + (-1,)) if zone is None else calendar.timegm(data) - zone


def quote(str):
    """Put a backslash before each backslash and each double quote."""
    return str.replace('\\', r'\\').replace('"', r'\"')


class AddrlistClass:
    """Reads addresses from `field`, from `pos` on; the comments on the way go to `commentlist`."""

    def __init__(self, field):
        self.specials = '()<>@,:;."[]'
        self.pos = 0
        self.LWS, self.CR = ' \t', '\r\n'
        self.FWS = self.LWS + self.CR
        self.atomends = self.specials + self.FWS
        self.phraseends = self.atomends.replace('.', '')  # names have dots where addresses need quotes
        self.field, self.commentlist = field, []

    def _at(self, sign):
        """Whether a sign comes next."""
        return self.pos < len(self.field) and self.field[self.pos] == sign

    def gotonext(self):
        """Go past white space and comments. Gives back the white space but for ends of lines."""
        blanks = ''
        field = self.field
        size = len(field)
        while self.pos < size:
            c = field[self.pos]
            if c == '(':
                self.commentlist.append(self.getcomment())
                continue
            if c not in self.LWS:
                if c not in '\r\n':
                    break
            else:
                blanks += c
            self.pos += 1
        return blanks

    def getaddrlist(self):
        """All addresses as (name, address); ('', '') stands for each that cannot be read."""
        found = []
        while self.pos < len(self.field):
            found.extend(self.getaddress() or [('', '')])
        return found

    def getaddress(self):
        """A list of the next address, of all those of a group, or of nothing."""
        self.commentlist = []
        self.gotonext()
        start = self.pos
        words = self.getphraselist()
        self.gotonext()
        found = self._address_from(start, words)
        self.gotonext()
        if self._at(','):
            self.pos += 1
        return found

    def _address_from(self, start, words):
        """The addresses that begin at `start` with these words, which are already read."""
        c = self.field[self.pos] if self.pos < len(self.field) else None
        if c == ':':
            return self._group()
        if c == '<':
            address = self.getrouteaddr()
            if self.commentlist:
                words = [*words[:-1], ' '.join(words[-1:]) + ' (' + ' '.join(self.commentlist) + ')']
            return [(' '.join(words), address)]
        if c is not None and c in '.@':  # the words were the address: read them again as such
            self.pos = start
            address = self.getaddrspec()
        elif words:
            address = words[0]
        else:
            if c is not None and c in self.specials:
                self.pos += 1
            return []
        return [(' '.join(self.commentlist), address)]

    def _group(self):
        """The addresses from a colon to a semicolon."""
        members = []
        size = len(self.field)
        self.pos += 1
        while self.pos < size:
            self.gotonext()
            if self._at(';'):
                self.pos += 1
                break
            members.extend(self.getaddress())
        return members

    def getrouteaddr(self):
        """The address in angle brackets, without the route before it; None if no bracket comes next."""
        if self.field[self.pos] != '<':
            return None
        self.pos += 1
        self.gotonext()
        while self.pos < len(self.field):
            c = self.field[self.pos]
            if c not in '@:>':
                address = self.getaddrspec()
                self.pos += 1
                return address
            self.pos += 1
            if c == '>':
                break
            self.gotonext()
            if c == '@' and self.pos < len(self.field):
                self.getdomain()
                self.gotonext()
        return ''

    def getaddrspec(self):
        """The next address of the form local@domain; '' if its domain is wrong."""
        parts = []
        self.gotonext()
        while self.pos < len(self.field):
            c = self.field[self.pos]
            if c == '"':
                parts.append(f'"{quote(self.getquote())}"')
            elif c != '.' and c not in self.atomends:
                parts.append(self.getatom())
            else:
                if parts and parts[-1].isspace():
                    del parts[-1]
                if c != '.':
                    break
                parts.append(c)
                self.pos += 1
                self.gotonext()
                continue
            blanks = self.gotonext()
            if blanks:
                parts.append(blanks)
        if self._at('@'):
            self.pos += 1
            self.gotonext()
            domain = self.getdomain()
            if not domain:
                return ''
            parts += '@', domain
        return ''.join(parts)

    def getdomain(self):
        """The next domain; '' if a second @ follows it."""
        labels = ''
        while self.pos < len(self.field):
            c = self.field[self.pos]
            if c == '[':
                labels += self.getdomainliteral()
            elif c == '(':
                self.commentlist.append(self.getcomment())
            elif c == '.' or c in self.LWS:
                labels += c.strip(self.LWS)
                self.pos += 1
            elif c == '@':
                return ''
            elif c in self.atomends:
                break
            else:
                labels += self.getatom()
        return labels

    def getdelimited(self, beginchar, endchars, allowcomments=True):
        """The text from a sign to any of `endchars`, without these and without backslashes; '' if the sign does not come next."""
        if self.field[self.pos] != beginchar:
            return ''
        inner = []
        field = self.field
        size = len(field)
        self.pos += 1
        while self.pos < size:
            c = field[self.pos]
            if allowcomments and c == '(' and c not in endchars:
                inner.append(self.getcomment())
                continue
            self.pos += 1
            if c in endchars:
                break
            if c == '\\':
                inner += field[self.pos:self.pos + 1]
                self.pos = min(self.pos + 1, size)
            else:
                inner.append(c)
        return ''.join(inner)

    def getquote(self):
        """The text in double quotes."""
        return self.getdelimited('"', '"\r', False)

    def getcomment(self):
        """The text in parentheses; those inside are left out, their texts are not."""
        return self.getdelimited('(', ')\r', True)

    def getdomainliteral(self):
        """The domain in square brackets, with them."""
        return f"[{self.getdelimited('[', ']' + chr(13), False)}]"

    def getatom(self, atomends=None):
        """The text as far as any sign of `atomends`."""
        if atomends is None:
            atomends = self.atomends
        field = self.field
        start = end = self.pos
        size = len(field)
        while end < size and field[end] not in atomends:
            end += 1
        self.pos = end
        return ''.join(field[start:end])

    def getphraselist(self):
        """The words and quoted texts before the next sign that ends them."""
        words = []
        while self.pos < len(self.field):
            c = self.field[self.pos]
            if c == '"':
                words.append(self.getquote())
            elif c == '(':
                self.commentlist.append(self.getcomment())
            elif c not in self.phraseends:
                words.append(self.getatom(self.phraseends))
            elif c in self.FWS:
                self.pos += 1
            else:
                break
        return words


class AddressList(AddrlistClass):
    """All addresses of a field; + joins two lists without doubles, - takes away."""

    def __init__(self, field):
        super().__init__(field)
        self.addresslist = self.getaddrlist() if field else []

    def __len__(self):
        return len(self.addresslist)

    def __getitem__(self, index):
        return self.addresslist[index]

    @staticmethod
    def _of(addresses):
        result = AddressList(None)
        result.addresslist = addresses
        return result

    def __add__(self, other):
        return self._of(self.addresslist + [pair for pair in other.addresslist if pair not in self.addresslist])

    def __iadd__(self, other):
        for pair in other.addresslist:
            if pair not in self.addresslist:
                self.addresslist.append(pair)
        return self

    def __sub__(self, other):
        return self._of([pair for pair in self.addresslist if pair not in other.addresslist])

    def __isub__(self, other):
        for pair in other.addresslist:
            if pair in self.addresslist:
                self.addresslist.remove(pair)
        return self
