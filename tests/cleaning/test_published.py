"""Publication times as papers write them."""

from __future__ import annotations

import pytest

from dateline.cleaning import Furniture, clean
from dateline.cleaning.published import find_moments, read_moment
from tests.makers import item


@pytest.mark.parametrize(
    ("words", "written", "utc"),
    [
        ("2019-03-03T14:20:00+01:00", "2019-03-03T14:20:00+01:00", "2019-03-03T13:20:00Z"),
        ("2019-03-03T14:20Z", "2019-03-03T14:20:00+00:00", "2019-03-03T14:20:00Z"),
        ("2019-03-03 14:20", "2019-03-03T14:20:00", None),
        ("2019-03-03", "2019-03-03", None),
        ("3 March 2019", "2019-03-03", None),
        ("3 Mar 2019, 01:42 GMT+10", "2019-03-03T01:42:00+10:00", "2019-03-02T15:42:00Z"),
        ("March 3, 2019 5:42 PM EST", "2019-03-03T17:42:00-05:00", "2019-03-03T22:42:00Z"),
        ("Mar. 3, 2019 at 12:05 a.m. ET", "2019-03-03T00:05:00-05:00", "2019-03-03T05:05:00Z"),
        ("July 3, 2019 12:05 p.m. ET", "2019-07-03T12:05:00-04:00", "2019-07-03T16:05:00Z"),
        ("Sunday, March 3, 2019 – 22:15 (UTC+1)", "2019-03-03T22:15:00+01:00", "2019-03-03T21:15:00Z"),
        ("03.07.2019 11:20 EEST", "2019-07-03T11:20:00+03:00", "2019-07-03T08:20:00Z"),
        ("3rd March 2019 18.40 CET", "2019-03-03T18:40:00+01:00", "2019-03-03T17:40:00Z"),
        ("14:20, 3 March 2019", "2019-03-03T14:20:00", None),
        ("3 March 2019 14:20 IST", "2019-03-03T14:20:00", None),
        ("3 March 2019 14:20 Moscow time", "2019-03-03T14:20:00+03:00", "2019-03-03T11:20:00Z"),
        ("13/03/2019", "2019-03-13", None),
        ("03/13/2019", "2019-03-13", None),
        ("03/04/2019 10:00 EST", "2019-03-04T10:00:00-05:00", "2019-03-04T15:00:00Z"),
        ("3 марта 2019, 14:20", "2019-03-03T14:20:00", None),
        ("3 de marzo de 2019", "2019-03-03", None),
        ("3. März 2019", "2019-03-03", None),
        ("3 mars 2019 à 14h20", "2019-03-03T14:20:00", None),
        ("2019/03/03 14:20 +0545", "2019-03-03T14:20:00+05:45", "2019-03-03T08:35:00Z"),
    ],
)
def test_a_time_keeps_both_forms(words, written, utc, furniture):
    moment = next(find_moments(words, furniture.knowledge))
    assert (moment.written, moment.utc) == (written, utc)


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("17 de enero de 1991, 03:40", "1991-01-17T03:40:00"),
        ("le 2 août 1990 à 06h15", "1990-08-02T06:15:00"),
        ("1er août 2008", "2008-08-01"),
        ("8. August 2008, 14.30 Uhr", "2008-08-08T14:30:00"),
        ("8 agosto 2008", "2008-08-08"),
        ("8 sierpnia 2008", "2008-08-08"),
        ("8 серпня 2008, 12:00", "2008-08-08T12:00:00"),
        ("8 августа 2008 г.", "2008-08-08"),
        ("8 Ağustos 2008 Cuma", "2008-08-08"),
        ("8 Ağustos 2008, 09:15", "2008-08-08T09:15:00"),
        ("2008年8月8日", "2008-08-08"),
        ("2008年8月8日 14:30", "2008-08-08T14:30:00"),
        ("2008년 8월 8일", "2008-08-08"),
        ("٨ أغسطس 2008", "2008-08-08"),
        ("8 أغسطس 2008", "2008-08-08"),
        ("8 Αυγούστου 2008", "2008-08-08"),
        ("8. srpna 2008", "2008-08-08"),
        ("8. augusztus 2008", "2008-08-08"),
        ("2008. augusztus 8.", "2008-08-08"),
        ("8 augustus 2008", "2008-08-08"),
        ("8 augusti 2008", "2008-08-08"),
        ("8. elokuuta 2008", "2008-08-08"),
        ("8 Agustus 2008 10:20 WIB", "2008-08-08T10:20:00+07:00"),
        ("8 de agosto de 2008", "2008-08-08"),
        ("8 d'agost de 2008", "2008-08-08"),
        ("8 августа 2008, 15:00 (МСК)", "2008-08-08T15:00:00+03:00"),
        ("8 Aug 2008 23:59 GMT", "2008-08-08T23:59:00+00:00"),
        ("Fri, 08 Aug 2008 23:59:00 GMT", "2008-08-08T23:59:00+00:00"),
        ("Fri, 8 Aug 2008 10:00:00 -0400", "2008-08-08T10:00:00-04:00"),
        ("Fri Aug  8 23:59:00 2008", "2008-08-08T23:59:00"),
        ("Fri Aug 8 23:59:00 UTC 2008", "2008-08-08T23:59:00+00:00"),
        ("Aug. 8, 2008, 5 p.m. EDT", "2008-08-08T17:00:00-04:00"),
        ("8 August 2008 0530 GMT", "2008-08-08T05:30:00+00:00"),
        ("0530 GMT, 8 August 2008", "2008-08-08T05:30:00+00:00"),
        ("Aug 8th, 2008 at 12 noon", "2008-08-08"),
        ("August 8, 2008 12:01 AM PDT", "2008-08-08T00:01:00-07:00"),
        ("08-Aug-2008", "2008-08-08"),
        ("Aug/08/2008", "2008-08-08"),
        ("2008-08-08 10:20 AM", "2008-08-08T10:20:00"),
        ("2008-08-08T10:20:00.000+0400", "2008-08-08T10:20:00+04:00"),
        ("2008-08-08 10:20:00 +0000 UTC", "2008-08-08T10:20:00+00:00"),
        ("2008-08-08 10:20 (GMT+8)", "2008-08-08T10:20:00+08:00"),
        ("8/8/2008 10:20:00 AM", "2008-08-08T10:20:00"),
        ("25/12/1989 21:00 EET", "1989-12-25T21:00:00+02:00"),
        ("12/25/1989 9:00 PM ET", "1989-12-25T21:00:00-05:00"),
        ("25.12.1989, 21:00 Uhr", "1989-12-25T21:00:00"),
        ("Updated 0820 GMT (1620 HKT) August 8, 2008", "2008-08-08T08:20:00+00:00"),
        ("08:20, 8 Aug 2008 (BST)", "2008-08-08T08:20:00+01:00"),
        ("8 August 2008 | 10:20 am IST", "2008-08-08T10:20:00"),
        ("8 August 2008 10.20am AEST", "2008-08-08T10:20:00+10:00"),
        ("8 Aug 2008, 10:20 PKT", "2008-08-08T10:20:00+05:00"),
        ("8 Aug 2008 10:20 KST", "2008-08-08T10:20:00+09:00"),
        ("8 Aug 2008 at 10:20 WAT", "2008-08-08T10:20:00+01:00"),
        ("8 Aug 2008 10:20 EAT", "2008-08-08T10:20:00+03:00"),
        ("8 Agosto 2008 - 10:20", "2008-08-08T10:20:00"),
        ("3 Mart 2022", "2022-03-03"),
        ("3 mars 2022 10:20", "2022-03-03T10:20:00"),
        ("3 березня 2022 року", "2022-03-03"),
        ("३ मार्च 2022", "2022-03-03"),
        ("3 मार्च 2022", "2022-03-03"),
        ("3 марта 2022 в 10:20", "2022-03-03T10:20:00"),
        ("3 tháng 3 năm 2022", "2022-03-03"),
        ("3 มีนาคม 2022", "2022-03-03"),
        ("۳ مارس ۲۰۲۲", "2022-03-03"),
        ("3 mars 2022 kl. 10.20", "2022-03-03T10:20:00"),
        ("3. mars 2022 kl 10:20", "2022-03-03T10:20:00"),
    ],
)
def test_times_of_many_countries(words, written, furniture):
    assert next(find_moments(words, furniture.knowledge)).written == written


@pytest.mark.parametrize(
    "words",
    [
        "08-Aug-08",
        "25.12.89",
        "Thailand, 3 มีนาคม 2565",
        "2008年8月",
        "03/04/2019",
        "March 2019",
        "Sunday",
        "30 February 2019",
        "Friday 3 March",
        "14:20",
        "45.13.2019",
        "3 Foo 2019",
        "12345678",
    ],
)
def test_no_day_is_guessed(words, furniture):
    assert list(find_moments(words, furniture.knowledge)) == []


@pytest.mark.parametrize("value", ["20190303T142000Z", "20190303142000"])
def test_compact_values_are_read(value, furniture):
    moment = read_moment(value, furniture.knowledge)
    assert moment is not None
    assert moment.written.startswith("2019-03-03T14:20:00")


BODY = "Malian soldiers retook the border town of Ansongo on Sunday, the army said in Bamako."


@pytest.mark.parametrize(
    ("head", "foot", "written"),
    [
        ("Published: 3 March 2019, 14:20 (CET)", "", "2019-03-03T14:20:00+01:00"),
        ("By Jane Doe | 3 March 2019 14:20 GMT | 212 views", "", "2019-03-03T14:20:00+00:00"),
        ("Updated 3 March 2019, 14:20 GMT", "", None),
        ("", "Today is Friday, 14 November 2025.", None),
        ("", "Weather: storm on Wednesday, 6 March 2019", None),
        ("", "© 2009-2025 The Sahel Courier", None),
        ("", "", None),
    ],
)
def test_only_the_head_dates_a_report(head, foot, written, furniture):
    text = (
        f"Army retakes border town of Ansongo\n{head}\n\n{BODY}\n\n{BODY.replace('Malian', 'The')}\n\n{foot}"
    )
    document = clean(item(text), furniture)
    assert (document.published.written if document.published else None) == written
    assert (document.undated_reason is None) == (written is not None)
    assert "views" not in document.text


def test_the_words_of_the_time_are_its_span(furniture):
    document = clean(item(f"Army retakes border town\nSunday, 3 March 2019, 14:20 GMT\n\n{BODY}"), furniture)
    published = document.published
    assert published is not None
    assert published.span is not None
    assert published.span.of(document.text) == published.text == "Sunday, 3 March 2019, 14:20 GMT"


def test_a_table_row_that_cannot_be_read_is_named(monkeypatch):
    from dateline.cleaning import table
    from dateline.errors import TableError

    monkeypatch.setattr(
        table, "rows", lambda name, columns: iter([(7, {"language": "en", "name": "jan", "month": "13"})])
    )
    with pytest.raises(TableError, match=r"months\.csv:7"):
        table._months()


def test_tables_load():
    assert Furniture.load().knowledge.month("Sept.") == 9


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Published 3 hours ago", ""),
        ("Posted yesterday at 14:05", ""),
        ("Friday, 14 March", ""),
        ("Week 12, 2019", ""),
        ("2019-W12", ""),
        ("03/04/2011", ""),
        ("25/12/2011", "2011-12-25"),
        ("12/25/1998", "1998-12-25"),
        ("09/10/2012 4:15 PM EST", "2012-09-10T16:15:00-05:00"),
        ("09/10/2012 16:15 CEST", ""),
        ("1.2.2009", "2009-02-01"),
        ("07.11.1993 klo 18.20", "1993-11-07T18:20:00"),
        ("Posted: GMT 08:20, 17 May 2003", "2003-05-17T08:20:00Z"),
        ("17 May 2003 GMT 08:20", "2003-05-17T08:20:00Z"),
        ("Monday 5th of August 1991", "1991-08-05"),
        ("Aug 5th, 1991, 11.45pm", "1991-08-05T23:45:00"),
        ("Sept. 3, 2013 at 7:05 a.m. ET", "2013-09-03T07:05:00-04:00"),
        ("Oct 12, 2023 9:30 PM IDT", "2023-10-12T18:30:00Z"),
        ("2023/10/12 21:30 (GMT+3)", "2023-10-12T18:30:00Z"),
        ("First Published: 18 Feb 2019, 10:31 AM IST", "2019-02-18T10:31:00"),
        ("Last Updated: 22nd July, 2014 02:12 AKST", "2014-07-22T02:12:00-09:00"),
        ("27 de febrero de 2010, 03:34 a. m.", "2010-02-27T03:34:00"),
        ("4 de Março de 1999 às 17h30", "1999-03-04T17:30:00"),
        ("le 14 janvier 2011 à 19h15", "2011-01-14T19:15:00"),
        ("1er août 1998", "1998-08-01"),
        ("3. Oktober 1990, 8:05 Uhr", "1990-10-03T08:05:00"),
        ("11 settembre 2012 alle 22:40", "2012-09-11T22:40:00"),
        ("9 mei 2002 om 06:30 uur", "2002-05-09T06:30:00"),
        ("20 lipca 1994", "1994-07-20"),
        ("23 Αυγούστου 2007", "2007-08-23"),
        ("24 февраля 2022 г., 05:55 МСК", "2022-02-24T02:55:00Z"),
        ("26 квітня 1986", "1986-04-26"),
        ("12 يناير 2010", "2010-01-12"),
        ("١٧ ديسمبر ٢٠١٠", "2010-12-17"),
        ("2011年3月11日14時46分", "2011-03-11T14:46:00"),
        ("2015년 8월 20일 15:52", "2015-08-20T15:52:00"),
        ("30 Nov '98", ""),
        ("98-11-30", ""),
        ("30/11/98", ""),
        ("14-Jul-1987", "1987-07-14"),
        ("Jul-14-1987", "1987-07-14"),
        ("1987 July 14", "1987-07-14"),
        ("Thu, 07 Aug 2008 23:35:00 GMT", "2008-08-07T23:35:00Z"),
        ("Thu Aug 07 23:35:00 +0000 2008", "2008-08-07T23:35:00Z"),
        ("20080807", ""),
        ("August 2008", ""),
        ("2008", ""),
        ("31 February 2008", ""),
        ("1405 GMT (2205 HKT) 1 July 1997", "1997-07-01T14:05:00Z"),
        ("1 July 1997 1405 GMT", "1997-07-01T14:05:00Z"),
        ("(AFP) - 6 Apr 1994 - 22:15 UTC", "1994-04-06T22:15:00Z"),
        ("JUNE 4, 1989 - 0310Z", "1989-06-04T03:10:00Z"),
        ("Wednesday, September 1, 2004; Page A01", "2004-09-01"),
        ("Tuesday 14 June 2011 18.30 BST", "2011-06-14T17:30:00Z"),
        ("Sat 29 Mar 2003 11.30 EST", "2003-03-29T11:30:00-05:00"),
        ("5:12pm, 21 Apr, 2019", "2019-04-21T17:12:00"),
        ("21 Apr 2019 - 17:12 (UTC+05:30)", "2019-04-21T11:42:00Z"),
        ("Dated: 12 Rabi al-Awwal 1440", ""),
        ("Ngày 30/4/2005 10:15", "2005-04-30T10:15:00"),
        ("13 Safar 1425 - 3 April 2004", "2004-04-03"),
        ("Copyright 1999-2004", ""),
        ("Issue 12, 4-10 March 1994", ""),
        ("Kinshasa, le mardi 20 mai 1997 (AFP) 09h12", "1997-05-20"),
        ("Tue 17 Sep 2002, 9.04pm AEST", "2002-09-17T11:04:00Z"),
        ("04:50 UTC, 2 Mar 2014", "2014-03-02T04:50:00Z"),
        ("UTC 04:50 - 2 Mar 2014", "2014-03-02T04:50:00Z"),
        ("Mar 2, 2014 0450 GMT", "2014-03-02T04:50:00Z"),
        ("Published On 9 Nov 2020", "2020-11-09"),
        ("Posted on 11/09/2020 by admin", ""),
        ("Posted on 21.09.2020 by admin", "2020-09-21"),
        ("a week ago", ""),
        ("Updated 45 min ago", ""),
        ("Just now", ""),
        ("Sat, Jun 3", ""),
        ("Saturday - Jun 3, 2017", "2017-06-03"),
        ("2 juin 1989, 21 h 30", "1989-06-02T21:30:00"),
        ("16 de octubre de 1998 18.45 h", "1998-10-16T18:45:00"),
        ("W23/2017", ""),
        ("06-03-17", ""),
        ("17/06/03", ""),
        ("2017.06.03 22:08", "2017-06-03T22:08:00"),
        ("3/6/2017", ""),
        ("23/6/2017 at 22:08", "2017-06-23T22:08:00"),
        ("6/23/2017 10:08 PM PDT", "2017-06-24T05:08:00Z"),
        ("12 Maret 2003, 10:10 WIB", "2003-03-12T03:10:00Z"),
        ("12 mars 2003 kl. 10.10", "2003-03-12T10:10:00"),
        ("12. maaliskuuta 2003", "2003-03-12"),
        ("12 martie 2003, ora 10:10", "2003-03-12T10:10:00"),
        ("2003. március 12.", "2003-03-12"),
        ("12. března 2003 10:10", "2003-03-12T10:10:00"),
        ("12 مارس 2003", "2003-03-12"),
        ("12 марта 2003 года, 10:10", "2003-03-12T10:10:00"),
        ("Season 2003/04", ""),
        ("12 March 203", ""),
        ("Summer 1982", ""),
        ("mid-June 1982", ""),
        ("14th Jun 82", ""),
        ("14 Jun 1982 (1500Z)", "1982-06-14T15:00:00Z"),
        ("DTG 141500Z JUN 82", ""),
    ],
)
def test_forms_of_many_countries(words, told, furniture):
    moment = next(find_moments(words, furniture.knowledge), None)
    forms = {moment.written, moment.utc} if moment else {""}
    assert told in forms
