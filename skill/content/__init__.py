"""What is on disk in content/, read once into one frozen Library per locale, and checked across files.

Knows the shapes of content files and nothing of conversations, Alexa or the web.
"""
