"""`python -m tui`: the program, also where its script is not installed."""

from tui.first import main

main()
