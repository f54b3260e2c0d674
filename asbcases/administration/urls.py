"""Pages of the administrator."""

from django.urls import path

from asbcases.administration.views import agencies, calendar, limits, people, policies, rota, teams

urlpatterns = [
    path("", people.start, name="administration"),
    path("users/", people.user_list, name="user_list"),
    path("users/new/", people.user_new, name="user_new"),
    path("users/<int:pk>/", people.user_edit, name="user_edit"),
    path("users/<int:pk>/link/", people.user_link, name="user_link"),
    path("users/<int:pk>/leave/", people.user_leave, name="user_leave"),
    path("users/<int:pk>/authenticator/", people.user_authenticator, name="user_authenticator"),
    path("users/<int:pk>/suspend/", people.user_suspend, name="user_suspend"),
    path("users/<int:pk>/restore/", people.user_restore, name="user_restore"),
    path("teams/", teams.team_list, name="team_list"),
    path("teams/new/", teams.team_new, name="team_new"),
    path("teams/<int:pk>/", teams.team_edit, name="team_edit"),
    path("agencies/", agencies.agency_list, name="agency_list"),
    path("agencies/new/", agencies.agency_new, name="agency_new"),
    path("agencies/<int:pk>/", agencies.agency_edit, name="agency_edit"),
    path("policies/", policies.policy_list, name="policy_list"),
    path("policies/<int:pk>/new/", policies.policy_new, name="policy_new"),
    path("policies/<int:pk>/end/", policies.policy_end, name="policy_end"),
    path("limits/", limits.limit_list, name="limit_list"),
    path("limits/<str:number>/new/", limits.limit_new, name="limit_new"),
    path("limits/<int:pk>/end/", limits.limit_end, name="limit_end"),
    path("holidays/", calendar.holiday_list, name="holiday_list"),
    path("holidays/new/", calendar.holiday_new, name="holiday_new"),
    path("holidays/<int:pk>/withdraw/", calendar.holiday_withdraw, name="holiday_withdraw"),
    path("replans/", calendar.replan_list, name="replan_list"),
    path("replans/<int:pk>/", calendar.replan_page, name="replan_page"),
    path("rota/", rota.shift_list, name="shift_list"),
    path("rota/new/", rota.shift_new, name="shift_new"),
    path("rota/import/", rota.shift_import, name="shift_import"),
    path("rota/<int:pk>/cancel/", rota.shift_cancel, name="shift_cancel"),
]
