"""`flask levels`: how many learners stand at which stage, by city. No names."""

from collections import Counter

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from tutor import clock
from tutor.database import db
from tutor.learning.levels import levels as levels_of_all
from tutor.office.models import Municipality


@click.command()
@with_appcontext
def levels() -> None:
    """Count learners by city and stage, reckoned anew from all marks."""
    names = {city.id: city.name for city in db.session.scalars(select(Municipality))}
    counted = Counter((city, level) for _, city, level in levels_of_all(now=clock.now()))
    for city, name in sorted(names.items()):
        at = {level: count for (place, level), count in counted.items() if place == city}
        stages = [f"stage {level}: {at[level]}" for level in sorted(one for one in at if one is not None)]
        click.echo(f"{name}: {sum(at.values())} learners, before the first stage: {at.get(None, 0)}")
        click.echo("".join(f"  {line}\n" for line in stages), nl=False)
