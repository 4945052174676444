"""What several rules lean on: names, projects, fairs, targets, working days, problems.
Knows ledgers, settings and model; none of the rooms beside it."""
