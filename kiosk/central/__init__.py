"""HTTP of the city: ingest of every hall's journal."""
