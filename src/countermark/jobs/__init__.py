"""Background work: a job row commits with the business row that needs it, and survives a killed worker."""
