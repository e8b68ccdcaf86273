"""Serve a site to this computer only, as static hosts do, and notify open pages when they have changed.

The site's files do not change: the server adds its script to a page while sending it. The script sends back the *stamp* (a hash) of its
page. After each write, the server compares the stamp of each open page with the stamp of its file.
"""

from __future__ import annotations

import errno
import os
import re
import socket
import sys
import threading
from contextlib import suppress
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from mimetypes import MimeTypes
from socketserver import TCPServer
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl, quote, unquote_to_bytes

from backchannel.serve.event_stream import EventStream
from backchannel.settings import SettingsError
from backchannel.source import digest
from backchannel.system.file_stamps import stamp

if TYPE_CHECKING:
    from pathlib import Path

OURS = "/_backchannel/"
"""The path of the server's own files: `serve.js`, `serve.css` and `events`."""
_HERE = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d+)?")
"""Names of this computer. Other names are rejected: by DNS rebinding, the name of another site can point here, and its scripts could read
the texts."""
_TRIED = 20
"""How many consecutive ports are tried."""
_BEAT = 15.0
"""Seconds between empty messages to an open page, by which the server notices pages that were closed."""
_ALSO = {"search.html": ("search/directory.js",)}
"""Files on which a page depends, in addition to the shared ones."""

_HEADERS = {
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Connection": "close",
}


class HttpReply(NamedTuple):
    """A response: status, data and media type, and the stamp that becomes its ETag; or the address (`to`) of a redirect."""

    status: HTTPStatus
    data: bytes = b""
    type: str = ""
    stamp: str = ""
    to: str = ""


class SiteFiles:
    """The files of a site, by address."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()

    def reply(self, path: str) -> HttpReply:
        """Return the file at an address (`/frus1969-76v09/d145.html`), or the 404 page if there is none."""
        stamp, file = self.stamp(path), self._file(path)
        if not file and self._file(f"{path}/"):
            return HttpReply(HTTPStatus.MOVED_PERMANENTLY, to=f"{quote(unquote_to_bytes(path))}/")
        shown = file or self._root / "404.html"
        try:
            data = shown.read_bytes()
        except OSError:  # the file was just removed, or there is no 404 page
            return _said(HTTPStatus.NOT_FOUND, "Page not found.")
        page = _with_script(data, stamp) if shown.suffix == ".html" else data
        return HttpReply(HTTPStatus.OK if file else HTTPStatus.NOT_FOUND, page, _type(shown.name), stamp)

    def stamp(self, path: str) -> str:
        """Return a hash that changes with the file at an address, or with a file that all pages share."""
        file = self._file(path)
        also = _ALSO.get(file.relative_to(self._root).as_posix(), ()) if file else ()
        shared = sorted(entry for entry in (self._root / "static").glob("*.*"))
        files = [file or self._root / "404.html", *(self._root / name for name in also), *shared]
        return digest(repr((bool(file), [_stamp(file) for file in files])).encode())[:16]

    def _file(self, path: str) -> Path | None:
        """Return the file at an address, or None if there is none, it is hidden, or it is outside the site (by `..` or a symbolic link)."""
        try:
            first, *folders, name = os.fsdecode(unquote_to_bytes(path)).split("/")
            if first or not all(folders) or any(part.startswith(".") for part in (*folders, name)):
                return None
            file = self._root.joinpath(*folders, name or "index.html").resolve()
            return file if file.is_relative_to(self._root) and file.is_file() else None
        except (OSError, ValueError, RuntimeError):  # the name is too long or contains a null byte, or a link points to itself
            return None


def _stamp(file: Path) -> str:
    try:
        return stamp(file.stat())
    except OSError:
        return ""


def _with_script(page: bytes, stamp: str) -> bytes:
    """Return a page with our script and style sheet added. The page's security policy allows them because this server has them as files."""
    ours = f'<link rel="stylesheet" href="{OURS}serve.css"><script src="{OURS}serve.js" data-stamp="{stamp}" defer></script>'
    head, end, body = page.partition(b"</head>")
    return head + ours.encode() + end + body


_TYPES = MimeTypes()  # not the system's types: on some computers they call a script plain text
for _ending, _type_of in {".js": "text/javascript", ".wasm": "application/wasm", ".csv": "text/csv"}.items():
    _TYPES.add_type(_type_of, _ending)


def _type(name: str) -> str:
    """Return the media type of a file, by its name: `text/html; charset=utf-8`, or the type of binary data for others (`.pf_fragment`)."""
    known = _TYPES.guess_type(f"/{name}")[0] or "application/octet-stream"
    return f"{known}; charset=utf-8" if known.startswith("text/") or known.endswith("json") else known


def _said(status: HTTPStatus, words: str) -> HttpReply:
    return HttpReply(status, f"{words}\n".encode(), _type(".txt"))


@cache
def _own(name: str) -> HttpReply | None:
    """Return one of the server's own files."""
    if name not in ("serve.js", "serve.css"):
        return None
    data = resources.files("backchannel.serve").joinpath(name).read_bytes()
    return HttpReply(HTTPStatus.OK, data, _type(name), digest(data)[:16])


class _Handler(BaseHTTPRequestHandler):
    """Handle one request. Each request has its own connection."""

    server: SiteServer
    protocol_version = "HTTP/1.1"
    timeout = 30
    """Seconds within which a request must arrive."""

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        if not _is_here(self.headers.get_all("Host", [])):
            self._send(_said(HTTPStatus.FORBIDDEN, "This site is served to this computer only."))
        elif path == f"{OURS}events":
            self._stream(dict(parse_qsl(query)))
        elif path.startswith(OURS):
            self._send(_own(path.removeprefix(OURS)) or _said(HTTPStatus.NOT_FOUND, "Page not found."))
        else:
            self._send(self.server.site.reply(path))

    def do_HEAD(self) -> None:
        self.do_GET()

    def _send(self, reply: HttpReply) -> None:
        known = reply.stamp and f'"{reply.stamp}"' in self.headers.get("If-None-Match", "")
        self._begin(HTTPStatus.NOT_MODIFIED if known and reply.status == HTTPStatus.OK else reply.status)
        if reply.to:
            self.send_header("Location", reply.to)
        if reply.stamp:
            self.send_header("ETag", f'"{reply.stamp}"')
        if not known:
            self.send_header("Content-Type", reply.type)
            self.send_header("Content-Length", str(len(reply.data)))
        self.end_headers()
        if self.command != "HEAD" and not known:
            self.wfile.write(reply.data)

    def _begin(self, status: HTTPStatus) -> None:
        self.send_response(status)
        self.close_connection = True
        for name, value in _HEADERS.items():
            self.send_header(name, value)

    def _stream(self, asked: dict[str, str]) -> None:
        """Send events to an open page until it is closed or has to reload. `asked` has its address and its stamp."""
        self._begin(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.end_headers()
        seen = 0
        while self.command != "HEAD" and (up := self.server.board.wait(seen, _BEAT)):
            if self.server.site.stamp(asked.get("page", "")) != asked.get("stamp"):
                self.wfile.write(b"event: reload\ndata:\n\n")
                return
            number, news = up
            self.wfile.write(f"event: news\nid: {number}\ndata: {news.data()}\n\n".encode() if number != seen else b":\n\n")
            seen = number

    def version_string(self) -> str:
        return "Backchannel"

    def log_message(self, *_: object) -> None:
        """Log nothing."""


def _is_here(hosts: list[str]) -> bool:
    """Return whether a request names this computer as its host: `Host: 127.0.0.1:8000`."""
    return len(hosts) == 1 and bool(_HERE.fullmatch(hosts[0]))


class SiteServer(ThreadingHTTPServer):
    """A server for a site. Use it in a `with` statement: `begin` starts it, and the end of the statement stops all its threads."""

    daemon_threads = False
    allow_reuse_address = os.name != "nt"  # on Windows it would let two servers share a port
    request_queue_size = 64

    def __init__(self, site: Path, port: int) -> None:
        self.site, self.board = SiteFiles(site), EventStream()
        self._connections: set[socket.socket] = set()
        self._thread = threading.Thread(target=self.serve_forever, name="server")
        super().__init__(("127.0.0.1", port), _Handler)

    @classmethod
    def at_free_port(cls, site: Path, port: int) -> SiteServer:
        """Return a server at `port`, or at the next free port. Raises `SettingsError`."""
        last = min(port + _TRIED - 1, 65535)
        for tried in range(port, last + 1):
            try:
                return cls(site, tried)
            except OSError as error:
                if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                    raise
        raise SettingsError(f"no port from {port} to {last} is available; choose another with --port.")

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"

    def show(self, site: Path) -> None:
        """Serve this site from now on."""
        self.site = SiteFiles(site)

    def begin(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        if self._thread.ident:
            self.shutdown()
            self._thread.join()
        self.board.close()
        for connection in list(self._connections):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self.server_close()

    def server_bind(self) -> None:
        """Bind as `HTTPServer` does, but without a DNS lookup of the host name."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Ignore errors of closed connections: a browser may disconnect before it has its response."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)
