"""Names that are words of the language too: these name nobody when they stand as such."""

from asbcases.cases.rules.spelling import words

TITLES = frozenset(
    words(
        "mr mrs ms miss mx dr doctor prof professor rev revd reverend sir dame lady lord master madam cllr councillor"
    )
)
STREETS = frozenset(
    words(
        "road street avenue close drive lane court crescent gardens place square terrace way hill walk row mews green parade"
        " grove rise chase path park estate house"
    )
)
# They stand before the rest of a surname, and name nobody themselves.
PARTICLES = frozenset(words("o mc mac d de di da la le el al st fitz ap bin ben van von der den ter"))
# They stand with a capital in many a paper: they name somebody only behind a title, or beside another part of the name.
NEVER_ALONE = STREETS | frozenset(
    words(
        "january february march april may june july august september october november december monday tuesday wednesday"
        " thursday friday saturday sunday will mark can an a i so do to he she it we my you us me in on at as be by or of if is"
        " no go up the and for not this that all any each if when where what who how one two three four five six seven eight"
        " nine ten day days night week weeks law act case order notice police constable sergeant inspector court judge major"
        " council north south east west new old church temple castle hall bridge bridges cross field fields wood woods mill"
        " home town city end bill page note post power parish common market station school college king queen bishop chief"
        " mother father mum dad son daughter brother sister husband wife partner child children family friend neighbour neighbours"
        " tenant tenants resident residents occupier landlord officer caller"
        " good early late best long short please please stop keep take must let between until before after during see"
    )
)
# With a small letter they are words; with a capital they name somebody.
ORDINARY = NEVER_ALONE | frozenset(
    words(
        "abbott amber angel art ash baker ball ban bank banks barber barn bar basil bath beach bean bell berry bird black blue bond"
        " brook brooks brown bull burn burns bush butcher butler cannon care carpenter carter cash chance charity cherry"
        " child childs christmas clay cliff cloud cole cook cooper crane crystal daisy dale darling dawn dean dear diamond"
        " drake drew driver duke earl faith farmer finch fish fisher foot ford forest forester fountain fox frank freeman frost gale gates"
        " gardener gene ginger glass glen gold good gore grace grant grave gray grey guy hammer hand hands hardy hart hay head"
        " heath heather herb hogg holly hood hooper hope hunt hunter hurst hyde iron ivy jack jade jasmine jay joy kay knight"
        " lake lamb last law lily little light lock love man mann marina marsh marshall martin mason melody miles mills miller"
        " mint monk moody moon moor moss nash newman nick noble nurse olive page palmer parker parks pat patience peace peach"
        " pearl peg penny perry pike pitt player plum pollard pond pool poole pope poppy porter post potter pound powell"
        " press price prince proctor ray read reader reed rich rivers rob robin rock rod root rose rosemary rowe ruby rush"
        " sage salmon sands savage self sharp shepherd shore silver singer skinner sky small smart smith snow spear"
        " spencer spring star steel stern stone storm strong sue summer summers sunny swan swift tanner taylor tate thatcher"
        " thorne tiger tucker turner underwood vale vine violet virginia walker wall waller walls ward warden warren waters"
        " weaver webb weir wells wheeler white wild wilder winter winters wise wolf wren wright yard young victor victoria bob jo jim"
        " jimmy john dick harry ken don ali bo al ed les max may sid sandy randy rusty skip buddy dolly milly carol eve"
    )
)
