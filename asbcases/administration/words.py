"""What the rules of policy are called on pages and in sentences of the record."""

from asbcases.policies.models import PolicyRow

RULES = {
    "report.triage": "Triage of a report, by channel",
    "report.reply": "Reply to a report",
    "triage.grade": "The grade that a fact asks for",
    "triage.always_attend": "What is always attended",
    "triage.again": "Triage again",
    "response.attend": "First response, by grade",
    "crime.record": "Decision whether it is a crime",
    "hate.handover": "Hand-over to the lead for hate crime",
    "repeat.count": "Repeats: how many",
    "repeat.window": "Repeats: within how long",
    "repeat.scope": "Repeats: counted over",
    "risk.instrument": "Risk form that is used until the force approves its own",
    "risk.first_assessment": "First risk assessment",
    "risk.review.sergeant": "Risk review by a sergeant",
    "risk.review.inspector": "Risk review by an inspector",
    "risk.review.chief_inspector": "Risk review by a chief inspector",
    "risk.review.below_floor": "Second review of a level below its floor",
    "risk.sign_off": "Sign-off of an assessment",
    "risk.reassess": "Risk assessment again",
    "risk.contact": "Contact with the victim",
    "risk.plan.action": "Action plan for the victim",
    "risk.plan.safety": "Safety plan for the victim",
    "risk.plan.panel": "Decision on the multi-agency panel",
    "risk.spoc": "Single point of contact",
    "case.close": "Who closes a case, by its level",
    "approval.decide": "Decision that was asked for",
    "retention.review": "Retention review, by class",
    "share.length": "How long a case is shared where nobody says otherwise",
    "share.review": "Review of a share without an agreement",
    "share.remind": "Reminding of the end of a share that protects a victim at high risk",
    "agreement.remind": "Reminding that an agreement on sharing expires",
    "referral.acknowledge": "Acknowledgement of a referral by a partner",
    "referral.accept": "Acceptance of a referral by a partner",
    "referral.decide": "Deciding what follows a declined referral",
    "deadline.nature": "Whose it is to do",
    "deadline.owner": "Who owes it",
    "deadline.warn": "Warning beforehand",
    "deadline.escalate.sergeant": "Telling the sergeant once it is late",
    "deadline.escalate.inspector": "Telling the inspector once it is late",
    "deadline.escalate.chief_inspector": "Telling the chief inspector once it is late",
    "deadline.escalate.own_supervisor": "Telling the supervisor of the co-ordinator once it is late",
    "deadline.escalate.asb_manager": "Telling the ASB manager of the force once it is late",
    "deadline.escalate.again": "Telling the ASB manager again, until somebody decides",
    "review.tell_threshold": "Telling an applicant the decision on the threshold",
    "review.supervisor": "Who supervises the co-ordinator of case reviews, by area",
    "review.asb_manager": "Who is the ASB manager of the force",
    "plan.review": "Review of a problem-solving plan",
    "plan.aftercare": "Aftercare of a closed problem-solving plan",
    "restorative.look": "When it is looked at again after restorative justice",
    "restorative.answer": "How long an answer to restorative justice is waited for",
    "plan.few": "Under how many incidents a plan is not assessed",
    "plan.records": "How far before the baseline of a plan its figures look back",
    "plan.ring": "How far around its place a plan looks for what moved, in metres",
    "plan.quiet": "After how long without an act a plan counts as stuck",
    "plan.window": "How long is waited after the last response of a plan",
    "glass.review": "Review of a broken glass",
    "glass.hours": "Broken glass: for how long",
    "glass.tries": "Restricted cases asked for in a day: how many",
    "token.days": "How long a token of the API lasts at most",
    "looks.volume": "Unusual looks: different records in a day",
    "looks.usual": "Unusual looks: times what somebody usually looks at",
    "looks.window": "Unusual looks: days by which it is known what is usual",
    "looks.night": "Unusual looks: night begins and ends",
    "looks.margin": "Unusual looks: before and after a shift",
    "looks.no_task": "Unusual looks: cases in a day without a task on them",
    "notify.quiet.from": "Quiet hours begin",
    "notify.quiet.until": "Quiet hours end",
}


def rule_words(rule: str) -> str:
    """Return what a rule is called; one without words of its own by its parts."""
    plain = rule.replace(".", " ").replace("_", " ")
    return RULES.get(rule, plain[:1].upper() + plain[1:])


def place_of(rule: str) -> tuple[int, str]:
    """Return where a rule stands in a list: what is owed first, then its steps; what has no words of its own last."""
    known = list(RULES)
    return (known.index(rule) if rule in RULES else len(known), rule)


def qualifier_words(qualifier: str) -> str:
    """Return what a rule is about, such as "risk review" or "high"; nothing where it is about everything."""
    return qualifier.replace("_", " ").replace(".", ", ")


def about(row: PolicyRow) -> str:
    """Return the rule of a row and what it is about, for example "First risk assessment, high"."""
    return ", ".join(filter(None, [rule_words(row.rule), qualifier_words(row.qualifier)]))
