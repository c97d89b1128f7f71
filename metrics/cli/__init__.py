"""The command line: a company's files, its metrics, and what follows from them."""

import typer

from metrics.cli import decisions, files, lottery, plans, questions
from metrics.cli.terminal import configure_logging

app = typer.Typer(
    help="What mentoring does, what it costs, and how sure that is: from a company's own files.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def prepare() -> None:
    """Set up what every command needs."""
    configure_logging("WARNING")


COMMANDS = (
    files.templates,
    files.check,
    files.load,
    questions.evaluate,
    questions.explain,
    decisions.value,
    decisions.appraise,
    decisions.rank,
    decisions.experts,
    decisions.mentors,
)
for command in COMMANDS:
    app.command()(command)
app.command(name="metrics")(questions.list_metrics)
app.add_typer(lottery.app, name="lottery")
app.add_typer(plans.plans, name="plan")
