import { headline, kindNames } from '../../core/headline.ts'
import type { WhyTrigger } from '../../pipeline/why.ts'
import type { EvidenceRow, triggersOf } from '../../store/pages/item.ts'
import { Day, humane, Out, tenth } from './words.tsx'

type Timeline = {
  triggers: Awaited<ReturnType<typeof triggersOf>>
  evidence: readonly EvidenceRow[]
  /** What each counts for on the day that is asked about. */
  counted: readonly WhyTrigger[]
  zone: string
}

/** Every trigger of the account, good news and bad, live and expired. */
export const TimelineCard = ({ triggers, evidence, counted, zone }: Timeline) => (
  <section class="card">
    <h2>Timeline</h2>
    {triggers.length === 0 && <p class="soft">No trigger has been found yet.</p>}
    <ol class="timeline">
      {triggers.map(({ trigger, spend }) => {
        const [told, ...others] = evidence.filter(({ triggerId }) => triggerId === trigger.id)
        const strength = counted.find(({ triggerId }) => triggerId === trigger.id)
        return (
          <li class={spend || strength?.expired ? 'spent' : ''}>
            <p>
              <b>{headline(trigger.kind, trigger.trigger.fields)}</b>{' '}
              <span class="soft">
                {kindNames[trigger.kind]} · <Day at={trigger.at} zone={zone} />
              </span>{' '}
              <Standing trigger={trigger} spend={spend} strength={strength} />
            </p>
            {told && (
              <p class="soft small">
                “{told.signal.signal.quote}” <Out url={told.document.url}>{told.document.publisher}</Out>
                {others.length > 0 && ` and ${others.length} more`} ·{' '}
                <a href={`/documents/${told.document.id}`}>document</a>
              </p>
            )}
          </li>
        )
      })}
    </ol>
  </section>
)

type Row = Timeline['triggers'][number]

const Standing = ({ trigger, spend, strength }: Row & { strength: WhyTrigger | undefined }) => (
  <>
    {trigger.trigger.lite && <span class="state state-plain">passing mention</span>}
    {spend && <span class="state state-plain">spent: {humane(spend.reason)}</span>}
    {strength?.expired && <span class="state state-plain">expired</span>}
    {strength && !strength.expired && strength.points !== 0 && (
      <span class={strength.points < 0 ? 'state state-bad' : 'state state-warm'}>
        {strength.points < 0 ? `cools by ${tenth(-strength.points)}` : `counts ${tenth(strength.points)}`}
      </span>
    )}
  </>
)
