"""What an operator may know: a line for each request, counts, and whether it is ready.

It may not know what a person said, what about, or who they are: no word, slot, user id or health topic by name.
"""
