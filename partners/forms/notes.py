"""What a partner's officer types to note something on a case that is shared with them."""

from django import forms

from asbcases.casework.forms.words import WordsField

WORDS = 5_000
POLICE_TOO, OURS = "police", "ours"


class NoteForm(forms.Form):
    """The words of a note, and who reads them."""

    words = WordsField(
        label="Note",
        max_length=WORDS,
        widget=forms.Textarea({"rows": 5}),
        help_text="It is kept as you write it, and is not changed afterwards",
        error_messages={"required": "Write what is to be noted"},
    )
    shown_to_police = forms.TypedChoiceField(
        label="Who reads it",
        choices=[
            (OURS, "Our agency alone: those with whom the case is shared"),
            (POLICE_TOO, "The police too: everybody who sees the case"),
        ],
        coerce=lambda chosen: chosen == POLICE_TOO,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who reads it"},
    )
