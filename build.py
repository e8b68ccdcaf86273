"""Builds the edition in this folder: `python build.py` is `backchannel build`."""

import sys

from backchannel.__main__ import main

if __name__ == "__main__":
    sys.argv.insert(1, "build")
    main()
