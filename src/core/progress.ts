import type { Instant } from './document.ts'

/** How far a run has come: its stage, and how much of that is done where it can be counted. */
export type Progress = { stage: string; done: number; total: number | null }

const stageWords: Readonly<Record<string, string>> = {
  poll: 'Reading feeds',
  extract: 'Reading what was published',
  match: 'Tying news to accounts',
  full_text: 'Opening articles',
  fit: 'Weighing accounts',
  rank: 'Building the queue',
  research: 'Gathering what is known',
  draft: 'Writing drafts',
  send: 'Sending what was approved',
  replies: 'Reading replies',
  digest: 'Mailing the morning',
}

/** "Reading feeds". */
export const stageInWords = (stage: string): string => stageWords[stage] ?? stage

/** "Reading feeds · 120 of 400". */
export const progressInWords = ({ stage, done, total }: Progress): string => {
  const words = stageInWords(stage)
  if (total !== null && total > 0) return `${words} · ${counted(done)} of ${counted(total)}`
  return done > 0 ? `${words} · ${counted(done)}` : words
}

const counted = (n: number): string => n.toLocaleString('en')

/** Passes on what is news to a person: another stage at once, the count of one at most every so often, and its end. */
export const seldom = (tell: (progress: Progress) => void, everyMs: number, now: () => Instant) => {
  let last: { stage: string; at: Instant } | null = null
  return (progress: Progress): void => {
    const { stage, done, total } = progress
    const at = now()
    if (last?.stage === stage && done !== total && at >= last.at && at - last.at < everyMs) return
    last = { stage, at }
    tell(progress)
  }
}
