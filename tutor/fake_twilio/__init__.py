"""A stand-in for Twilio: it answers as Twilio does, keeps what it was given, and calls back."""
