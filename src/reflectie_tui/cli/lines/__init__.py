"""A session in plain lines, for a screen reader or a bare terminal: `reflectie score` and `reflectie talk`."""
