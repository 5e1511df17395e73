"""Texts that are changed where they stand, by a function of Python, without their rows being read."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from sqlalchemy import Column, Connection


def rewrite(
    connection: Connection, columns: Iterable[Column[Any]], change: Callable[[str], str], holding: Collection[str] = ()
) -> None:
    """Put what a function makes of them in the place of the texts in columns; JSON is given as it is kept.

    With `holding` only texts that hold one of these. Keys may change as well: whether all that refers to them leads
    somewhere is looked at when the transaction ends.
    """
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.create_function(
        "changed", 1, lambda value: change(value) if isinstance(value, str) else value, deterministic=True
    )
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    for column in columns:
        name = f'"{column.name}"'
        where = " OR ".join(f"instr({name}, ?)" for _one in holding) or f"changed({name}) IS NOT {name}"
        connection.exec_driver_sql(
            f'UPDATE "{column.table.name}" SET {name} = changed({name}) WHERE {where}', tuple(holding)
        )
