"""Routes of appeals, breaches, penalties, works and seizures."""

from django.urls import path

from asbcases.enforcement.views import appeal_hearings, appeals, breaches, penalties, works

ONE = "cases/<case:reference>/measures/<measure:measure>/"
BREACH = f"{ONE}breaches/<int:number>/"
PENALTY = f"{BREACH}penalties/<slug:penalty>/"
ITEM = f"{BREACH}items/<int:item>/"
HEARING = f"{ONE}hearings/<int:number>/"
WORKS = f"{ONE}works/<int:number>/"

urlpatterns = [
    path(f"{ONE}appeals/new/", appeals.appeal_lodge, name="appeal_lodge"),
    path(f"{ONE}appeals/<int:appeal>/", appeals.appeal_decide, name="appeal_decide"),
    path(f"{ONE}appeals/<int:appeal>/terms/", appeals.appeal_terms, name="appeal_terms"),
    path(
        f"{ONE}appeals/<int:appeal>/hearings/new/",
        appeal_hearings.appeal_hearing_new,
        name="appeal_hearing_new",
    ),
    path(f"{HEARING}held/", appeal_hearings.appeal_hearing_held, name="appeal_hearing_held"),
    path(f"{HEARING}hearsay/", appeal_hearings.appeal_hearsay, name="appeal_hearsay"),
    path(f"{ONE}breaches/new/", breaches.breach_new, name="breach_new"),
    path(BREACH, breaches.breach_page, name="breach_page"),
    path(f"{BREACH}evidence/", breaches.breach_evidence, name="breach_evidence"),
    path(f"{BREACH}explanation/", breaches.breach_explanation, name="breach_explanation"),
    path(f"{BREACH}decision/", breaches.breach_decision, name="breach_decision"),
    path(f"{BREACH}told/person/", breaches.breach_told_person, name="breach_told_person"),
    path(f"{BREACH}told/victim/", breaches.breach_told_victim, name="breach_told_victim"),
    path(f"{BREACH}outcome/", breaches.breach_outcome, name="breach_outcome"),
    path(f"{BREACH}file/", breaches.breach_file, name="breach_file"),
    path(f"{BREACH}proceedings/", breaches.breach_proceedings, name="breach_proceedings"),
    path(f"{BREACH}ordered/", works.breach_ordered, name="breach_ordered"),
    path(f"{BREACH}wrong/", breaches.breach_wrong, name="breach_wrong"),
    path(f"{BREACH}penalties/new/", penalties.penalty_offer, name="penalty_offer"),
    path(PENALTY, penalties.penalty_page, name="penalty_page"),
    path(f"{PENALTY}paid/", penalties.penalty_paid, name="penalty_paid"),
    path(f"{PENALTY}cancel/", penalties.penalty_cancel, name="penalty_cancel"),
    path(f"{BREACH}items/new/", works.seizure_warrant, name="seizure_warrant"),
    path(f"{ITEM}seized/", works.seizure_seized, name="seizure_seized"),
    path(f"{ITEM}returned/", works.seizure_returned, name="seizure_returned"),
    path(f"{ITEM}wrong/", works.seizure_wrong, name="seizure_wrong"),
    path(f"{ONE}works/new/", works.works_new, name="works_new"),
    path(f"{WORKS}consent/", works.works_consent, name="works_consent"),
    path(f"{WORKS}done/", works.works_done, name="works_done"),
    path(f"{WORKS}bill/", works.works_bill, name="works_bill"),
    path(f"{WORKS}wrong/", works.works_wrong, name="works_wrong"),
]
