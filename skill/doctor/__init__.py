"""Checks a server from outside, and says what to do about each problem.

It requests only pages that are public or shown on the machine itself, and sends no user's data.
"""
