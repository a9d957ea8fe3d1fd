"""`python -m simulator`."""

from simulator.cli import main
from simulator.commands.completion import COMPLETE_VARIABLE

if __name__ == "__main__":
    main(complete_var=COMPLETE_VARIABLE)
