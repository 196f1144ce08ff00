"""A text."""

__all__ = ['MIMEText']

from email.mime.nonmultipart import MIMENonMultipart


class MIMEText(MIMENonMultipart):
    """text/plain and its like, in the character set given, else in the smaller one that has all of the text."""

    def __init__(self, _text, _subtype='plain', _charset=None, *, policy=None):
        if _charset is None:
            has_all = len(_text.encode('us-ascii', 'ignore')) == len(_text)
            _charset = 'us-ascii' if has_all else 'utf-8'
        MIMENonMultipart.__init__(self, 'text', _subtype, policy=policy, charset='%s' % _charset)
        self.set_payload(_text, _charset)
