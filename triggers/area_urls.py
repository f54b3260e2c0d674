"""Routes of what an area states for its case reviews, and of the figures that it publishes."""

from django.urls import path

from triggers.views import figures, figures_out, procedure_acts, procedures, procedures_new

urlpatterns = [
    path("figures/", figures.figures_list, name="figures_list"),
    path("figures/<slug:area>/", figures.figures_page, name="figures_page"),
    path("figures/<slug:area>/csv/", figures_out.figures_csv, name="figures_csv"),
    path("figures/<slug:area>/json/", figures_out.figures_json, name="figures_json"),
    path("figures/<slug:area>/publish/", figures.figures_publish, name="figures_publish"),
    path("figures/<slug:area>/published/<int:pk>/", figures.figures_published, name="figures_published"),
    path("procedures/", procedures.procedure_list, name="procedure_list"),
    path("procedures/<int:pk>/", procedures.procedure_page, name="procedure_page"),
    path("procedures/<int:pk>/changes/", procedures.procedure_changes, name="procedure_changes"),
    path("procedures/<int:pk>/sign/", procedure_acts.procedure_sign, name="procedure_sign"),
    path("procedures/<int:pk>/end/", procedure_acts.procedure_end, name="procedure_end"),
    path("procedures/<slug:area>/new/", procedures_new.procedure_new, name="procedure_new"),
]
