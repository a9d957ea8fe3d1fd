"""Speed figures, each beside a baseline: a bare Flask route that proves the same signature and says next to nothing.

`python -m bench` prints them. It may know everything; nothing in skill/ may know it.
"""
