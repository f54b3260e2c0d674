"""Community remedies of a case by the API: considered, the victims asked, decided, and what came of them."""

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from asbcases.remedies import transitions as verbs
from asbcases.remedies.api import sent
from asbcases.remedies.api.shapes import RemedyNoteShape, RemedyShape
from asbcases.remedies.api.shared import RemedyPartViewSet
from asbcases.remedies.choices import Side
from asbcases.remedies.models import Remedy, RemedyNote
from asbcases.remedies.queries import remedies_of
from asbcases.web.api.etags import unless_known
from asbcases.web.api.paging import Filter, page_of
from asbcases.web.api.schema import ETAG, IF_NONE_MATCH, LOCATION, of_act, of_new
from partners.choices import Action

ACTS = ("decide", "end")


def _actions(remedy: Remedy) -> dict[str, Any]:
    """Return the actions of the menu that counts, by the fields that name one."""
    return dict.fromkeys(("action", "choice"), remedy.menu.actions.all())


class RemedyViewSet(RemedyPartViewSet):
    """The community remedies of a case."""

    needs: ClassVar = dict.fromkeys(("list", "retrieve", "create", *ACTS), Action.WORK_CASE)
    shape = RemedyShape

    @extend_schema(
        summary="List the community remedies of a case, the newest first",
        parameters=[Filter],
        responses=page_of(RemedyShape),
    )
    def list(self, request: Request, reference: str) -> Response:
        """Considered, decided and ended ones."""
        return self.listed(remedies_of(self.record), ("-number",), RemedyShape(), wanted=self.asked())

    @extend_schema(summary="Read a community remedy", responses=RemedyShape, parameters=[IF_NONE_MATCH, ETAG])
    def retrieve(self, request: Request, reference: str, number: int) -> Response:
        """By its number on the case."""
        return unless_known(request, self.tagged(self.row(number=number)))

    @extend_schema(summary="Consider a community remedy", **of_new(sent.NewRemedy, RemedyShape))
    def create(self, request: Request, reference: str) -> Response:
        """Under the menu that was in force where and when it happened (s.102(6))."""
        said = self.sent(sent.NewRemedy, among=self.among(party=Side.RESPONDENT))
        made = verbs.consider_remedy(self.record, **said, **self.by())
        return self.made(self.tagged(made), self.address(made))

    @extend_schema(summary="Decide on a community remedy", **of_act(sent.RemedyDecided, RemedyShape))
    def decide(self, request: Request, reference: str, number: int) -> Response:
        """All that the law wants and that is missing is said at once."""
        return self.done(verbs.decide_remedy, sent.RemedyDecided, _actions, number=number)

    @extend_schema(summary="Say what came of a community remedy", **of_act(sent.RemedyEnded, RemedyShape))
    def end(self, request: Request, reference: str, number: int) -> Response:
        """On a closed case too."""
        return self.done(verbs.end_remedy, sent.RemedyEnded, number=number)

    def row(self, **named: Any) -> Remedy:
        """Return a remedy of the case."""
        remedy: Remedy = get_object_or_404(remedies_of(self.record), **named)
        return remedy

    def address(self, row: Remedy) -> str:
        """Return where a remedy stands."""
        return reverse("api_remedy", args=[self.record.reference, row.number])


class RemedyNoteViewSet(RemedyPartViewSet):
    """What the victims said of a community remedy; a note never changes."""

    needs: ClassVar = dict.fromkeys(("list", "retrieve", "create"), Action.WORK_CASE)
    shape = RemedyNoteShape

    @extend_schema(
        summary="List what the victims said of a community remedy, the first first",
        parameters=[Filter],
        responses=page_of(RemedyNoteShape),
    )
    def list(self, request: Request, reference: str, number: int) -> Response:
        """With each effort to ask them."""
        rows = self._remedy(number).notes.select_related("victim", "choice", "recorded_by")
        return self.listed(rows, ("number",), RemedyNoteShape(), wanted=self.asked())

    @extend_schema(summary="Read one note", responses=RemedyNoteShape)
    def retrieve(self, request: Request, reference: str, number: int, note: int) -> Response:
        """By its number on the remedy."""
        return self.tagged(self.row(number=number, note=note))

    @extend_schema(
        summary="Note what a victim said, or how somebody tried to ask them",
        request=sent.NewRemedyNote,
        responses={201: RemedyNoteShape},
        parameters=[LOCATION],
    )
    def create(self, request: Request, reference: str, number: int) -> Response:
        """Before it is decided (s.102(3)); an action is one of the menu that counts."""
        remedy = self._remedy(number)
        among = {**self.among(victim=Side.HARMED), **_actions(remedy)}
        made = verbs.note_victim(remedy, **self.sent(sent.NewRemedyNote, among=among), **self.by())
        return self.made(self.tagged(made), self.address(made))

    def row(self, **named: Any) -> RemedyNote:
        """Return a note of a remedy of the case."""
        return get_object_or_404(self._remedy(named["number"]).notes, number=named["note"])

    def address(self, row: RemedyNote) -> str:
        """Return where a note stands."""
        return reverse("api_remedy_note", args=[self.record.reference, row.remedy.number, row.number])

    def tagged(self, row: RemedyNote) -> Response:
        """Return the answer that shows a note."""
        return Response(RemedyNoteShape(row).data)

    def _remedy(self, number: int) -> Remedy:
        return get_object_or_404(
            Remedy.objects.select_related("menu", "case"), case=self.record, number=number
        )
