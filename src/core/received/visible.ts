/** Beyond this nobody reads, and no rule does. */
const mostCharacters = 20_000
const mostLines = 500

const quoted = /^\s{0,3}>/
/** Where the message begins that is answered; all below it is not the sender's. */
const cuts: readonly RegExp[] = [
  /^\s*-{2,}\s*(?:original message|forwarded message|ursprüngliche nachricht|message d'origine|mensaje original)\b/iu,
  /^\s*_{16,}\s*$/u,
  /^\s*begin forwarded message:/iu,
  /^\s*-- ?$/u,
  /^\s*sent (?:from|via) (?:my |outlook|mail for|yahoo|the )/iu,
  /^\s*get outlook for /iu,
  /^\s*(?:this|the) (?:e-?mail|message|communication)\b.{0,80}\b(?:confidential|intended|privileged)/iu,
  /^\s*(?:confidentiality notice|disclaimer)\b/iu,
]
/** "On Monday, Ida wrote:" in the languages that mail programs speak to people who answer in English. */
const attribution =
  /^\s*(?:on|am|le|el|il|op|em|den|il giorno)\b.{0,300}\b(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu|skrev)\b.{0,200}:\s*$/iu
const headerLine = /^\s*\*?(from|sent|date|to|subject|cc|von|gesendet|an|betreff|de|envoyé|objet)\*?\s*:\s/iu

/** The words the sender wrote: without what is quoted, the signature after its mark, and the small print. */
export const visibleWords = (text: string): string => {
  const lines = text.slice(0, mostCharacters).replace(/\r\n?/g, '\n').split('\n').slice(0, mostLines)
  const lastAnswer = lastAnswerBetween(lines)
  const end = lines.findIndex((_, at) => endsAt(lines, at, lastAnswer))
  return lines
    .slice(0, end === -1 ? undefined : end)
    .filter((line) => !quoted.test(line))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

const endsAt = (lines: readonly string[], at: number, lastAnswer: number): boolean => {
  const line = lines[at]!
  if (quoted.test(line)) return false
  if (cuts.some((cut) => cut.test(line))) return true
  // Mail programs break the line that names the writer; answers between quoted lines go on below it.
  const sentence = lines.slice(at, at + 3).join(' ')
  const names = [line, lines.slice(at, at + 2).join(' '), sentence].some((part) => attribution.test(part))
  return names ? lastAnswer <= at : isHeader(lines, at)
}

/** Where the sender's own words stand last below a quoted line; -1 when nowhere. */
const lastAnswerBetween = (lines: readonly string[]): number => {
  const firstQuoted = lines.findIndex((line) => quoted.test(line))
  const lastOwn = lines.findLastIndex((line) => line.trim() !== '' && !quoted.test(line))
  return firstQuoted !== -1 && lastOwn > firstQuoted ? lastOwn : -1
}

/** Two or more header lines in a row: the message below was copied as it was. */
const isHeader = (lines: readonly string[], at: number): boolean =>
  headerLine.test(lines[at]!) && lines.slice(at + 1, at + 4).filter((line) => headerLine.test(line)).length >= 2
