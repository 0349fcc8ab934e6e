"""Recipe of the fonts beside this file: Noto Sans TC and SC cut down to what certificates print.

    python certificates/assets/make_fonts.py      (needs npm, and fontTools from requirements/dev)

Kept: Latin with all its accents, punctuation, the 5,401 characters of Big5 level 1 (TC) or the 6,763 of GB 2312 (SC),
and characters that occur in names and in neither list. `coverage.json` lists the code points of each face as ranges;
the program reads it instead of opening the fonts.
"""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

FONTS = Path(__file__).resolve().parent / "fonts"
PACKAGE = "@expo-google-fonts/noto-sans-{face}@{version}"
VERSIONS = {"tc": "0.4.3", "sc": "0.4.3"}
WEIGHTS = {"regular": "400Regular", "bold": "700Bold"}

LATIN = [range(0x20, 0x7F), range(0xA0, 0x250), range(0x1E00, 0x1F00), range(0x2010, 0x2028), range(0x2030, 0x203B)]
SIGNS = [range(0x2080, 0x208A), range(0x20A0, 0x20C0), range(0x2116, 0x2117), range(0x2190, 0x2194)]
CJK_SIGNS = [range(0x3000, 0x3020), range(0x3105, 0x3130), range(0xFF01, 0xFF5F), range(0xFFE0, 0xFFE7)]
# Given names and surnames use these; the two lists of common characters leave some of them out.
NAMES = (
    "喆堃煊玥琚珺璟翀翾赟昇晟暐烜焜熠珏琯瑀瑄瑆璇琋琍琤瑒瑨璠璿皓皞睿祎禕筠翊翎茜茹荃莙菡萱葳蓁蔚薇蘅虓觀詠誼諾譞"
    "豐贇軒辰邴郜郗鄢鈞鈺銘錡鍇鎧鏗鑫閆闫霈霏靄靖靚韜頎頤顥馥騏驊驍鴻鵬麒麓齊龑龢夐奕妍妤姝姞娸婕媖嫄嬿孜宓宸屹岑"
    "峯峰嵐崑崗巍帆彤彧徽忻恺愷愔慜慧懿戩旻旼昀昊昕昭昱晅晗晞暄暘曈曦朔杺柏栩桓梓棟椿楨楷榮槿樺橒檜欣歆汐汶沁沅"
    "沐泓洵洺浠涵淇淏淼渝湉溱滢瀅漪潔潞澍澤濬瀚灝炘烁焱煒煜燁燊爍牧珈珞珩珮琛琦琪琬琰琳瑋瑜瑞瑤瑾璐璞甯祐祺禎秭稷穎"
    "竑竣笙箏綺綽緹縝繹羿翥聿臻芃芊芮芷苒苡苓苪荔莀菁菀蒨蒽薰藺蘊袁裴詡謐謙贊跞逄逸邈鄔酈釗鉉鋆錦闓閔闕阮隗雋雒霄"
)


def big5_level_1() -> set[int]:
    return _decoded("big5", range(0xA4, 0xC7), [*range(0x40, 0x7F), *range(0xA1, 0xFF)])


def gb2312() -> set[int]:
    return _decoded("gb2312", range(0xB0, 0xF8), range(0xA1, 0xFF))


def _decoded(codec: str, rows: Iterable[int], cells: Iterable[int]) -> set[int]:
    cells = list(cells)
    texts = (bytes((row, cell)).decode(codec, errors="ignore") for row in rows for cell in cells)
    return {ord(text) for text in texts if len(text) == 1}


def ranges(points: Iterable[int]) -> list[list[int]]:
    """Sorted code points as [first, last] pairs."""
    ordered = sorted(points)
    if not ordered:
        return []
    breaks = [index for index, (one, following) in enumerate(pairwise(ordered), start=1) if following != one + 1]
    return [
        [ordered[start], ordered[end - 1]] for start, end in zip([0, *breaks], [*breaks, len(ordered)], strict=True)
    ]


def cut(source: Path, target: Path, points: set[int]) -> set[int]:
    """Write the subset; returns the code points that it really has."""
    font = TTFont(source)
    options = Options(layout_features=[], hinting=False, name_IDs=["*"], drop_tables=["GSUB", "GPOS"])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    font.save(target)
    return set(font.getBestCmap())


def main() -> None:
    base = {point for one in (*LATIN, *SIGNS, *CJK_SIGNS) for point in one} | {ord(character) for character in NAMES}
    wanted = {"tc": base | big5_level_1(), "sc": base | gb2312()}
    coverage = {}
    with tempfile.TemporaryDirectory() as scratch:
        packages = [PACKAGE.format(face=face, version=version) for face, version in VERSIONS.items()]
        npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", scratch]
        subprocess.run([*npm, *packages], check=True)  # noqa: S603  (fixed words, run by hand)
        for face, points in wanted.items():
            home = Path(scratch) / "node_modules" / "@expo-google-fonts" / f"noto-sans-{face}"
            held = [
                cut(next((home / folder).glob("*.ttf")), FONTS / f"noto-sans-{face}-{weight}.ttf", points)
                for weight, folder in WEIGHTS.items()
            ]
            coverage[face] = ranges(set.intersection(*held))
            shutil.copy(home / "LICENSE_FONT", FONTS / "OFL.txt")
    (FONTS / "coverage.json").write_text(json.dumps(coverage, separators=(",", ":")) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
