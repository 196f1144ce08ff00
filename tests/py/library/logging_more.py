"""Handlers that write to files by time, to sockets, to watched files; configuration files; names of the system's log."""
import asyncio
import io
import logging
import logging.config
import logging.handlers
import multiprocessing
import os
import pickle
import re
import socketserver
import struct
import sys
import tempfile
import threading
import time

folder = tempfile.mkdtemp()
path = os.path.join(folder, 'timed.log')
handler = logging.handlers.TimedRotatingFileHandler(path, when='S', interval=1, backupCount=2)
log = logging.getLogger('timed')
log.propagate = False
log.addHandler(handler)
for i in range(4):
    log.error('message %d', i)
    handler.rolloverAt = int(time.time()) - 1 - i
handler.close()
print(len(os.listdir(folder)), all(re.fullmatch(r'timed\.log(\.\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d)?', name) for name in os.listdir(folder)))
for when in 'S', 'M', 'H', 'D', 'midnight', 'W0':
    handler = logging.handlers.TimedRotatingFileHandler(path, when=when, delay=True)
    print(when, handler.interval, handler.suffix, handler.when)
for wrong in 'X', 'W', 'W7':
    try:
        logging.handlers.TimedRotatingFileHandler(path, when=wrong, delay=True)
    except ValueError as error:
        print(error)
handler = logging.handlers.TimedRotatingFileHandler(path, when='midnight', utc=True, delay=True)
print(handler.computeRollover(86400 * 3 + 5), handler.computeRollover(86400 * 4))

path = os.path.join(folder, 'watched.log')
handler = logging.handlers.WatchedFileHandler(path)
log.handlers = [handler]
log.error('one')
os.rename(path, path + '.1')
log.error('two')
handler.close()
print(open(path).read(), open(path + '.1').read())

received = []


class Receiver(socketserver.StreamRequestHandler):
    def handle(self):
        size, = struct.unpack('>L', self.rfile.read(4))
        received.append(pickle.loads(self.rfile.read(size)))


server = socketserver.TCPServer(('localhost', 0), Receiver)
thread = threading.Thread(target=server.handle_request)
thread.start()
handler = logging.handlers.SocketHandler('localhost', server.server_address[1])
log.handlers = [handler]
log.warning('over %s', 'there')
handler.close()
thread.join()
server.server_close()
print(logging.makeLogRecord(received[0]).getMessage(), received[0]['levelname'], received[0]['args'])
system = logging.handlers.SysLogHandler
print(system.priority_names['warning'], system.facility_names['local3'], system.mapPriority(system, 'CRITICAL'), system.encodePriority(system, 'user', 'err'))
logging.config.fileConfig(io.StringIO('''
[loggers]
keys=root,app
[handlers]
keys=out
[formatters]
keys=short
[logger_root]
level=WARNING
handlers=out
[logger_app]
level=DEBUG
handlers=out
qualname=app.main
propagate=0
[handler_out]
class=StreamHandler
level=DEBUG
formatter=short
args=(sys.stdout,)
[formatter_short]
format=%(levelname)s:%(name)s:%(message)s
'''))
logging.getLogger('app.main').debug('shown')
logging.getLogger('other').info('not shown')
logging.getLogger('other').error('shown, too')
log.error('disabled')
try:
    logging.config.fileConfig('/no/such/file')
except FileNotFoundError as error:
    print(error)

# The name of the process that tells, and which selector a loop has.
teller = logging.getLogger("told")
asked = logging.StreamHandler(sys.stdout)
asked.setFormatter(logging.Formatter("%(levelname)s %(name)s %(processName)s %(message)s"))
for one in teller, logging.getLogger("asyncio"):
    one.propagate, one.handlers = False, [asked]
    one.setLevel(logging.DEBUG)
asyncio.run(asyncio.sleep(0))
for process in multiprocessing.Process(target=teller.info, args=["child"]), multiprocessing.Process(target=teller.info, args=["named"], name="own"):
    process.start()
    process.join()
teller.info("parent")
