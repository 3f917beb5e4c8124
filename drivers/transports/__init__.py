"""Ways bytes reach a device: serial, TCP, file."""
