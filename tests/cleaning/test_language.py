"""Languages told from little text."""

from __future__ import annotations

import pytest

from dateline.cleaning.language import tell_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Côte d’Ivoire’s army sent 200 soldiers to Bouaké on Monday.", "en"),
        ("Secretary of State Antony Blinken met Abdel Fattah al-Burhan in Addis Ababa.", "en"),
        ("Xi Jinping and Kim Jong Un met in Pyongyang, the KCNA said.", "en"),
        ("The junta in Ouagadougou and the junta in Bamako left ECOWAS.", "en"),
        ("The Kim Il Sung Square parade had more than 40 missiles on show.", "en"),
        ("Rusland heeft 200 soldaten naar de grens gestuurd, zei het ministerie van Defensie.", "nl"),
        ("Die Armee hat am Montag 200 Soldaten in den Norden geschickt.", "de"),
        ("L’armée a envoyé 200 soldats à la frontière lundi.", "fr"),
        ("El ejército envió 200 soldados a la frontera el lunes.", "es"),
        ("Армия отправила 200 солдат к границе.", "ru"),
        ("أرسل الجيش مئتي جندي إلى الحدود", "ar"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert tell_language(text) == language


def test_no_text_has_a_code_too() -> None:
    assert tell_language("")
