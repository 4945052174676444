"""What officers did: written so that nothing is lost, folded so that every station sees the same."""
