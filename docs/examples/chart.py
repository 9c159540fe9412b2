"""Draws how the promises of a plan stand as a bar chart (SVG), from the open interface.

  LANTU_TOKEN=lantu_… python3 chart.py http://127.0.0.1:5500 520181 chart.svg

Without LANTU_TOKEN it reads what is public. Needs nothing but Python 3.8.
"""
import json
import os
import sys
from collections import Counter
from urllib.parse import quote
from urllib.request import Request, urlopen

server, place, file = (sys.argv[1:] + ["http://127.0.0.1:5500", "520181", "chart.svg"][len(sys.argv) - 1 :])[:3]
token = os.environ.get("LANTU_TOKEN")


def read(path):
    """All pages of a resource."""
    after = ""
    while after is not None:
        request = Request(f"{server}/api/v1/{place}/{path}{'&after=' + quote(after) if after else ''}")
        if token:
            request.add_header("authorization", f"Bearer {token}")
        with urlopen(request) as answer:
            page = json.load(answer)
        yield from page["items"]
        after = page["next"]


lights = {"green": ("绿灯", "#2e7d4f"), "yellow": ("黄灯", "#955f10"), "red": ("红灯", "#b3382c"), "grey": ("无据", "#66706b")}
counts = Counter(one["light"] for one in read("commitments?kind=target,project,action&limit=200"))
most = max(counts.values(), default=1)

rows = []
for n, (light, (name, colour)) in enumerate(lights.items()):
    y = 44 + n * 34
    rows.append(f'<text x="20" y="{y + 16}">{name}</text>')
    rows.append(f'<rect x="70" y="{y}" width="{480 * counts[light] / most:.1f}" height="22" fill="{colour}"/>')
    rows.append(f'<text x="{76 + 480 * counts[light] / most:.1f}" y="{y + 16}">{counts[light]}</text>')
title = f"目标任务 {sum(counts.values())} 项"
with open(file, "w", encoding="utf-8") as out:
    out.write(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 190" font-family="sans-serif" font-size="13">'
        f"<title>{title}</title><text x=\"20\" y=\"24\" font-size=\"15\">{title}</text>{''.join(rows)}</svg>\n"
    )
print(f"{file}: {sum(counts.values())} commitments")
