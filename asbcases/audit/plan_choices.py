"""The verbs of problem-solving plans, community remedies and restorative justice, each with the sentence that people read."""

from django.db.models import TextChoices


class PlanVerb(TextChoices):
    """What happened to a problem-solving plan; the label is the sentence, filled from the event's own data."""

    PROBLEM_STARTED = "problem.started", "started the problem-solving plan {started}"
    PROBLEM_LINKED = "problem.linked", "linked {what} to the plan"
    PROBLEM_UNLINKED = "problem.unlinked", "took link {number} off the plan"
    MEASURE_FROZEN = "problem.measure_frozen", "fixed the objective and its measure"
    PROBLEM_MEASURE_CHANGED = "problem.measure_changed", "changed the measure: version {number}"
    PROBLEM_SCANNED = "problem.scanned", "described the problem by scan {number}"
    PROBLEM_SCREENED = "problem.screened", "screened the plan: {decision}"
    PROBLEM_ANALYSED = "problem.analysed", "added {what} {number} to the analysis"
    ANALYSIS_ENTRY_WRONG = "problem.entry_wrong", "marked entry {number} of the analysis as recorded in error"
    ANALYSIS_COMPLETED = "problem.analysis_completed", "signed the analysis off"
    RESPONSE_ADDED = "problem.response_added", "planned response {number}"
    RESPONSE_BEGUN = "problem.response_begun", "began response {number}"
    RESPONSE_DONE = "problem.response_done", "finished response {number}"
    RESPONSE_DROPPED = "problem.response_dropped", "dropped response {number}"
    PROBLEM_REVIEWED = "problem.reviewed", "reviewed the plan: {decision}"
    PROBLEM_VICTIM_ASKED = "problem.victim_asked", "contacted a victim about the plan"
    PROBLEM_ASSESSED = "problem.assessed", "assessed the plan: {verdict}"
    PROBLEM_CLOSED = "problem.closed", "closed the plan: {ending}"
    PROBLEM_TRANSFERRED = "problem.transferred", "gave the plan to {owner}"
    PROBLEM_AFTERCARE = "problem.aftercare", "looked at the closed plan again"
    PROBLEM_SHARED = "problem.shared", "let {agency} see the plan until {until}"
    PROBLEM_UNSHARED = "problem.unshared", "ended what {agency} saw of the plan"
    PROBLEM_NOTED = "problem.noted", "noted of response {number} of {agency}: {progress}"
    PROBLEM_YOUTH_SUPPORT = "problem.youth_support", "noted youth justice support for {person}"


class RemedyVerb(TextChoices):
    """What happened to a community remedy or a restorative referral; the label is the sentence, filled from the event's data."""

    REMEDY_MENU_PUBLISHED = "remedy.menu", "published version {version} of the community remedies of {area}"
    REMEDY_CONSIDERED = "remedy.considered", "considered community remedy {number} for {person}"
    REMEDY_VIEWS_NOTED = "remedy.views", "noted what the victim said to community remedy {number}"
    REMEDY_DECIDED = "remedy.decided", "decided on community remedy {number}: {decision}"
    REMEDY_ENDED = "remedy.ended", "noted how community remedy {number} ended: {outcome}"
    RESTORATIVE_OFFERED = "restorative.offered", "offered restorative justice {number} to {person}"
    RESTORATIVE_ANSWERED = (
        "restorative.answered",
        "noted the answer of {person} to restorative justice {number}",
    )
    RESTORATIVE_MOVED = "restorative.moved", "noted of restorative justice {number}: {state}"
    RESTORATIVE_ENDED = "restorative.ended", "noted how restorative justice {number} ended: {outcome}"
