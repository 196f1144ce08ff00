"""Encodings of one or two bytes: what a handler of errors may answer; readers, coders and what cannot be copied."""
import codecs
import copy
import io

for answer in (('x', 100), ('x', -100), ('x', 2 ** 70), ('x', None), ('x',), 5, (None, 1), (b'q', 3), ('y', -2)):
    codecs.register_error('answers', lambda error: answer)
    for function, data in ((codecs.getencoder('gbk'), 'ab\udeeecd'), (codecs.getdecoder('euc_kr'), b'ab\xffcd')):
        try:
            print(answer, function(data, 'answers'))
        except (TypeError, IndexError) as error:
            print(answer, type(error).__name__, error)
for data in 42, 'text':
    try:
        codecs.getdecoder('big5')(data)
    except TypeError as error:
        print(error)
coder = codecs.getincrementalencoder('shift_jis')('ignore')
try:
    del coder.errors
except AttributeError as error:
    print(error)
print(coder.encode('a\udeeeb'), coder.errors)
reader = codecs.getreader('gb2312')(io.BytesIO('你好\nab'.encode('gb2312')))
print(reader.readline(None), reader.read(None))
for kind in codecs.getreader('utf-8'), codecs.getwriter('utf-8'):
    try:
        copy.copy(kind(io.BytesIO()))
    except TypeError as error:
        print(error)
