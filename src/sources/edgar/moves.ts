import { escapedPattern } from '../../core/escape.ts'
import { statedDate } from '../../core/extract/date.ts'
import { functionOf, seniorityOf } from '../../core/extract/role.ts'
import { asWritten } from '../../core/own-signals.ts'
import type { Signal } from '../../core/signal.ts'
import type { Filing } from './pages.ts'

const honorific = String.raw`(?:(?:Mr|Ms|Mrs|Dr)\.?\s+)?`
const part = String.raw`\p{Lu}(?:\.|[\p{L}’'-]{1,30})`
const name = String.raw`${honorific}(?<name>${part}(?:\s+(?:(?:van|von|de|der|la|le|du)\s+)?${part}){0,4})(?:,?\s+(?:Jr|Sr|II|III|IV)\b\.?)?`
const aside = String.raw`(?:\s*\([^()]{1,60}\))?(?:,\s+(?:age\s+)?\d{2},?)?`
/** "…, the Company's current Chief Operating Officer, …" */
const apposition = String.raw`(?:,\s+[^,;.]{2,90},)?`
const whose = String.raw`(?:(?:the\s+)?(?:Company|Corporation|Registrant|Bank)(?:’s|'s)\s+|(?:the|its|our|their)\s+)?`
const words = String.raw`(?:(?:\p{Lu}[\p{L}&/’'-]*|interim|acting|and|of|&)[\s,]+){0,9}\p{Lu}[\p{L}&/’'-]*`
const office = String.raw`${whose}(?<office>(?:interim\s+|acting\s+)?${words})`
const position = String.raw`(?:from\s+)?(?:(?:his|her|their|the)\s+(?:position|role|post|employment|service|duties)s?\s+)?(?:as|of|from)\s+`
const pattern = (source: string) => new RegExp(source, 'u')

/** The ways in which filings say it; they are written by lawyers and repeat each other. */
const departures = [
  pattern(
    String.raw`${name}${aside}\s+(?:has\s+|had\s+|will\s+|intends\s+to\s+|plans\s+to\s+)?(?:resign(?:ed|s)?|retired?|retires|step(?:ped|s)?\s+down|depart(?:ed|s)?|ceased?\s+to\s+serve|tender(?:ed|s)\s+(?:his|her|their)\s+resignation)\s+(?:[^.;]{0,60}?\s)?${position}${office}`,
  ),
  pattern(
    String.raw`${name}${aside}\s+(?:has\s+)?(?:notified|informed|advised)\s+[^;]{2,160}?\b(?:decision|intention|intent|plans?|will|would|(?:s?he|they)\s+is)\s+(?:to\s+)?(?:resign(?:ing)?|retir(?:e|ing)|step(?:ping)?\s+down|depart(?:ing)?)\s+(?:[^.;]{0,60}?\s)?${position}${office}`,
  ),
  pattern(
    String.raw`${name}${aside},\s+${office},\s+[^.;]{0,120}?\b(?:resign(?:ed)?|retired?|step(?:ped)?\s+down|depart(?:ed)?|leave|left)\b`,
  ),
  pattern(String.raw`${name}(?:’s|'s)\s+(?:resignation|retirement|departure)\s+${position}${office}`),
  pattern(String.raw`(?:resignation|retirement|departure)\s+of\s+${name}${aside},?\s+(?:as|from)\s+${office}`),
  pattern(String.raw`employment\s+of\s+${name}${aside},?\s+as\s+${office}[^.;]{0,80}\bterminated`),
]
const hires = [
  pattern(
    String.raw`(?:appoint(?:ed|ing)?|elect(?:ed|ing)?|named|promot(?:ed|ing)|hired)\s+${name}${aside}${apposition},?\s+(?:to\s+serve\s+)?(?:as|to(?:\s+(?:the\s+(?:position|role|office)\s+of|become))?)\s+${office}`,
  ),
  pattern(
    String.raw`${name}${aside}\s+(?:was|has\s+been|will\s+be|is)\s+(?:appointed|elected|named|promoted|hired)\s+(?:to\s+serve\s+)?(?:as|to)?\s*${office}`,
  ),
  pattern(
    String.raw`${name}${aside}\s+will\s+(?:become|serve\s+as|assume\s+the\s+(?:role|position|office)\s+of|succeed\s+[^;]{3,60}?\s+as)\s+${office}`,
  ),
  pattern(String.raw`appointment\s+of\s+${name}${aside},?\s+as\s+${office}`),
]

const officer =
  /\b(?:Chief|C[EFOTRMI]O|President|General Counsel|Treasurer|Controller|Principal|Chair(?:man|woman|person)?)\b/
const longestSentence = 1_500
/** What an office's name takes along from the sentence behind it. */
const behind = /[\s,]+(?:and|of|of the|&|effective|Effective)?\s*(?:Company|Corporation|Registrant|Bank)?[\s,]*$/u

/** The officer's move that one sentence of Item 5.02 tells, quoted from it; null where it tells none plainly. */
export function moveSignal(sentence: string, item: string, { company, filedAt }: Filing): Signal | null {
  if (sentence.length > longestSentence) return null
  const gone = firstMatch(departures, sentence)
  const come = gone ? null : firstMatch(hires, sentence)
  const found = gone ?? come
  if (!found) return null
  const role = found.office!.replace(behind, '').trim()
  if (!officer.test(role)) return null
  const person = fullName(found.name!, item)
  return {
    kind: gone ? 'executive_departure' : 'executive_hire',
    company,
    companyQuote: company,
    fields: {
      ...(person ? { person: asWritten(person) } : {}),
      role: asWritten(role),
      roleFunction: { value: functionOf(role), quote: role },
      seniority: { value: seniorityOf(role), quote: role },
    },
    occurredAt: statedDate(sentence, filedAt),
    quote: sentence,
    confidence: 0.9,
    lite: false,
    rule: gone ? 'filing.departure' : 'filing.appointment',
  }
}

function firstMatch(patterns: readonly RegExp[], sentence: string): Record<string, string> | null {
  for (const each of patterns) {
    const groups = each.exec(sentence)?.groups
    if (groups?.office && officer.test(groups.office)) return groups as Record<string, string>
  }
  return null
}

const noNames = /^(?:The|On|In|Effective|Board|Company|Directors|Committee)$/

/** "Ms. Harrow" is called by her whole name somewhere in the item; a surname alone names nobody. */
function fullName(written: string, item: string): string | null {
  const parts = written.split(/\s+/).filter((word) => !noNames.test(word))
  if (parts.length > 1) return parts.join(' ')
  const surname = parts[0] && escapedPattern(parts[0])
  if (!surname) return null
  const whole = new RegExp(String.raw`(?:${part}\s+){1,3}${surname}(?![\p{L}])`, 'u').exec(item)?.[0]
  const names = whole?.split(/\s+/).filter((word) => !/^(?:Mr|Ms|Mrs|Dr)\.?$/.test(word) && !noNames.test(word)) ?? []
  return names.length > 1 && item.includes(names.join(' ')) ? names.join(' ') : null
}
