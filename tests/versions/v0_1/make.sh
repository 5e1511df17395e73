#!/bin/sh
# Makes the workspace of version 0.1 that later versions have to open. Run with kennis 0.1 itself, in an empty folder:
#   K=path/to/kennis EXAMPLE=path/to/sessions sh make.sh
# The text of the sessions of 2017 is that of the bundled example (CC0); the session of 2026 and everybody in it are made up.
set -eu
K=${K:-kennis}
export KENNIS_LANGUAGE=nl KENNIS_PERSON=Redactie COLUMNS=100
"$K" init boek
cd boek
cp "$EXAMPLE/../kennis.toml" kennis.toml
cp "$EXAMPLE/2017-06-14-digitale-overheid.md" sessions/
cat > sessions/2026-03-12-partners.md <<'F'
---
title: Partners over digitale dienstverlening
date: 2026-03-12
timezone: Europe/Amsterdam
place: Raadhuis van Voorbeelddorp
form: hybrid
access: partners
audience: partners
consent: role
note-takers: [Notulist Een]
participants:
  piet-voorbeeld: {name: Piet Voorbeeld, role: projectleider, organisation: gemeente Voorbeelddorp, sector: gemeente, consent: name}
  truus-test: {name: Truus Test, role: adviseur, organisation: Provincie Proefland, sector: provincie}
  wil-niet: {name: Wil Niet, role: burger, consent: background}
  gaat-weg: {name: Gaat Weg, role: burger, consent: withdrawn}
  vergeet-mij: {name: Vergeet Mijnwoord, role: raadslid, organisation: gemeente Voorbeelddorp, sector: gemeente}
---
## Loketten

- 14:03 {consent=role} " Het loket vraagt drie keer om dezelfde gegevens. @piet-voorbeeld #loket
- 14:04 De zaal knikt; iedereen kent het formulier in drievoud.
- 14:05 {consent=name star} " Wie geen computer heeft, belt, en dan wacht hij een half uur. @truus-test #loket ~positie-burger
- 14:07 ? Wie beslist er over de gegevens van een inwoner?
- 14:08 ! Een dienst die niemand hoeft aan te vragen, is de beste dienst.
- 14:09 * De voorbeeldgemeente maakt een lijst van formulieren die kunnen vervallen. @piet-voorbeeld
- 14:10 {consent=organisation} " Wij koppelen de registers, maar elk register houdt zijn eigen baas. @truus-test

## Vertrouwelijk

- 14:12 " Onder ons gezegd loopt het project vertraging op bij de leverancier. @wil-niet
- 14:13 " Dit had ik liever nooit gezegd over de wethouder. @gaat-weg
- 14:14 {consent=withdrawn} " Ook deze woorden trek ik in. @truus-test
- 14:15 {consent=role} " Mijn eigen ervaring met de kadastrale pimpelmees is geheim. @vergeet-mij
- 14:16 Een lange notitie met een lijst.

  - eerste punt
  - tweede punt

  > Een citaat binnen de notitie.
F
cat > artikel.md <<'F'
---
kind: contribution
title: Eén loket voor alle vragen
date: 2026-04-20
author: Ada Artikel
organisation: Stichting Proef
sector: kennisinstelling
---

Gemeenten kunnen hun dienstverlening bundelen in één digitaal loket. Dat vraagt om afspraken tussen de afdelingen.

De burger merkt pas iets van digitalisering als de organisatie erachter verandert.
F
cat > tabel.csv <<'F'
text,session,date,time,speaker,organisation,sector,role,kind,tags,consent,external_id,zaal
Het dashboard wordt door niemand bekeken,Tafel twee,2026-04-02,10:15,Piet Voorbeeld,gemeente Voorbeelddorp,gemeente,projectleider,quote,dashboard,name,r1,blauw
Er is te weinig kennis van algoritmen in de raad,Tafel twee,2026-04-02,10:20,,,,,observation,raad;algoritme,,r2,rood
F
"$K" import sessions
"$K" import artikel.md tabel.csv
"$K" note add "Het register van algoritmen moet voor iedereen te lezen zijn" --session tafel-twee --kind insight --tag algoritme
"$K" themes run --accept-all
"$K" notes edit n42 "De zaal knikt: iedereen kent het formulier in drievoud."
"$K" notes star n45
"$K" participants edit piet-voorbeeld --role programmaleider
"$K" sessions consent tafel-twee organisation
# What researchers decided.
"$K" themes rename T-002 "Registers en loketten"
"$K" themes link T-002 verkokering
"$K" themes link T-004 producten
"$K" themes merge T-006 --into T-003
"$K" themes split T-001 n33 n34 n35 --title "Het Kortrijkse Thuisloket"
"$K" themes move n46 --to none
"$K" themes move n53 --to T-002
"$K" themes pin n41 n43
"$K" themes second n56 --to T-003
"$K" themes apart n2 n54
"$K" themes stance for n45
"$K" themes stance against n48
"$K" themes shelf n45 n40
"$K" themes retire T-005
"$K" themes rename T-004 "Dit ging terug"
"$K" themes undo
"$K" memo add theme T-002 "Nagaan of andere gemeenten dit ook zeggen."
"$K" memo add note n45 "Mooi zin voor de inleiding."
"$K" memo add lens verkokering "Hier ontbreekt nog een provincie."
"$K" memo add session tafel-twee "De microfoon viel twee keer uit."
# What an editor made of it.
"$K" outline build
"$K" outline add "Ons eigen hoofdstuk" --at 1
"$K" outline add "Wat wij zagen" --in 1
"$K" outline insert 1.1 "Twee van de drie tafels begonnen over hetzelfde loket [n41]." --cite n41
"$K" outline insert 1.1 --note n43
"$K" outline retitle 1 "Vooraf"
"$K" outline target 1 400
"$K" outline move 1.1.2 --at 1
"$K" outline remove 1.1.1
"$K" outline undo
printf '%s\n' "Een slotwoord van de redactie, zonder bron." | "$K" outline insert 1.1 -
"$K" approvals list --format json > ../quotes.json
key() { python3 -c "import json,sys; print(next(q['key'] for q in json.load(open('../quotes.json')) if q['note'] == sys.argv[1]))" "$1"; }
"$K" approvals record "$(key n55)" approved --date 2026-05-01
"$K" approvals record "$(key n43)" changed --date 2026-05-02 --text "Wie geen computer heeft, belt en wacht."
"$K" approvals record "$(key n47)" refused --date 2026-05-03
"$K" preflight --format json > ../remarks.json || true
"$K" preflight accept "$(python3 -c "import json; print(json.load(open('../remarks.json'))[0]['key'])")"
"$K" sessions write
# Another laptop changed what was changed here too, so that a conflict stands open.
sed 's/Er is te weinig kennis van algoritmen in de raad/Er is nauwelijks kennis van algoritmen in de raad/' sessions/tafel-twee.md > ../elders.md
"$K" notes edit n56 "Er is veel te weinig kennis van algoritmen in de raad"
"$K" import ../elders.md
"$K" participants consent truus-test role
"$K" backup
"$K" forget "Vergeet Mijnwoord" --yes --keep-exports
# Notes of which no run knows yet, and then a run that waits for decisions.
"$K" note add "Een digitaal loket vraagt om één balie in het stadhuis" --session 2026-03-12 --kind quote --speaker piet-voorbeeld
"$K" themes run
"$K" note add "Wat na de laatste groepering kwam" --session tafel-twee
"$K" sessions close 2026-03-12
"$K" export --format md
"$K" export --format jsonl --out ..
rm -rf .kennis/backups/*.tmp
