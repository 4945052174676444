"""The program itself: themes, marks on their way, what comes up from screens.
Knows every room of tui but commands and maintain."""
