import type { Brief } from '../brief.ts'
import type { Finding } from '../draft.ts'
import { escapedPattern } from '../escape.ts'
import type { Icp } from '../icp.ts'
import { type BannedFamily, bannedFamilies } from './banned.ts'
import { readingGrade } from './grade.ts'
import { sentencesOf, wordsOf } from './sentences.ts'

/** What a first message looks like; all of it configuration. Style findings warn, they never block. */
export type StyleProfile = {
  words: readonly [number, number]
  maxGrade: number
  questions: number
  ownSentences: number
  subjectWords: readonly [number, number]
  links: boolean
  /** Subject of our own earlier message that this one answers to; null for a first message. */
  thread: string | null
  banned: readonly BannedFamily[]
}

export const firstTouch: StyleProfile = {
  words: [45, 90],
  maxGrade: 8,
  questions: 1,
  ownSentences: 1,
  subjectWords: [2, 6],
  links: false,
  thread: null,
  banned: bannedFamilies,
}

/** A follow-up is shorter, may stand without a question, and goes out as "Re:" and the first subject. */
export const styleFor = ({ thread }: Pick<Brief, 'thread'>): StyleProfile =>
  thread ? { ...firstTouch, words: [15, 70], thread: thread.subject } : firstTouch

export type Stats = { words: number; grade: number; questions: number }

/** The counts a writer watches; greeting and signature count as the reader sees them. */
export const statsOf = (text: string): Stats => {
  const body = bodyOf(text)
  return {
    words: wordsOf(text).length,
    grade: readingGrade(body),
    questions: sentencesOf(body).filter((sentence) => isQuestion(sentence.text)).length,
  }
}

/** Without greeting and signature: what the grade reads. */
export const bodyOf = (text: string): string => {
  const paragraphs = text.trim().split(/\n{2,}/)
  const first = paragraphs.length > 2 && wordsOf(paragraphs[0] ?? '').length <= 5 ? 1 : 0
  const last =
    paragraphs.length > 2 && (paragraphs.at(-1) ?? '').includes('\n') && wordsOf(paragraphs.at(-1) ?? '').length <= 12
      ? -1
      : undefined
  return paragraphs.slice(first, last).join('\n\n')
}

export const isQuestion = (sentence: string): boolean => /\?["')\]”’]*$/u.test(sentence.trim())

type Draft = { subject: string; text: string }

/** How the words read: never a reason to block. */
export const styleFindings = (draft: Draft, icp: Icp, profile: StyleProfile): Finding[] => [
  ...lengthFindings(draft, profile),
  ...(draft.subject === `Re: ${profile.thread}` ? [] : subjectFindings(draft.subject, profile)),
  ...phraseFindings(draft, icp, profile),
]

const warn = (
  rule: string,
  message: string,
  where: Finding['where'] = 'text',
  span: Finding['span'] = null,
): Finding => ({
  kind: 'style',
  level: 'warn',
  rule,
  message,
  where,
  span,
})

const lengthFindings = ({ text }: Draft, profile: StyleProfile): Finding[] => {
  const { words, grade, questions } = statsOf(text)
  const [fewest, most] = profile.words
  const own = sentencesOf(bodyOf(text)).filter(
    ({ text: line }) => /^(?:we|our|at \p{Lu}\S+, we)\b/iu.test(line) && !isQuestion(line),
  ).length
  const found: Finding[] = []
  if (words < fewest) found.push(warn('too_short', `${words} words; ${kindOf(profile)} has ${fewest} to ${most}.`))
  if (words > most) found.push(warn('too_long', `${words} words; ${kindOf(profile)} has ${fewest} to ${most}.`))
  if (grade > profile.maxGrade)
    found.push(
      warn(
        'hard_to_read',
        `Reading grade ${grade}; aim for ${profile.maxGrade} or less: shorter sentences, plainer words.`,
      ),
    )
  if (questions > profile.questions) found.push(warn('many_questions', `${questions} questions; ask one.`))
  if (questions === 0 && fewest >= 45) found.push(warn('no_question', 'Ask one question.'))
  if (own > profile.ownSentences) found.push(warn('about_us', `${own} sentences are about us; one is enough.`))
  return found
}

const kindOf = ({ thread }: StyleProfile): string => (thread === null ? 'a first touch' : 'a follow-up')

const subjectFindings = (subject: string, profile: StyleProfile): Finding[] => {
  const words = wordsOf(subject).length
  const [fewest, most] = profile.subjectWords
  const found: Finding[] = []
  if (words < fewest || words > most)
    found.push(warn('subject_length', `A subject has ${fewest} to ${most} words; this has ${words}.`, 'subject'))
  if (/^\s*(?:re|fwd?|aw|wg)\s*:/iu.test(subject))
    found.push(warn('fake_reply', 'A first message is no reply: leave "Re:" out.', 'subject'))
  if (/[!?]{2}|!|\p{Lu}{5,}.*\p{Lu}{5,}/u.test(subject))
    found.push(warn('loud_subject', 'A subject does not shout.', 'subject'))
  return found
}

const link = /\bhttps?:\/\/\S+|\bwww\.\S+/giu

const phraseFindings = ({ subject, text }: Draft, icp: Icp, profile: StyleProfile): Finding[] => {
  const found: Finding[] = []
  const families = [...profile.banned, { family: 'words this team avoids', phrases: icp.language.avoid }]
  for (const { family, phrases } of families)
    for (const [where, content] of [
      ['subject', subject],
      ['text', text],
    ] as const)
      for (const hit of phrases.length > 0 ? content.matchAll(familyPattern(phrases)) : [])
        found.push(warn('banned_phrase', `"${hit[0]}": ${family}.`, where, [hit.index, hit.index + hit[0].length]))
  if (!profile.links)
    for (const hit of text.matchAll(link))
      found.push(warn('link', 'No link in a first message.', 'text', [hit.index, hit.index + hit[0].length]))
  return found
}

const patterns = new WeakMap<readonly string[], RegExp>()

/** All phrases of a family as whole words; a list is compiled once. */
const familyPattern = (phrases: readonly string[]): RegExp => {
  const known = patterns.get(phrases)
  if (known) return known
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${phrases.map(phraseSource).join('|')})(?![\\p{L}\\p{N}])`, 'giu')
  patterns.set(phrases, pattern)
  return pattern
}

const phraseSource = (phrase: string): string =>
  phrase
    .trim()
    .split(/\s+/)
    .map((word) => (word === '*' ? '\\S{1,30}' : escapedPattern(word).replace(/['’]/g, "['’]")))
    .join('\\s+')
