"""When? The clock, active hours, the plan, the nudge tick and its timetable."""
