"""Menus of areas: every version, one of them in the words of the public, and the next one published."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asbcases.law.periods import london_day
from asbcases.remedies.forms.menus import MenuForm, initial_of
from asbcases.remedies.queries import menus
from asbcases.remedies.transitions import publish_menu
from asbcases.web.form_pages import acts, form_page, tried, typed
from asbcases.web.once import once
from asbcases.web.scoped import NOT_FOUND, require
from partners import access
from partners.choices import Action


@require_safe
def menu_list(request: HttpRequest) -> HttpResponse:
    """List every version of every area; what is published says nothing of anybody."""
    user = require(request, Action.READ_PROCEDURES)
    may_keep = access.may(user, Action.KEEP_PROCEDURES)
    context = {"menus": list(menus()), "may_keep": may_keep, "today": london_day(timezone.now())}
    return render(request, "remedies/menu_list.html", context)


@require_safe
def menu_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one version as the public reads it."""
    require(request, Action.READ_PROCEDURES)
    return render(request, "remedies/menu_page.html", {"menu": get_object_or_404(menus(), pk=pk)})


@acts
@once
def menu_new(request: HttpRequest, force: str) -> HttpResponse:
    """Publish the next version of an area that has a menu."""
    user, now = require(request, Action.KEEP_PROCEDURES), timezone.now()
    newest = menus().filter(area=force).first()
    if newest is None:
        raise Http404(NOT_FOUND)
    form = MenuForm(typed(request), initial=initial_of(newest))
    if form.is_bound and form.is_valid():
        made = tried(form, lambda: publish_menu(force, name=newest.name, **form.said, by=user, now=now))
        if made:
            messages.success(request, f"Version {made.version} is published.")
            return redirect("menu_page", made.pk)
    return form_page(request, "remedies/menu_new.html", form, {"newest": newest})
