"""The application without Qt: model, intents, reduce, snapshot."""
