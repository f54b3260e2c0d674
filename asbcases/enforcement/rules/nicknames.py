"""By which other names somebody is called: what a record says beside the name, and short forms that everybody knows."""

import re
from collections.abc import Iterator, Mapping

from asbcases.cases.rules.spelling import words

_ALSO = re.compile(
    r"\b(?:a\.?k\.?a\b\.?|also known as|formerly known as|otherwise known as|known as|formerly|previously|alias"
    r"|n\u00e9e|nee|born as|born)",
    re.IGNORECASE,
)
# Between quotes or brackets: "William 'Billy' Taylor", "Taylor (Billy)"; an apostrophe within a name is none.
_ASIDE = re.compile(
    r"[\"\u201c\u201d](?P<one>[^\"\u201c\u201d]+)[\"\u201c\u201d]|\((?P<two>[^()]+)\)"
    r"|(?<!\w)['\u2018](?P<three>[^'\u2018\u2019]+)['\u2019](?!\w)"
)
# One line for each name and the short forms of it.
_FAMILIAR = """
abigail abby abbie gail
alexander alexandra alex alec sandy sasha lexi
amanda mandy
andrew andy drew
anthony tony antony
barbara barb babs
benjamin ben benny benji
catherine katherine kathryn cathy kathy kate katie kat kitty cath
charles charlie chas chuck
charlotte lottie charlie
christine christina chris chrissie tina
christopher chris kit
daniel danielle dan danny dani
david dave davey
deborah debra deb debbie
donald don donnie
dorothy dot dottie dolly
edward ed eddie ted teddy ned
eleanor ellie nell nelly nora
elizabeth elisabeth liz lizzie beth betty bess eliza libby
emily em emmy
frances francis fran francesca frankie frank
frederick fred freddie
gerald gerard gerry jerry
gregory greg
harold henry harry hal
isabella isabel bella izzy belle
jacob jake
jacqueline jackie
james jim jimmy jamie
janet jane
jennifer jenny jen
jessica jess jessie
john jonathan jon johnny jack
joseph josephine joe joey jo josie
joshua josh
judith judy jude
kenneth ken kenny
kimberly kim
lawrence laurence larry laurie
leonard len lenny leo
margaret maggie meg peggy marge madge greta
martin marty
matthew matt matty
maxwell maximilian max
michael mike mick mickey micky
michelle shelly chelle
mohammed muhammad mohamed mo
natalie natasha nat tasha
nicholas nicola nick nicky nikki
oliver olivia ollie liv
pamela pam
patricia patrick pat patty paddy trish tricia
peter pete
philip phillip phil
rebecca becky becca bex
richard rick ricky dick richie
robert rob bob bobby robbie bert
ronald ron ronnie
samuel samantha sam sammy
sarah sara sally sadie
stephen steven stephanie steve stevie steph
susan susanna suzanne sue susie suzy
terence terry
theodore theo ted
theresa teresa terri tess tessa
thomas tom tommy
timothy tim timmy
victoria vicky vicki tori
vincent vince vinny
william will bill billy liam willie
zachary zack zach
"""


def _familiar() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in _FAMILIAR.strip().splitlines():
        names = frozenset(words(line))
        for name in names:
            found[name] = found.get(name, frozenset()) | (names - {name})
    return found


FAMILIAR = _familiar()


def names_in(record: str) -> Iterator[str]:
    """Yield each name that a record gives: the name, what stands beside it, and what it was or is called besides."""
    for name in _ALSO.split(record):
        asides = [aside for found in _ASIDE.finditer(name) for aside in found.groups() if aside]
        yield from (one.strip(" ,;:.") for one in (_ASIDE.sub(" ", name), *asides) if one.strip(" ,;:."))


def familiar(word: str) -> frozenset[str]:
    """Return the other forms of a first name: of Robert Rob, Bob and Bobby, and the other way round."""
    return FAMILIAR.get(word, frozenset())
