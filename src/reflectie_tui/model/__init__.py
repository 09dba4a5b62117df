"""The words of the session: what is asked, what was answered, and what follows from it."""
