"""What several rules lean on: names, projects, fairs, targets, working days, problems.
Knows ledgers, settings, model and support; none of the rooms beside it."""
