"""`python -m reflectie_tui`, and the commands `reflectie` and `reflectie-tui`."""

import sys


def main() -> int:
    """Run the command line with the arguments of this process and return its exit status."""
    try:
        from reflectie_tui.cli import run

        return run(sys.argv[1:])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
