"""Units that numbers are given in, by the unit they are kept in, with the factor between them."""

from typing import Final

_LENGTH = {"km": 1000.0, "m": 1.0, "cm": 0.01, "mm": 0.001}
UNITS: Final[dict[str, dict[str, float]]] = {
    "kg": {"kg": 1.0, "g": 0.001, "mg": 0.000001, "t": 1000.0, "lb": 0.45359237, "oz": 0.028349523125},
    "g": {"g": 1.0, "mg": 0.001, "kg": 1000.0},
    "kg CO₂e": {"kg CO₂e": 1.0, "kg CO2e": 1.0, "g CO₂e": 0.001, "g CO2e": 0.001, "t CO₂e": 1000.0, "t CO2e": 1000.0},
    "Ah": {"Ah": 1.0, "mAh": 0.001},
    "V": {"V": 1.0, "mV": 0.001, "kV": 1000.0},
    "W": {"W": 1.0, "mW": 0.001, "kW": 1000.0, "MW": 1000000.0},
    "Ω": {"Ω": 1.0, "mΩ": 0.001, "Ohm": 1.0, "ohm": 1.0, "mOhm": 0.001, "kΩ": 1000.0},
    "kWh": {"kWh": 1.0, "Wh": 0.001, "MWh": 1000.0},
    "l": {"l": 1.0, "L": 1.0, "ml": 0.001, "mL": 0.001, "m³": 1000.0},
    "m": _LENGTH,
    "mm": {unit: factor * 1000 for unit, factor in _LENGTH.items()},
    "cm": {"cm": 1.0, "mm": 0.1, "m": 100.0},
    "km": {"km": 1.0, "m": 0.001},
    "years": {"years": 1.0, "year": 1.0, "a": 1.0},
    "months": {"months": 1.0, "month": 1.0, "years": 12.0, "year": 12.0},
    "hours": {"hours": 1.0, "hour": 1.0, "h": 1.0, "days": 24.0},
    "minutes": {"minutes": 1.0, "minute": 1.0, "min": 1.0, "hours": 60.0, "hour": 60.0, "h": 60.0},
    "dB(A)": {"dB(A)": 1.0, "dBA": 1.0, "dB": 1.0},
    "°C": {"°C": 1.0, "C": 1.0},
    "MPa": {"MPa": 1.0, "kPa": 0.001, "GPa": 1000.0, "N/mm²": 1.0},
    "kPa": {"kPa": 1.0, "Pa": 0.001, "bar": 100.0, "MPa": 1000.0, "psi": 6.894757293},
    "MJ": {"MJ": 1.0, "kJ": 0.001, "GJ": 1000.0, "kWh": 3.6},
}
"""A unit that is not listed has no other: numbers come in it, with or without its name."""


def units_of(unit: str | None) -> dict[str, float]:
    """The units a number may be given in when it is kept in ``unit``."""
    return {} if unit is None else UNITS.get(unit, {unit: 1.0})
