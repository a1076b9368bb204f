"""`python -m fmplan` is `fmplan`."""

import sys

from fmplan.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
