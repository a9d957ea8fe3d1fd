"""The page that a health professional reads, and the signature that is kept of it. Never part of a server."""
