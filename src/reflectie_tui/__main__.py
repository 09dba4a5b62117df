"""`python -m reflectie_tui`, and the commands `reflectie` and `reflectie-tui`."""

import sys


def main() -> int:
    """Run the command line with the arguments of this process and return its exit status."""
    try:
        from reflectie_tui.cli import run, tell_crash

        if not sys.flags.dev_mode:  # `python -X dev` shows where a mistake of ours comes from
            sys.excepthook = tell_crash
        return run(sys.argv[1:])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
