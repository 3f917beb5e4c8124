"""What the servers of hub and centre have in common: doors over HTTP, their description, how they listen."""
