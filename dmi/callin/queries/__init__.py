"""What is read about call-ins, letters and deliveries, through sight."""
