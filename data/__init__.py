"""What is true without a screen: ledgers read, rules reckoned, marks kept, one board made of them.
It knows neither tui nor widgets, and never textual or rich."""
