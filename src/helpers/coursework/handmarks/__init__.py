"""Marks that a person gives: a store to which is only added, and the tables in which people mark.

`store` holds every decision; `entering` reads filled tables into it; `tables` writes them; `applying` puts what was
given into the rows that were graded; `giving` does it all in turn.
"""
