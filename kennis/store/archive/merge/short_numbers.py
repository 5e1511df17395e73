"""Short numbers: one that is free here is kept, the others get the next ones."""

from collections.abc import Collection, Iterable, Mapping


def numbered(wanted: Mapping[str, int], taken: Collection[int]) -> dict[str, int]:
    """Give each item, by its id, the number it had if that is free, else one above all that either side has."""
    held = set(taken)
    above = max([0, *held, *wanted.values()])
    found: dict[str, int] = {}
    for item, number in sorted(wanted.items(), key=lambda pair: (pair[1], pair[0])):
        if number in held:
            above += 1
            number = above
        held.add(number)
        found[item] = number
    return found


def stretches(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Give the first and the last of each row of numbers that follow each other."""
    found: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
