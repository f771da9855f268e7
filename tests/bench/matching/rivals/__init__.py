"""What somebody would use instead of our engine, each as strong as we could make it."""
