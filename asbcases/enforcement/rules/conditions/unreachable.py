"""What is out of everybody's reach, by what is said beside it: gone, not yet known, no measure of one's own, everywhere at once."""

import re
from collections.abc import Iterator

from asbcases.enforcement.rules.conditions.amounts import N
from asbcases.enforcement.rules.conditions.model import Condition
from asbcases.enforcement.rules.conditions.predicates import Predicate, predicates
from asbcases.enforcement.rules.conditions.reach import Found, only_steps
from asbcases.enforcement.rules.conditions.texts import straight
from asbcases.enforcement.rules.conditions.unknown import REMAINS

NOT_THEIRS = "it is not theirs to change. Ask the owner, or ask for what is theirs."
ALTERS = r"remove|take\s(?:down|away|out|off|up)|cut\s(?:down|back)|fell|trim|lop|prune|paint|repaint|sell|move|demolish|pull\s(?:down|up|out)|knock\sdown|dig\sup|rip\s(?:out|up|down)|tear\s(?:down|up|out)|change|replace|brick\sup|switch\soff|turn\soff|disconnect|unplug|scrap|burn|break|tow|clamp|uproot|saw\s(?:off|down)|dismantle|rehang|strip|widen|resurface"
OWNERS = r"(?:tenants?|owners?|occupiers?|family|families|residents?|neighbours?|vicar(?:age)?|doctor|teacher|landlord|landlady|couple|man|woman|people|householder|lodger|shopkeeper|publican|farmer|town\shall|school|church|station|library|pub|hospital|college|surgery|chapel|mosque|temple|police\sstation|post\soffice|village\shall|court|bank|club|museum|theatre|council|railway|bus\scompany|parish|company|house\s(?:opposite|next\sdoor|behind))"
GONE = "it is no longer there. Ask for what there is."
EARLY = "nobody knows it before it comes. Ask to be told when it has."
BODY = "no person commands it. Ask for an act that is theirs."
LAW = "the law forbids it. Ask for what is lawful."
THEIRS = "they cannot govern what others do. Ask for what they do themselves."
AT_ONCE = "it asks for what it excludes. Choose one."
ALL = "nobody can keep it. Ask for less."

UNFORESEEN = r"(?:accidents?|breakdowns?|illness(?:es)?|ill\b|sick(?:ness)?|emergenc(?:y|ies)|power\scuts?|floods?|fires?\b|deaths?|bereavements?|injur(?:y|ies)|thefts?|burglar(?:y|ies)|seizures?|fits?\b|punctures?|storms?|attacks?|break-ins?|arrests?|crash(?:es)?|faint|falls?\b|leaks?|bursts?|outbursts?|heart\sattack|stroke|earthquakes?|migraines?|relapses?)"
ABILITY = r"(?:sight|eyesight|hearing|memory|voice|health|strength|balance|youth|hair|sanity|appetite|temper|the\suse|use|vision|limp|stammer|stutter|lisp|accent|squint|eczema|allergy|asthma|epilepsy|disability|blood\spressure|sleep|fertility)"
KINDS = r"(?:diabetic|alcoholic|addict|epileptic|asthmatic|orphan|widow(?:er)?|twin|teenager|adolescent|minor|child|foreigner|immigrant|pensioner|bachelor|spinster|insomniac|schizophrenic|haemophiliac|amputee|dwarf|giant|genius|coward|only\schild|grandfather|grandmother|virgin|relative|cousin|brother|sister|son|daughter)"
YEARS = r"(?:\d{1,2}|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty(?:-one)?|thirty|forty|fifty|sixty)"
TINY = r"(?:spiders?|ants?|fly|flies|moths?|worms?|slugs?|snails?|birds?|mice|mouse|rats?|fox(?:es)?|squirrels?|pigeons?|gulls?|seagulls?|wasps?|bees?|frogs?|toads?|insects?|beetles?|bats?|hedgehogs?|midges?|mosquito(?:es)?)"
FALLS = r"(?:leaf|leaves|twigs?|petals?|pollen|blossoms?|dust|rain\w*|snow\w*|hail\w*|frost|fog|mist|ice|wind|draughts?|moss|sunlight|sunshine|shadows?|moonlight|puddles?|dew|sleet|seeds?|acorns?|conkers?|cones?|feathers?|soot|sand)"
DOES = r"(?:to\s)?(?:land|strike|settle|fall|touch|lie|gather|drip|drift|blow|come|reach|rest|form|collect|stand|enter|cross|hit|run|cover|sit|perch|nest|fly|crawl|sing|pass|get)"

# What is asked, and cannot be had: matched on the verb with what follows it.
ASKED: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), why)
    for pattern, why in (
        (
            r"\b(?:that|which|whose\s[a-z]+|who),?\s(?:[\w'-]+\s){0,3}?(?:shut|closed|folded|wound\sup|dissolved|ended|ceased)\s(?:for\sgood|down|in\s\d{4}|last\s[a-z]+|its\sdoors|(?:[a-z]+\s)?years?\sago|permanently|forever|for\sever|long\sago|up\sfor\sgood|to\sexist|trading|in\s(?:january|february|march|april|may|june|july|august|september|october|november|december)\s\d{4})",
            GONE,
        ),
        (
            r"\b(?:that|which|who|whom|whose)?,?\s?(?:you|he|she|they|it|the\s[a-z]+)?\s(?:no\slonger|never|does\snot|do\snot|not\sany\smore)\s(?:have|has|owns?|keeps?|exists?|existed|had|owned|kept|is\s(?:there|made|published|held|run)|runs?(?=[.,;]|$|\s(?:by|on|since|from)\b)|operates?|trades?)\b",
            GONE,
        ),
        (r"\b(?:who|that)\s(?:is|are|was|has\sbeen|have\sbeen)\s(?:now\s|long\s)?(?:dead|buried|deceased|drowned|cremated|no\slonger\salive|extinct)\b|,\s(?:now|long)\sdead\b", GONE),
        (
            rf"\b(?:{N}\s)(?:clear\s|full\s|working\s)?(?:hours?|days?|weeks?|months?)'?\s(?:written\s)?(?:notice|warning)\s(?:of|about|before|for|if|when(?:ever)?|each\stime|every\stime)\s[^.;]{{0,60}}?\b{UNFORESEEN}",
            EARLY,
        ),
        (
            rf"\b(?:{N}\s)(?:hours?|days?|weeks?|months?)\s(?:before|ahead\sof|in\sadvance(?:\sof)?)\b[^.;]{{0,60}}?\b(?:{UNFORESEEN}|happens|occurs|breaks\sdown)|\b(?:notice|warning)\s(?:of|each\stime|every\stime|whenever)\b[^.;]{{0,40}}?\byou\s(?:fall|are\staken|become|feel)\s(?:ill|sick|unwell)|\bbefore\s(?:it|they|this|one)\s(?:happens?|occurs?|breaks?\sdown|arises?|goes\soff)\b",
            EARLY,
        ),
        (
            r"\bwho\s(?:will|is\sgoing\sto)\s(?:next\s|be\s(?:the\snext|hurt|robbed|elected|killed)|win|lose|die|commit|damage|steal|burgle|attack|complain|offend|break|smash|rob|set\sfire|score)|^(?:say|tell|name|state|predict|guess|foretell|forecast|report|list|write)\b[^.;]{0,60}\b(?:what\swill\s(?:happen|be\sdone)|will\swin|next\s(?:week|month|year)'s\s(?:winn|numbers|weather|result))",
            EARLY,
        ),
        (
            r"^(?:find\sout|discover|know|learn|say|report|tell|list|write|establish|read)\b[^.;]{0,50}?\bwhat\s(?:[\w']+\s){1,5}?(?:thinks?|feels?|believes?|wants?|hopes?|dreams?|wishes|intends?|is\sthinking|are\sthinking)\b",
            THEIRS,
        ),
        (rf"^be\s(?:at\sleast\s|no\s[a-z]+\sthan\s|exactly\s|over\s|under\s)?{N}\s(?:feet|foot|stone|inches|centimetres|cm|kilos?|kg|pounds)\b(?!\s(?:away|from|apart|inside|of|back|behind))", BODY),
        (rf"^be\s(?:already\s)?(?:over|under|aged|above|below|at\sleast)?\s?(?:the\sage\sof\s)?{YEARS}(?:\s(?:years\s(?:old|of\sage)|or\s(?:over|older|under))|(?=\s(?:by|on|before)\b|\W*$))", BODY),
        (rf"^(?:regain|recover|restore|get\sback|improve|cure|heal|correct|lose|shed|overcome|have\sback|cure\syourself\sof|shed|get\srid\sof|grow\sback)\s(?:the|your|his|her|full|perfect)\s(?:[a-z]+\s)?{ABILITY}\b(?!\s(?:group|class|course|card|clinic|problems?\sgroup))", BODY),
        (r"^(?:be|become)\s(?:an?|the|another)\s(?:different|taller|younger|better|older|kinder|born)\s(?:person|man|woman|human|neighbour|citizen)", BODY),
        (r"\b(?:every|all|each)\b[^.;]{0,50}?\bon\s(?:every|all|each|everybody's|everyone's|other\speople's|anybody's|anyone's)\s(?:[a-z]+\s)?(?:phones?|computers?|devices?|websites?|servers?|screens?|pages?|accounts?|telephones?)\b", THEIRS),
        (r"^(?:make|get|have|cause|see\sthat|ensure\sthat|ensure)\s(?:that\s)?(?:the|all|every|any)\s(?:number\s\d+\s|[\w-]+\s){0,2}?(?:bus(?:es)?|trains?|trams?|ferr(?:y|ies)|planes?|aircraft|traffic|tide|river|sea|sun|moon|rain|wind|weather|birds?|gulls?|foxes|rats|lorries)\s(?:to\s)?(?!to\b|of\b|on\b|in\b|at\b)[a-z]+", THEIRS),
        (r"\b(?:on|for|in|of)\swhich\s(?:you|he|she|they)\s(?:is|are)\s(?:disqualified|banned|uninsured|not\sinsured)\b|\bwhile\s(?:you\sare\s)?(?:disqualified|banned\sfrom\sdriving)\b", LAW),
        (r"^(?:carry|bring|take|wear|fetch|show|load|fire)\s(?:an?|the|your|his|her)\s(?:[a-z]+\s){0,2}?(?:rifle|shotgun|pistol|revolver|firearm|sword|dagger|crossbow|bayonet|machete|flick\sknife|handgun|air\s?gun|cosh|taser|cs\sgas)\b(?![^.;]*\b(?:licen[cs]e|certificate|hand\sin|surrender|to\sthe\spolice|police\sstation|for\sdestruction)\b)", LAW),
        (r"^(?:smash|break(?:\sopen|\sdown|\sinto|\sin)?|force|kick\s(?:in|down)|cut|drill|prise|pick|saw|jemmy|crowbar|puncture|slash|scratch|let\sdown|ram|damage)\b\s(?:through\s|open\s|off\s|in\s)?(?:the|a|any|all)\s(?:[a-z]+\s)?(?:windows?|locks?|padlocks?|doors?|gates?|bolts?|chains?|clamps?|tyres?|windscreens?|mirrors?|paint(?:work)?)\s(?:of|on|off|to|from)\s(?:the|a|any|another|mr|mrs|ms|miss|number|no|somebody|someone|your\s(?:neighbour|landlord|brother|sister|ex)|(?-i:[A-Z]))", LAW),
        (r"^(?:hit|punch|slap|beat|strike|kick|bite|thrash|assault|threaten|smack|spit\sat|headbutt|wrestle|handcuff|tie\sup|gag|strip|search|arrest|hold\sdown|blackmail|rob|steal|shoplift|burgle|bribe|perjure|stalk|kidnap|pepper-spray)\s(?:the|a|any|your|his|her|mr|mrs|ms|miss|every|each|from|up|down|him\b|them\b|(?-i:[A-Z]))", LAW),
        (r"\btwice\sat\s(?:once|the\ssame\s(?:time|moment))\b|\bwhile\s(?:fast\s)?(?:asleep|sleeping|unconscious)\b|\bwithout\s(?:using\s(?:any\s)?(?:words|your\shands|hands|your\slegs|water|speech)|opening\s(?:your\smouth|it|the\s(?:door|gate|letter|envelope))|being\s(?:there|present|in\sthe\sroom)|moving|speaking\sor\swriting|going\sthere)\b", AT_ONCE),
        (r"^(?:sign|collect|hand\sin|attend|meet|finish|complete|return|empty|sweep|clear)\b[^.;]{0,50}?\bbefore\s(?:you|he|she|they)\s(?:arrive|get\sthere|come|reach|enter|set\sout|begin\sit|start\sit|have\sit|are\sgiven\sit|receive\sit)\b", AT_ONCE),
        (r"\b(?:must|is\sto|are\sto|has\sto|always)\s(?:stay|remain|be\skept|be|stand)\s(?:locked|shut|closed|bolted|bricked\sup|blocked|padlocked)\b[^.;]{0,40}?\b(?:no\sother\s(?:way|door|gate|exit|route)|the\sonly\s(?:way|door|gate|exit))\b|\bonly\s(?:by|through)\s(?:the|a)\s[a-z]+\s[a-z]+,?\s(?:which|that)\s(?:is|must|has)\s[^.;]{0,30}?(?:locked|shut|closed|bricked|blocked)\b", AT_ONCE),
        (
            r"^(?:supply|grow|smoke|deal|share|inject|snort|swallow)\s(?:any\s|some\s|the\s)?(?:cannabis|heroin|cocaine|crack|ecstasy|spice|ketamine|drugs)\b|^(?:tell\s(?:lies|a\slie|untruths)|lie\s(?:to|about|under)|swear\sfalsely)\b|\bagainst\s(?:his|her|their|its\sowner's)\s(?:will|wish(?:es)?)\b|^(?:ride|drive)\b[^.;]{0,60}?\b(?:no|without(?:\sany)?|lacks)\s(?:mot|insurance|licence|tax|number\splates?|brakes|lights)\b",
            LAW,
        ),
        (
            rf"^(?:{ALTERS})\s(?:the|all|every|any|both)\s(?:[\w-]+\s){{1,3}}?of\s(?:the|your)\s(?:[a-z]+\s){{0,2}}?{OWNERS}\b(?!'|[^.;]*\b(?:consent|permission|leave|agreement|you\s(?:put|left|built|hung|broke|dumped|painted|planted)|your\sown)\b)",
            NOT_THEIRS,
        ),
        (
            rf"^(?:{ALTERS})\sthe\s{OWNERS}(?:'s|s')\s(?!bins?\b)[a-z]+(?![^.;]*\b(?:consent|permission|leave|agreement|asks?|where\sit|you\s(?:put|left|built|hung|broke|dumped|painted|planted))\b)",
            NOT_THEIRS,
        ),
        (
            rf"^(?:(?:{ALTERS})|have|get)\s(?:up\s|out\s|down\s)?(?:the|all|every|a)\s(?:[a-z]+\s)?(?:street\s?lamps?|street\s?lights?|lamp\s?posts?|kerbs?(?:tones?)?|bollards?|road\ssigns?|traffic\slights?|speed\s(?:bumps?|humps?)|pavements?|bus\s(?:stops?|shelters?)|telegraph\spoles?|phone\sboxes|yellow\slines|parking\smeters?|manholes?|hydrants?|pylons?|post\sbox|level\scrossing|zebra\scrossing)\b(?!'|\s(?:repaired|cleaned|mended)\sby\sthe|[^.;]*\byou\s(?:put|left|broke|painted|stuck|damaged|bent))",
            NOT_THEIRS,
        ),
        (
            r"^(?:prevent|stop|end|abolish|eliminate|keep\sdown)\s(?:all|any|every|the)\s(?:[a-z]+\s)?(?:crime|crimes|litter|traffic|fighting|drinking|begging|vandalism|noise|parking|violence|drug-dealing|gossip|thefts?|burglar(?:y|ies))\s(?:in|on|at|along|throughout|within)\s(?:the\s)?(?!your\b)(?:(?-i:[A-Z])|town|street|estate|village|area)",
            THEIRS,
        ),
        (
            rf"^keep\s(?:the\s|all\s|any\s)?(?:[a-z]+\s)?(?:{TINY}|{FALLS}|starlings|swifts|bats|deer|owls)\sfrom\s[a-z]+ing\b|^(?:train|teach)\syour\s[a-z]+\s(?:to|never\sto)\s(?:only\s)?(?:crow|bark|cluck|quack|bray|whinny|squawk|miaow)\b",
            BODY,
        ),
        (r"^marry\b|^(?:get|be)\smarried\b|\bwithin\s(?:an?|one)\s(?:second|instant|moment)\b", BODY),
        (
            r"^be\s(?:raised|lowered|cut|increased|reduced|lifted|quashed|granted|extended|restored|renewed|doubled|halved|paid\sback)\b[^.;]{0,40}?\s(?:your|his|her)\s(?:benefits?|wages?|rent|sentence|fine|bail|ban|tenancy|licence|conviction|pension|grant|loan|salary|credit)$",
            THEIRS,
        ),
        (r"\bof\swhom\s(?:is|are|was|were)\s(?:both\s|all\s)?(?:dead|buried)\b|\b(?:though|although)\s(?:you|he|she)\s(?:has|have|had)\s(?:none|no\b|never)", GONE),
        (
            r"^(?:open|read|hide|burn|keep|destroy)\s(?:the|any|all)\s(?:letters?|post|mail|parcels?)\s(?:that\scomes?|which\scomes?|for|addressed|of)\b|^(?:put|lay|leave)\s(?:down\s)?(?:out\s)?(?:any\s|some\s)?(?:rat\s)?poison\b[^.;]*?\b(?:gulls?|pigeons?|cats?|dogs?|foxes|birds?|squirrels?|hedgehogs?)\b|^cut\s(?:through\s)?the\s(?:telephone|electric(?:ity)?|gas|water|internet|tv)\s(?:wires?|cables?|pipes?|main|mains|lines?)\b",
            LAW,
        ),
        (r"^(?:be|feel|become|remain)\s(?:truly\s|really\s|deeply\s)?(?:glad|happy|sorry|grateful|proud|thankful|content|pleased|ashamed|fond)\s(?:that|of|about|for|with)\b", BODY),
        (
            r"^(?:tell|say|name|state|write|report|give|list)\b[^.;]{0,40}?\b(?:where|what|when|how\soften)\s(?!you\b|your\b|he\b|she\b)[^.;]{1,40}?\swill\s(?:be|do|go|happen|say|come|offend|strike)\b",
            EARLY,
        ),
        (
            r"^(?:ensure|make\ssure|see\sto\sit|see|guarantee)\s(?:that\s)?no\s(?:[a-z]+\s)?(?:burglars?|thie(?:f|ves)|strangers?|motorists?|drivers?|tourists?|birds?|fox(?:es)?|passers?-by|youths?|shoppers?|commuters?|pedestrians?|gulls?|crime|accidents?)\b",
            THEIRS,
        ),
        (r"^be\sin\s(?:work|employment|a\sjob|love|a\srelationship|good\shealth|perfect\shealth)\b(?=\s(?:by|on|before|with)\b|\W*$)", THEIRS),
        (
            r"^(?:make|get|have|cause|force)\s(?:the|all|any|every)\s[^.;]{1,60}?\b(?:next\sdoor|opposite|over\sthe\sroad|across\sthe\sroad|upstairs|downstairs|above\syou|below\syou)\s(?:to\s)?(?!to\b|by\b|on\b|in\b|at\b|from\b)[a-z]+",
            THEIRS,
        ),
        (
            r"^(?:attend|report|hand|collect|sign|go|visit|return|pay|deliver|meet|buy|fetch|see|register|present|take|be\sat|call|post)\b[^.;]*?\b(?:when|while|on\swhich|although|though|at\swhich)\s(?:the\s)?(?:[a-z]+\s){0,2}?(?:office|library|station|centre|clinic|shop|surgery|bank|court|counter|desk|pharmacy|hub|it|hall|college|depot)\s(?:is|are|will\sbe)\s(?:always\s)?(?:closed|shut|not\sopen|never\sopen)\b",
            AT_ONCE,
        ),
    )
)  # fmt: skip
FORBIDDEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), why)
    for pattern, why in (
        (rf"^(?:be|become|remain|stay)\s(?:an?|the)\s{KINDS}\b(?!\sof\s(?:the|a)\s(?:group|gang))", BODY),
        (rf"^(?:turn|reach|become|be|attain)\s(?:the\sage\sof\s)?{YEARS}(?=\s(?:until|before|by|in|during|years)\b|\W*$)", BODY),
        (rf"^(?:let|allow|permit|have)\s(?:(?:any|a|an|one|the|single|slightest|more)\s){{0,2}}(?:[\w'-]+\s){{0,3}}?(?:{FALLS}|{TINY})\b[^.;]{{0,50}}?\b{DOES}\b", BODY),
        (r"^(?:eat|drink|swallow|breathe|consume|wear|own|possess|touch|see|hear|smell|say|do|read|use|hold|think)\s(?:any\s?thing|nothing)(?:\s(?:at\sall|whatever|whatsoever))?(?:,\s(?:[a-z]+\s){0,2}(?:water|food|air|clothes)[^,.;]{0,12}|\s(?:at\sall|whatever|whatsoever|while\syou\sare|ever)\b|\W*$)", ALL),
        (r"^(?:speak|talk|write|listen|be\sclose|nod|wave|say\sanything|communicate|have\scontact|make\scontact|be|meet|stand|sit|come\snear|go\snear|look)\s?(?:to|with|at|near|in\sthe\s(?:company|sight|presence)\sof)?\s(?:any|a|another)\s(?:living|other\sliving|human|other\shuman|single\sother)\s(?:person|being|soul|creature|thing)s?\b", ALL),
        (r"^(?:be|go|stay|remain|live|sleep|set\sfoot|travel|appear|be\spresent|be\sfound)\s(?:anywhere|in\sany\spart|on\sany\spart|in\sany\splace|on\sany\sland)\s?(?:in|of|within|on)?\s?(?:the\s)?(?:england|wales|britain|great\sbritain|uk|united\skingdom|country|world|earth|europe|land|nation|planet)\b", ALL),
        (r"^(?:use|move|open|close|have)\s(?:your|his|her|any)\s(?:hands?|legs?|eyes?|feet|voice|mouth|arms?|fingers)\b(?=\W*$|\s(?:at|ever|in|while|between|from)\b)", ALL),
        (r"^exist\b|^be\salive\b|^know\s(?-i:[A-Z])", ALL),
        (
            r"^(?:let|allow|permit|have)\s(?:any(?:one|body)|people|any\s(?:person|child|driver|youth|dog|vehicle)|a\s(?:person|child|driver|youth))\s(?:else\s)?(?:in|on|at|along|within)\s(?!Flat|House)(?-i:[A-Z])[\w'-]+(?:\s(?:Street|Road|Lane|Park|Square|Avenue|Estate|Way))?\s(?:to\s)?[a-z]+",
            THEIRS,
        ),
        (
            r"^(?:go\soff|sound|ring)(?:\s(?:ever|again|at\sall|at\sany\stime))?\W*(?:the|your|any)\s(?:smoke|fire|burglar|intruder|car)\salarms?$",
            BODY,
        ),
        (r"^be\s(?:mentioned|named|recorded|logged|listed|written\sdown)\sin\s(?:any|a|the)\b", THEIRS),
        (r"\b(?:under\sa\sroof\sor\s(?:in|under)\sthe\sopen|in\sthe\sopen\sor\sunder\sa|on\sland\sor\s(?:on\s)?(?:the\s)?(?:water|sea)|any\s(?:form|means|kind|mode)\sof\stransport\s(?:or|nor)\s(?:go\s|travel\s)?(?:on\sfoot|walk))\b|^(?:consume|drink|swallow|eat)\sany\s(?:liquid|fluid|solid|food\sor\sdrink)s?(?=\W*$|\s(?:at|ever|between|from|on|while)\b)", ALL),
    )
)  # fmt: skip
NONE_OF = re.compile(
    rf"^\W*no\s(?:[a-z]+\s)?(?:{TINY}|{FALLS})\s(?:[a-z' ]{{0,40}})?(?:is|are|may|must|shall|will|to)\b"
    r"|^\W*no\s(?:letters?|parcels?|calls?|messages?|texts?|visitors?|bills?|post)\s(?:is|are|may|must|shall|will)\s(?:to\s|ever\s)*(?:come|arrive|reach|ring|be\sdelivered)\b"
    r"|^\W*(?:whoever|any(?:one|body)\swho|every(?:one|body)\swho|those\swho|all\swho|people\swho|any\s[a-z]+\swho)\s(?![^.;]*\b(?:you|your)\b)[^.;]{1,80}?\s(?:must|shall|may\snot|(?:is|are)\s(?:not\s)?to)\b"
    r"|^\W*(?:dandelions|thistles|nettles|weeds|moss|brambles|mushrooms|docks|daisies|molehills)\s(?:must|shall|may|are)\s(?:not|never)\s(?:to\s)?(?:come|spring|shoot|pop)\sup\b"
    r"|^\W*no\s(?:[a-z]+\s)?(?:smells?|sounds?|noise|odours?|light|speck|trace)\s(?:whatever|whatsoever|at\sall|of\sany\s(?:kind|sort))\s(?:is|are|may|must|shall)\b|^\W*nothing\s(?:that\s)?you\s(?:say|do)\b"
    r"|^\W*(?:the|your|any|no)\s(?:[a-z]+\s)?(?:trees?|willows?|oaks?|limes?|beech(?:es)?|sycamores?|birch(?:es)?|ash|elms?|poplars?|cherry|chestnuts?|planes?|hedges?|ivy)\s(?:must|shall|(?:is|are)\sto|may)\s(?:not|never|stop|cease|no\slonger)\s(?:to\s)?(?:shed|drop|los|cast|bear|flower|bud|seed|fruit|com)"
    r"|^\W*(?:lorries|buses|trains|planes|aircraft|motorists|cyclists|traffic|trams)\s(?:in|on|along|at|from|over|through)\s[^.;]{3,40}?\s(?:must|shall|may\snot|(?:is|are)\s(?:not\s)?to)\b",
    re.IGNORECASE,
)
NO_ACT = re.compile(r"\bbe\s(?:fed|put\sout|left|scattered|brought|kept|released|caught|killed|bred|tipped|sold|raked|swept|blown\sby\syou|given|piled|thrown|dumped|shot|burnt|burned)\b", re.IGNORECASE)  # fmt: skip


def unreachable(condition: Condition) -> Found:
    """Look for what is gone, unknown, a matter of the body, a crime, or all of it at once."""
    return None if only_steps(condition) else next(iter(_unreachable(condition)), None)


def _unreachable(condition: Condition) -> Iterator[tuple[str, str]]:
    for said in predicates(straight(condition.words)):
        if NONE_OF.match(said.words) and not NO_ACT.search(said.words):
            yield said.words, BODY
        asked = condition.asks_for_an_act and not said.forbids
        for pattern, why in ASKED if asked else FORBIDDEN if said.forbids else ():
            match = pattern.search(_whole(said))
            if match and not (why == GONE and REMAINS.search(_whole(said)[: match.start()])):
                yield said.words, why


def _whole(said: Predicate) -> str:
    """Return a verb with all that it is about, "be" before it where it is done to a thing, which then follows."""
    return f"{'be ' if said.be else ''}{said.verb} {said.rest}{' ' + said.subject if said.subject and said.be else ''}"
