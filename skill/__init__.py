"""An Alexa skill that talks you through a leg cramp. docs/architecture.md shows the layers."""

__version__ = "0.2.0"
