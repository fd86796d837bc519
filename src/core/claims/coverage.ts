import { findMoney } from '../draft/money.ts'
import { tellingOf } from './events.ts'
import { overlaps, type Problem, problem, type Span } from './facts.ts'
import { findDates, findNumbers } from './figures.ts'
import type { Group, Knowledge } from './knowledge.ts'
import { asUsual } from './relations/growth.ts'
import { frameWords, functionWords, normal, openTitles, stemsOf, wordsIn } from './words.ts'

/** Words that any telling of a kind may use besides the evidence's own. */
const kindWords: Record<string, ReadonlySet<string>> = Object.fromEntries(
  Object.entries({
    funding:
      'receive obtain gain join participate participation part put round raise funding money capital investor investors backing financing fresh',
    executive_hire: 'follow formerly former spend spent leader hire arrival post position seat role start month',
    champion_move: 'spend spent year start arrival role post',
    executive_departure: 'role seat post position change handover leader longer',
    acquisition:
      'agree agreement sign definitive invest merge announce deal acquisition purchase buyer target company business firm',
    expansion: 'expansion growth grow growing presence site',
    hiring: 'count role job opening hire hiring position vacancy seat open posting growing grow add people',
    product_launch: 'launch product release market brought out',
    technology_change: 'technology stack tool tools part use ask asks experience work',
    layoff: 'job cut role staff people',
    contact: 'lead run head own manage oversee charge responsible look',
    bankruptcy: 'insolvency proceedings court filing',
  }).map(([kind, words]) => [kind, stemsOf(words)]),
)

const governorWords = stemsOf('will plan plans set expect aim intend about going soon upcoming proposed')
const wishWords = stemsOf('want hope look')

/** Words of a claim that nothing backs: the evidence does not say them and they are no words of mere telling. */
export const uncoveredWords = (text: string, group: Group, knowledge: Knowledge): Problem[] => {
  const kind = group.trigger?.kind
  const words = kindWords[kind ?? (group.isContact ? 'contact' : '')]
  const money = findMoney(text)
  const skipped: Span[] = [...money, ...findDates(text, knowledge.day), ...findNumbers(text)]
  if (kind)
    for (const hit of text.matchAll(tellingOf(kind))) skipped.push({ start: hit.index, end: hit.index + hit[0].length })
  for (const hit of text.matchAll(
    /\b(?:reach(?:ed|es)|came to|got to|found) (?:me|my (?:desk|inbox))\b(?: (?:through|via|by way of)\b)?|\b(?:caught|got|drew) my (?:eye|attention|interest)\b|\bcrossed my (?:desk|path|screen)\b|\b(?:showed|turned|came|popped) up (?:in|on)\b|\b(?:appeared|ran|featured|landed) in (?=the |my |\p{Lu})|\b(?:in|from|on|among) (?:the |this |yesterday's |today's |my )?(?:papers?|feed|press|morning's news)\b|\b(?:through|via|thanks to) (?=\p{Lu})|\b(?:ma(?:de|king|kes)|hit) (?:the )?(?:news|headlines)\b|\bamong others\b|\b(?:took|takes?|taking) part\b/giu,
  ))
    skipped.push({ start: hit.index, end: hit.index + hit[0].length })
  if (kind === 'hiring') skipped.push(...asUsual(text, group))
  const backed = (stem: string): boolean =>
    functionWords.has(stem) ||
    frameWords.has(stem) ||
    group.stems.has(stem) ||
    knowledge.identity.stems.has(stem) ||
    words?.has(stem) === true ||
    (kind !== undefined && governorWords.has(stem)) ||
    (group.trigger?.certainty === 'planned' && wishWords.has(stem))
  const missing = wordsIn(text)
    .filter(
      (word) => !overlaps(word, skipped) && !backed(word.stem) && ![...stemsOf(openTitles(word.text))].every(backed),
    )
    .map((word) => problem('unsupported', 'No source says this', text, word))
  const under = /\breport(?:s|ed|ing)? to\b/iu.exec(text)
  if (under && !group.folded.includes(' report'))
    missing.push(
      problem('unsupported', 'No source says this', text, { start: under.index, end: under.index + under[0].length }),
    )
  if (missing.length > 0) return missing
  return (kind === undefined ? isAnchored(text, group, knowledge) : isOfEvent(text, group, knowledge))
    ? []
    : [problem('unsupported', 'No source says this', text, { start: 0, end: text.length })]
}

/** It tells the event, names a party of it or the reader, or only says that there was news; what else a source says is its own. */
const isOfEvent = (text: string, { trigger, stems }: Group, { accountNames }: Knowledge): boolean => {
  const told = ` ${normal(text)} `
  const parties = [...accountNames, trigger!.company, ...trigger!.fields.map(({ value }) => value), 'you', 'your']
  return (
    text.search(tellingOf(trigger!.kind)) >= 0 ||
    parties.some((name) => name !== '' && told.includes(` ${normal(name)} `)) ||
    !wordsIn(text).some(({ stem }) => stems.has(stem) && !functionWords.has(stem) && !frameWords.has(stem))
  )
}

/** At least one word comes from the account's own file: mere telling is no fact of it. */
const isAnchored = (text: string, { stems }: Group, { identity }: Knowledge): boolean =>
  wordsIn(text).some(
    ({ stem }) => stems.has(stem) && !identity.stems.has(stem) && !functionWords.has(stem) && !frameWords.has(stem),
  )
