"""An invented place that proves that nothing Chilean is built in."""
