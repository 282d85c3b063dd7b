"""What is said of a row or a file that science does not look at."""

from dmi.kernel.words import N_

PERSON_COLUMN = N_("The column {column} looks as if it named people. Take it out of the file.")
PERSON_CELL = N_("The cell looks as if it held a person's number.")
NO_COLUMN = N_("The file has no column {column}.")
NO_HEADING = N_("The first line is no heading: it names none of {column}.")
UNREAD = N_("Nobody reads these columns: {column}.")
NO_ROWS = N_("The file has no row under its heading.")
TOO_MANY = N_("The file has more than {most} rows: send it in parts.")
NO_VALUE = N_("The row has no {column}.")
TOO_LONG = N_("The cell has more than {most} characters.")
UNKNOWN_WORD = N_("“{value}” is not one of the words of this column.")
NO_NUMBER = N_("“{value}” is no whole number from 0 on.")
NO_AMOUNT = N_("“{value}” is no amount above zero.")
NO_DATE = N_("“{value}” is no date written like 2026-11-23.")
NO_HOUR = N_("That night this hour comes twice or not at all: write it with its offset.")
FUTURE = N_("The date {value} has not come yet.")
CLOSED_BEFORE = N_("A procedure is closed on the day it was done or later.")
SAYS_OTHERWISE = N_("Row {row} says otherwise of the same procedure.")
NO_SECTOR = N_("No sector on record is called “{value}”: the row comes in without one.")
NO_SECTOR_BUT_PLACE = N_(
    "No sector on record is called “{value}”: the row comes in with the one its place lies in."
)
NO_POINT = N_("No point on record has the code “{value}”: the row comes in without one.")
IN_FILE = N_("The same row stands in the file before.")
SAME_NUMBER = N_("A row of this source and number stands in the file before.")
IN_REGISTER = N_("The register knows this number already.")
TOO_MANY_WRONG = N_("{pct} % of rows have errors; the limit is {max} %.")
