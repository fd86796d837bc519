import type { Brief, BriefSource } from '../../core/brief.ts'
import type { Finding, SentenceMark } from '../../core/draft.ts'
import { bodyOf } from '../../core/review.ts'
import type { RevisionRow } from '../../store/pages/draft.ts'
import { Icon, type IconName } from './icon.tsx'

/** The message as it will be read, each sentence with its mark, and what the checks say. */
export const MarkedMessage = ({ row, brief }: { row: RevisionRow; brief: Brief | null }) => {
  const text = bodyOf(row.words)
  const footer = row.words.text.slice(text.length).trim()
  return (
    <div class="message">
      <p class="message-head">
        <span class="soft">To</span> {row.words.to || <em class="soft">no address yet</em>}
      </p>
      <p class="message-subject">
        <span class="soft">Subject</span> <b>{row.words.subject}</b>
      </p>
      <div class="message-text">
        {pieces(text, row.checks?.marks ?? []).map(({ words, mark }) =>
          mark ? <Sentence words={words} mark={mark} sources={brief?.sources ?? []} /> : <span>{words}</span>,
        )}
      </div>
      {footer && <div class="message-footer">{footer}</div>}
    </div>
  )
}

/** Letter for letter as it is received, in the width of a telephone. */
export const AsReceived = ({ words }: { words: RevisionRow['words'] }) => (
  <details class="quiet as-received">
    <summary>As received, in plain text</summary>
    <div class="phone">
      <p class="phone-head">
        <span class="soft">{words.from || 'no sender is set'}</span>
        <b>{words.subject}</b>
      </p>
      <pre>{words.text}</pre>
    </div>
  </details>
)

type Piece = { words: string; mark: SentenceMark | null }

/** The text cut at its marks; what no mark covers (spaces, line ends) stands between. */
const pieces = (text: string, marks: readonly SentenceMark[]): Piece[] => {
  const found: Piece[] = []
  let at = 0
  for (const mark of [...marks].sort((a, b) => a.span[0] - b.span[0])) {
    const [start, end] = mark.span
    if (start < at || end <= start || end > text.length) continue
    if (start > at) found.push({ words: text.slice(at, start), mark: null })
    found.push({ words: text.slice(start, end), mark })
    at = end
  }
  if (at < text.length) found.push({ words: text.slice(at), mark: null })
  return found
}

const signs = {
  supported: ['check', 'Supported'],
  value_point: ['ring', 'Our own value point'],
  guess: ['tilde', 'A guess, said as one'],
  question: ['question', 'Question'],
  courtesy: ['dot', 'Courtesy'],
  unsupported: ['bang', 'Unsupported'],
  own_claim: ['diamond', 'Own claim, confirmed by a person'],
} as const satisfies Record<SentenceMark['mark'], readonly [IconName, string]>

const Sentence = ({ words, mark, sources }: { words: string; mark: SentenceMark; sources: readonly BriefSource[] }) => {
  const [sign, name] = signs[mark.mark]
  const cited = sources.filter(({ id }) => mark.sourceIds.includes(id))
  const told = cited.map(({ label, quote }) => `${label}: “${quote}”`).join('\n')
  return (
    <span class={`sentence mark-${mark.mark}`} data-told={told || name} tabindex={told ? 0 : undefined}>
      <span class="sign">
        <Icon of={sign} name={`${name}: `} />
      </span>
      {words}
    </span>
  )
}

/** What the marks under the message mean; only those that stand in it. */
export const MarkLegend = ({ marks }: { marks: readonly SentenceMark[] }) => {
  const used = new Set(marks.map(({ mark }) => mark))
  return (
    <ul class="legend">
      {(Object.keys(signs) as SentenceMark['mark'][])
        .filter((mark) => used.has(mark))
        .map((mark) => (
          <li class={`mark-${mark}`}>
            <span class="sign">
              <Icon of={signs[mark][0]} />
            </span>
            {signs[mark][1]}
          </li>
        ))}
    </ul>
  )
}

/** Words, grade and questions at a glance. */
export const Stats = ({ stats }: { stats: Record<string, number> }) => (
  <span class="stats num" data-stats>
    {statWords(stats)}
  </span>
)

export const statWords = (stats: Record<string, number>): string =>
  [
    stats.words !== undefined && `${stats.words} words`,
    stats.grade !== undefined && `grade ${Math.round(stats.grade)}`,
    stats.questions !== undefined && `${stats.questions} question${stats.questions === 1 ? '' : 's'}`,
  ]
    .filter(Boolean)
    .join(' · ')

export const Findings = ({ findings, text }: { findings: readonly Finding[]; text: string }) => (
  <ul class="findings" data-findings aria-live="polite">
    {findings.map((finding) => (
      <li class={`finding finding-${finding.level}`}>
        <b>{finding.level === 'block' ? 'Must change' : 'Consider'}</b> {finding.message}
        {finding.where === 'text' && finding.span && <q>{text.slice(...finding.span).slice(0, 120)}</q>}
      </li>
    ))}
  </ul>
)
