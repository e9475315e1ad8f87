"""The countries Exact accepts (ISO 3166-1), and Dutch names for those that turn up in an address book."""

from __future__ import annotations

from typing import Final

NAMES: Final[dict[str, str]] = {
    "AT": "Oostenrijk",
    "BE": "België",
    "BG": "Bulgarije",
    "CH": "Zwitserland",
    "CN": "China",
    "CY": "Cyprus",
    "CZ": "Tsjechië",
    "DE": "Duitsland",
    "DK": "Denemarken",
    "EE": "Estland",
    "ES": "Spanje",
    "FI": "Finland",
    "FR": "Frankrijk",
    "GB": "Verenigd Koninkrijk",
    "GR": "Griekenland",
    "HR": "Kroatië",
    "HU": "Hongarije",
    "IE": "Ierland",
    "IT": "Italië",
    "LT": "Litouwen",
    "LU": "Luxemburg",
    "LV": "Letland",
    "MT": "Malta",
    "NL": "Nederland",
    "NO": "Noorwegen",
    "PL": "Polen",
    "PT": "Portugal",
    "RO": "Roemenië",
    "SE": "Zweden",
    "SI": "Slovenië",
    "SK": "Slowakije",
    "TR": "Turkije",
    "US": "Verenigde Staten",
}

_OTHERS: Final = (
    "AD AE AF AG AI AL AM AO AQ AR AS AU AW AX AZ BA BB BD BF BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF "
    "CG CI CK CL CM CO CR CU CV CW CX DJ DM DO DZ EC EG EH ER ET FJ FK FM FO GA GD GE GF GG GH GI GL GM GN GP GQ GS GT "
    "GU GW GY HK HM HN HT ID IL IM IN IO IQ IR IS JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LY "
    "MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MU MV MW MX MY MZ NA NC NE NF NG NI NP NR NU NZ OM PA PE PF PG PH "
    "PK PM PN PR PS PW PY QA RE RS RU RW SA SB SC SD SG SH SJ SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL "
    "TM TN TO TT TV TW TZ UA UG UM UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW"
)

CODES: Final = frozenset(NAMES) | frozenset(_OTHERS.split())
