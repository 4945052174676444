"""What the maintainers run: the README's tables and the pictures in docs.
Knows every room of tui; of data ledgers, the rule book and the marks' outcomes too."""
