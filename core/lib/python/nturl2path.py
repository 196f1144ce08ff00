"""Windows paths as file URLs and back."""


def url2pathname(url):
    """The path of a URL without its 'file:'."""
    import string
    import urllib.parse
    url = url.replace(':', '|')
    if '|' not in url:
        if url[:4] == '////':
            url = url[2:]  # \\\\host\\path
        return urllib.parse.unquote('\\'.join(url.split('/')))
    comp = url.split('|')
    if len(comp) != 2 or comp[0][-1] not in string.ascii_letters:
        raise OSError('Bad URL: ' + url)
    path = comp[0][-1].upper() + ':'
    for part in comp[1].split('/'):
        if part:
            path += '\\' + urllib.parse.unquote(part)
    if path.endswith(':') and url.endswith('/'):
        path += '\\'
    return path


def pathname2url(p):
    """The URL, without 'file:', of a path."""
    import urllib.parse
    if p[:4] == '\\\\?\\':
        p = p[4:]
        if p[:4].upper() == 'UNC/':
            p = '\\' + p[4:]
        elif p[1:2] != ':':
            raise OSError('Bad path: ' + p)
    if ':' not in p:
        if p[:2] == '\\\\':
            p = '\\\\' + p
        return urllib.parse.quote('/'.join(p.split('\\')))
    comp = p.split(':', maxsplit=2)
    if len(comp) != 2 or len(comp[0]) > 1:
        raise OSError('Bad path: ' + p)
    path = '///' + urllib.parse.quote(comp[0].upper()) + ':'
    for part in comp[1].split('\\'):
        if part:
            path += '/' + urllib.parse.quote(part)
    return path
