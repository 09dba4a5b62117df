"""The same app, machine and style sheets as the tests of the screens have."""

from tests.ui.conftest import own_machine, sets, style_sheets_read_once

__all__ = ["own_machine", "sets", "style_sheets_read_once"]
