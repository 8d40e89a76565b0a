"""What the figures of the bench mean; apart, so that ``--help`` need not load what measures them."""

MEANINGS = {
    "games_per_s": "whole games a second of one worker process at full speed: its first block is not counted",
    "games_per_s_c": "the same in C, with the same bits; 0 where there is no C compiler",
    "games_per_s_two_processes": "the same of two worker processes, taken together",
    "two_processes_ratio": "the second by the first; 2 is as good as it gets",
    "pool_start_ms": "until two worker processes can begin: their start, imports, the scenario, recording",
    "games_per_block": "games side by side in one process while whole games are timed",
    "us_per_turn_block_N": "microseconds a game and turn on tape, N games side by side; nothing but the rules",
    "record_ms": "recording the rules and laying out the tape, once a process",
    "live_turn_ms": "a quarter of the game you play in the window",
    "forecast_ms": "eight quarters of 256 futures",
    "start_up_ms": "the whole of --version",
    "first_frame_ms": "the whole of play --smoke",
    "roofline_share": "the tape's operations at the speed of a plain multiply, by the time they take",
    "peak_mb": "most memory of the one worker process that games_per_s was timed in; 0 if the system does not say",
}
"""What the figures mean that do not explain themselves."""
