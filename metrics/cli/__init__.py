"""mentoring-roi: templates, check, load, metrics, evaluate, explain."""

import typer

from metrics.cli import files, questions

app = typer.Typer(
    help="What mentoring does, what it costs, and how sure that is: from a company's own files.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (files.templates, files.check, files.load, questions.evaluate, questions.explain):
    app.command()(command)
app.command(name="metrics")(questions.list_metrics)
