"""Servers: they wait for requests and give each to a handler."""

import io
import selectors
import socket
import sys
import threading
from io import BufferedIOBase
from time import monotonic as time

__version__ = "0.4"
__all__ = ["BaseServer", "TCPServer", "UDPServer", "ThreadingUDPServer", "ThreadingTCPServer", "BaseRequestHandler",
           "StreamRequestHandler", "DatagramRequestHandler", "ThreadingMixIn", "UnixStreamServer", "UnixDatagramServer",
           "ThreadingUnixStreamServer", "ThreadingUnixDatagramServer"]


class BaseServer:
    """What all servers have: how requests are waited for and go through the methods that a subclass may replace."""

    timeout = None

    def __init__(self, server_address, RequestHandlerClass):
        self.server_address, self.RequestHandlerClass = server_address, RequestHandlerClass
        self.__stopped, self.__is_to_stop = threading.Event(), False

    def __enter__(self):
        return self

    def __exit__(self, *raised):
        self.server_close()

    # ---- waiting ----

    def serve_forever(self, poll_interval=0.5):
        """Handle requests until shutdown()."""
        self.__stopped.clear()
        try:
            with self.__waiting() as waiting:
                while not self.__is_to_stop:
                    came = waiting.select(poll_interval)
                    if not self.__is_to_stop:
                        if came:
                            self._handle_request_noblock()
                        self.service_actions()
        finally:
            self.__is_to_stop = False
            self.__stopped.set()

    def shutdown(self):
        """End serve_forever(), which runs in another thread."""
        self.__is_to_stop = True
        self.__stopped.wait()

    def __waiting(self):
        selector = selectors.PollSelector()
        selector.register(self, selectors.EVENT_READ)
        return selector

    def handle_request(self):
        """Handle one request."""
        limits = [limit for limit in (self.socket.gettimeout(), self.timeout) if limit is not None]
        left = min(limits, default=None)
        end = None if left is None else time() + left
        with self.__waiting() as waiting:
            while left is None or left >= 0:
                if waiting.select(left):
                    return self._handle_request_noblock()
                left = None if end is None else end - time()
        return self.handle_timeout()

    def _handle_request_noblock(self):
        try:
            request, client = self.get_request()
        except OSError:  # it is gone again
            return
        if not self.verify_request(request, client):
            self.shutdown_request(request)
            return
        processed = False
        try:
            self.process_request(request, client)
            processed = True
        except Exception:
            self.handle_error(request, client)
        finally:
            if not processed:
                self.shutdown_request(request)

    # ---- what subclasses may replace ----

    def server_activate(self):
        """Begin to be there for clients."""

    def server_close(self):
        """Give up what belongs to the server."""

    def service_actions(self):
        """Called by serve_forever() again and again."""

    def handle_timeout(self):
        """Called when no request came in time."""

    def verify_request(self, request, client_address):
        """Whether the request is to be handled."""
        return True

    def process_request(self, request, client_address):
        """Handle the request and end it."""
        self.finish_request(request, client_address)
        self.shutdown_request(request)

    def finish_request(self, request, client_address):
        """Have a handler handle it."""
        self.RequestHandlerClass(request, client_address, self)

    def shutdown_request(self, request):
        """End a request that was handled."""
        self.close_request(request)

    def close_request(self, request):
        """Give up what belongs to the request."""

    def handle_error(self, request, client_address):
        """Called when a handler raised."""
        import traceback
        line = '-' * 40
        print(line, f'Exception occurred during processing of request from {client_address}', sep='\n', file=sys.stderr)
        traceback.print_exc()
        print(line, file=sys.stderr)


class TCPServer(BaseServer):
    """A server of streams."""

    address_family, socket_type = socket.AF_INET, socket.SOCK_STREAM
    allow_reuse_address = allow_reuse_port = False
    request_queue_size = 5

    def __init__(self, server_address, RequestHandlerClass, bind_and_activate=True):
        super().__init__(server_address, RequestHandlerClass)
        self.socket = socket.socket(self.address_family, self.socket_type)
        try:
            if bind_and_activate:
                self.server_bind()
                self.server_activate()
        except:
            self.server_close()
            raise

    def server_bind(self):
        """Take the address."""
        for wanted, option in (self.allow_reuse_address, 'SO_REUSEADDR'), (self.allow_reuse_port, 'SO_REUSEPORT'):
            if wanted:
                self.socket.setsockopt(socket.SOL_SOCKET, getattr(socket, option), 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()

    def server_activate(self):
        """Let clients connect."""
        self.socket.listen(self.request_queue_size)

    def server_close(self):
        """Nobody can connect any more."""
        self.socket.close()

    def fileno(self):
        """The descriptor that is ready when a client comes."""
        return self.socket.fileno()

    def get_request(self):
        """The socket to the client that came, and its address."""
        return self.socket.accept()

    def shutdown_request(self, request):
        """Tell the client that this was all."""
        try:
            request.shutdown(socket.SHUT_WR)
        except OSError:  # it has closed it
            pass
        self.close_request(request)

    def close_request(self, request):
        """Close the socket to the client."""
        request.close()


class UDPServer(TCPServer):
    """A server of datagrams."""

    socket_type = socket.SOCK_DGRAM
    allow_reuse_address = allow_reuse_port = False
    max_packet_size = 8192

    def get_request(self):
        """The data that came with the socket to answer by, and the client's address."""
        data, client = self.socket.recvfrom(self.max_packet_size)
        return (data, self.socket), client

    # Nobody connects.
    server_activate, close_request = BaseServer.server_activate, BaseServer.close_request

    def shutdown_request(self, request):
        """Nothing is left to be told."""
        self.close_request(request)


class ThreadingMixIn:
    """Each request in a thread of its own."""

    daemon_threads = False
    block_on_close = True
    _threads = None

    def process_request_thread(self, request, client_address):
        """What the request's thread does."""
        try:
            self.finish_request(request, client_address)
        except Exception:
            self.handle_error(request, client_address)
        finally:
            self.shutdown_request(request)

    def process_request(self, request, client_address):
        t = threading.Thread(target=self.process_request_thread, args=(request, client_address))
        t.daemon = self.daemon_threads
        if not t.daemon and self.block_on_close:
            self._threads = [t, *(other for other in self._threads or () if other.is_alive())]
        t.start()

    def server_close(self):
        super().server_close()
        for t in self._threads or ():
            t.join()


class ThreadingUDPServer(ThreadingMixIn, UDPServer):
    pass


class ThreadingTCPServer(ThreadingMixIn, TCPServer):
    pass


class UnixStreamServer(TCPServer):
    address_family = socket.AF_UNIX


class UnixDatagramServer(UDPServer):
    address_family = socket.AF_UNIX


class ThreadingUnixStreamServer(ThreadingMixIn, UnixStreamServer):
    pass


class ThreadingUnixDatagramServer(ThreadingMixIn, UnixDatagramServer):
    pass


class BaseRequestHandler:
    """Handles a request: setup(), handle(), finish()."""

    def __init__(self, request, client_address, server):
        self.request, self.client_address, self.server = request, client_address, server
        self.setup()
        try:
            self.handle()
        finally:
            self.finish()

    def setup(self):
        """Before handle()."""

    def handle(self):
        """Answer the request."""

    def finish(self):
        """After handle(), also if that raised."""


class StreamRequestHandler(BaseRequestHandler):
    """A stream as two files: rfile, wfile."""

    timeout, disable_nagle_algorithm = None, False
    rbufsize, wbufsize = -1, 0  # as of socket.makefile(); 0: written at once

    def setup(self):
        """Make the files."""
        stream = self.connection = self.request
        if self.timeout is not None:
            stream.settimeout(self.timeout)
        if self.disable_nagle_algorithm:
            stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        self.rfile = stream.makefile('rb', self.rbufsize)
        self.wfile = stream.makefile('wb', self.wbufsize) if self.wbufsize else _SocketWriter(stream)

    def finish(self):
        """Write what is left and close the files."""
        if not self.wfile.closed:
            try:
                self.wfile.flush()
            except OSError:  # the client is gone
                pass
        for file in self.wfile, self.rfile:
            file.close()


class _SocketWriter(BufferedIOBase):
    """Writes a socket without a buffer."""

    def __init__(self, sock):
        self._sock, self.fileno = sock, sock.fileno

    def writable(self):
        return True

    def write(self, b):
        self._sock.sendall(b)
        return memoryview(b).nbytes


class DatagramRequestHandler(BaseRequestHandler):
    """A datagram as two files: rfile, wfile."""

    def setup(self):
        self.packet, self.socket = self.request
        self.rfile = io.BytesIO(self.packet)
        self.wfile = io.BytesIO()

    def finish(self):
        self.socket.sendto(self.wfile.getvalue(), self.client_address)
