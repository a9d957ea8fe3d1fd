"""`python -m simulator run`: the practice page."""

from __future__ import annotations

import click
from click.core import ParameterSource

from skill.settings import from_environment

HERE = ("127.0.0.1", "localhost", "::1")
EVERY_ADDRESS = "0.0.0.0"


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=5000, show_default=True)
@click.option("--expose-simulator", is_flag=True, help="With --host: let other machines in, simulator and all.")
@click.option("--https", is_flag=True, help="Encrypt, with a certificate made for this run.")
@click.option("--phone", is_flag=True, help="Let phones in this network in, with https and a QR code of the address.")
@click.pass_context
def run(context: click.Context, *, host: str, port: int, expose_simulator: bool, https: bool, phone: bool) -> None:
    """Serve the practice page; on this machine only, unless that is said twice, or with --phone."""
    from simulator.server import listen, serve
    from simulator.web import create_app, watched

    if phone and context.get_parameter_source("host") is ParameterSource.DEFAULT:
        host = EVERY_ADDRESS
    elsewhere = host not in HERE
    if elsewhere and not (expose_simulator or phone):
        raise click.UsageError(f"{host} can be reached by other machines: add --expose-simulator if you mean it")
    with listen(host, port) as listener:  # before the application, whose loading takes longer
        settings = from_environment()
        if settings.environment == "production":
            serve(create_app(settings, exposed=elsewhere), listener, https=https, phone=phone)
        else:
            app = watched(settings, exposed=elsewhere, tell=click.echo)
            with app.watching():
                serve(app, listener, https=https, phone=phone)
