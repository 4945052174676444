"""The least that a program with click's command line costs."""

import click


@click.command()
def hello() -> None:
    """Say hello."""
    click.echo("hello")


hello()
