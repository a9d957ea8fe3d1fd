"""What words mean: text → the signs that are in it. Pure functions of text and content.

Knows content, but no Alexa, session, store or clock.
"""
