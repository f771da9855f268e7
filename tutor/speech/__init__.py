"""Units heard: what is said of a sheet, how names are read, audio made ahead, a tutor's own voice."""
