import type { Drop } from '../signal.ts'
import { languageOf } from './language.ts'
import { plain } from './text.ts'

/** Titles of pieces that are no news of one event, whatever verbs they contain. */
const pages: readonly (readonly [string, RegExp])[] = [
  [
    'round-up',
    /\b(?:round-?up|wrap(?:-up)?:|weekly|daily (?:brief|digest|news)|news and updates|newsletter|morning (?:brief|bid|call|news)|top (?:news|stories|picks|headlines)|headlines|this week in|week in review|funding (?:tracker|report)|what to (?:watch|know|expect)|in brief\b|at a glance|(?:and|&) (?:\d+ )?(?:more|others) (?:raise|secure|bag)|deal ?book|key takeaways|five things|things to know|from .{3,60} to .{3,60}: (?:a|the|all|here))/iu,
  ],
  [
    'list',
    /^(?:(?:the |top |best )?\d{1,3} (?:\p{L}+ ){0,4}(?:stocks|things|ways|tips|startups|companies|reasons|takeaways|best|tools|apps|trends|lessons|ideas|facts|books|places|cities|mutual|shares|picks|biggest|questions|charts|firms|founders|women|leaders|ev|etfs?)\b|(?:top|best) \d+|.{0,40}\bhere (?:are|is)\b|.{0,60}\bstocks? to (?:buy|watch|sell)\b|these \d* ?)/iu,
  ],
  [
    'reference piece',
    /^(?:factbox|timeline|text|scenarios?|chronology|fact check|table|q&a|q\+a|analysis|special report|insight|column|commentary|breakingviews|opinion|review|profile|feature|explainer|explained|editorial|viewpoint|podcast|video|graphics?|obituary|in pics|photos?|breakout|take five|newsmaker|preview|highlights?|snapshot|diary|advisory|transcript)\b\s*[:\]|-]?/iu,
  ],
  [
    'question',
    /^(?:how|why|what|when|where|who|should|is|are|can|could|will|would|does|do|did|inside|meet)\b(?!.*\b(?:raises|acquires|appoints|names)\b)|^[^;:?]*\?\s*$|:\s+(?:why|how|what (?:it|this|the))\b/iu,
  ],
  [
    'market report',
    /\b(?:market (?:size|to (?:reach|hit|grow|surpass|witness)|forecast|research report|outlook|trends)|cagr|industry (?:report|analysis|outlook|trends)|forecast (?:to|period)|global .{3,60} market\b)/iu,
  ],
  [
    'market move',
    /^(?!.*\b(?:steps down|resigns|quits|retires|lays off|acquires)\b)[^,;:]{0,70}\b(?:shares? (?:jump|rise|fall|drop|surge|slide|soar|sink|gain|tumble|climb|rall|of .{2,40} (?:fell|rose))|stocks? (?:jump|rise|fall|drop|surge|slide|soar|sink|gain|tumble|climb|rall|end|close|open)|wall (?:street|st) (?:closes|ends|opens|rises|falls)|price target|buy rating|upgrades? .{2,40} to (?:buy|hold)|multibagger|52-week)/iu,
  ],
  [
    'sponsored',
    /\b(?:sponsored|advertorial|partner content|paid post|brand post|brandspot|promoted content|in association with|presented by)\b/iu,
  ],
  [
    'retrospective',
    /^(?:(?:\S+ ){1,3}(?:years?|decades?) ago\b|on this day\b|throwback|looking back|flashback|remember when\b|(?:the )?(?:year|\d{4}) in review\b)/iu,
  ],
  ['joke', /^april fools?\b|\b(?:satire|parody)\b/iu],
  ['obituary', /\b(?:dies|died|dead|passes away|passed away|obituary|remembering|funeral)\b(?! down)/iu],
  [
    'contest or award',
    /\b(?:wins? (?:the )?(?:\S+ ){0,5}award|awards? \d{4}|named (?:a|to|among|one of) (?:the )?(?:leader|best|top|fortune|gartner|forbes)|shortlist|ranked|recogni[sz]ed (?:as|by|among))\b/iu,
  ],
  [
    'legal notice',
    /\b(?:class action|shareholder alert|investor alert|law firm|investigates? (?:claims|potential)|lead plaintiff|deadline alert|securities fraud)\b/iu,
  ],
]

/** " - Bakery Weekly": a publisher, not a round-up. */
const periodical = /\s[|-]\s(?:\p{Lu}\S*\s){1,3}Weekly\s*$/u

/** Why nothing of this document is read as an event; null when it is read. */
export const guardOf = (title: string, text: string, language: string | null | undefined): Drop | null => {
  const spoken = languageOf(text.slice(0, 600), language)
  if (spoken !== 'en') return { rule: 'language', reason: `language not read: ${spoken}`, quote: title.slice(0, 200) }
  const line = plain(title).replace(periodical, '').trim()
  for (const [reason, pattern] of pages)
    if (pattern.test(line)) return { rule: `page.${reason.replace(/ /g, '-')}`, reason, quote: title.slice(0, 200) }
  return null
}
