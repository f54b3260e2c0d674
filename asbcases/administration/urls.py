"""Pages of the administrator."""

from django.urls import path

from asbcases.administration.views import agencies, people, teams

urlpatterns = [
    path("", people.start, name="administration"),
    path("users/", people.user_list, name="user_list"),
    path("users/new/", people.user_new, name="user_new"),
    path("users/<int:pk>/", people.user_edit, name="user_edit"),
    path("users/<int:pk>/link/", people.user_link, name="user_link"),
    path("users/<int:pk>/leave/", people.user_leave, name="user_leave"),
    path("users/<int:pk>/suspend/", people.user_suspend, name="user_suspend"),
    path("users/<int:pk>/restore/", people.user_restore, name="user_restore"),
    path("teams/", teams.team_list, name="team_list"),
    path("teams/new/", teams.team_new, name="team_new"),
    path("teams/<int:pk>/", teams.team_edit, name="team_edit"),
    path("agencies/", agencies.agency_list, name="agency_list"),
    path("agencies/new/", agencies.agency_new, name="agency_new"),
    path("agencies/<int:pk>/", agencies.agency_edit, name="agency_edit"),
]
