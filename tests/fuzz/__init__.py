"""Machines that look for the next fault: each kind of input is changed at random and given to kennis.

KENNIS_FUZZ_SECONDS  how long each kind runs; by hand as long as one likes
KENNIS_FUZZ_SEED     another series of cases
KENNIS_FUZZ_CASE     only this case of the series, as a failure prints it
"""
