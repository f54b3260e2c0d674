"""How sure somebody must be (EVD-1): of a notice on reasonable grounds, of an order and of every breach as a criminal court is."""

REASONABLE = "Reasonable grounds: whoever issues it is satisfied of every limb (2014 Act s.43(1))"
CRIMINAL = "The criminal standard: the court must be sure"
BY_KIND = {
    "cpn": REASONABLE,
    "cbo": f"{CRIMINAL} of the behaviour (Sentencing Code s.331(2)(a))",
}
# What says that an offence was committed: it has to be proved.
ACCUSES = ("penalty", "prosecution", "court")


def standard_of(kind: str) -> str:
    """Return how sure somebody must be before a measure is issued or made; nothing where the law asks for no proof."""
    return BY_KIND.get(kind, "")


def lacks_proof(decision: str, proof: str) -> bool:
    """Return whether what is decided on a breach says that it is an offence, and nobody has said what proves it."""
    return decision in ACCUSES and not proof.strip()
