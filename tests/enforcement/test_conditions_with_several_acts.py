"""Several acts in one row, as officers word them, and lists, states and exceptions that are one act."""

import pytest

from asbcases.enforcement.rules.conditions import Condition, check_condition

SEVERAL = [
    "You must not shout in Mill Lane or throw stones at windows there.",
    "You must clear the rubbish from your front garden and repair the broken fence.",
    "You must not enter Ridley's Stores or approach any member of its staff.",
    "You must keep your dog on a lead in Priory Park and clean up after it.",
    "You must not beg in High Street; nor may you sleep in any doorway there.",
    "You must attend the Steady course every Tuesday and provide a sample for a drug test.",
    "The grass must be cut to below 10 cm and the bins put away.",
    "The dog must be muzzled in Priory Park and the fence must be repaired.",
    "You must not ride a moped in Priory Park, and must not carry a passenger on it.",
    "You must refrain from shouting at your neighbours and from banging on the party wall.",
    "No ball games, no music and no barbecues in the courtyard of Kestrel Court.",
    "You must not play music after 11pm. You must also keep your windows closed.",
    "Do not feed pigeons in the yard and do not leave food waste there.",
    "You must stop revving engines, racing and sounding horns in the car park of Priory Stores.",
    "You must not: (a) rev engines; (b) race; (c) sound horns in the car park of Priory Stores.",
    "You must not urinate, fight or drink alcohol in Oak Road.",
    "You must remove the caravan, mend the wall and pay for the damage.",
    "You must not contact Amy Lee or go within 50 metres of 4 Elm Way.",
    "You must not smoke cannabis in the stairwell and must let housing officers in.",
    "You must not threaten the staff of Ridley's Stores, or steal from it.",
    "You must hand back the keys and leave the flat.",
    "You are prohibited from begging and from sleeping in Oak Road.",
    "You must not fly-tip or burn waste on the land behind 4 Elm Way.",
    "You must not host parties or have visitors after 10pm.",
    "You must not knock on doors in Elm Way for money or follow residents home.",
    "You must not climb on the roof, spray the walls or damage the lift of Kestrel Court.",
    "You must apologise to Mrs Lee and replace her window.",
    "Turn your music off by 11pm and keep your door shut after that.",
    "You must not park on the verge, nor wash vehicles on it.",
    "You must not spit at anybody, throw anything or kick any door in Oak Road.",
    "You must tidy the yard as well as mending the gate.",
    "You must not shout; you must not throw anything.",
    "You must cut the hedge. The shed must be painted.",
    "You must not bring alcohol into Priory Park, drop litter there or light a fire.",
    "You must have your dog microchipped and build a kennel for it.",
    "You must not gather outside the shop, block its door or swear at its customers.",
    "You must keep the gate locked and answer the door to the council's officers.",
    "You must not take photographs of the children of 9 Oak Road or wave at them.",
    "You must surrender the air rifle and stay away from the allotments.",
    "You must not set off fireworks in Oak Road. Racing there is also forbidden.",
    "You must neither beg nor busk in High Street.",
    "You must give up your dogs and never keep another.",
    "You must not ring the bell of 9 Oak Road and run away, or put anything through its letter box.",
    "You must collect your post daily and put your bins out every Monday.",
    "You must not drive along Mill Lane at more than 20 mph or park in it.",
    "You must switch off the alarm, give a spare key to a neighbour and service the alarm every year.",
]
ONE = [
    "You must not enter, or remain in, Mill Lane, Tolbridge between 6pm and 6am.",
    "You must not shout, scream or yell in Larch Way between 10pm and 7am.",
    "You must not play music, television or radio that is heard in another home.",
    "You must not throw, kick or hit a ball against the wall of 16 Larch Way.",
    "You must not carry or use an aerosol paint can in Tolbridge.",
    "You must keep the gate of the yard shut and locked.",
    "You must not sit or lie on the pavement outside Ridley's Stores.",
    "You must not be in or on any part of the multi-storey car park, its stairs or its roof.",
    "You must not ask for or accept money from anyone in High Street.",
    "You must attend and complete the Steady course at Elm Hub.",
    "You must not drop or leave litter in Priory Park.",
    "You must meet your supervisor at Elm Hub every Monday and Thursday between 10am and 11am.",
    "You must not approach, speak to or follow Amy Lee.",
    "You must not use bicycles, scooters or skateboards in the precinct.",
    "You must not run the engine of any vehicle on the forecourt before 8am or after 6pm.",
    "You must not have food, drink or tobacco with you in the cinema.",
    "You must not park any car, van, trailer or caravan on the verge or the footway of Larch Way.",
    "You must not cause or permit any fire in the garden of 14 Larch Way.",
    "You must not display, wave or point any knife or blade in Oak Road.",
    "You must keep the hedge of 4 Oak Road trimmed so that it does not hang over the path or touch the lamp.",
    "You must not leave sofas, mattresses and white goods in the alley behind 4 Oak Road.",
    "You must report to Wexmere police station, and sign the register, every Friday at 10am.",
    "You must not enter Wexmere bus station unless you are waiting for, or getting off, a bus.",
    "You must tell your supervisor within 3 days if you move home or change your telephone number.",
    "You must not be in a group of more than three people who are shouting, drinking or fighting in Oak Road.",
    "You must keep at least 2 metres away from anyone who is drawing cash or paying for parking in High Street.",
    "You must not allow your dogs to bark or howl for more than five minutes at a time.",
    "You must not enter the shop to buy, order or collect anything.",
    "You must not make noise in your flat, for example by shouting, banging doors or dragging furniture.",
    "You must take reasonable steps to stop your dog from barking, such as training it or having it looked after.",
    "You must remove and dispose of the tyres in the yard of 4 Oak Road.",
    "You must not wear a mask, scarf or hood that covers your face in Oak Road.",
    "You must not ride or drive a motorcycle, moped or quad bike in Priory Park.",
    "You must pay for the goods you take, and every other item, before you leave Ridley's Stores.",
    "You must not damage, deface or mark any wall in Tolbridge.",
    "You must wash down the yard with water and bleach every Friday.",
    "You must not go to work, school or church through Mill Lane.",
    "You must not be drunk and disorderly in High Street.",
    "You must not carry a knife, whether open or shut, in Oak Road.",
    "You must keep your dog under cover and out of the rain in its kennel at 4 Oak Road.",
    "You must cut back and keep cut back the brambles along Mill Lane.",
    "You must not cycle, skate or scoot in the precinct.",
    "You must let the landlord inspect and repair the boiler on 20 January.",
    "You must not use your phone to photograph, film or record anyone in Oak Road.",
    "You must stop and wait at the barrier of the car park.",
]


def finds(words: str) -> bool:
    found = check_condition(Condition("cbo", "prohibition", words))
    return "several_acts" in {one.code for one in found}


@pytest.mark.parametrize("words", SEVERAL)
def test_acts_that_could_each_be_broken_alone_are_several(words: str) -> None:
    assert finds(words)


@pytest.mark.parametrize("words", ONE)
def test_a_list_a_state_or_an_exception_is_one_act(words: str) -> None:
    assert not finds(words)
