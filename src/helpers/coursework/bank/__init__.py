"""The question bank: practice items and coursework items in the formats that learning platforms import.

`entries` holds what an item is for any platform, `collected` makes entries from the course's tables and generators,
and one module each writes a format and reads it back: `moodle` (Moodle XML), `gift` (GIFT), `qti12` and `qti21` (IMS
QTI), `cartridge` (Common Cartridge). What comes back equals what went in, as far as the format can say it.
"""
