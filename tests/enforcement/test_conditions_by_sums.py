"""What nobody can do by reckoning, by grammar or by law, beside what looks like it; and new ways to conflict."""

from datetime import date
from typing import Any

import pytest

from asbcases.enforcement.rules.conditions import Condition, Duty, LiveTerm, check_condition

HOME = "14 Wren Close, Aldham"
BEYOND = (
    "do|Pay back £600 in four instalments of no more than £120 each by 1 September 2027.",
    "do|Clear the 90 pallets in three trips of at most 20.",
    "requirement|Do 40 hours of unpaid work between 1 March 2027 and 2 March 2027.",
    "requirement|Attend the clinic at 9am and the college, 60 miles away, at 9.15am each Tuesday.",
    "do|Bring down the number of hens you keep from four to six by 20 March 2027.",
    "requirement|Walk from Northam to London, 140 miles, on 5 March 2027.",
    "do|Cause the tide to stay out of Quay Lane.",
    "stop|Your neighbour's cat must not come into the yard.",
    "do|Get your sister to sell her house by 20 March 2027.",
    "do|Obtain the agreement of every resident of Elm Way to the parking plan by 10 March 2027.",
    "prohibition|You must not have been in Northam on 3 January 2027.",
    "prohibition|You must not feel anger towards Mr Lee.",
    "prohibition|You must not have epileptic fits in public.",
    "requirement|Stop being addicted to gambling by 1 April 2027.",
    "requirement|Do not dream about Ms Cole.",
    "do|Cut down the cherry tree in Mrs Ali's front garden.",
    "do|Paint the council's bus shelter in Dock Road blue by 20 March 2027.",
    "do|Remove the speed bump in Mill Lane by 20 March 2027.",
    "do|Sell the flat that you rent from Northam Homes.",
    "do|Tip the old engine oil down the drain in the yard.",
    "do|Lock your lodger out of his room without telling him.",
    "do|Take your neighbour's drum kit away and keep it.",
    "requirement|Be at home from 8pm to 8am and at the Elm Centre from 9pm to 10pm each night.",
    "stop|Neither park in the yard nor park outside it.",
    "do|Keep the shop open until 11pm and closed from 9pm.",
    "requirement|Report on 31 April 2027 to the police station.",
    "requirement|Attend all ten weekly sessions by 20 March 2027.",
    "do|Plant a yew and have it six feet tall by 1 May 2027.",
    "do|Train the puppy never to bark by tomorrow.",
    "do|Return the bicycle that was crushed in the scrapyard last year.",
    "requirement|Introduce yourself to the late Mr Shaw's brother, who died in May.",
    "prohibition|You must not be looked at by anyone in Dock Road.",
    "do|Make sure that it does not snow on the path.",
    "prohibition|You must not get any taller.",
    "stop|The church bells must not ring before 9am.",
    "stop|Planes must not fly over 14 Wren Close at night.",
    "do|Have the magistrates fine Mr Cole by 20 March 2027.",
    "do|Have the bus company move the bus stop in Mill Lane by 20 March 2027.",
    "requirement|Win back the trust of your neighbours by 1 April 2027.",
    "requirement|Spend 30 hours a day at home.",
    "stop|Do not let anybody in Northam talk about you.",
    "do|Replace the roof of 14 Wren Close within one hour of getting this notice.",
    "prohibition|You must not pass through any door.",
    "requirement|Stay awake from 1 March 2027 until 1 April 2027.",
    "do|Prevent all foxes from crossing the village green.",
    "do|Install cameras in your neighbour's bedroom by 20 March 2027.",
    "do|Collect £50 from each household in the street by 3 March 2027.",
    "do|Let the hedge grow to three metres by 20 March 2027.",
    "requirement|Take part in the Monday class every Friday.",
    "do|Close Mill Lane to traffic from 10 March 2027.",
    "do|Get the planning committee to refuse the application by 20 March 2027.",
    "requirement|Drive to the depot each day. You are disqualified from driving until 2029.",
    "do|Repay the £4,000 by 2 March 2027 at £5 a week.",
    "do|Break the lock of number 9's shed and take out your ladder.",
    "requirement|Become a British citizen by 1 April 2027.",
    "do|Ensure that the ambulance service keeps its sirens off in Elm Way.",
    "requirement|Be born again as a better person.",
    "stop|Your heart must not beat loudly.",
    "do|Turn the pub's music down to below 0 decibels.",
    "requirement|Write to Ms Cole each week without contacting her.",
    "do|Dig up the lamp post outside number 4 by 20 March 2027.",
    "do|Pay £600 at £5 a week, the last by 1 August 2027.",
    "requirement|On 5 March 2027 hand in the diary that you kept on 9 March 2027.",
    "do|Cart away forty tonnes of rubble by hand between 9am and 10am on 4 March 2027.",
    "do|Sell 14 Wren Close by 20 March 2027.",
    "do|Raise the number of bins from six to four by 20 March 2027.",
    "steps|Take steps that guarantee that no burglar comes to Wren Close.",
    "requirement|Give up hearing voices by 20 March 2027.",
    "requirement|Have no addiction to drink from the date of the order.",
    "stop|The telephone of Carys Dunn must not ring after dark.",
    "stop|Sunlight must not be thrown back by the windows.",
    "stop|The cockerel at the farm must not crow before 9am.",
    "requirement|Get hired by a builder by 20 March 2027.",
    "do|Have Jason Rudge arrested by 20 March 2027.",
    "do|End the tenancy of the upstairs tenants by 20 March 2027.",
    "do|Mr Lund at number 5 has to agree to the fence, and you have until 20 March 2027.",
    "requirement|Say sorry in person to the late Mrs Hemmings by 20 March 2027.",
    "do|Pull down the lean-to that your landlady owns by 20 March 2027.",
    "do|Burn the old tyres behind the barn by 20 March 2027.",
    "stop|The gates to the yard must not be open after 6pm nor closed before 9pm.",
    "do|Stop all customers of the shop from ever parking there.",
    "stop|You must not let sirens at the ambulance station be heard in Wren Close.",
    "requirement|Have your dog's temperament changed by 20 March 2027.",
    "requirement|Walk to the Hub without touching the ground each day.",
)
WITHIN = (
    "do|Pay back £600 in six instalments of £100 each by 1 September 2027.",
    "do|Cut your hedge from eight feet to six feet by 20 March 2027.",
    "do|Reduce the dogs you keep from six to two by 20 March 2027.",
    "stop|You must not let your dog bark for more than ten minutes at a time.",
    "do|Have the boiler checked by an engineer by 20 March 2027.",
    "requirement|Get assessed at the clinic by 20 March 2027.",
    "do|Sell the three spare cars in the yard by 20 March 2027.",
    "do|Have the alarm at 14 Wren Close mended by 20 March 2027.",
    "requirement|Give a breath sample when you arrive at the probation office each Monday at 9.30am.",
    "stop|The gate must not be open after 9pm or before 6am.",
    "do|Keep the front door shut and the back door locked from 10pm to 6am.",
    "requirement|Have a blood test at the clinic by 20 March 2027.",
    "do|Take the old tyres from the yard to the tip by 20 March 2027.",
    "do|Hand in the knife at the police station by 10 March 2027.",
    "do|Lower the fence from two metres to one metre by 20 March 2027.",
    "stop|You are forbidden to enter 9 Dock Road.",
    "do|Clear 12 sacks in two loads of six by 20 March 2027.",
    "do|Get rid of the wasps' nest in your loft through a pest controller by 20 March 2027.",
    "stop|Do not have your car alarm sounding after 11pm.",
    "requirement|Have your medication with you at each visit.",
    "do|Burn only dry wood in your stove.",
    "do|Empty the oil tank through a licensed carrier by 20 March 2027.",
    "requirement|Tell PC Dale by 10 March 2027 where you got the quad bike that you sold on 2 February 2027.",
    "do|Trap rats in your own yard with a pest controller by 20 March 2027.",
    "stop|The van of your firm must not be parked in Elm Way after 8pm.",
    "requirement|Accept the appointment that the clinic offers you by 20 March 2027.",
    "do|Raise the fence to two metres by 20 March 2027.",
    "do|Pay £600 at £50 a week, the last by 1 August 2027.",
    "requirement|Pay £40 in two payments of at least £20 by 20 March 2027.",
    "requirement|Attend the clinic at 9am and the college, 2 miles away, at 10am each Tuesday.",
    "do|Cart away one tonne of rubble by hand between 9am and 1pm on 4 March 2027.",
    "do|Put up the number of bins from four to six by 20 March 2027.",
    "do|Keep the shop open until 9pm and closed from 11pm.",
    "do|Remove the sofa you left in Mrs Ali's garden by 20 March 2027.",
    "stop|The gates to the yard must not be open after 9pm nor closed before 6am.",
    "steps|Take reasonable steps to keep foxes out of the yard.",
    "do|Never burn the old tyres behind the barn.",
)


def found(said: str, **more: Any) -> set[str]:
    kind, words = said.split("|")
    power = "cbo" if kind in ("requirement", "prohibition") else "cpn"
    stated: dict[str, Any] = {
        "from_on": date(2027, 3, 1),
        "until_on": date(2027, 9, 1),
        "do_by": None if kind in ("stop", "prohibition") else date(2027, 3, 29),
        "lives_at": HOME,
    }
    return {one.code for one in check_condition(Condition(power, kind, words, **(stated | more)))}


@pytest.mark.parametrize("said", BEYOND)
def test_what_does_not_come_out_or_is_in_the_power_of_others_is_impossible(said: str) -> None:
    assert "impossible" in found(said)


@pytest.mark.parametrize("said", WITHIN)
def test_what_comes_out_or_is_theirs_to_do_is_not(said: str) -> None:
    assert "impossible" not in found(said)


def test_a_sum_without_days_is_not_reckoned() -> None:
    for said in ("do|Pay £600 at £5 a week.", "do|Grow the hedge to three metres.", "do|Sell 14 Wren Close."):
        assert "impossible" not in found(said, from_on=None, do_by=None)


DUTY = (Duty("reporting", "Aldham Police Station, 9 Duke Street, Aldham", (("Mon", "10:00", "11:00"),)),)


@pytest.mark.parametrize(
    ("said", "place", "meets"),
    [
        ("Your feet are not to touch Duke Street, Aldham.", "Duke Street, Aldham", True),
        ("Mornings, no presence on foot in Duke Street, Aldham.", "Duke Street, Aldham", True),
        ("An exclusion zone (Duke Street) applies to you from 9am to noon.", "Duke Street, Aldham", True),
        ("Within Duke Street, Aldham you must not be found.", "Duke Street, Aldham", True),
        ("Do not be in Duke Street, except in the station at number 9.", "Duke Street, Aldham", False),
        (
            "You must not be in Duke Street longer than it takes to walk through.",
            "Duke Street, Aldham",
            False,
        ),
    ],
)
def test_a_ban_in_odd_words_meets_a_duty_unless_room_is_left(said: str, place: str, meets: bool) -> None:
    assert ("conflict_reporting" in found(f"prohibition|{said}", place=place, duties=DUTY)) is meets


def test_being_kept_in_by_the_address_in_the_words_meets_a_duty_in_the_town() -> None:
    for words in (
        "Be inside 14 Wren Close from 9am to noon.",
        "Except at work you must be in 14 Wren Close from 9am to noon.",
    ):
        assert "conflict_reporting" in found(
            f"requirement|{words}", place="Aldham", hours=(("Mon-Sun", "09:00", "12:00"),), duties=DUTY
        )


@pytest.mark.parametrize(
    ("said", "term", "must"),
    [
        (
            "prohibition|Not to communicate with Carl Denham.",
            "Tell Carl Denham about handovers by the app.",
            True,
        ),
        (
            "prohibition|Not to let anyone into 14 Wren Close.",
            "Have your two children to stay on Saturdays.",
            True,
        ),
        (
            "do|Drive your lorry from Wren Close to the lorry park each day from 4am to 5am.",
            "Leave 14 Wren Close between 9pm and 6am.",
            False,
        ),
    ],
)
def test_a_term_that_asks_for_what_is_forbidden_is_in_conflict(said: str, term: str, must: bool) -> None:
    hours = (("Mon-Sun", "21:00", "06:00"),) if not must else ()
    live = (LiveTerm("Order 1", term, "" if must else HOME, hours, must),)
    assert "conflict_term" in found(said, live_terms=live)
    assert "conflict_term" not in found("do|Feed the hens.", live_terms=live)


def test_only_what_bars_from_home_bars_from_home() -> None:
    for words, place, barred in (
        ("You must not enter 30 Mill Lane, Aldham.", "30 Mill Lane, Aldham", True),
        ("You must not enter the Mill Lane estate, Aldham.", "Mill Lane estate, Aldham", True),
        ("You must not enter any school in Aldham.", "Schools in Aldham", False),
        ("You must not use the treadmill in Flat 3.", "Flat over 30 Mill Lane, Aldham", False),
        ("Aircraft must not pass over Mill Lane.", "Mill Lane, Aldham", False),
    ):
        home = "Flat over 30 Mill Lane, Aldham"
        assert ("conflict_home" in found(f"prohibition|{words}", place=place, lives_at=home)) is barred


def test_premises_of_a_kind_need_no_hours_and_vague_bounds_are_no_place() -> None:
    for words, place, codes in (
        ("You must not enter any Pennywise store in Essex.", "Essex", set()),
        ("You must not enter any park in Aldham.", "Parks in Aldham", {"area_without_hours"}),
        ("You must not be in the north part of Aldham at any time.", "Aldham", {"area_without_place"}),
        (
            "You must not be in Mill Lane, Aldham from two hours before kick-off until one hour after it.",
            "Mill Lane, Aldham",
            set(),
        ),
        ("You must not go within 20 metres of anyone called Roach.", "", set()),
    ):
        areas = {code for code in found(f"prohibition|{words}", place=place) if code.startswith("area")}
        assert (words, areas) == (words, codes)


@pytest.mark.parametrize(
    ("said", "several"),
    [
        ("requirement|You must stay in 14 Wren Close at night and go to the Hub each Tuesday.", True),
        ("stop|Stop parking across the drive. Also you must not put rubbish in the bin.", True),
        ("do|Send the form by 20 March 2027, giving us a copy.", True),
        ("steps|Take reasonable steps to pen the hens, and reasonable steps to keep rats out.", True),
        ("do|By 18 March 2027: (1) empty the pool; (2) repaint the gate.", True),
        ("steps|Take reasonable steps to have guests leave by 11pm. Start by 4 April 2027.", False),
        ("do|Scrub the tags off the wall with paint remover that we shall give you.", False),
        ("stop|You must not shout in the yard, whatever the hour.", False),
    ],
)
def test_a_second_act_is_counted_and_a_mere_date_is_none(said: str, several: bool) -> None:
    assert ("several_acts" in found(said)) is several


@pytest.mark.parametrize(
    ("words", "vague"),
    [
        ("You must not frequent Dock Road.", False),
        ("Leave the shop when asked to by an officer.", False),
        ("Leave the shop when asked.", True),
        ("Write to the son of the late Mr Shaw.", False),
        ("Do whatever is reasonable so that guests have left by 11pm.", False),
        ("Stay in from 8am to 10am each day to keep the dogs quiet.", False),
        ("Your light must not be too bright.", True),
    ],
)
def test_a_word_that_is_a_verb_a_name_or_explained_is_not_vague(words: str, vague: bool) -> None:
    assert ("vague" in found(f"requirement|{words}")) is vague


def test_a_warning_in_other_words_is_a_warning() -> None:
    for words, warned, told in (
        ("You will not sound the horn of a vehicle.", "Stop beeping outside the flats.", True),
        ("Your Alsatian, Duke, shall make no noise.", "Duke's barking must stop.", True),
        ("Fit a lock to the bin store of Marlin House.", "No music is to be heard from Marlin House.", False),
    ):
        said = found(f"stop|{words}", warned=(warned,), place="Marlin House, Dock Road, Aldham")
        assert (words, "not_foreshadowed" not in said) == (words, told)
