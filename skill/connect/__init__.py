"""Connects this checkout to Amazon: signs in, sends the skill, and says what to do next. No server imports it.

It asks for nothing that it can find out, and each step can be repeated: build/connect.json keeps ids and addresses.
A token is held in memory only. It is never printed, logged or written to a file.
"""
