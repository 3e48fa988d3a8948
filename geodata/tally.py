"""What is counted of the records on the way through a file."""

import pandas as pd

from geodata.flags import EXCHANGED, FLAGS


class Tally:
    """What is counted on the way through a file."""

    def __init__(self) -> None:
        self.areas: dict[str, int] = {}
        self.reported: dict[str, int] = {}
        self.flags: dict[str, int] = {}
        self.days: list[pd.Timestamp] = []
        self.points = self.exchanged = 0
        self.complaints: list[str] = []

    def add(self, records: pd.DataFrame) -> None:
        """Count the records of a block."""
        by_report = records.loc[records["province_by"] == "report", "province"]
        for counts, values in ((self.areas, records["area"]), (self.reported, by_report)):
            for name, count in values.value_counts().items():
                counts[str(name)] = counts.get(str(name), 0) + int(count)
        for name in (flag.column for flag in FLAGS if flag.column in records):
            self.flags[name] = self.flags.get(name, 0) + int(records[name].sum())
        dates = records["event_date"]
        self.days = [min([*self.days, dates.min()]), max([*self.days, dates.max()])]
        self.points += int(records["latitude"].notna().sum())
        self.exchanged += int(records[EXCHANGED.column].sum())
