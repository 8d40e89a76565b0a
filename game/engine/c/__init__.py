"""The recorded quarter written as C, with the bits of the tape. Pure: text and tables, no files and no compiler."""
