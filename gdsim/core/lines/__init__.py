"""The lines of one update, one file a stage; compile puts them together."""
