"""Arguments: what can be asked for on the command line, and what help says about it."""

import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path
from typing import NoReturn

from bot.commands.exits import Exit, WrongUse
from bot.ops.redaction import Redaction
from bot.ops.version import version

PROGRAM = "psoas"  # the command, where it is installed

# Commands that need an argument, and the error if it is missing.
WITH_ARGUMENT = {
    "backup": "backup needs the name of a file to write",
    "completion": "completion needs the name of your shell, such as bash",
    "restore": "restore needs the name of a backup",
    "understand": 'understand needs a sentence: python -m bot understand "walked 20 min at 7"',
}

HELP = {
    "run": "run the bot; without BOT_TOKEN together with a sandbox",
    "health": "ask the running bot whether it is alive, for supervisors",
    "check": "check settings, folder, disk, database, network, token and clock; changes nothing",
    "migrate": "bring the database to the current schema; run does so, too",
    "migrate --from URL": "move everything over from another database, compared row by row",
    "backup FILE": "copy the database, even while the bot runs; overwrites nothing",
    "restore FILE": "put a backup in the place of the database, which is kept; not while the bot runs",
    "sandbox": "run the sandbox alone",
    "understand SENTENCE": "show how a sentence is understood, and why",
    "completion SHELL": "print the completion script of bash, zsh, fish, tcsh or powershell",
}


class Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(Exit.USAGE, f"{self.prog}: {Redaction()(message)}\n")


def parser() -> ArgumentParser:
    """Reads the command, its argument and the options; wrong use is one line and exit code 64."""
    is_installed = Path(sys.argv[0]).stem == PROGRAM
    made = Parser(
        prog=PROGRAM if is_installed else "python -m bot",
        description="Save Our Psoas, a Telegram bot that gets people out of their chairs.",
        epilog="commands:\n" + "".join(f"  {name:<20} {what}\n" for name, what in HELP.items()),
        formatter_class=RawDescriptionHelpFormatter,
    )
    made.add_argument(
        "command",
        nargs="?",
        default="run",
        choices=sorted({name.partition(" ")[0] for name in HELP}),
        metavar="COMMAND",
        help="what to do; run, unless given",
    )
    argument = made.add_argument(
        "argument", nargs="?", metavar="ARGUMENT", help="the file, sentence or shell of the command"
    )
    argument.complete = {"bash": "_shtab_compgen_files", "zsh": "_files"}  # type: ignore[attr-defined]
    made.add_argument("--from", dest="source", metavar="URL", help="migrate: move over what is in there")
    made.add_argument("--language", default="en", help="of the sentence; en unless given")
    made.add_argument("--version", action="version", version=f"{PROGRAM} {version()}")
    return made


def completion(shell: str) -> str:
    """The completion script of a shell, to be sourced by it; raises `WrongUse`."""
    import shtab

    if shell not in shtab.SUPPORTED_SHELLS:
        raise WrongUse(f"completion knows {', '.join(shtab.SUPPORTED_SHELLS)}, not {shell}")
    installed = parser()
    installed.prog = PROGRAM
    return str(shtab.complete(installed, shell))
