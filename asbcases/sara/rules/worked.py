"""The example that the force's own report gives of what works, as a worked case: right arithmetic, weak evidence."""

from datetime import date

from asbcases.sara.rules.effect_shapes import Entered, Happening
from asbcases.sara.rules.window_shapes import Caution, Days

# The Health Protection (Coronavirus, Restrictions) (England) (No. 4) Regulations 2020, SI 2020/1200.
SECOND_LOCKDOWN = Happening(
    Days(date(2020, 11, 5), date(2020, 12, 2)), "The second lockdown in England, in which all stayed at home"
)
# Nine prolific offenders under criminal behaviour orders, three of them from before 2020; practice reference, 4.4.
NINE_OFFENDERS = Entered(
    before=62,
    before_days=Days(date(2020, 9, 1), date(2020, 10, 31)),
    after=6,
    after_days=Days(date(2020, 11, 1), date(2020, 12, 31)),
    source="the report of Essex Police on anti-social behaviour, July 2021",
    # Orders are made against those who offend most: who was the highest falls back by itself.
    cautions=(Caution.COMPARISON_MISSING, Caution.REGRESSION_TO_THE_MEAN, Caution.SEASON_DIFFERS),
    happenings=(SECOND_LOCKDOWN,),
)
