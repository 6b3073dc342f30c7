"""Which date and which count a mention gets. All sentences are made up for these tests."""

from __future__ import annotations

import pytest

from dateline.model import Mention, Span
from dateline.normalising import quantity, time
from dateline.normalising.measures import Measures
from dateline.parsing import parse
from dateline.parsing.spacy import SpacyParser
from tests.makers import document, mention

MEASURES = Measures.load()
FRIDAY = "2024-03-15T12:00:00+00:00"


def told(
    parser: SpacyParser,
    text: str,
    type: str,
    mode: str = "",
    status: str = "actual",
    published: str | None = FRIDAY,
) -> Mention:
    """The mention whose trigger stands between stars, with its date and its count."""
    before, trigger, after = text.split("*")
    report = document(before + trigger + after, published_at=published)
    sentences = parse(report, parser)
    start = len(before)
    sentence = next(s for s in sentences if s.start <= start < s.end)
    plain = mention(
        report,
        type=type,
        mode=mode or None,
        status=status,
        actors=(),
        span=sentence.span,
        trigger=Span(start, start + len(trigger)),
        sentence=sentence.index,
    )
    times = time.times_of(report, sentences, MEASURES.days)
    (dated,) = time.attach_time(report, sentences, [plain], times)
    (counted,) = quantity.attach(report, sentences, [dated], times, MEASURES)
    return counted


def days(one: Mention) -> str:
    when = one.when
    return "" if when is None else f"{when.start or ''}..{when.end or ''}"


def size(one: Mention) -> str:
    count = one.quantity
    if count is None:
        return ""
    low, high = (("" if x is None else f"{x:g}" if x < 1e6 else f"{x:.0f}") for x in (count.low, count.high))
    change = "" if count.change == "total" else f" {count.change}"
    return f"{low if low == high and low else f'{low}..{high}'} {count.unit}{change}"


DATES = [
    # the deed and not the telling
    ("Rebels *entered* the town on Monday, the army said.", "MOBILIZE", "actual", "2024-03-11..2024-03-11"),
    ("The army said on Monday that rebels had *entered* the town.", "MOBILIZE", "actual", ""),
    ("Rebels have *entered* the town, the army said on Monday.", "MOBILIZE", "actual", ""),
    ("Ankara announced on Tuesday that it would *send* two frigates.", "MOBILIZE", "planned", ""),
    ("Seoul will *send* a destroyer, the Yonhap agency reported on Tuesday.", "MOBILIZE", "planned", ""),
    ("On Sunday Reuters reported *attacks* on three ships.", "ASSAULT", "actual", ""),
    (
        "The report published on Wednesday says the army *shelled* the camp in January.",
        "ASSAULT",
        "actual",
        "2024-01-01..2024-01-31",
    ),
    # acts done by saying
    ("Pyongyang *accused* Seoul on Monday of spying.", "ACCUSE", "actual", "2024-03-11..2024-03-11"),
    ("Pyongyang accused Seoul on Monday of *shelling* the islet.", "ASSAULT", "actual", ""),
    ("Khartoum *demanded* on Thursday that the envoy leave.", "REQUEST", "actual", "2024-03-14..2024-03-14"),
    ("Beijing *warned* Manila on Tuesday that it would retaliate.", "THREATEN", "actual", "2024-03-12..2024-03-12"),
    ("Tokyo *promised* on Tuesday to send 50 trucks.", "AGREE", "actual", "2024-03-12..2024-03-12"),
    ("Tokyo promised on Tuesday to *send* 50 trucks.", "AID", "planned", ""),
    ("The president ordered on Friday that troops *move* to the border.", "MOBILIZE", "planned", ""),
    ("The president *ordered* 300 troops to the border on Thursday.", "MOBILIZE", "planned", ""),
    # the clause decides
    (
        "Two brigades *withdrew* on Sunday, while talks were held in Doha on Tuesday.",
        "RETREAT",
        "actual",
        "2024-03-10..2024-03-10",
    ),
    (
        "Two brigades withdrew on Sunday, while *talks* were held in Doha on Tuesday.",
        "CONSULT",
        "actual",
        "2024-03-12..2024-03-12",
    ),
    ("Chad *closed* the border on Monday and expelled the ambassador.", "COERCE", "actual", "2024-03-11..2024-03-11"),
    (
        "Chad closed the border on Monday and *expelled* the ambassador.",
        "SANCTION",
        "actual",
        "2024-03-11..2024-03-11",
    ),
    ("The junta tried to *seize* the airport on Saturday.", "COERCE", "attempted", "2024-03-09..2024-03-09"),
    ("Speaking on Monday, the minister said jets had *bombed* the port.", "ASSAULT", "actual", ""),
    (
        "The envoy toured Tripoli on Monday, *meeting* two militia leaders.",
        "CONSULT",
        "actual",
        "2024-03-11..2024-03-11",
    ),
    ("Gunmen shelled it on Sunday, killing two and *wounding* nine.", "ASSAULT", "actual", "2024-03-10..2024-03-10"),
    ("The truce that was *signed* in Jeddah in May 2023 has failed.", "AGREE", "actual", "2023-05-01..2023-05-31"),
    ("Police *detained* forty people at a rally on Sunday.", "COERCE", "actual", "2024-03-10..2024-03-10"),
    ("Monday's *explosion* in Port Sudan killed two.", "ASSAULT", "actual", "2024-03-11..2024-03-11"),
    ("Monday's explosion in Port Sudan *killed* two.", "ASSAULT", "actual", ""),
    ("A February *offensive* drove them out.", "ASSAULT", "actual", "2024-02-01..2024-02-29"),
    (
        "Jets *bombed* the depot overnight in response to attacks on ships.",
        "ASSAULT",
        "actual",
        "2024-03-14..2024-03-15",
    ),
    ("Jets bombed the depot overnight in response to *attacks* on ships.", "ASSAULT", "actual", ""),
    ("A meeting *set* for Sunday was cancelled.", "CONSULT", "denied", "2024-03-17..2024-03-17"),
    # open and measured
    ("French troops have *been* in Niger since 2013.", "MOBILIZE", "actual", "2013-01-01.."),
    ("Thousands have been *killed* since war broke out there in 2014.", "ASSAULT", "actual", "2014-01-01.."),
    ("Some 40 people were *held* since the coup of August 2020.", "COERCE", "actual", "2020-08-01.."),
    ("Berlin will *have* a brigade there by 2027.", "MOBILIZE", "planned", "..2027-12-31"),
    ("The UN left in 2017, two years after rebels *took* the city.", "COERCE", "actual", "2015-01-01..2015-12-31"),
    ("The UN *left* in 2017, two years after rebels took the city.", "RETREAT", "actual", "2017-01-01..2017-12-31"),
    ("The UN left on Monday, two hours after rebels *took* the city.", "COERCE", "actual", ".."),
    ("It has patrolled there since 1999, when NATO *took* over.", "MOBILIZE", "actual", "1999-01-01..1999-12-31"),
    ("The junta ordered the envoy to *leave* by Sunday.", "SANCTION", "actual", "..2024-03-17"),
    ("It sent monitors in 2008, following the *invasion* of Gori.", "ASSAULT", "actual", "2008-01-01..2008-12-31"),
    ("It sent monitors in May 2008, following the *invasion* of Gori.", "ASSAULT", "actual", ""),
    # sets and lengths date nothing
    ("The army *patrols* the road every Monday.", "MOBILIZE", "actual", ""),
    ("They *talked* for eight hours.", "CONSULT", "actual", ""),
    ("They signed a ten-year *agreement*.", "AGREE", "actual", ""),
    # the day it was filed
    ("JUBA, March 14 (Newswire) - Gunmen *killed* five aid workers.", "ASSAULT", "actual", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "type", "status", "expected"), DATES)
def test_a_date_belongs_to_the_deed_of_its_clause(
    parser: SpacyParser, text: str, type: str, status: str, expected: str
) -> None:
    assert days(told(parser, text, type, status=status)) == expected


@pytest.mark.parametrize(
    ("text", "type", "words"),
    [
        ("Rebels *entered* the town on Monday.", "MOBILIZE", "on Monday"),
        ("They will *sign* it within a few weeks.", "AGREE", "within a few weeks"),
        ("Drones *struck* the port overnight.", "ASSAULT", "overnight"),
        ("They are now *moving* east.", "MOBILIZE", "now"),
    ],
)
def test_an_undated_document_keeps_the_words(parser: SpacyParser, text: str, type: str, words: str) -> None:
    when = told(parser, text, type, published=None).when
    assert when is not None
    assert (when.text, when.start, when.end, when.anchor) == (words, None, None, "none")
    assert when.reason


QUANTITIES = [
    # what the deed is told of
    ("Egypt *sent* 400 soldiers to Rafah.", "MOBILIZE", "troops", "400 troops"),
    ("Four warships *left* Port Stanley.", "MOBILIZE", "weapons", "4 ships"),
    ("Delhi *moved* a frigate and six jets to the bay.", "MOBILIZE", "weapons", "1 ships"),
    ("Delhi moved a frigate and six *jets* to the bay.", "MOBILIZE", "weapons", "6 aircraft"),
    ("A frigate with more than 100 sailors on board was *assigned* to the gulf.", "MOBILIZE", "weapons", "1 ships"),
    ("Iran's destroyer *sailed* from Bandar Abbas.", "MOBILIZE", "weapons", "1 ships"),
    ("Some 800 Kenyans *serve* in Port-au-Prince.", "MOBILIZE", "troops", "720..880 troops"),
    ("The army has put 2,500 soldiers on alert for a possible *move* to Chad.", "MOBILIZE", "troops", "2500 troops"),
    ("He said that Hanoi had 3,000 troops there and should *send* them home.", "RETREAT", "withdraw", "3000 troops"),
    # killed, wounded, arrested
    ("Two soldiers were *killed* and nine wounded by shelling.", "ASSAULT", "", "2 killed"),
    ("Two soldiers were killed and nine *wounded* by shelling.", "ASSAULT", "", "9 wounded"),
    ("An *explosion* in Kabul killed 31 people.", "ASSAULT", "explosives", "31 killed"),
    ("Police *detained* 17 people in Baku.", "COERCE", "arrest", "17 arrested"),
    ("The *arrest* of 14 suspected gunmen was announced.", "COERCE", "arrest", "14 arrested"),
    ("Three soldiers *killed* in Sinai ambush", "ASSAULT", "", "3 killed"),
    ("Gunmen killed two soldiers and *wounded* 20 others.", "ASSAULT", "", "20 wounded"),
    ("The death toll *rose* to 34 after the strike.", "ASSAULT", "", "34 killed"),
    ("A soldier was *stabbed* to death near Hebron.", "ASSAULT", "", "1 killed"),
    # expelled, sanctioned, given
    ("London *expelled* 23 diplomats.", "SANCTION", "expel", "23 people"),
    ("Lima had *ordered* 12 out.", "SANCTION", "expel", "12 people"),
    ("Ottawa *froze* the assets of five banks.", "SANCTION", "", "5 banks"),
    ("Seoul will *give* Kyiv 200 million dollars.", "AID", "", "200000000 money"),
    ("Seoul *agreed* to lend Kyiv 200 million dollars.", "AGREE", "", "200000000 money"),
    ("Prague *delivered* 90 tonnes of ammunition.", "AID", "", "90 tonnes"),
    ("Oslo *donated* nine howitzers.", "AID", "", "9 artillery"),
    # changes without a number
    ("Niamey asked Moscow to *send* more soldiers.", "MOBILIZE", "troops", ".. troops increase"),
    ("The alliance *boosted* its troop presence in Kosovo.", "MOBILIZE", "troops", ".. troops increase"),
    ("They want additional *troops* in the zone.", "MOBILIZE", "troops", ".. troops increase"),
    ("Washington may *station* thousands more near Guam.", "MOBILIZE", "troops", "2000..9999 troops increase"),
    # worked out
    (
        "The plan names 1,000 to 5,000 troops and *allows* for ten times as many.",
        "MOBILIZE",
        "troops",
        "1000..5000 troops",
    ),
    ("Up to 900 soldiers are ready. Most would be *sent* to Bangui.", "MOBILIZE", "troops", "..900 troops"),
    ("It has about 800 soldiers there and will *double* its force.", "MOBILIZE", "troops", "1440..1760 troops times"),
    ("There were 600 fighters in Sirte. Half of them have *left*.", "RETREAT", "withdraw", "300 troops"),
    ("Jets *bombed* the camp after a gunman killed 40 recruits.", "ASSAULT", "aerial", ""),
    ("Thirteen soldiers *serving* in the force have been killed.", "MOBILIZE", "troops", "13 troops"),
    # what counts something else
    ("Manila *closed* the strait after three collisions.", "COERCE", "restrict", ""),
    ("Thirty countries *condemned* the coup.", "ACCUSE", "", ""),
    ("The 57 states of the bloc will *meet* on Thursday.", "CONSULT", "", ""),
    ("They *drilled* in six areas.", "MOBILIZE", "troops", ""),
    ("Turkey *doubled* its border controls.", "MOBILIZE", "troops", ""),
    ("The alliance set up four *battlegroups*.", "MOBILIZE", "troops", "4 battlegroups"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "type", "mode", "expected"), QUANTITIES)
def test_a_count_belongs_to_the_deed_it_measures(
    parser: SpacyParser, text: str, type: str, mode: str, expected: str
) -> None:
    assert size(told(parser, text, type, mode)) == expected


def test_what_is_worked_out_is_marked(parser: SpacyParser) -> None:
    count = told(
        parser, "Up to 900 soldiers are ready. Most would be *sent* to Bangui.", "MOBILIZE", "troops"
    ).quantity
    assert count is not None
    assert (count.derived, count.text, count.rule) == (True, "Most", "quantity.derived")


def test_every_value_slices_to_its_text(parser: SpacyParser) -> None:
    for text, type, *_ in (*DATES, *QUANTITIES):
        one = told(parser, text, type)
        whole = text.replace("*", "")
        for value in (one.when, one.quantity):
            assert value is None or value.span.of(whole) == value.text
