"""`python -m skill`."""

from skill.cli import main

if __name__ == "__main__":
    main()
