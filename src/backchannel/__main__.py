"""`python -m backchannel` is `backchannel`."""

from backchannel.cli import main

if __name__ == "__main__":
    main()
