"""Turns as what a screen shows: scenes, laid out by documents/*.json. It may not know Alexa's SDK, the web or a clock.

Words come from the turn and the content as data; the documents hold layout, colours and time by night.
"""
