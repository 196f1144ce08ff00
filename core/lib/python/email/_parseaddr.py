"""Addresses and dates of headers."""

__all__ = ['mktime_tz', 'parsedate', 'parsedate_tz', 'quote']

import calendar
import time

SPACE, EMPTYSTRING, COMMASPACE = ' ', '', ', '
_MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec', 'january', 'february', 'march', 'april',
           'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december']
_DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
_ZONES = {'UT': 0, 'UTC': 0, 'GMT': 0, 'Z': 0, 'AST': -400, 'ADT': -300, 'EST': -500, 'EDT': -400, 'CST': -600, 'CDT': -500, 'MST': -700,
          'MDT': -600, 'PST': -800, 'PDT': -700}


def parsedate_tz(data):
    """A date's ten parts, the last one the zone's offset in seconds; None if it is no date."""
    res = _parsedate_tz(data)
    if not res:
        return None
    if res[9] is None:
        res[9] = 0
    return tuple(res)


def _parsedate_tz(data):
    if not data:
        return None
    data = data.split()
    if not data:
        return None
    if data[0].endswith(',') or data[0].lower() in _DAYS:
        del data[0]
    else:
        i = data[0].rfind(',')
        if i >= 0:
            data[0] = data[0][i + 1:]
    if len(data) == 3:  # 12-Jan-2020
        stuff = data[0].split('-')
        if len(stuff) == 3:
            data = stuff + data[1:]
    if len(data) == 4:
        s = data[3]
        i = s.find('+')
        if i == -1:
            i = s.find('-')
        data[3:] = [s[:i], s[i:]] if i > 0 else [s, '']
    if len(data) < 5:
        return None
    dd, mm, yy, tm, tz = data[:5]
    if not (dd and mm and yy):
        return None
    mm = mm.lower()
    if mm not in _MONTHS:
        dd, mm = mm, dd.lower()
        if mm not in _MONTHS:
            return None
    mm = _MONTHS.index(mm) + 1
    if mm > 12:
        mm -= 12
    if dd[-1] == ',':
        dd = dd[:-1]
    i = yy.find(':')
    if i > 0:
        yy, tm = tm, yy
    if yy[-1] == ',':
        yy = yy[:-1]
        if not yy:
            return None
    if not yy[0].isdigit():
        yy, tz = tz, yy
    if tm[-1] == ',':
        tm = tm[:-1]
    tm = tm.split(':')
    if len(tm) == 2:
        thh, tmm = tm
        tss = '0'
    elif len(tm) == 3:
        thh, tmm, tss = tm
    elif len(tm) == 1 and '.' in tm[0]:
        tm = tm[0].split('.')
        if len(tm) == 2:
            thh, tmm = tm
            tss = 0
        elif len(tm) == 3:
            thh, tmm, tss = tm
        else:
            return None
    else:
        return None
    try:
        yy, dd, thh, tmm, tss = int(yy), int(dd), int(thh), int(tmm), int(tss)
    except ValueError:
        return None
    if yy < 100:
        yy += 1900 if yy > 68 else 2000
    tzoffset = None
    tz = tz.upper()
    if tz in _ZONES:
        tzoffset = _ZONES[tz]
    else:
        try:
            tzoffset = int(tz)
        except ValueError:
            pass
        if tzoffset == 0 and tz.startswith('-'):
            tzoffset = None
    if tzoffset:
        sign = -1 if tzoffset < 0 else 1
        tzoffset = sign * (abs(tzoffset) // 100 * 3600 + abs(tzoffset) % 100 * 60)
    return [yy, mm, dd, thh, tmm, tss, 0, 1, -1, tzoffset]


def parsedate(data):
    """A date's nine parts, as time takes them."""
    t = parsedate_tz(data)
    return t[:9] if isinstance(t, tuple) else t


def mktime_tz(data):
    """Seconds since 1970 of parsedate_tz()'s parts."""
    if data[9] is None:
        return time.mktime(data[:8] + (-1,))
    return calendar.timegm(data) - data[9]


def quote(str):
    """Backslashes before what needs them in quotes."""
    return str.replace('\\', '\\\\').replace('"', '\\"')


class AddrlistClass:
    """Parses lists of addresses."""

    def __init__(self, field):
        self.specials = '()<>@,:;.\"[]'
        self.pos = 0
        self.LWS = ' \t'
        self.CR = '\r\n'
        self.FWS = self.LWS + self.CR
        self.atomends = self.specials + self.LWS + self.CR
        self.phraseends = self.atomends.replace('.', '')
        self.field = field
        self.commentlist = []

    def gotonext(self):
        """Past blanks and comments; the blanks."""
        wslist = []
        while self.pos < len(self.field):
            c = self.field[self.pos]
            if c in self.LWS + '\n\r':
                if c not in '\n\r':
                    wslist.append(c)
                self.pos += 1
            elif c == '(':
                self.commentlist.append(self.getcomment())
            else:
                break
        return EMPTYSTRING.join(wslist)

    def getaddrlist(self):
        result = []
        while self.pos < len(self.field):
            ad = self.getaddress()
            result += ad or [('', '')]
        return result

    def getaddress(self):
        """The next address, or those of a group."""
        self.commentlist = []
        self.gotonext()
        oldpos = self.pos
        oldcl = self.commentlist
        plist = self.getphraselist()
        self.gotonext()
        returnlist = []
        rest = self.field[self.pos:self.pos + 1]
        if not rest:
            if plist:
                returnlist = [(SPACE.join(self.commentlist), plist[0])]
        elif rest in '.@':
            self.pos = oldpos
            self.commentlist = oldcl
            addrspec = self.getaddrspec()
            returnlist = [(SPACE.join(self.commentlist), addrspec)]
        elif rest == ':':
            fieldlen = len(self.field)
            self.pos += 1
            while self.pos < fieldlen:
                self.gotonext()
                if self.pos < fieldlen and self.field[self.pos] == ';':
                    self.pos += 1
                    break
                returnlist += self.getaddress()
        elif rest == '<':
            routeaddr = self.getrouteaddr()
            name = SPACE.join(plist)
            if self.commentlist:
                name += ' (' + ' '.join(self.commentlist) + ')'
            returnlist = [(name, routeaddr)]
        elif plist:
            returnlist = [(SPACE.join(self.commentlist), plist[0])]
        elif rest in self.specials:
            self.pos += 1
        self.gotonext()
        if self.field[self.pos:self.pos + 1] == ',':
            self.pos += 1
        return returnlist

    def getrouteaddr(self):
        """<...>"""
        if self.field[self.pos] != '<':
            return None
        expectroute = False
        self.pos += 1
        self.gotonext()
        adlist = ''
        while self.pos < len(self.field):
            c = self.field[self.pos]
            if expectroute:
                self.getdomain()
                expectroute = False
            elif c == '>':
                self.pos += 1
                break
            elif c == '@':
                self.pos += 1
                expectroute = True
            elif c == ':':
                self.pos += 1
            else:
                adlist = self.getaddrspec()
                self.pos += 1
                break
            self.gotonext()
        return adlist

    def getaddrspec(self):
        """local@domain"""
        aslist = []
        self.gotonext()
        while self.pos < len(self.field):
            preserve_ws = True
            c = self.field[self.pos]
            if c == '.':
                if aslist and not aslist[-1].strip():
                    aslist.pop()
                aslist.append('.')
                self.pos += 1
                preserve_ws = False
            elif c == '"':
                aslist.append('"%s"' % quote(self.getquote()))
            elif c in self.atomends:
                if aslist and not aslist[-1].strip():
                    aslist.pop()
                break
            else:
                aslist.append(self.getatom())
            ws = self.gotonext()
            if preserve_ws and ws:
                aslist.append(ws)
        if self.field[self.pos:self.pos + 1] != '@':
            return EMPTYSTRING.join(aslist)
        aslist.append('@')
        self.pos += 1
        self.gotonext()
        domain = self.getdomain()
        if not domain:
            return EMPTYSTRING
        return EMPTYSTRING.join(aslist) + domain

    def getdomain(self):
        sdlist = []
        while self.pos < len(self.field):
            c = self.field[self.pos]
            if c in self.LWS:
                self.pos += 1
            elif c == '(':
                self.commentlist.append(self.getcomment())
            elif c == '[':
                sdlist.append('[%s]' % self.getdelimited('[', ']\r', False))
            elif c == '.':
                self.pos += 1
                sdlist.append('.')
            elif c == '@':
                return EMPTYSTRING
            elif c in self.atomends:
                break
            else:
                sdlist.append(self.getatom())
        return EMPTYSTRING.join(sdlist)

    def getdelimited(self, beginchar, endchars, allowcomments=True):
        if self.field[self.pos:self.pos + 1] != beginchar:
            return ''
        slist = []
        quoted = False
        self.pos += 1
        while self.pos < len(self.field):
            c = self.field[self.pos]
            if quoted:
                slist.append(c)
                quoted = False
            elif c in endchars:
                self.pos += 1
                break
            elif allowcomments and c == '(':
                slist.append(self.getcomment())
                continue
            elif c == '\\':
                quoted = True
            else:
                slist.append(c)
            self.pos += 1
        return EMPTYSTRING.join(slist)

    def getquote(self):
        return self.getdelimited('"', '"\r', False)

    def getcomment(self):
        return self.getdelimited('(', ')\r', True)

    def getatom(self, atomends=None):
        atomends = self.atomends if atomends is None else atomends
        start = self.pos
        while self.pos < len(self.field) and self.field[self.pos] not in atomends:
            self.pos += 1
        return self.field[start:self.pos]

    def getphraselist(self):
        plist = []
        while self.pos < len(self.field):
            c = self.field[self.pos]
            if c in self.FWS:
                self.pos += 1
            elif c == '"':
                plist.append(self.getquote())
            elif c == '(':
                self.commentlist.append(self.getcomment())
            elif c in self.phraseends:
                break
            else:
                plist.append(self.getatom(self.phraseends))
        return plist


class AddressList(AddrlistClass):
    """Addresses, with the operations of sets."""

    def __init__(self, field):
        AddrlistClass.__init__(self, field)
        self.addresslist = self.getaddrlist() if field else []

    def __len__(self):
        return len(self.addresslist)

    def __getitem__(self, index):
        return self.addresslist[index]
