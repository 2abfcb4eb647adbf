"""The items of the assignments as declarations, one record each, in one module for each lesson."""

from itertools import chain

from helpers.coursework.kinds import Kind
from helpers.coursework.pools import (
    a_brief_signal,
    agonists_and_antagonists,
    balance,
    check_the_lecture,
    dose_and_time,
    families_and_receptors,
    harm_and_monitoring,
    il6_activity_map,
    il6_in_disease,
    ligand_or_receptor,
    measuring_il6,
    messengers,
    orchestrating_a_response,
    product_landscape,
    two_ways_to_signal,
    when_balance_is_lost,
    which_drug_for_whom,
)

_MODULES = (
    messengers,
    families_and_receptors,
    a_brief_signal,
    orchestrating_a_response,
    balance,
    when_balance_is_lost,
    il6_activity_map,
    two_ways_to_signal,
    measuring_il6,
    il6_in_disease,
    agonists_and_antagonists,
    ligand_or_receptor,
    dose_and_time,
    harm_and_monitoring,
    product_landscape,
    which_drug_for_whom,
    check_the_lecture,
)
_RECORDS: chain[Kind] = chain.from_iterable(module.ITEMS for module in _MODULES)

KINDS = {record.item: record for record in _RECORDS}
