"""The front door: command line and the run that joins the rooms."""

__version__ = "0.1.0"
