"""How officers word terms, judged by what they mean: what nobody can do, several acts in one row, and what only looks so."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from asbcases.enforcement.rules.conditions import Condition, check_condition

BEGINS = date(2027, 1, 11)
TERM = Condition(
    "cpw",
    "stop",
    "",
    from_on=BEGINS,
    until_on=date(2027, 7, 10),
    lives_at="14 Larch Way, Tolbridge",
)
TO_DO: dict[str, Any] = {"kind": "do", "do_by": date(2027, 2, 8)}
AT_ONCE: dict[str, Any] = {"kind": "do", "do_by": date(2027, 1, 12)}


def found(words: str, **said: Any) -> set[str]:
    return {one.code for one in check_condition(replace(TERM, words=words, **said))}


# --- What nobody can do ---------------------------------------------------------------------------
BEYOND_THEM = [
    # What others do, decide or feel.
    "You must not be the subject of any further complaint to the council.",
    "You must not be complained about by any resident of Larch Way.",
    "You must not be reported to the police again.",
    "You must ensure that no complaint is received about you.",
    "You must make certain that nobody in Larch Way is woken by any noise from the road.",
    "No one is to park in Mill Lane, Tolbridge.",
    "No person may gather outside the shops in Oak Road, Tolbridge.",
    "Nobody shall drop litter in Priory Park, Tolbridge.",
    "You must stop other people from drinking in Priory Park, Tolbridge.",
    "You must not allow other tenants to use the stairs of Kestrel Court after 10pm.",
    "You must make the residents of Kestrel Court keep their doors shut.",
    "You must see to it that no youths come to Market Square, Tolbridge.",
    "You must not let strangers walk past your house.",
    "You must prevent anyone from dropping litter in Oak Road, Tolbridge.",
    "You must keep all other drivers out of Mill Lane, Tolbridge.",
    "You must not let the people upstairs make a noise.",
    "You must ensure that the young people of the estate are indoors by 9pm.",
    "You must make your neighbour forgive you.",
    "You must ensure that your neighbours are happy with you.",
    # Nature, animals and the body.
    "Your dog must never bark.",
    "You must not let your dog bark at all.",
    "Your cockerel must not crow at any time.",
    "You must ensure that your cat never enters another garden.",
    "You must stop birds from landing on your roof.",
    "You must keep the wind from blowing leaves out of your garden.",
    "You must prevent rain water from falling on Larch Way.",
    "You must not let your baby cry between 10pm and 7am.",
    "Your children must not cry or laugh at any time.",
    "You must not use the toilet in your flat between 10pm and 7am.",
    "You must not flush the toilet of your flat at night, that is between 10pm and 7am, or ever walk on its floor.",
    "You must not move about in your flat between 10pm and 7am.",
    "You must not eat or drink anything at any time.",
    "You must not sleep between 10pm and 10am.",
    "You must not cough or sneeze in the stairwell of Kestrel Court.",
    "You must not be ill in Oak Road, Tolbridge.",
    "You must not have a tic or a seizure in Oak Road, Tolbridge.",
    "You must not make a sound in 14 Larch Way, Tolbridge at any hour.",
    "No sound of any kind must come from 14 Larch Way, Tolbridge.",
    "There must be no noise from your flat at any time.",
    "There must never be any smell of cooking from your kitchen.",
    "You must keep 14 Larch Way, Tolbridge completely silent at all times.",
    # Nowhere to be, or two things at once.
    "You must not be in any public place at any time.",
    "You must not be outdoors at any time.",
    "You must not go outside at any time.",
    "You must not go outside your front door.",
    "You must not be anywhere in public at any time.",
    "You must not leave your home at any time.",
    "You must not be inside any building at any time.",
    "You must not go within 200 metres of any other person.",
    "You must not be within 100 metres of a road.",
    "You must not be in the company of any other person at any time.",
    "You must not speak to anybody at any time.",
    "You must not walk on any pavement.",
    "You must not be in England or Wales at any time.",
    "You must neither enter nor leave 14 Larch Way, Tolbridge.",
    "You must not be inside or outside 14 Larch Way, Tolbridge between 7pm and 7am.",
    "You must keep the gate of the yard locked and open at all times.",
    "You must keep the window both open and closed at all times.",
    "You must keep your dog indoors and outdoors at all times.",
    "You must be at 14 Larch Way, Tolbridge and at 9 Oak Road, Tolbridge at 7pm every day.",
    "You must sit in your garden and in your kitchen at one and the same time.",
    "You must be at home between 7pm and 7am and at Elm Hub, Tolbridge between 8pm and 9pm.",
    "You must stay awake between 10pm and 7am every night.",
    # The calendar and the clock.
    "You must not play music after 25:00.",
    "You must not play music between 13pm and 7am.",
    "You must not play music until 31 June 2027.",
    "You must not play music on 30 February 2027.",
    "You must not play music from 1 May 2027 until 1 April 2027.",
    "You must not play music until 1 January 2027.",
    "You must not play music for more than 25 hours a day.",
    "You must not play music on Saturday 10 July 2026.",
]
BEYOND_THEM_TO_DO = [
    "You must watch your yard 24 hours a day.",
    "You must stand at your gate at all times.",
    "You must hold your dog's lead in your hand at all times, day and night.",
    # Other people's things, decisions and acts.
    "You must cut down the oak tree in your neighbour's garden.",
    "You must repaint the bus shelter in Oak Road, Tolbridge in another place and move the stop.",
    "You must take down the council's lamp post outside 14 Larch Way, Tolbridge.",
    "You must remove every car that other people park in Larch Way.",
    "You must demolish the wall that belongs to the owner of 16 Larch Way, Tolbridge.",
    "You must sell the flat that you rent from the council.",
    "You must change the locks of your neighbour's flat.",
    "You must get the council to give you another flat.",
    "You must persuade your landlord to sell the house.",
    "You must make your landlord repair the roof.",
    "You must have the bus company move its stop.",
    "You must ensure that your neighbours forgive you by 8 February 2027.",
    "You must get every resident of Kestrel Court to sign a letter that they accept you.",
    "You must have the court cancel your fine.",
    "You must obtain the consent of every neighbour in the street.",
    "You must make Amy Lee take back her statement.",
    "You must delete every copy of the video from the internet.",
    "You must remove the film from the phones of everyone who has seen it.",
    "You must unsay what you said to Amy Lee.",
    "You must undo the harm that you have done.",
    "You must catch every rat in Tolbridge.",
    "You must clear the litter from all the streets of Tolbridge.",
    "You must cure your addiction.",
    "You must stop being an alcoholic.",
    "You must be free of all illness by 8 February 2027.",
    "You must grow the hedge to 3 metres by 8 February 2027.",
    "You must pay £50,000 to the owner of the shop.",
    "You must bring everyone who was there to the police station.",
    "You must complete a 12-week course by 8 February 2027.",
    "You must attend 26 weekly sessions at Elm Hub, Tolbridge by 8 February 2027.",
    "You must complete six months of treatment by 8 February 2027.",
    "You must keep the whole of Oak Road free of litter.",
    "You must keep Priory Park, Tolbridge free from dog mess.",
    "You must keep your garden free from every weed for ever.",
    "You must ensure that grass never grows in your yard.",
    "You must make sure that no leaf ever falls into your neighbour's garden.",
    "You must ensure that no fox ever enters your garden.",
    "You must remove yesterday's rubbish by last Friday.",
    "You must have cleared the yard before you were given this notice.",
    "You must do it by the day before you receive this notice.",
]
NOT_BY_THEN = [
    "You must clear 60 tonnes of rubble from your yard.",
    "You must pull down the extension.",
    "You must rebuild the garden wall in brick.",
    "You must replace the roof of the house.",
    "You must move to another town.",
    "You must find other homes for your eleven dogs.",
    "You must have every window of the house replaced.",
    "You must remove all 300 tyres from your land.",
    "You must fell the twelve poplars at the end of your garden.",
    "You must lay a new concrete floor in the kennels.",
    "You must sell your business.",
    "You must have the flat soundproofed.",
    "You must get planning permission for the shed.",
    "You must teach your dog to walk to heel.",
    "You must obtain a driving licence.",
    "You must give up heroin.",
    "You must find a full-time job.",
    "You must paint the whole outside of the house.",
]


@pytest.mark.parametrize("words", BEYOND_THEM)
def test_what_nobody_can_keep_to_is_impossible(words: str) -> None:
    assert "impossible" in found(words)


@pytest.mark.parametrize("words", BEYOND_THEM_TO_DO)
def test_what_nobody_can_do_is_impossible(words: str) -> None:
    assert "impossible" in found(words, **TO_DO)


@pytest.mark.parametrize("words", NOT_BY_THEN)
def test_what_cannot_be_done_by_the_next_day_is_impossible(words: str) -> None:
    assert "impossible" in found(words, **AT_ONCE)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("You must drive your van to the pound.", {**TO_DO, "under_18": True}),
        ("You must find a full-time job.", {**TO_DO, "under_18": True}),
        (
            "You must stay at your home between 9pm and 6am.",
            {"lives_at": "No fixed address", "kind": "requirement"},
        ),
        (
            "You must return to your own flat by 9pm.",
            {"lives_at": "No fixed abode, sleeps at the pier", "kind": "do"},
        ),
        ("You must not play music.", {"until_on": date(2027, 1, 10)}),
        ("You must clear the yard.", {"kind": "do", "do_by": date(2027, 1, 10)}),
        ("You must clear the yard.", {"kind": "do", "do_by": date(2027, 7, 11)}),
        ("You must not play music.", {"hours": (("Mon-Sun", "25:00", "07:00"),)}),
    ],
)
def test_what_this_person_cannot_do_is_impossible(words: str, said: dict[str, Any]) -> None:
    assert "impossible" in found(words, **said)


WITHIN_REACH = [
    "You must not let your dog bark for more than five minutes at a time between 10pm and 7am.",
    "You must not let anyone smoke cannabis in your flat.",
    "You must not let anybody into your flat between 11pm and 8am.",
    "You must take reasonable steps to stop your visitors from shouting in Larch Way, Tolbridge.",
    "You must not have more than three visitors in your flat at one time.",
    "You must not use any power tool in your flat between 8pm and 8am.",
    "You must not go within 10 metres of any cash machine in Wexmere.",
    "You must not approach anyone in High Street, Wexmere to ask for money.",
    "You must not speak to any member of staff of Ridley's Stores, Wexmere.",
    "You must not eat or drink in the library, High Street, Wexmere.",
    "You must not sleep in any doorway in High Street, Wexmere.",
    "You must not go into the garden of 9 Oak Road, Tolbridge.",
    "You must not let your cockerel out of its coop between 9pm and 7am.",
    "You must not let your children kick a ball against the wall of 16 Larch Way, Tolbridge.",
    "You must not leave your dog alone in your flat for more than four hours.",
    "You must not leave your bins on the pavement outside 14 Larch Way, Tolbridge.",
    "You must not sell alcohol at your shop to anyone under 18.",
    "You must not park on any pavement in Larch Way, Tolbridge.",
    "You must not ride a bicycle on any pavement in Tolbridge.",
    "You must not follow anyone in Oak Road, Tolbridge after asking them for money.",
    "You must not let your dog into any public place unless it wears a muzzle.",
    "You must not play music in any public place in Tolbridge.",
    "You must not drink alcohol in any public place in Wexmere.",
    "You must not be drunk in High Street, Wexmere.",
    "You must not film anyone who is walking past your home.",
    "You must not smoke in the stairwell of Kestrel Court, Tolbridge.",
    "You must not shout at people who pass your house.",
    "You must not be in a group of more than three people in Oak Road, Tolbridge.",
    "You must not make noise with a drum that is heard in another home between 10pm and 7am.",
    "You must not use the toilet of the Anchor, High Street, Wexmere.",
    "You must not move any bin that stands in Oak Road, Tolbridge.",
    "You must not complain about your neighbours to the police without reason to believe it.",
    "You must not let your cat's litter tray be emptied into the drain of Larch Way.",
]
WITHIN_REACH_TO_DO = [
    "You must return the keys of the flat to your landlord.",
    "You must remove your car from Larch Way, Tolbridge.",
    "You must remove all the bags of rubbish from your front garden.",
    "You must put a bell on your cat.",
    "You must tell your visitors in writing that they must leave by 11pm.",
    "You must keep your dog out of your neighbours' gardens.",
    "You must make sure that your visitors leave by 11pm.",
    "You must make sure that your children are at home by 9pm.",
    "You must stay at 14 Larch Way, Tolbridge between 9pm and 6am every day.",
    "You must ask your landlord in writing to mend the fence.",
    "You must pay £85 to the owner of 9 Oak Road, Tolbridge.",
    "You must give the council's key of the bin store back to the housing office.",
    "You must take down the camera on the wall of your house.",
    "You must delete the film of 2 January from your phone.",
    "You must attend Elm Hub, Oak Road, Tolbridge every Monday between 10am and 11am.",
    "You must complete the two-week course at Elm Hub, Tolbridge.",
    "You must attend four weekly sessions at Elm Hub, Tolbridge.",
    "You must cut your side of the hedge to 2 metres.",
    "You must let the council's officers see your kitchen on 20 January 2027 between 2pm and 3pm.",
    "You must remove the paint from the wall of the bus shelter in Oak Road, Tolbridge.",
    "You must keep the bins of your shop shut at all times.",
    "You must keep your dog in the yard of 14 Larch Way, Tolbridge while the gate is open.",
    "You must fit a silencer to the exhaust of your motorcycle.",
    "You must keep your front garden free of waste.",
    "You must write to Amy Lee through your solicitor only.",
    "You must close the shop by 11pm every day.",
]
WITHIN_REACH_AT_ONCE = [
    "You must remove your car from Larch Way, Tolbridge.",
    "You must put the four bags of rubbish by your gate into your bin.",
    "You must give your key back to the housing office.",
    "You must move your speakers away from the party wall.",
    "You must shut the gate of your yard.",
    "You must tell your supervisor your telephone number.",
]


@pytest.mark.parametrize("words", WITHIN_REACH)
def test_what_can_be_kept_to_is_not_impossible(words: str) -> None:
    assert "impossible" not in found(words)


@pytest.mark.parametrize("words", WITHIN_REACH_TO_DO)
def test_what_can_be_done_is_not_impossible(words: str) -> None:
    assert "impossible" not in found(words, **TO_DO)


@pytest.mark.parametrize("words", WITHIN_REACH_AT_ONCE)
def test_what_takes_minutes_can_be_done_by_the_next_day(words: str) -> None:
    assert "impossible" not in found(words, **AT_ONCE)
