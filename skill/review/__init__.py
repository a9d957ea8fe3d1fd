"""The page that a health professional reads and signs. No server imports it."""
