"""``python -m dmi`` does what ``dmi`` does."""

from dmi.cli.main import cli

if __name__ == "__main__":
    cli(prog_name="dmi")
