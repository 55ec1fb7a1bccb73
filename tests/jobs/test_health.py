"""Health offers: ten thousand people who say something and tap yes, or do not tap."""

import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from bot.explaining import situation_of
from jobs.actions.health.columns import Accepted, columns_of, is_new, without
from jobs.choose.pick import pick
from jobs.choose.recent_offers import Memory
from jobs.choose.suitability import Fit
from jobs.review.asked_again import due
from messages.content import health
from messages.content.families import is_on_the_floor
from messages.content.limits import PLACES
from messages.language import everything_said
from messages.understand.health import health_reader
from messages.understand.health.told import Told
from storage.person import Person
from tests.jobs.test_pick import person_with

SAID = Path(__file__).parents[1] / "messages" / "understand" / "health"
PEOPLE = 10_000
NOW = datetime.fromisoformat("2024-03-06T10:00:00+00:00")
TODAY = date(2024, 3, 6)
KNOWN = health.load()
CATALOGUE, _ = everything_said()
