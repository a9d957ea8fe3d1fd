"""Speed figures, each beside a baseline: a bare Flask route that checks the same signature and answers a few bytes.

`python -m bench` prints them. It may know everything; nothing in skill/ may know it.
"""
