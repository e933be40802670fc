"""Entry of the set-up. It parses on every Python 3, so that an old one gets a sentence instead of a syntax error."""

import sys

OLDEST_PYTHON = (3, 11)


def main() -> int:
    """Run the command line given, or refuse an old interpreter in one line."""
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(map(str, sys.version_info[:3]))
        sys.stderr.write(
            "error: set-up needs Python 3.11 or later, but this one is " + found + " (" + sys.executable + "). "
            "Install a newer Python, or name one: make setup PYTHON=python3.13\n"
        )
        return 1
    from tools.setup.commands import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
