"""Looks at a server from where it is run, and says of each thing that could be wrong what to do about it.

It asks for nothing that is not public, or shown on the machine itself, and sends nothing about anybody.
"""
