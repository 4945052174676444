"""What the maintainers run: the README's tables and the pictures in docs.
Knows every room of tui; of data the kinds of ledgers and the demo too."""
