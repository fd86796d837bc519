import { draftStateNames } from '../../core/draft/states.ts'
import type { Route, DraftState as State } from '../../core/review.ts'
import { tenth } from './words.tsx'

/** A tier as a small stamp; the word says it, colour only helps. */
export const Tier = ({ tier }: { tier: number | null }) => (
  <span class={`tier tier-${tier ?? 'none'}`} title={tier === null ? 'No tier' : `Tier ${tier}`}>
    {tier === null ? '–' : `T${tier}`}
  </span>
)

export const Figure = ({ name, value, strong }: { name: string; value: number | null; strong?: boolean }) => (
  <span class={strong ? 'figure figure-strong' : 'figure'}>
    <span class="figure-name">{name}</span>
    <span class="num">{value === null ? '–' : tenth(value)}</span>
  </span>
)

type Weighed = { tier: number | null; fit: number | null; heat: number | null; priority: number | null }

/** What put an item where it is in the queue. */
export const Figures = ({ of }: { of: Weighed }) => (
  <p class="figures">
    <Tier tier={of.tier} />
    <Figure name="fit" value={of.fit} />
    <Figure name="heat" value={of.heat} />
    <Figure name="priority" value={of.priority} strong />
  </p>
)

/** A bar from a zero line; the number beside it carries the meaning. `most` is the length of the longest. */
export const Bar = ({
  value,
  most,
  tone,
}: {
  value: number
  most: number
  tone?: 'good' | 'bad' | 'warm' | 'cool'
}) => {
  const width = most === 0 ? 0 : Math.min(100, (Math.abs(value) / most) * 100)
  return (
    <svg
      class={`bar bar-${tone ?? (value < 0 ? 'bad' : 'good')}`}
      viewBox="0 0 100 8"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect class="bar-track" x="0" y="3.5" width="100" height="1" />
      <rect x="0" y="0" width={width.toFixed(2)} height="8" />
    </svg>
  )
}

const tones: Partial<Record<State, string>> = {
  submitted: 'warm',
  approved: 'good',
  queued: 'good',
  sending: 'good',
  sent: 'good',
  failed: 'bad',
  unknown: 'bad',
  quarantined: 'bad',
}

/** Where a message is that Daybreak does not send itself. */
const atHand: Partial<Record<Route, string>> = {
  copy: 'Handed out, waiting for your word',
  mailto: 'Handed out, waiting for your word',
  eml: 'Handed out, waiting for your word',
  webhook: 'Given to the tool',
}

type StateOf = {
  state: State
  returned?: boolean
  blocks?: number
  /** How it is leaving. */
  route?: Route | null
}

export const DraftState = ({ state, returned, blocks, route }: StateOf) => {
  const [word, tone] = returned
    ? ['Returned', 'warm']
    : state === 'sending' && route && atHand[route]
      ? [atHand[route], 'warm']
      : blocks
        ? ['Blocked', 'bad']
        : [draftStateNames[state], tones[state] ?? 'plain']
  return <span class={`state state-${tone}`}>{word}</span>
}

/** Nothing here, and what to do about it; `main` when it is all that the page says. */
export const Empty = ({ title, children, main }: { title: string; children?: unknown; main?: boolean }) => (
  <div class="empty">
    <svg class="empty-sun" viewBox="0 0 64 40" aria-hidden="true">
      <path d="M16 32a16 16 0 0 1 32 0" />
      <path d="M4 32h56M32 4v6M11 13l4 4M53 13l-4 4M14 38h36" />
    </svg>
    {main ? <h1>{title}</h1> : <h2>{title}</h2>}
    <p>{children as string}</p>
  </div>
)
