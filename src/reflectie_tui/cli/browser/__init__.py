"""Reflectie in a browser on this machine: a page of our own, a server for it, and an app for each page that is open."""
