"""A second set of wordings, for what the first set might have been learnt by heart: impossible or not, several acts or one."""

from datetime import date
from typing import Any

import pytest

from asbcases.enforcement.rules.conditions import Condition, check_condition

TO_DO: dict[str, Any] = {"kind": "do", "do_by": date(2027, 2, 8)}


def found(words: str, **said: Any) -> set[str]:
    days: dict[str, Any] = {"from_on": date(2027, 1, 11), "until_on": date(2027, 7, 10)}
    stated = {"kind": "stop", "lives_at": "14 Larch Way, Tolbridge", **days, **said}
    return {one.code for one in check_condition(Condition("cpw", words=words, **stated))}


BEYOND = [
    "You must ensure the baby in your flat does not cry at night.",
    "You must not be seen by any of your neighbours.",
    "You must not let rain run off your roof.",
    "You must not go out of your front door for the next six months.",
    "You must hold no conversation with any human being.",
    "You must not grow older.",
    "You must not let any aeroplane fly over your garden.",
]
BEYOND_TO_DO = [
    "You must obtain planning permission for the fence.",
    "You must keep the public off the village green.",
    "You must remove all graffiti from every building in Northam by Friday.",
    "You must make your adult brother move out of 3 Hill View.",
    "You must have the motorway diverted.",
    "You must stop the seagulls nesting on the roofs of the street.",
    "You must ensure that no one in the town ever buys drugs again.",
    "You must attend the clinic in Wexmere and the college in Northam at 9am on Mondays.",
    "You must pay back £30,000 within seven days.",
    "You must keep every child on the estate quiet after 8pm.",
    "You must have stopped before this warning was served.",
    "You must walk your dogs continuously between 6am and midnight without resting.",
    "You must ensure your dog is silent at all times.",
    "You must prevent your neighbours at number 16 from smoking in their own garden.",
    "You must be at work in Northam and at home in Tolbridge between 9am and 5pm.",
    "You must keep the front door both shut and open.",
    "You must stop all traffic in Mill Lane.",
    "You must get rid of all smells from the brewery next door.",
    "You must comply by 29 February 2027.",
    "You must leave the country within an hour.",
    "You must ensure that it does not rain on the party wall.",
    "You must make the judge at Tolbridge lift your driving ban.",
    "You must finish an 18-month rehabilitation programme by 8 February 2027.",
]
WITHIN = [
    "You must not enter or leave Kestrel Court by the fire door.",
    "You must not ask any person in Oak Road, Tolbridge for money.",
    "You must not sleep in your vehicle in Oak Road, Tolbridge.",
    "You must not cause any noise from a vehicle's horn in Oak Road, Tolbridge between 10pm and 7am.",
    "You must not have any dog with you in Priory Park, Tolbridge.",
    "You must not leave your children alone at home between 9pm and 7am.",
    "You must not leave your home between 9pm and 6am unless there is an emergency.",
    "You must not shine any light into the windows of 16 Larch Way, Tolbridge.",
    "You must not use a catapult in any public place in Tolbridge.",
    "You must not be in the stairwell of Kestrel Court, Tolbridge with any other person.",
    "You must not smoke within 5 metres of any door of Tolbridge hospital.",
    "You must not let off any firework in Tolbridge.",
    "You must not contact any resident of Kestrel Court, Tolbridge by letter.",
    "You must not call the police unless there is an emergency.",
    "You must not go within 20 metres of any school in Tolbridge between 8am and 4pm.",
]
WITHIN_TO_DO = [
    "You must begin the 12-week course at Elm Hub, Tolbridge.",
    "You must be at home between 7pm and 7am and at Elm Hub, Tolbridge between 9am and 10am.",
    "You must keep your dog on a lead at all times in Priory Park, Tolbridge.",
    "You must pay £40 to the council for the removal of the mattress.",
    "You must ensure your guests do not park on the pavement outside 14 Larch Way, Tolbridge.",
    "You must let your landlord's gas engineer into your flat on 20 January 2027 between 9am and noon.",
    "You must make an appointment with the drug service by 20 January 2027.",
    "You must ask the council in writing for a larger bin.",
    "You must report any change of address to the council.",
    "You must remove the wasps' nest from your shed.",
    "You must trim the branches of your oak that hang over Mill Lane.",
    "You must give the police your telephone number.",
    "You must put a cover over your birds' cage between 9pm and 7am.",
    "You must show the police officer who asks for it the receipt for your bicycle.",
    "You must have your dog neutered by a vet.",
    "You must keep the noise of your washing machine off between 10pm and 7am.",
    "You must keep your garden gate shut at all times.",
    "You must stop selling cars from the road outside 14 Larch Way, Tolbridge.",
    "You must make good the hole in the fence of 14 Larch Way, Tolbridge.",
    "You must have the council's environmental officer's letter with you.",
    "You must get your dog to the vet for a microchip.",
    "You must feed no birds in Market Square, Tolbridge.",
    "You must keep your cats indoors between 9pm and 6am.",
]
SEVERAL = [
    "You must not loiter in Oak Road or pester shoppers there.",
    "You must remove the bonfire ash and reseed the lawn.",
    "You must not let your dog foul in the park and you must carry bags.",
    "You must stop dealing drugs and hosting parties at the flat.",
    "You must not wear a balaclava or carry any blade in Mill Lane.",
    "You must mow the lawn once a fortnight and keep the path swept.",
    "You must stop using the shed as a workshop and take the engines away.",
    "You must not cycle on the pavement, or spit.",
    "You must not harbour stolen goods, sell them or store them.",
    "You must attend probation weekly and abstain from alcohol.",
    "You must inform us of any new address and not move without leave.",
    "You must not knock at No 9, nor post anything there, nor shout at its tenants.",
    "Clear the alley. Fit a lock to the gate.",
    "You must return the trolley to the store and pay for the milk.",
    "You must not enter the shop and must not wait outside it begging.",
    "You must not allow visitors after 10pm and must keep the noise of the television below 40 decibels.",
    "You must cease begging, sleeping rough and drinking in the precinct.",
    "You must repair the guttering, unblock the drain, and have the chimney swept.",
    "You must not bring your motorbike through the gate or rev it in the yard.",
    "You must have no more than one dog and walk it on a lead.",
    "The caravan must be removed and the grass reseeded.",
    "You must not swear at staff or throw goods.",
]
ONE = [
    "You must not drink from, or hold, an open can of alcohol in Oak Road.",
    "You must not meet, call or text Amy Lee.",
    "You must keep and show receipts for any bicycle in your possession.",
    "You must not remain in the car park after being told to leave by a guard.",
    "You must not use threats or violence against staff of Ridley's Stores.",
    "You must put your bins out on Monday evening before 9pm or on Tuesday before 7am.",
    "You must not play the drums, the guitar or any amplified instrument between 9pm and 9am.",
    "You must not park, or leave parked, any vehicle across the drive of 16 Larch Way.",
    "You must provide food, water and shelter for your horse in the field.",
    "You must not enter any shop, bank or post office in High Street.",
    "You must take your dog and its bedding away from the flat.",
    "You must not burn wood, plastic or garden waste in your yard.",
    "You must not stand or walk in the carriageway of Mill Lane.",
    "You must report each Monday and Friday between 9am and 10am at the police station.",
    "You must not make, or help anybody else to make, a fire on the beach.",
    "You must keep the volume of your television and radio so low that neither is heard next door.",
    "You must not send letters, cards, parcels or messages to Amy Lee.",
    "You must clean the oil and grease off the pavement outside your garage.",
    "You must not loiter or wait outside the school between 8am and 4pm.",
    "You must not climb over or go through the fence of the depot.",
    "You must leave the park when the gates close and stay out until they open.",
    "You must not own, keep or look after any dog.",
    "You must not go in or out of the flats by the bin store.",
    "You must not touch, lean on or sit on any car that is not yours.",
]


@pytest.mark.parametrize(
    ("words", "said"), [*((words, {}) for words in BEYOND), *((words, TO_DO) for words in BEYOND_TO_DO)]
)
def test_what_is_beyond_anybody_is_impossible(words: str, said: dict[str, Any]) -> None:
    assert "impossible" in found(words, **said)


@pytest.mark.parametrize(
    ("words", "said"), [*((words, {}) for words in WITHIN), *((words, TO_DO) for words in WITHIN_TO_DO)]
)
def test_what_is_within_reach_is_not(words: str, said: dict[str, Any]) -> None:
    assert "impossible" not in found(words, **said)


@pytest.mark.parametrize("words", SEVERAL)
def test_two_acts_are_several(words: str) -> None:
    assert "several_acts" in found(words)


@pytest.mark.parametrize("words", ONE)
def test_one_act_of_many_words_is_one(words: str) -> None:
    assert "several_acts" not in found(words)
