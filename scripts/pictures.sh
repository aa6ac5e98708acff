#!/bin/sh
# Installs what the bot needs to read pictures and to draw cards, by apt: Tesseract with a pack for each language served,
# fonts, and what shapes letters (libfribidi0). Needs .venv (make setup). The bot runs without all of it.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }
fail() { say "Pictures stopped: $1"; say "  cure: $2"; exit 1; }

command -v apt-get >/dev/null 2>&1 ||
  fail "there is no apt-get here" \
    "install Tesseract 5 with a pack for each language, Noto or DejaVu fonts and FriBidi your system's way (docs/pictures.md)"
as_root=
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null 2>&1 || fail "only root may install packages" "run it as root, or install sudo"
  as_root=sudo
fi
codes=$(.venv/bin/python -m bot.pictures) || fail "the languages served cannot be read" "make setup, then make check"

$as_root apt-get update -qq || say "The list of packages could not be renewed; trying with the one that is here."
known=$(apt-cache pkgnames tesseract-ocr-)
packs=
for code in $codes; do
  packs="$packs $(printf '%s\n' "$known" | grep -E "^tesseract-ocr-$code(-|$)" || true)"
done
fonts=
for font in fonts-noto-core fonts-dejavu-core; do
  if [ -n "$(apt-cache pkgnames "$font")" ]; then fonts="$fonts $font"; fi
done
# shellcheck disable=SC2086  # names, parted by spaces
$as_root env DEBIAN_FRONTEND=noninteractive \
  apt-get install -y -qq --no-install-recommends tesseract-ocr libfribidi0 $packs $fonts >/dev/null ||
  fail "apt could not install them" "read what apt says above"
say "Pictures are read and cards are drawn from the next start on."
