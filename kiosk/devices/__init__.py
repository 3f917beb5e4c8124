"""The device set of this machine: builds drivers from config, watches their health."""
