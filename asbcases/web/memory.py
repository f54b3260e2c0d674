"""How often a process looks for what nobody refers to any more."""

import gc

# So many objects more than before, of those that can hold others: some 10 MB.
MADE = 50_000


def tidy_seldom() -> None:
    """Leave what the programs themselves are out of every look for rubbish, and look less often.

    A page makes and drops ten thousand objects, and whatever is in nobody's hands goes at once. What is left are circles;
    the look for them goes over all that is kept, the programs and their templates, and would hold up every tenth page.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(MADE, 20, 100)
