"""The server of a city: collects the events of all halls, shows them, and hands the catalogue down."""
