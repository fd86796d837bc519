import type { Brief } from '../brief.ts'
import { claimsOf, knowledgeOf } from '../claims.ts'
import type { LocalDay } from '../day.ts'
import type { DraftText, Finding, SentenceMark } from '../draft.ts'
import type { Icp } from '../icp.ts'
import { hiddenFindings } from './hidden.ts'
import { addressFindings } from './linked.ts'
import type { SenderProfile } from './sender.ts'
import { similarity } from './similarity.ts'
import { firstTouch, type Stats, type StyleProfile, statsOf, styleFindings } from './style.ts'

export type CheckProfile = {
  sender: SenderProfile
  /** The reader's day: "yesterday" and "on Thursday" are read against it. */
  day: LocalDay
  zone?: string
  /** First-touch unless given. */
  style?: StyleProfile
  /** Texts of this day's other drafts. */
  others?: readonly string[]
  /** Spans of the text that a person confirmed as "my own claim". */
  ownClaims?: readonly (readonly [number, number])[]
}

export type Checked = { findings: Finding[]; marks: SentenceMark[]; stats: Stats }

const tooSimilar = 0.75

type Checkable = Pick<DraftText, 'subject' | 'text'>

/** The only judge of a draft, machine's or person's: deterministic, and never cleared by a model. */
export const check = (draft: Checkable, brief: Brief, icp: Icp, profile: CheckProfile): Checked =>
  checker(brief, icp, profile)(draft)

/** The same for many drafts of one brief, which is then read once. */
export const checker = (brief: Brief, icp: Icp, profile: CheckProfile): ((draft: Checkable) => Checked) => {
  const knowledge = knowledgeOf(brief, icp, profile.sender, profile.day, profile.zone ?? 'UTC')
  return (whole) => {
    const draft = { subject: whole.subject.slice(0, mostSubjectCharacters), text: whole.text.slice(0, mostCharacters) }
    const { marks, findings } = claimsOf(draft, knowledge, profile.ownClaims)
    return {
      findings: [
        ...hiddenFindings(draft),
        ...boundFindings(whole),
        ...recipientFindings(brief),
        ...findings,
        ...addressFindings(draft, brief, knowledge, findings),
        ...untold(styleFindings(draft, icp, profile.style ?? firstTouch), findings),
        ...similarFindings(draft.text, profile.others ?? []),
        ...newsFindings(brief, marks),
      ],
      marks,
      stats: statsOf(draft.text),
    }
  }
}

/** Words that block already need no second word about their style. */
const untold = (style: readonly Finding[], claims: readonly Finding[]): Finding[] =>
  style.filter(
    ({ rule, where, span }) =>
      rule !== 'banned_phrase' ||
      !claims.some(
        (claim) =>
          claim.level === 'block' &&
          claim.where === where &&
          claim.span?.[0] === span?.[0] &&
          claim.span?.[1] === span?.[1],
      ),
  )

/** What is longer is no first touch, and is judged only so far. */
const mostCharacters = 5000
const mostSubjectCharacters = 300

const boundFindings = ({ subject, text }: Checkable): Finding[] =>
  subject.length > mostSubjectCharacters || text.length > mostCharacters
    ? [
        {
          kind: 'compliance',
          level: 'block',
          rule: 'far_too_long',
          message: `Longer than ${mostCharacters} characters.`,
          where: 'text',
          span: null,
        },
      ]
    : []

const recipientFindings = (brief: Brief): Finding[] =>
  brief.contact?.reachable
    ? []
    : [
        {
          kind: 'compliance',
          level: 'block',
          rule: 'no_address',
          message: `Nobody can be reached yet${brief.lookFor ? `; look for: ${brief.lookFor}` : ''}.`,
          where: 'text',
          span: null,
        },
      ]

/** A first message that tells none of the news leaves the reader without a reason why it comes now. */
const newsFindings = ({ triggers, thread }: Brief, marks: readonly SentenceMark[]): Finding[] => {
  const news = new Set(triggers.flatMap(({ sourceIds }) => sourceIds))
  return thread || marks.some(({ mark, sourceIds }) => mark === 'supported' && sourceIds.some((id) => news.has(id)))
    ? []
    : [
        {
          kind: 'style',
          level: 'warn',
          rule: 'no_news',
          message: 'It tells no news, so the reader does not see why you write now.',
          where: 'text',
          span: null,
        },
      ]
}

const similarFindings = (text: string, others: readonly string[]): Finding[] =>
  others.some((other) => similarity(text, other) >= tooSimilar)
    ? [
        {
          kind: 'style',
          level: 'warn',
          rule: 'similar',
          message: 'Reads almost like another message of today.',
          where: 'text',
          span: null,
        },
      ]
    : []
