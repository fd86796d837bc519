import { decode } from '../feed/decode.ts'
import { type Body, Unreadable } from '../source.ts'
import { clip, plainText } from '../text.ts'

/** What Item 5.02 of a filing says, and the sentences in it that tell of an officer who comes or goes. */
export type OfficerMoves = { text: string; sentences: string[] }

const longestItem = 20_000
const mostMentions = 20

/**
 * The item's number says nothing: pay plans, awards and committee seats are filed under it as well. Null when the
 * text tells of no officer's move. Throws `Unreadable` when it is not the text of a report.
 */
export function officerMoves(body: Body): OfficerMoves | null {
  const report = plainText(decode(body.bytes, body.headers['content-type']))
  if (!/\bItem\s+\d\.\d{2}/i.test(report)) throw new Unreadable('Not the text of an 8-K report')
  const text = item502(report)
  const sentences = sentencesOf(text)
    .map((sentence) => sentence.replace(/^\([a-f]\)\s+/, '')) // paragraphs are lettered after the form's instructions
    .filter(isOfficerMove)
  return sentences.length > 0 ? { text: clip(text, longestItem), sentences } : null
}

/** From the heading to the next item or the signatures, without the caption, which names every case at once. */
function item502(report: string): string {
  const heading = /\bItem\s+5\.02\b\s*[.:–—-]?\s*/gi
  let longest = ''
  // The number also stands in cross-references ("see Item 5.02"); the item itself is the longest part.
  for (const found of [...report.matchAll(heading)].slice(0, mostMentions)) {
    const rest = report.slice(found.index + found[0].length, found.index + found[0].length + 60_000)
    const end = rest.search(/\n\s*(?:Item\s+\d\.\d{2}\b|SIGNATURES?\s*(?:\n|$))/i)
    const part = withoutCaption(end < 0 ? rest : rest.slice(0, end))
    if (part.length > longest.length) longest = part
  }
  return longest
}

function withoutCaption(text: string): string {
  const start = text.slice(0, 400)
  const caption =
    /^\s*Departure\s+of\s+Directors[\s\S]*?Compensatory\s+Arrangements\s+of\s+Certain\s+Officers\s*\.?/i.exec(start)
  return text.slice(caption?.[0].length ?? 0).trim()
}

const abbreviations = /\b(?:Mr|Ms|Mrs|Dr|Jr|Sr|Inc|Corp|Co|Ltd|No|St|vs|[A-Z])\.$/

/** Sentences, not broken at initials, titles and company forms. */
function sentencesOf(text: string): string[] {
  const sentences: string[] = []
  let start = 0
  for (const found of text.matchAll(/[.!?]["”’)]*\s+(?=["“(]?[A-Z\d])|\n/g)) {
    const end = found.index + found[0].length
    const sentence = text.slice(start, end).trim()
    if (found[0] !== '\n' && abbreviations.test(sentence)) continue
    if (sentence) sentences.push(sentence)
    start = end
  }
  const last = text.slice(start).trim()
  return last ? [...sentences, last] : sentences
}

const gone =
  /\b(?:resigned|retired (?:from|as)|stepped down|departed|ceased to (?:serve|be)|employment\b[^;]{0,80}\bterminated)\b/i
const going =
  /\b(?:(?:to|will) (?:resign|retire|step down|depart|leave)|(?:resigns|retiring|stepping down|departing)|(?:resignation|retirement|departure) (?:of|as|from)|cease to (?:serve|be))\b/i
const coming =
  /\b(?:appoint(?:ed|s|ment of)|named(?! executive)|promot(?:ed|es)|elect(?:ed|s)|hired|will (?:become|succeed|serve as)|succeed(?:ed|s))\b/i
const office =
  /\b(?:chief\s[\w&,\s]{2,40}\bofficer|C[EFOTRMI]O|(?:vice )?president|general counsel|treasurer|controller|principal\s(?:executive|financial|accounting|operating)\sofficer|chair(?:man|woman|person)?\b(?! of (?:the|its) [\w\s,]{2,60}committee))\b/i
const aboutPay =
  /\b(?:salary|bonus|award|vest(?:s|ed|ing)?|grant(?:s|ed)?|severance|stock options?|(?:incentive|pay|compensation) plan)\b/i

/** What has happened counts wherever it is told; what will or may happen not beside pay, where plans speak of it. */
const isOfficerMove = (sentence: string): boolean =>
  office.test(sentence) &&
  (gone.test(sentence) || ((going.test(sentence) || coming.test(sentence)) && !aboutPay.test(sentence)))
