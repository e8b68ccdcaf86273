"""Start the command line: `backchannel` and `python -m backchannel`.

This module imports nothing, so that Ctrl-C ends a command in one line even while the program is being loaded, and while it ends.
"""

from __future__ import annotations

import signal
import sys


def main() -> None:
    """Run the command line."""
    try:
        from backchannel import cli

        try:
            cli.main()
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done; Python would print a traceback while it ends its threads
    except KeyboardInterrupt:
        sys.stderr.write("backchannel: interrupted.\n")
        sys.exit(128 + signal.SIGINT)


if __name__ == "__main__":
    main()
