"""The recorded quarter compiled by the machine's C compiler and run in place of the tape, with the same bits."""
