"""Where both packaged programs begin: `tapeout`, which has no console on Windows, and `tapeout-cli`, which has one."""

import io
import multiprocessing
import sys


def main() -> int:
    """Run the command line; what it says where there is no console comes up in a box, if it went wrong."""
    multiprocessing.freeze_support()  # a worker or a bot's process goes on from here and does not come back
    from game.cli import main as run  # noqa: PLC0415  (a worker does without)

    said = io.StringIO()
    if sys.stdout is None:
        sys.stdout = io.StringIO()
    if sys.stderr is None:
        sys.stderr = said
    code = run()
    if code and said.getvalue().strip():
        import pygame  # noqa: PLC0415

        pygame.display.message_box("Tapeout", said.getvalue().strip()[-1500:], message_type="error")
    return code


if __name__ == "__main__":
    sys.exit(main())
