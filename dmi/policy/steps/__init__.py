"""The steps of every machine, a file for each part of the pipeline."""
