"""Messages of several parts."""

__all__ = ['MIMEMultipart']

from email.mime.base import MIMEBase


class MIMEMultipart(MIMEBase):
    """multipart/mixed and its like: a list of messages between boundaries."""

    def __init__(self, _subtype='mixed', boundary=None, _subparts=None, *, policy=None, **_params):
        MIMEBase.__init__(self, 'multipart', _subtype, policy=policy, **_params)
        self._payload = []  # a multipart without parts is one, too
        for part in _subparts if _subparts else ():
            self.attach(part)
        if boundary:
            self.set_boundary(boundary)
