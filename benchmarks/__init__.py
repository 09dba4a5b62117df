"""What is fast, and light over a slow line: measured on a real pseudo-terminal, each beside the bare thing."""
