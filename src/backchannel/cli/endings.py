"""End commands that were interrupted, or whose output nobody reads any longer."""

from __future__ import annotations

import os
import signal
import sys
from typing import Any, NoReturn

import click

_INTERRUPTED = 128 + signal.SIGINT
"""The exit status of a command interrupted by Ctrl-C, as shells define it."""


class Commands(click.Group):
    """A group of commands. Ctrl-C ends each of them with one line. When a program such as `head` has read enough of their output, they end
    successfully."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()
        except KeyboardInterrupt:
            end_interrupted()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python flushes it once more at the end
            sys.exit(0)


def end_interrupted() -> NoReturn:
    """Exit after Ctrl-C."""
    click.echo("backchannel: interrupted.", err=True)
    sys.exit(_INTERRUPTED)
