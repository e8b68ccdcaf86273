"""The pages of the message traffic: the ladder, the ledger, the threads, the clock."""
