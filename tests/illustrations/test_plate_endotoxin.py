"""The hours after endotoxin: every row is drawn, signs grow with the means, the words follow the hour."""

import csv
import shutil

import pytest

from helpers import illustrations, tables, views
from helpers.illustrations.instruments import thermometer
from helpers.tables import store
from tests.illustrations.plates import keys


def drawn(hour=0.0):
    return illustrations.endotoxin_hours(views.endotoxin_hours(hour))


def test_every_row_of_the_table_is_drawn():
    rows = tables.load("endotoxin_signs")
    assert keys(drawn(), "endotoxin_signs") == {
        f"{sign} {hour:g}" for sign, hour in zip(rows["sign"], rows["hour"], strict=True)
    }


def test_the_words_follow_the_hour():
    assert drawn().title == "After endotoxin TNF peaks at 1.5 h, IL-6 and IL-8 at 2 h, IL-10 at 3 h"
    assert "2 h: TNF 289; IL-6 702; IL-8 714; IL-10 28 pg/mL." in drawn(2.0).description
    assert "38.7 °C. Neutrophils 11, lymphocytes 1.1, monocytes 0.26 (10⁹/L)." in drawn(3.0).description
    told = drawn(24.0).description
    assert "24 h. Neutrophils 3.9" in told and "after 1 ng/kg" in told and "6 other volunteers" in told


def test_the_chosen_hour_is_the_bold_one_and_every_hour_can_be_chosen():
    markup = drawn(1.5).svg()
    for hour in views.endotoxin_hour_stops():
        assert f'data-control="hour" data-value="{hour:g}"' in markup
    assert 'font-weight="bold" text-anchor="middle">1.5 h</text>' in markup


def test_a_row_that_is_removed_takes_its_part_with_it(tmp_path, monkeypatch):
    folder = shutil.copytree(tables.data_folder(), tmp_path / "data")
    path = folder / "endotoxin_signs.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(
            row for row in rows if row[0] not in ("temperature", "monocytes")
        )
    monkeypatch.setattr(store, "data_folder", lambda: folder)
    picture = drawn(3.0)
    assert not {key for key in keys(picture, "endotoxin_signs") if key.startswith(("temp", "mono"))}
    assert "°C" not in picture.svg().replace("temperature (°C)", "") and "monocytes" not in picture.svg()


def test_a_thermometer_rises_with_its_share():
    cold, hot = thermometer(0.1), thermometer(0.9)
    assert hot.ports["tip"].y < cold.ports["tip"].y <= cold.box.bottom
    with pytest.raises(ValueError, match="by a share from 0 to 1, not by 1.5"):
        thermometer(1.5)
