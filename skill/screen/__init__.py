"""Turns as screens: scenes, which APL documents (documents/*.json) lay out.

Words come from the turn and the content as data. The documents contain layout, colours and the hours of night.
"""
