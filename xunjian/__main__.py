"""``python -m xunjian``."""

from xunjian.cli import main

main(prog_name="xunjian")
