"""What people decide about themes and notes: functions from the ledger as it stands to the ledger as it would be."""
