"""What ledgers are to each other: versions of one file, shared rows, contradictions, faults as work.
Knows the fairs, the units and the calendar."""
