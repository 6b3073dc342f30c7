"""Counts and non-counts of military news. All sentences are made up for these tests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Sentence
from dateline.normalising.measures import Measures
from dateline.normalising.quantity import Count, find_quantities
from dateline.normalising.quantity.find import text_of
from dateline.parsing.spacy import SpacyParser
from tests.makers import sentence as plain_sentence

MEASURES = Measures.load()


def parsed(parser: SpacyParser, text: str) -> tuple[Sentence, ...]:
    return tuple(
        Sentence(n, tokens[0].start, tokens[-1].end, tokens, entities, 0)
        for n, (tokens, entities) in enumerate(next(iter(parser.sentences([text]))))
    )


def told(count: Count) -> str:
    """A count in one line: "300..900 troops more"; an end that is open stays empty."""
    low, high = (("" if x is None else f"{x:g}" if x < 1e6 else f"{x:.0f}") for x in (count.low, count.high))
    size = low if low == high else f"{low}..{high}"
    change = {"increase": " more", "decrease": " fewer", "times": " times", "total": ""}[count.change]
    money = f" {count.currency}" if count.currency else ""
    rate = f" per {count.per}" if count.per else ""
    return " ".join(f"{size} {count.unit}{money}{rate}{change}".split())


def counts(parser: SpacyParser, text: str, *kinds: str) -> list[Count]:
    return [c for s in parsed(parser, text) for c in find_quantities(s, MEASURES) if c.kind in kinds]


COUNTS = [
    # plain numbers, in digits and words
    ("The army sent 400 soldiers to El Fasher.", ["400 troops"]),
    ("Four warships left Port Stanley.", ["4 ships"]),
    ("Twelve helicopters landed at Gao.", ["12 helicopters"]),
    ("Twenty-two peacekeepers were flown out of Kidal.", ["22 troops"]),
    ("Nineteen tanks crossed the Litani.", ["19 tanks"]),
    ("Pristina deployed 1,350 police officers.", ["1350 police"]),
    ("Seoul sent 12,500 conscripts home.", ["12500 troops"]),
    ("The rebels captured a hundred and ten vehicles.", ["110 vehicles"]),
    ("Two hundred and fifty marines came ashore.", ["250 troops"]),
    ("The convoy had 31 trucks and six ambulances.", ["31 vehicles", "6 vehicles"]),
    ("Seventeen fishermen were rescued off Kinmen.", ["17 people"]),
    ("A force of 7000 gendarmes guards Bamako.", ["7000 police"]),
    ("Beijing flew 71 aircraft near the island.", ["71 aircraft"]),
    ("Tehran has 3 submarines in the strait.", ["3 submarines"]),
    ("Argentina lost 649 men.", ["649 people"]),
    ("The junta freed 33 prisoners.", ["33 people"]),
    ("They fired 180 ballistic missiles.", ["180 missiles"]),
    ("Hezbollah launched 55 rockets at Safed.", ["55 rockets"]),
    ("Some two dozen launchers were moved to Aswan.", ["22..26 launchers"]),
    ("Half a dozen patrol boats surrounded the reef.", ["6 ships"]),
    ("A dozen mercenaries guarded the mine.", ["12 troops"]),
    ("Three dozen buses took the fighters to Idlib.", ["36 vehicles"]),
    # scales and short forms
    ("The UN counts 4.6 million refugees.", ["4600000 people"]),
    ("About 1.5m people fled Khartoum.", ["1350000..1650000 people"]),
    ("Egypt has 440k troops.", ["440000 troops"]),
    ("They have 100 thousand soldiers at the border.", ["100000 troops"]),
    ("The province holds 2 million civilians.", ["2000000 people"]),
    # ranges
    ("Between 40 and 50 militants were hiding there.", ["40..50 troops"]),
    ("The plan foresees 1,000 to 5,000 troops.", ["1000..5000 troops"]),
    ("The ministry considers sending from 300 to 600 servicemen.", ["300..600 troops"]),
    ("He put the crowd at 3,000-4,000 people.", ["3000..4000 people"]),
    ("Two or three drones were seen over Juba.", ["2..3 drones"]),
    ("Five to six battalions are in reserve.", ["5..6 battalions"]),
    ("It could need 3 to 5 million refugees' worth of tents.", ["3000000..5000000 people"]),
    ("Some 20–25 jets took part.", ["20..25 aircraft"]),
    # bounds
    ("Up to 800 soldiers will go to Niamey.", ["..800 troops"]),
    ("As many as 2,500 rebels crossed the river.", ["..2500 troops"]),
    ("No more than 60 monitors stayed.", ["..60 monitors"]),
    ("More than 300 villagers were displaced.", ["300.. people"]),
    ("Over 90 vehicles were destroyed.", ["90.. vehicles"]),
    ("At least 14 gunmen took part.", ["14.. people"]),
    ("Fewer than 30 inspectors remain.", ["..29 people"]),
    ("Less than 50 tanks are left.", ["..49 tanks"]),
    ("The force stays below 13,000 soldiers.", ["..13000 troops"]),
    ("Under 200 reservists turned up.", ["..200 troops"]),
    ("Just over 2,000 migrants waited.", ["2000..2200 people"]),
    ("Just under 500 peacekeepers remain.", ["450..499 troops"]),
    ("Upwards of 70 warplanes were involved.", ["70.. aircraft"]),
    ("No fewer than 11 ships were hit.", ["11.. ships"]),
    ("In excess of 4,000 fighters fled.", ["4000.. troops"]),
    ("Some 150 or more fighters surrendered.", ["150.. troops"]),
    # approximations
    ("About 1,200 troops serve in Mali.", ["1080..1320 troops"]),
    ("Around 25 sailors were missing.", ["23..27 troops"]),
    ("Nearly 200 vehicles moved north.", ["180..220 vehicles"]),
    ("Almost 700 paratroopers jumped.", ["630..770 troops"]),
    ("Roughly 60 guns were counted.", ["54..66 artillery"]),
    ("Approximately 3,000 rebels hold the town.", ["2700..3300 troops"]),
    ("Close to 70 drones were sent.", ["63..77 drones"]),
    ("An estimated 5,000 mercenaries are in Libya.", ["4500..5500 troops"]),
    ("Some 40 trucks were burnt.", ["36..44 vehicles"]),
    ("Thirty or so rebels escaped.", ["27..33 troops"]),
    ("Only about 200 soldiers are left.", ["180..220 troops"]),
    # vague counts
    ("Dozens of soldiers deserted.", ["24..99 troops"]),
    ("Scores of villagers were taken.", ["40..99 people"]),
    ("Hundreds of fighters crossed into Chad.", ["200..999 troops"]),
    ("Thousands of refugees reached Adré.", ["2000..9999 people"]),
    ("Tens of thousands of protesters marched in Tbilisi.", ["20000..99999 people"]),
    ("Hundreds of thousands of people fled.", ["200000..999999 people"]),
    ("Several hundred troops were flown in.", ["300..900 troops"]),
    ("Several thousand mercenaries stayed.", ["3000..9000 troops"]),
    ("A few hundred rebels hold out.", ["200..500 troops"]),
    ("A few dozen hostages were freed.", ["24..60 people"]),
    ("A couple of frigates shadowed the fleet.", ["2 ships"]),
    ("Several dozen gunmen attacked the post.", ["36..108 people"]),
    ("Several jets took off from Hualien.", ["3..9 aircraft"]),
    ("A handful of advisers remain in Tripoli.", ["2..5 people"]),
    ("Dozens, if not hundreds, of rockets fell.", ["24..999 rockets"]),
    # increments
    ("Several hundred more troops will go to Kosovo.", ["300..900 troops more"]),
    ("Another 500 soldiers are on their way.", ["500 troops more"]),
    ("An additional 60 marines guard the embassy.", ["60 troops more"]),
    ("Up to 1,200 more soldiers will be sent.", ["..1200 troops more"]),
    ("A further 30 tanks were promised.", ["30 tanks more"]),
    ("Paris sent 300 extra gendarmes to Nouméa.", ["300 police more"]),
    ("Thousands more fled on Sunday.", ["2000..9999 more"]),
    ("Sixty more police officers arrived.", ["60 police more"]),
    ("There are 200 fewer soldiers in the zone.", ["200 troops fewer"]),
    ("The garrison grew by 900 soldiers.", ["900 troops more"]),
    ("The contingent was cut by 400 soldiers.", ["400 troops fewer"]),
    ("The contingent will rise from 500 to 1,200 soldiers.", ["1200 troops"]),
    # killed, wounded, arrested
    ("Two soldiers were killed in Sinai.", ["2 killed"]),
    ("The blast killed 34 people in Mogadishu.", ["34 killed"]),
    ("Six civilians were wounded near Tyre.", ["6 wounded"]),
    ("Two soldiers were killed and twelve wounded.", ["2 killed", "12 wounded"]),
    ("The strike left 22 dead in Omdurman.", ["22 killed"]),
    ("Police arrested 61 protesters in Minsk.", ["61 arrested"]),
    ("More than 200 people were detained in Caracas.", ["200.. arrested"]),
    ("There were over 1,000 arrests in Almaty.", ["1000.. arrested"]),
    ("The bodies of 40 villagers were found near Bentiu.", ["40 killed"]),
    ("At least nine people died in the shelling.", ["9.. killed"]),
    ("The army reported 17 deaths.", ["17 killed"]),
    ("The hospital counted 80 injuries.", ["80 wounded"]),
    ("Gunmen murdered five aid workers.", ["5 killed"]),
    ("Eight soldiers died when the mine went off.", ["8 killed"]),
    ("The raid injured 13 policemen.", ["13 wounded"]),
    ("The arrest of 14 suspected members of the gang was announced.", ["14 arrested"]),
    ("Fifteen Indian soldiers, among them an officer, were killed.", ["15 killed"]),
    # of them, of which
    ("About 106,000 of them are ground troops.", ["95400..116600"]),
    ("Of the 36 drones, 31 were shot down.", ["36 drones", "31 drones"]),
    # weapons by name
    ("Taipei bought 66 F-16s.", ["66 aircraft"]),
    ("Delhi moved four Su-30 fighters to Ladakh.", ["4 aircraft"]),
    ("Ankara sent two F-16 jets.", ["2 aircraft"]),
    ("Nine D-30 howitzers were handed over.", ["9 artillery"]),
    ("Kyiv asked for 300 Leopard tanks.", ["300 tanks"]),
    ("Six Kalibr cruise missiles were fired.", ["6 missiles"]),
    ("Moscow lost 12 T-72 tanks.", ["12 tanks"]),
    ("Three amphibious ships sailed from Toulon.", ["3 ships"]),
    ("Two Tu-22M3 bombers patrolled the coast.", ["2 aircraft"]),
    ("On Monday 12 drones crossed the border.", ["12 drones"]),
    # formations
    ("Two battalions of S-400 missiles arrived in Tartus.", ["2 battalions"]),
    ("Three brigades encircled the town.", ["3 brigades"]),
    ("Four battlegroups were set up.", ["4 battlegroups"]),
    ("A 5,000-strong brigade will be based there.", ["5000 brigades"]),
    ("A 40-strong platoon held the bridge.", ["40 platoons"]),
    # money
    ("Berlin promised 700 million euros.", ["700000000 money EUR"]),
    ("Washington pledged $2.4 billion.", ["2400000000 money USD"]),
    ("The package is worth almost £90 million.", ["81000000..99000000 money GBP"]),
    ("They offered more than 1.5 billion dollars for Gaza.", ["1500000000.. money USD"]),
    ("A 200-million-dollar package was approved.", ["200000000 money USD"]),
    ("Gas worth four billion euros a year is bought.", ["4000000000 money EUR per year"]),
    ("Canberra will spend A$368 billion on submarines.", ["368000000000 money AUD"]),
    ("Tokyo gave 5bn yen.", ["5000000000 money JPY"]),
    ("The fine was between $3 million and $5 million.", ["3000000..5000000 money USD"]),
    ("Kyiv received €1.2bn.", ["1200000000 money EUR"]),
    # shares
    ("Turnout was 43 per cent.", ["43 percent"]),
    ("Defence spending rose 6% in Japan.", ["6 percent more"]),
    ("Exports fell by 30 percent.", ["30 percent fewer"]),
    ("Some 5% to 10% of the shells fail.", ["5..10 percent"]),
    # other things
    ("Hackers defaced 15 websites.", ["15 websites"]),
    ("London froze the assets of five banks.", ["5 banks"]),
    ("Four consulates will be closed.", ["4 consulates"]),
    ("Rome expelled 30 diplomats.", ["30 people"]),
    ("Prague will give 4,000 shells.", ["4000 shells"]),
    ("A motorcade of some 400 cars crossed Belgrade.", ["360..440 vehicles"]),
    ("They fired 1,400 rounds in a day.", ["1400 rounds"]),
]

NON_COUNTS = [
    "An F-16 crashed near Kandahar.",
    "A Su-35 was intercepted over the strait.",
    "The S-400 was delivered to Ankara.",
    "The 82nd Airborne is on alert.",
    "Resolution 1701 ended the war.",
    "An M1A2 was seen in Rafah.",
    "The four-day visit begins in Doha.",
    "The 351st missile wing was closed.",
    "The G7 will meet in Hiroshima.",
    "A 14-year-old was hurt.",
    "The general, 61, resigned.",
    "A man aged 40 was shot.",
    "Russia invaded in 2022.",
    "The war of 1982 is remembered.",
    "They met on 5 May.",
    "They met on May 5, 2021.",
    "The truce begins at 10:30 GMT.",
    "The truce began at 7 a.m.",
    "The attack came on 11 September 2001.",
    "Article 5 was invoked.",
    "Flight 17 was shot down.",
    "Boeing 737 jets were grounded.",
    "Nord Stream 2 was halted.",
    "Zapad 2021 took place in Belarus.",
    "Spain tightened its border checks after 9/11.",
    "The 2S19 was built in Uralsk.",
    "A T-72 burnt at the roadside.",
    "A MiG-29 took off from Aden.",
    "The Tu-95 flew near Alaska.",
    "Channel 12 broadcast the tape.",
    "Room 204 was searched.",
    "The 21st century began with it.",
    "In the 1990s the borders were open.",
    "It was the third attack of its kind.",
    "No one was hurt.",
    "One should not expect peace.",
    "They blamed one another.",
    "One day the war will end.",
    "It has lasted three years.",
    "They talked for eight hours.",
    "The front is 40 kilometres long.",
    "The base lies 12 miles from the coast.",
    "He was sentenced to ten years in prison.",
    "A ten-year agreement was signed.",
    "The first brigade withdrew.",
    "Unit 731 is known for its crimes.",
    "Security Council resolution 2728 called for a truce.",
    "The Group of 20 condemned it.",
    "The 38th parallel divides them.",
    "Camp 22 was closed.",
    "The 1991 war ended quickly.",
    "Highway 1 was cut.",
    "Several countries protested.",
    "Few believed him.",
    "COVID-19 delayed the drill.",
    "The B-52 flew from Guam.",
]


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_counts_are_read_with_bounds_unit_and_change(
    parser: SpacyParser, text: str, expected: list[str]
) -> None:
    assert [told(c) for c in counts(parser, text, "count", "money", "share")] == expected


@pytest.mark.parametrize("text", NON_COUNTS)
def test_numbers_of_names_dates_ages_and_lengths_are_no_counts(parser: SpacyParser, text: str) -> None:
    assert [told(c) for c in counts(parser, text, "count", "money", "share")] == []


def test_the_table_is_as_large_as_it_claims_to_be() -> None:
    assert len(COUNTS) + len(NON_COUNTS) >= 150


@pytest.mark.parametrize(
    ("text", "kind", "figures"),
    [
        ("The crisis brought a tenfold increase.", "ratio", (10.0,)),
        ("They sent ten times as many.", "ratio", (10.0,)),
        ("Ottawa will double its force.", "ratio", (2.0,)),
        ("Half of them deserted.", "part", (0.5,)),
        ("Two thirds of the fighters left.", "part", (2 / 3,)),
        ("Most of the soldiers stayed.", "part", ()),
        ("The march was 30 miles long.", "measure", (30.0,)),
        ("Some 90 tonnes of ammunition landed.", "measure", (90.0,)),
        ("It took three weeks.", "time", (3.0,)),
    ],
)
def test_ratios_parts_and_measures_are_told_from_counts(
    parser: SpacyParser, text: str, kind: str, figures: tuple[float, ...]
) -> None:
    assert [(c.kind, c.figures) for s in parsed(parser, text) for c in find_quantities(s, MEASURES)] == [
        (kind, figures)
    ]


def test_best_is_the_number_itself_or_nothing(parser: SpacyParser) -> None:
    exact, about, upto, vague = (
        counts(parser, text, "count")[0].best
        for text in ("Six tanks.", "About six hundred tanks.", "Up to 60 tanks.", "Dozens of tanks.")
    )
    assert (exact, about, upto, vague) == (6, 600, None, None)


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=120))
def test_every_count_slices_to_its_text(text: str) -> None:
    if not text.strip() or not any(c.isalnum() for c in text):
        return
    sentence = plain_sentence(text)
    if not sentence.tokens:
        return
    whole = text_of(sentence)
    for count in find_quantities(sentence, MEASURES):
        assert whole[count.span.start - sentence.start : count.span.end - sentence.start] == count.text
