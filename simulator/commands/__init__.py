"""The commands of `python -m simulator`, a file each. What a command needs is imported when it runs."""
