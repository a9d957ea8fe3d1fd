"""`python -m simulator`."""

from simulator.cli import COMPLETE_VARIABLE, main

if __name__ == "__main__":
    main(complete_var=COMPLETE_VARIABLE)
