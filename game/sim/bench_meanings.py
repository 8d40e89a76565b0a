"""What the figures of the bench mean; apart, so that ``--help`` need not load what measures them."""

MEANINGS = {
    "games_per_s": "whole games a second of one worker process at full speed: its first block is not counted",
    "games_per_s_c": "the same in C, with the same bits; 0 where there is no C compiler",
    "games_per_s_two_processes": "the same of two worker processes, taken together",
    "two_processes_ratio": "the second by the first; 2 is as good as it gets",
    "pool_start_ms": "until two worker processes can begin: their start, imports, the scenario, recording",
    "games_per_block": "games side by side in one process while whole games are timed on tape",
    "us_per_turn_block_N": "microseconds a game and turn on tape, N games side by side; nothing but the rules",
    "record_ms": "recording the rules and laying out the tape, once a process",
    "live_turn_ms": "a quarter of the game you play in the window",
    "forecast_ms": "eight quarters of 256 futures",
    "start_up_ms": "the whole of --version",
    "first_frame_ms": "the whole of play --smoke: from the start to the first frame, and out again",
    "roofline_share": "the tape's operations at the speed of a plain multiply, by the time they take",
    "peak_mb": "most memory of the one worker process that games_per_s was timed in; 0 if the system does not say",
    "frame_home_ms": "a frame of the map at 1920 x 1080, drawn in software, shipments and gates moving; the median",
    "frame_home_p99_ms": "the same: what ninety-nine frames of a hundred stay under",
    "frame_blit_ms": "a picture as large as the window, copied onto it: what frames are held against",
    "frame_home_by_blit": "the map's frame by that copy",
    "frame_whole_by_blit": "a frame in which all of the map's screen is drawn anew, by that copy",
    "frame_idle_redraws": "frames drawn on screens on which nothing moves: must be 0",
    "frame_foreseeing_p99_ms": "as frame_home_p99_ms, while the very first forecast of a game is worked out beside it",
    "forecast_cold_ms": "to a forecast's first picture, the very first time in a game",
    "forecast_first_ms": "the same of an order just given, in a quarter that was looked ahead from without it",
    "quarter_to_report_ms": "from the end of a quarter to its report on the window, saved on the way",
}
"""What the figures mean that do not explain themselves."""
