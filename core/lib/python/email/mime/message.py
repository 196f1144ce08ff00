"""A message as a part."""

__all__ = ['MIMEMessage']

from email import message
from email.mime.nonmultipart import MIMENonMultipart


class MIMEMessage(MIMENonMultipart):
    """message/rfc822 and its like: the one part is another message."""

    def __init__(self, _msg, _subtype='rfc822', *, policy=None):
        MIMENonMultipart.__init__(self, 'message', _subtype, policy=policy)
        attach = message.Message.attach  # the class's own refuses
        if isinstance(_msg, message.Message):
            attach(self, _msg)
            self.set_default_type('message/rfc822')
        else:
            raise TypeError('Argument is not an instance of Message')
