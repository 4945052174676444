"""What is true without a screen: the folder, its ledgers, the marks, the rules and the board."""
