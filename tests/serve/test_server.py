"""The server sends the files of the site with their types, nothing else, and only to this machine."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from pathlib import Path

import pytest

from backchannel.serve import event_stream
from backchannel.serve.server import SiteServer
from backchannel.settings import SettingsError

FILES = {
    "index.html": "<html><head><title>Front</title></head><body>Front</body></html>",
    "404.html": "<html><head></head><body>Not found</body></html>",
    "v/index.html": "<html><head></head><body>Volume</body></html>",
    "v/d1.html": "<html><head></head><body>Document 1</body></html>",
    "v/bücher.html": "<html><head></head><body>Books</body></html>",
    "v/search/all.pf_fragment": "bytes",
    "v/citations.json": "[]",
    "messages.csv": "a,b",
    "static/edition.js": "'use strict'",
    "static/edition.css": "body{}",
    "static/icon.svg": "<svg/>",
    "static/a.wasm": "bytes",
    ".backchannel": "hidden",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(text, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    return tmp_path / "site"


@pytest.fixture
def server(site: Path) -> Iterator[SiteServer]:
    with SiteServer(site, 0) as server:
        server.begin()
        yield server


def ask(server: SiteServer, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


TYPES = {
    "/": "text/html; charset=utf-8",
    "/v/": "text/html; charset=utf-8",
    "/v/d1.html?q=1": "text/html; charset=utf-8",
    "/v/b%C3%BCcher.html": "text/html; charset=utf-8",
    "/v/search/all.pf_fragment": "application/octet-stream",
    "/v/citations.json": "application/json; charset=utf-8",
    "/messages.csv": "text/csv; charset=utf-8",
    "/static/edition.js": "text/javascript; charset=utf-8",
    "/static/edition.css": "text/css; charset=utf-8",
    "/static/icon.svg": "image/svg+xml",
    "/static/a.wasm": "application/wasm",
    "/_backchannel/serve.js": "text/javascript; charset=utf-8",
    "/_backchannel/serve.css": "text/css; charset=utf-8",
}


@pytest.mark.parametrize(("path", "type"), TYPES.items())
def test_each_file_has_its_type(server: SiteServer, path: str, type: str) -> None:
    status, headers, body = ask(server, path)
    assert (status, headers["Content-Type"], headers["Cache-Control"]) == (200, type, "no-cache")
    assert len(body) == int(headers["Content-Length"])


OUTSIDE = [
    *(
        "/../secret.txt",
        "/v/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/v/%2e%2e/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
    ),
    *(
        "//secret.txt",
        "/./index.html",
        "/.backchannel",
        "/link.txt",
        "/folder/secret.txt",
        "/loop",
        "/%00",
        f"/{'a' * 300}",
        "/nowhere.html",
    ),
    *("/static/", "/static", "/_backchannel/server.py", "/_backchannel/../server.py", "/%ff"),
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_but_the_files_of_the_site_is_served(server: SiteServer, site: Path, path: str) -> None:
    (site / "link.txt").symlink_to(site.parent / "secret.txt")
    (site / "folder").symlink_to(site.parent)
    (site / "loop").symlink_to(site / "loop")
    status, _, body = ask(server, path)
    assert status == 404
    assert b"secret" not in body


def test_a_missing_file_is_answered_with_the_404_page(server: SiteServer, site: Path) -> None:
    status, headers, body = ask(server, "/v/d99.html")
    assert (status, headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert b"Not found" in body
    (site / "404.html").unlink()
    assert ask(server, "/v/d99.html")[::2] == (404, b"Page not found.\n")


def test_a_folder_is_redirected_to_its_index(server: SiteServer) -> None:
    status, headers, _ = ask(server, "/v")
    assert (status, headers["Location"]) == (301, "/v/")


HOSTS = {
    "127.0.0.1": 200,
    "127.0.0.1:8000": 200,
    "localhost:9": 200,
    "[::1]:8000": 200,
    "rebound.example": 403,
    "127.0.0.1.rebound.example:8000": 403,
    "localhost@rebound.example": 403,
    "": 403,
}


@pytest.mark.parametrize(("host", "status"), HOSTS.items())
@pytest.mark.parametrize("path", ["/index.html", "/_backchannel/serve.js"])
def test_only_requests_to_local_host_names_are_answered(server: SiteServer, host: str, status: int, path: str) -> None:
    assert ask(server, path, Host=host)[0] == status


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_only_reading_requests_are_allowed(server: SiteServer, method: str) -> None:
    assert ask(server, "/index.html", method)[0] == 501


@pytest.mark.parametrize("path", ["/index.html", "/nowhere", "/v", "/_backchannel/serve.js", "/_backchannel/events"])
def test_a_head_request_has_the_same_headers_without_a_body(server: SiteServer, path: str) -> None:
    status, headers, body = ask(server, path, "HEAD")
    assert body == b""
    if not path.endswith("events"):
        whole = ask(server, path)
        assert (status, headers | {"Date": ""}) == (whole[0], whole[1] | {"Date": ""})


def test_only_pages_get_the_script_and_no_file_of_the_site_is_changed(server: SiteServer, site: Path) -> None:
    before = {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in site.rglob("*") if file.is_file()}
    served = {name: ask(server, f"/{name.replace('ü', '%C3%BC')}")[2] for name in FILES if not name.startswith(".") and name != "404.html"}
    assert {name for name, body in served.items() if b"/_backchannel/serve.js" in body} == {
        name for name in served if name.endswith(".html")
    }
    assert b"defer></script></head><body>Document 1</body>" in served["v/d1.html"]
    assert before == {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in site.rglob("*") if file.is_file()}


def test_a_page_is_sent_once_until_it_changes(server: SiteServer, site: Path) -> None:
    tag = ask(server, "/v/d1.html")[1]["ETag"]
    assert ask(server, "/v/d1.html", If_None_Match=tag)[::2] == (304, b"")
    (site / "v" / "d1.html").write_text("other", encoding="utf-8")
    assert ask(server, "/v/d1.html", If_None_Match=tag)[0] == 200


class Listening:
    """Listen to the server as an open page does."""

    def __init__(self, server: SiteServer, page: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
        self._connection.request("GET", f"/_backchannel/events?page={page}&stamp={server.site.stamp(page)}")
        self._answer = self._connection.getresponse()

    def event(self) -> list[str]:
        lines = iter(lambda: self._answer.readline().decode().rstrip("\n"), "")
        return list(lines)

    def close(self) -> None:
        self._connection.close()
        self._answer.close()


@pytest.mark.parametrize(
    ("page", "changed", "reloads"),
    [
        ("/v/d1.html", "v/d1.html", True),
        ("/v/d1.html", "static/edition.css", True),
        ("/v/d1.html", "v/index.html", False),
        ("/v/", "v/index.html", True),
        ("/v/d2.html", "v/d2.html", True),
    ],
)
def test_a_changed_page_is_reloaded_and_an_unchanged_one_gets_the_status(
    server: SiteServer, site: Path, page: str, changed: str, reloads: bool
) -> None:
    listening = Listening(server, page)
    assert listening.event()[0] == "event: news"
    (site / changed).write_text("<head></head>changed", encoding="utf-8")
    server.board.put(event_stream.failed("edition.toml: no"))
    event = listening.event()
    assert event[0] == ("event: reload" if reloads else "event: news")
    assert reloads or "edition.toml: no" in event[2]
    listening.close()


def test_a_port_in_use_is_skipped(server: SiteServer, site: Path) -> None:
    with SiteServer.at_free_port(site, server.server_port) as other:
        assert other.server_port > server.server_port
    with SiteServer(site, 65535), pytest.raises(SettingsError, match="choose another with --port"):
        SiteServer.at_free_port(site, 65535)
