"""A file is what its content says; what would take the parser down is seen before it is parsed."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake_helpers import (
    PROJECT_HEADER,
    PROJECT_ROWS,
    SHEET_PART,
    column,
    csv_text,
    ods,
    patched,
    plan,
    read,
    xls,
    xlsx,
)

from data.intake.decode import rows_of
from data.intake.facts import address, letters
from data.intake.refused import Refused
from data.intake.sheets import read_sheets

ROWS = [PROJECT_HEADER, *PROJECT_ROWS]
GOOD = xlsx(ROWS)
NAMES = ["光热设备制造", "铝型材压铸"]
TEXT = csv_text(ROWS)


def refusal(data, name="台账.xlsx", **changes):
    with pytest.raises(Refused) as caught:
        read_sheets(name, data, plan(**changes))
    return caught.value.code, dict(caught.value.args_)


def with_cell(ref, inner="<v>1</v>", data=GOOD):
    row = ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    cell = f'<row r="{row}"><c r="{ref}">{inner}</c></row></sheetData>'.encode()
    return patched(data, lambda xml: xml.replace(b"</sheetData>", cell))


@pytest.mark.parametrize("name", ["台账.xlsx", "台账.xls", "台账.et", "台账.csv"])
@pytest.mark.parametrize("data", [GOOD, xls(ROWS), ods(ROWS), TEXT.encode(), TEXT.encode("gb18030")])
def test_the_content_decides_and_not_the_name(name, data):
    reading = read(data, name)
    assert reading.refused is None
    assert column(reading, "name") == NAMES
    assert column(reading, "total_investment") == [["125000", "CNY", False, None], ["30000", "CNY", False, None]]


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("gbk"),
        TEXT.encode("gb18030"),
        csv_text(ROWS, "\t").encode("utf-16"),
        csv_text(ROWS, "\t").encode("utf-16-le"),
        csv_text(ROWS, ";").encode("utf-8"),
        TEXT.replace("\r\n", "\n").encode(),
        TEXT.replace("\r\n", "\r").encode(),
    ],
)
def test_texts_are_read_in_the_encodings_that_offices_use(data):
    assert column(read(data, "台账.csv"), "name") == NAMES


def test_a_nul_in_one_cell_loses_no_ledger():
    data = TEXT.replace("铝型材", "铝\0型材").encode()
    assert column(read(data, "台账.csv"), "name") == NAMES


def test_big5_is_told_by_its_header_words():
    rows = [["項目名稱", "責任單位", "總投資（億元）", "項目階段"], ["光熱設備", "東嶺園區", "3", "簽約"]]
    reading = read(csv_text(rows).encode("big5"), "a.csv")
    assert column(reading, "unit") == ["東嶺園區"]
    assert column(reading, "stage") == ["signed"]


@given(
    st.lists(st.text(alphabet="光热设备制造东岭园区县龘丨〇·abc 12", min_size=1, max_size=12), min_size=1, max_size=5),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
)
def test_whatever_was_saved_is_what_is_read(names, encoding):
    names = [f"甲{name}" for name in names]
    rows = [["项目名称", "责任单位", "项目阶段"], *([name, "乙县", "在谈"] for name in names)]
    reading = read(csv_text(rows).encode(encoding), "a.csv")
    assert column(reading, "name") == [" ".join(name.split()) for name in names]


def test_a_text_cut_in_a_character_is_not_taken_for_gbk():
    assert refusal(TEXT.encode()[: TEXT.encode().rindex("铝".encode()) + 2], "a.csv") == ("cut_text", {})


def test_a_quote_that_never_closes_swallows_nothing():
    lines = ["项目名称,责任单位,项目阶段", '"光热设备,东岭园区,签约', "铝型材,云阳县,落地", '沙棘"饮品"",青禾园区,在谈']
    reading = read("\n".join(lines).encode() + b"\n", "a.csv")
    assert column(reading, "name") == ["铝型材", '沙棘"饮品""']
    assert [(p.code, p.row) for p in reading.problems] == [("csv_quote", 2)]


def test_a_quoted_newline_is_one_row():
    rows, broken = rows_of('a,"b\nc"\r\nd,e\r\n')
    assert rows == [["a", "b\nc"], ["d", "e"]]
    assert broken == []


@given(st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=2), min_size=1, max_size=6))
def test_any_text_is_parted_into_rows_without_failing(rows):
    parted, broken = rows_of("\n".join(",".join(row) for row in rows))
    assert all(number < len(parted) for number in broken)


@pytest.mark.parametrize("ref", ["XFD1048576", "ZZZZZZ99999999", "A1048576", "XFD1", "AMK5"])
def test_a_cell_far_out_is_refused_and_named(ref):
    assert refusal(with_cell(ref)) == ("far_cell", {"cell": ref})


def test_a_far_cell_with_unusual_quoting_is_seen():
    odd = patched(
        GOOD, lambda xml: xml.replace(b"</sheetData>", b"<row><c  r = 'XFD9' ><v>1</v></c></row></sheetData>")
    )
    assert refusal(odd) == ("far_cell", {"cell": "XFD9"})


def test_a_far_row_whose_cells_have_no_names_is_seen():
    row = b'<row r="1048576"><c s="1"/><c><v>1</v></c></row></sheetData>'
    assert refusal(patched(GOOD, lambda xml: xml.replace(b"</sheetData>", row)))[0] == "far_cell"


def test_many_rows_times_many_columns_is_refused():
    wide = with_cell("ZZ90000")
    code, args = refusal(wide)
    assert code == "far_cell"
    assert args == {"cell": "ZZ90000"}


def test_formatting_far_out_is_no_value():
    styled = b'<row r="1048576" s="1"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"/></row></sheetData>'
    data = patched(GOOD, lambda xml: xml.replace(b"</sheetData>", styled))
    assert column(read(data), "name") == NAMES


def test_a_bold_dimension_is_not_believed():
    data = patched(GOOD, lambda xml: xml.replace(b"A1:F3", b"A1:XFD1048576"))
    assert column(read(data), "name") == NAMES


@pytest.mark.parametrize("merge", [b"A2:XFD1048576", b"C9:B2", b"ZZZZ99999999:B2", b"B2:B1048576", b"A900:B1900"])
def test_a_merge_beyond_the_data_or_reversed_does_no_harm(merge):
    data = patched(xlsx(ROWS, merges=["B8:B9"]), lambda xml: xml.replace(b"B8:B9", merge))
    assert column(read(data), "name") == NAMES


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = patched(GOOD, lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + b" " * 30_000_000))
    assert len(bomb) < 100_000
    assert refusal(bomb, max_unpacked=20_000_000) == ("zip_bomb", {"limit": "20"})


def test_a_size_that_lies_is_found_out():
    bomb = bytearray(patched(GOOD, lambda xml: xml + b" " * 5_000_000))
    with zipfile.ZipFile(io.BytesIO(bytes(bomb))) as archive:
        true = archive.getinfo(SHEET_PART).file_size
    lying = bytes(bomb).replace(true.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert refusal(lying)[0] == "damaged"


def test_too_many_cells_of_an_ods_are_refused():
    data = patched(
        ods(ROWS),
        lambda xml: xml.replace(
            b"<table:table-row>",
            b'<table:table-row table:number-rows-repeated="900000"><table:table-cell'
            b' table:number-columns-repeated="900"'
            b' office:value-type="float" office:value="1"/></table:table-row><table:table-row>',
            1,
        ),
        "content.xml",
    )
    assert refusal(data)[0] == "far_cell"


@pytest.mark.parametrize("cut", [0.2, 0.6, 0.99])
def test_a_truncated_workbook_is_incomplete(cut):
    assert refusal(GOOD[: int(len(GOOD) * cut)]) == ("incomplete", {})


def test_a_workbook_with_a_hole_is_not_read_as_if_it_were_whole():
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        start = archive.getinfo(SHEET_PART).header_offset + 100
    holed = GOOD[:start] + b"\0" * 100 + GOOD[start + 100 :]
    assert refusal(holed)[0] in ("damaged", "incomplete")


def test_zeros_are_incomplete_and_nothing_is_empty():
    assert refusal(b"\0" * 5000) == ("incomplete", {})
    assert refusal(b"") == ("empty", {})
    assert refusal(b" \r\n") == ("empty", {})


def test_html_in_a_workbooks_clothes_is_refused_with_advice():
    page = "<html><head><meta charset=gbk></head><table><tr><td>项目名称</td></tr></table></html>"
    for data in (page.encode(), page.encode("gbk"), b"\xef\xbb\xbf\n<!DOCTYPE html>" + page.encode()):
        assert refusal(data, "台账.xls") == ("html", {})
    xml = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
    assert refusal(xml, "台账.xls") == ("xml_workbook", {})


def test_a_workbook_with_a_password_says_so():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 2000
    assert refusal(ole) == ("password", {})
    manifest = (
        b"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    )
    assert refusal(patched(ods(ROWS), lambda _: manifest, "META-INF/manifest.xml")) == ("password", {})


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4 " * 50,
        b"\x89PNG\r\n\x1a\n" * 50,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\1" * 3000,
        bytes(range(256)) * 20,
    ],
)
def test_what_is_no_spreadsheet_is_refused(data):
    assert refusal(data)[0] in ("unknown_format", "damaged", "encoding", "cut_text")


def test_another_office_file_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert refusal(out.getvalue()) == ("unknown_format", {})


def test_a_large_file_is_not_opened():
    assert refusal(GOOD, max_bytes=1000)[0] == "too_large"


@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe"]))
def test_no_bytes_make_the_reader_fail(data, start):
    reading = read(start + data, "a.xlsx")
    assert reading.refused is None or reading.refused.code


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_no_broken_byte_of_a_workbook_makes_the_reader_fail(place, change):
    data = bytearray(GOOD)
    data[place] ^= change
    reading = read(bytes(data))
    assert reading.refused is not None or reading.sheets


def test_hidden_sheets_are_skipped_and_said_so():
    def hide(book: openpyxl.Workbook) -> None:
        for name, state in (("旧", "hidden"), ("更旧", "veryHidden")):
            sheet = book.create_sheet(name)
            sheet.append(PROJECT_HEADER)
            sheet.append(PROJECT_ROWS[0])
            sheet.sheet_state = state

    reading = read(xlsx(ROWS, also=hide))
    assert column(reading, "name") == NAMES
    assert [(p.code, p.sheet) for p in reading.problems] == [("hidden_sheet", "旧"), ("hidden_sheet", "更旧")]


def test_filtered_rows_are_counted_and_said_so():
    def filtered(book: openpyxl.Workbook) -> None:
        book.active.row_dimensions[3].hidden = True

    reading = read(xlsx(ROWS, also=filtered))
    assert column(reading, "name") == NAMES
    assert [(p.code, dict(p.args)) for p in reading.problems] == [("filtered_rows", {"count": "1"})]


@given(st.integers(0, 20_000), st.integers(1, 10**7))
def test_addresses_read_back(index, row):
    assert address(f"{letters(index)}{row}") == (index + 1, row)
