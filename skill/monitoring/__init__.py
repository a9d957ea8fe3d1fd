"""Request log, metrics and health pages.

Nothing here contains what a user said or who they are: no words, slots, user ids or health topics by name.
"""
