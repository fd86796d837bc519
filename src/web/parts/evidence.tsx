import type { Instant } from '../../core/document.ts'
import { moneyText } from '../../core/draft/money.ts'
import { headline, kindNames } from '../../core/headline.ts'
import { quotesOnPage, type Signal } from '../../core/signal.ts'
import type { Contradiction } from '../../core/trigger.ts'
import type { EvidenceRow } from '../../store/pages/item.ts'
import type { TriggerRow } from '../../store/pages/queue.ts'
import { Icon } from './icon.tsx'
import { Ago, Day, Out, plural } from './words.tsx'

type Clock = { now: Instant; zone: string }
const mostShown = 3

/** "Why now": each trigger with the words that tell it, its voices, and where they disagree. */
export const WhyNow = ({
  triggers,
  evidence,
  clock,
}: {
  triggers: readonly TriggerRow[]
  evidence: readonly EvidenceRow[]
  clock: Clock
}) => (
  <section class="block why-now" aria-labelledby="why-now">
    <h2 id="why-now">Why now</h2>
    {triggers.map((trigger, index) => (
      <TriggerEvidence
        trigger={trigger}
        evidence={evidence.filter(({ triggerId }) => triggerId === trigger.id)}
        clock={clock}
        lead={index === 0}
      />
    ))}
  </section>
)

type Told = { trigger: TriggerRow; evidence: readonly EvidenceRow[]; clock: Clock; lead: boolean }

const TriggerEvidence = ({ trigger, evidence, clock, lead }: Told) => {
  const { fields, publishers, contradictions } = trigger.trigger
  return (
    <article class={lead ? 'trigger trigger-lead' : 'trigger'}>
      <header>
        <h3>{headline(trigger.kind, fields)}</h3>
        <p class="soft">
          {kindNames[trigger.kind]} · <Day at={trigger.at} zone={clock.zone} /> · seen{' '}
          <Ago at={trigger.firstSeenAt} now={clock.now} zone={clock.zone} /> ago ·{' '}
          {plural(publishers.length, 'publisher')}
          {trigger.trigger.lite && <span class="state state-plain">passing mention</span>}
        </p>
      </header>
      {trigger.kind === 'champion_move' && <KnownFrom former={fields.counterpart} />}
      {contradictions.map((contradiction) => (
        <p class="contradiction">
          <Icon of="unequal" /> They disagree on {contradiction.field}: {valuesOf(contradiction)}. Not used in a draft.
        </p>
      ))}
      {evidence.slice(0, mostShown).map((row, index) => (
        <Quote row={row} clock={clock} first={lead && index === 0} />
      ))}
      {evidence.length > mostShown && (
        <details class="quiet">
          <summary>{plural(evidence.length - mostShown, 'more source')}</summary>
          {evidence.slice(mostShown).map((row) => (
            <Quote row={row} clock={clock} first={false} />
          ))}
        </details>
      )}
    </article>
  )
}

/** What makes an arrival a champion's move, with the sentence that carries it. */
const KnownFrom = ({ former }: { former: Signal['fields']['counterpart'] }) =>
  former ? (
    <p>
      We know this person from {former.value}: <q>{former.quote}</q>
    </p>
  ) : (
    <p>We know this person from another account, as somebody here has confirmed.</p>
  )

const Quote = ({ row: { signal, document }, clock, first }: { row: EvidenceRow; clock: Clock; first: boolean }) => (
  <figure class="quote">
    <blockquote>{signal.signal.quote}</blockquote>
    <figcaption>
      <Out url={document.url} {...(first ? { keyName: 'o' } : {})}>
        {document.publisher}
      </Out>
      <span>
        {document.publishedAt === null ? 'undated, fetched ' : ''}
        <Day at={document.publishedAt ?? document.fetchedAt} zone={clock.zone} />
      </span>
      <a href={`/documents/${document.id}`}>{placeOf(signal.signal)}</a>
    </figcaption>
  </figure>
)

/** Where the words stand: in what the feed published, or on the item's own page. */
const placeOf = (signal: Signal): string => {
  if (signal.in === 'page') return 'on its own page'
  return quotesOnPage(signal).length > 0 ? 'in its document, with more from its page' : 'in its document'
}

/** Each value as a person writes it. */
const valuesOf = ({ values }: Contradiction): string =>
  values
    .map(({ value }) =>
      typeof value === 'object' && value !== null && 'currency' in value
        ? moneyText(value as { value: number; currency: string })
        : String(value),
    )
    .join(' · ')
