"""The API: who may ask, in which form it answers, and how it describes itself."""

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["asbcases.web.api.signing_in.Session"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["asbcases.web.api.parsing.StrictJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "asbcases.web.api.schema.ProblemSchema",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "asbcases.web.api.problems.handle",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    # The answer comes as JSON; an address that asks for another form is no reason to answer 404.
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "ASB Cases API",
    "DESCRIPTION": "Reports, incidents and cases of anti-social behaviour, as the pages know them.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "AppealOutcome": "asbcases.enforcement.choices.AppealOutcome",
        "AssessmentResult": "risk.choices.Result",
        "BreachDecision": "asbcases.enforcement.choices.BreachDecision",
        "BreachState": "asbcases.enforcement.choices.BreachState",
        "Category": "asbcases.cases.choices.Category",
        "Channel": "asbcases.cases.choices.Channel",
        "DeadlineKind": "asbcases.deadlines.choices.Kind",
        "DeadlineState": "asbcases.deadlines.choices.State",
        "EntryKind": "asbcases.cases.case_choices.EntryKind",
        "Desk": "asbcases.accounts.choices.Desk",
        "Grade": "asbcases.cases.choices.Grade",
        "InstrumentStatus": "risk.choices.VersionStatus",
        "Outcome": "asbcases.cases.choices.Outcome",
        "PartyRole": "asbcases.cases.choices.PartyRole",
        "Precision": "asbcases.cases.choices.Precision",
        "Rank": "asbcases.accounts.choices.Rank",
        "RiskLevel": "risk.choices.Level",
        "Source": "asbcases.cases.choices.Source",
        "Stage": "asbcases.cases.choices.Stage",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "asbcases.web.api.schema.add_problems",
    ],
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
}
