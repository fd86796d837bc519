import { technologies } from './catalogue.ts'

/** A technology as a text names it, with the sentence that does. */
export type Mention = { technology: string; category: string; written: string; sentence: string }

const wordPattern = /[\p{L}\p{N}.#+]+/gu
const firstWordOf = (name: string) => name.match(wordPattern)![0]

/** First word → the names that begin with it, longest first: a text is looked up word by word, not name by name. */
const byFirstWord = new Map(
  [...Map.groupBy(technologies.keys(), firstWordOf)].map(([word, names]) => [
    word,
    names.sort((a, b) => b.length - a.length),
  ]),
)

type Named = { start: number; written: string }

const namesIn = (text: string): Named[] => {
  const found: Named[] = []
  let end = 0
  for (const { 0: word, index } of text.matchAll(wordPattern)) {
    if (index < end) continue
    const names = byFirstWord.get(word) ?? byFirstWord.get(word.replace(/\.+$/, ''))
    const written = names?.find((name) => text.startsWith(name, index) && endsThere(text, index + name.length))
    if (!written || joined.test(text.slice(Math.max(0, index - 1), index))) continue
    found.push({ start: index, written })
    end = index + written.length
  }
  return found
}

/** What stands before a name and makes it part of another word. */
const joined = /[@_&-]/
const endsThere = (text: string, end: number): boolean =>
  !/^(?:[\p{L}\p{N}_@&+#]|[.-]\p{L})/u.test(text.slice(end, end + 2))

const longestText = 30_000
const longestSentence = 400

/** Everything the text names that the company uses, each once, with the first sentence that names it. */
export function mentionsIn(text: string, company: string): Mention[] {
  const found = new Map<string, Mention>()
  for (const sentence of sentencesOf(text)) {
    const mentions = inSentence(sentence)
    if (mentions.length === 0 || isAboutOthers.test(sentence) || isExample.test(sentence)) continue
    for (const mention of mentions)
      if (!found.has(mention.technology) && !isOwn(mention.technology, company)) found.set(mention.technology, mention)
  }
  return [...found.values()]
}

/** Customers, investors, rivals and former employers are named for what they are, not for what is used. */
const isAboutOthers =
  /\b(?:customers?|clients?|companies|brands|organi[sz]ations|teams|partners?|businesses)\b[^.]{0,60}\b(?:including|like|such as|from)\b|\b(?:trusted by|backed by|investors?|competitors?|compet(?:es?|ing) with|alternatives? to|alumni|founded by|ex-|veterans? of|acquired by|acquisition of|integrat(?:es|ions?) with|listed on|follow us|apply (?:via|through))\b/i

/** Of "Snowflake, BigQuery or similar" nobody knows which one is used. */
const isExample =
  /\bor\s+(?:(?:an?|other|any)\s+)?(?:similar|equivalent|comparable|related|other)\b|\bsimilar\s+(?:tools?|technolog\w+|platforms?|systems?|software)\b|\b(?:such\s+as|e\.g\.,?|like)\s[^.;]{3,200}\bor\s/i

const sentencesOf = (text: string): string[] =>
  text
    .slice(0, longestText)
    .split(/\n+|(?<=[.!?;])\s+(?=[\p{Lu}•*-])/u)
    .map((sentence) => sentence.trim())
    .filter(Boolean)
    .flatMap((sentence) => (sentence.length <= longestSentence ? [sentence] : pieces(sentence)))

/** A sentence that goes on and on is cut at commas, so that it can be shown. */
const pieces = (sentence: string): string[] => {
  const parts: string[] = ['']
  for (const part of sentence.split(/(?<=[,:;)])\s/)) {
    const joined = `${parts.at(-1)} ${part}`.trim()
    if (joined.length > longestSentence) parts.push(part.slice(0, longestSentence))
    else parts[parts.length - 1] = joined
  }
  return parts
}

function inSentence(sentence: string): Mention[] {
  const names = namesIn(sentence.replace(address, (url) => ' '.repeat(url.length))).map(({ start, written }) => ({
    written,
    technology: technologies.get(written)!,
    before: sentence.slice(Math.max(0, start - 60), start),
    after: sentence.slice(start + written.length, start + written.length + 30),
  }))
  const isAmongOthers = names.some(({ technology }) => !technology.isAmbiguous)
  return names
    .filter(
      ({ written, technology, before, after }) =>
        !technology.isAmbiguous ||
        (!isOtherSense(written, before, after) && (isAmongOthers || usedBefore.test(before) || usedAfter.test(after))),
    )
    .map(({ written, technology: { name, category } }) => ({ technology: name, category, written, sentence }))
}

const address = /\b(?:https?:\/\/|www\.)\S+/g

const usedBefore =
  /\b(?:(?:experience|experienced|expertise|skills?|proficien\w+|fluen\w+|skilled|strong|hands-on|background|knowledge)\s+(?:with|in|of|using|on)|us(?:e|es|ing)|familiar(?:ity)?\s+with|such\s+as|e\.g\.,?|tools?(?:\s+(?:like|including))?:?|stack(?:\s+(?:is|includes|of))?:?|built\s+(?:on|with|in)|programming\s+in|written\s+in|code\s+in|administer|certified\s+in|platforms?\s+like|CRM:?|software:?|languages?:?)\s+(?:[\p{L}\d.+#/&-]+(?:,|\s+and|\s+or|\/)?\s+){0,4}$/iu
const usedAfter =
  /^\s+(?:admin(?:istrator|istration)?|developers?|engineers?|programming|certif\w+|consultants?|CRM|API|SDK|HCM|HRIS|ATS|platform|instance|workflows?|integrations?|dashboards?|or\s+similar|or\s+equivalent|experience)\b/

/** "Go to market", "Community Outreach Coordinator", "a Workday of eight hours": the word itself. */
const isOtherSense = (written: string, before: string, after: string): boolean =>
  (written === 'Go' && /^[- ](?:to|above|beyond|the|for|through|out|over|ahead|live)\b/.test(after)) ||
  /^(?:[- ]to[- ]market|\s+(?:Coordinator|Worker|Officer|Specialist|Program(?:me)?|Events?|Team|Director|Services))\b/.test(
    after,
  ) ||
  /\b(?:community|public|student|donor|the|a|an|customer|market)\s+$/i.test(before)

const folded = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '')

/** A vendor's postings name its own product in every line. */
const isOwn = (technology: string, company: string): boolean => {
  const [a, b] = [folded(technology), folded(company)]
  return a.length > 1 && b.length > 1 && (a.startsWith(b) || b.startsWith(a))
}
