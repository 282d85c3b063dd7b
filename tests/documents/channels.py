"""Every way by which a paper could be made to fetch, attach or point at something (X14)."""

from collections.abc import Mapping
from typing import Any

ARTICLE = '<article id="paper-0">{}</article>'
SVG = '<svg width="99" height="99" viewBox="0 0 99 99" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def body(inside: str) -> dict[str, Any]:
    """Return a manuscript whose paper holds ``inside``."""
    return {"html": ARTICLE.format(inside)}


def head(inside: str) -> dict[str, Any]:
    """Return a manuscript with ``inside`` in its head."""
    return {"html": f"<html><head>{inside}</head><body>{ARTICLE.format('x')}</body></html>"}


def sheet(rule: str) -> dict[str, Any]:
    """Return a manuscript with ``rule`` in the sheet that the press lays it out by."""
    return {"html": ARTICLE.format("<p>x</p>"), "css": rule}


def fetching(url: str) -> dict[str, dict[str, Any]]:
    """Return by name the channels that ask for ``url``."""
    return {
        "attachment link": head(f'<link rel="attachment" href="{url}">'),
        "a rel=attachment": body(f'<a rel="attachment" href="{url}">x</a>'),
        "stylesheet link": head(f'<link rel="stylesheet" href="{url}">'),
        "@import": sheet(f"@import url('{url}');"),
        "@import in the page": head(f"<style>@import '{url}';</style>"),
        "font-face": sheet(
            f"@font-face {{ font-family: F; src: url('{url}') }} p {{ font-family: F }}"
        ),
        "background": sheet(f"p {{ background: url('{url}') }}"),
        "page background": sheet(f"@page {{ background: url('{url}') }}"),
        "content": sheet(f"p::before {{ content: url('{url}') }}"),
        "list mark": sheet(f"p {{ display: list-item; list-style-image: url('{url}') }}"),
        "border image": sheet(f"p {{ border: 3px solid; border-image: url('{url}') 3 }}"),
        "img": body(f'<img alt="x" src="{url}">'),
        "object": body(f'<object data="{url}" type="image/png">x</object>'),
        "embed": body(f'<embed src="{url}" type="image/png">'),
        "svg image": body(SVG.format(f'<image xlink:href="{url}" width="9" height="9"/>')),
        "svg use": body(SVG.format(f'<use xlink:href="{url}#x"/>')),
        "svg style": body(SVG.format(f"<style>@import '{url}';</style><rect width='9'/>")),
        "svg inside our own image": {
            **body('<img alt="x" src="asset:own">'),
            "own": SVG.format(f'<image xlink:href="{url}" width="9" height="9"/>'),
        },
        "base": head(f'<base href="{url}/"><link rel="stylesheet" href="x.css">'),
        "iframe": body(f'<iframe src="{url}"></iframe>'),
        "refresh": head(f'<meta http-equiv="refresh" content="0; url={url}">'),
        "external entity": {
            "html": f'<!DOCTYPE html [<!ENTITY x SYSTEM "{url}">]>' + ARTICLE.format("&x;")
        },
        "script": body(f'<script src="{url}"></script>'),
        "link": body(f'<a href="{url}">x</a>'),
        "form": body(f'<form action="{url}"><input name="x"></form>'),
        "xmp_metadata argument": {**body("x"), "xmp_metadata": [url]},
        "stylesheets argument": {**body("x"), "stylesheets": [url]},
        "attachments argument": {**body("x"), "attachments": [url]},
        "base_url argument": {**body('<img alt="x" src="x.png">'), "base_url": url},
    }


def addresses(server: str, canary: str) -> Mapping[str, str]:
    """Return what the channels ask for: a server that listens, a file, and stranger schemes."""
    return {
        "http": f"http://{server}/x",
        "redirect": f"http://{server}/redirect",
        "ftp": f"ftp://{server}/x",
        "file": f"file://{canary}",
        "bare path": canary,
        "UNC": rf"\\{server}\share\x",
        "no scheme": f"//{server}/x",
        "data": "data:text/html,%3Ch1%3Ecanary-of-data%3C/h1%3E",
        "jar": f"jar:http://{server}/x!/y",
        "javascript": "javascript:app.alert(1)",
        "unknown asset": "asset:unknown",
    }
