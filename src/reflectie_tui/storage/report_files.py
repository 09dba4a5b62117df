"""Reports that are handed over."""

from pathlib import Path

from reflectie_tui.storage.writing import make_folder, real_path, write_file


def write_report(path: Path, text: str) -> None:
    """Put a report in a file, in one step; its folder is made where it is not there yet.

    Raises:
        WriteError: where it could not be written; what stood there is whole.
    """
    make_folder(real_path(path).parent)
    write_file(path, text.encode("utf-8", errors="replace"))
