"""Have Pagefind make an index.

Pagefind is a separate program, which comes with its Python package and answers on its standard output: a request and an answer are JSON in
Base64, each ended by a comma. The package's own client sleeps a tenth of a second before each answer, which is half a minute for a volume;
and given a folder instead, Pagefind takes its files in the order of the disk, so that the same texts would give other bytes elsewhere.

"""

from __future__ import annotations

import base64
import errno
import gzip
import json
import os
import subprocess
from importlib.metadata import version
from typing import IO, TYPE_CHECKING, Any

from pagefind.service import get_executable

if TYPE_CHECKING:
    from collections.abc import Iterable

ENTRY = "pagefind-entry.json"
"""The file of an index that names all its other files."""
PROGRAM = ("pagefind.js", "wasm.en.pagefind")
"""The program that searches an index, in a browser. Pagefind's own user interfaces are left out."""

_SETTINGS = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "1400"}
"""Words and places in a part of the word list. Pagefind's default of 20,000 loads ten times as much per word; with fewer, the list of parts
grows longer."""
MAKE = f"Pagefind {version('pagefind')}, {_SETTINGS}"
"""What an index depends on besides its pages."""
_SIGNATURE = b"pagefind_dcd"


def index_of(pages: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """Make the files of an index of `pages`, each with its address. Raises `OSError` if Pagefind cannot make it."""
    command = [str(get_executable()), "--service"]
    with subprocess.Popen(
        command, env=os.environ | _SETTINGS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as service:
        assert service.stdin
        assert service.stdout
        index = _ask(service.stdin, service.stdout, type="NewIndex", config={"force_language": "en"})["index_id"]
        for url, page in pages:
            _ask(service.stdin, service.stdout, type="AddFile", index_id=index, url=url, file_path=None, file_contents=page)
        files = _ask(service.stdin, service.stdout, type="GetFiles", index_id=index)["files"]
        service.stdin.close()
        service.terminate()
    return {file["path"]: base64.b64decode(file["content"]) for file in files}


def _ask(requests: IO[bytes], answers: IO[bytes], **payload: object) -> Any:
    try:
        requests.write(base64.b64encode(json.dumps({"message_id": 1, "payload": payload}).encode()) + b",")
        requests.flush()
        answer = json.loads(base64.b64decode(_until_comma(answers)))["payload"]
    except (BrokenPipeError, ValueError) as fault:
        raise _failed(f"it ended at {payload['type']}") from fault
    if answer["type"] == "Error":
        raise _failed(answer["message"])
    return answer


def _until_comma(answers: IO[bytes]) -> bytes:
    """Read up to a comma: an answer is megabytes without a line end, and Base64 has no comma."""
    parts: list[bytes] = []
    while not (parts and parts[-1].endswith(b",")):
        part = os.read(answers.fileno(), 1 << 20)
        if not part:
            raise ValueError("no answer")
        parts.append(part)
    return b"".join(parts)[:-1]


def packed(data: bytes) -> bytes:
    """Pack data in the format of an index file."""
    return compressed(_SIGNATURE + data)


def compressed(data: bytes) -> bytes:
    """Compress data to the same bytes in every version of Python: the versions write different systems into the tenth byte of the header.
    It is 255 here, for an unknown system."""
    packed = bytearray(gzip.compress(data, mtime=0))
    packed[9] = 255
    return bytes(packed)


def unpacked(file: bytes) -> bytes:
    """Unpack a file of an index. Raises `OSError` for a file in another format."""
    held = gzip.decompress(file)
    if not held.startswith(_SIGNATURE):
        raise _failed(f"version {version('pagefind')} writes another kind of file")
    return held.removeprefix(_SIGNATURE)


def _failed(reason: str) -> OSError:
    return OSError(errno.EIO, f"Pagefind could not make it ({reason})", "the search index")
