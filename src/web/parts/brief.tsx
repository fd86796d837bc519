import type { Brief, BriefLine, BriefSource } from '../../core/brief.ts'
import { localDay } from '../../core/day.ts'
import type { Instant } from '../../core/document.ts'
import { Day, Out } from './words.tsx'

/** What else a rep would look up before writing: every line with its source, and what to answer. */
export const BriefBlock = ({ brief, zone }: { brief: Brief; zone: string }) => {
  const { account, technologies, openings, history, alike, objections, sources } = brief
  const of = { sources, zone }
  return (
    <section class="block brief" aria-labelledby="brief">
      <h2 id="brief">Brief</h2>
      <div class="brief-parts">
        <Lines title="The account" lines={account.lines} of={of} empty="Nothing is known of it yet." />
        <Lines title="Tools and openings that bear on it" lines={[...technologies, ...openings]} of={of} />
        <Lines title="With us so far" lines={history} of={of} empty="No touch and no outcome yet." />
        <Lines title="Customers alike" lines={alike} of={of} note="to know, not to name" />
        {objections.length > 0 && (
          <div class="brief-part">
            <h3>
              If they object <span class="soft">answers of the ICP</span>
            </h3>
            <dl class="objections">
              {objections.map(({ objection, answer }) => (
                <>
                  <dt>{objection}</dt>
                  <dd>{answer}</dd>
                </>
              ))}
            </dl>
          </div>
        )}
      </div>
    </section>
  )
}

type Sourced = { sources: readonly BriefSource[]; zone: string }
type Part = { title: string; lines: readonly BriefLine[]; of: Sourced; empty?: string; note?: string }

const Lines = ({ title, lines, of, empty, note }: Part) => {
  if (lines.length === 0 && !empty) return null
  const known = lines.map(({ text, sourceId }) => ({ text, source: of.sources.find(({ id }) => id === sourceId) }))
  const first = known[0]?.source
  const shared = first && known.every(({ source }) => source && isSame(source, first, of.zone)) ? first : undefined
  return (
    <div class="brief-part">
      <h3>
        {title} {note && <span class="soft">{note} · </span>}
        {shared && <Source source={shared} zone={of.zone} />}
      </h3>
      {lines.length === 0 && <p class="soft">{empty}</p>}
      <ul class="plain">
        {known.map(({ text, source }) => (
          <li>
            {text} {source && !shared && <Source source={source} zone={of.zone} />}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Lines from one place and day name it once, above them. */
const isSame = (a: BriefSource, b: BriefSource, zone: string): boolean =>
  a.label === b.label && a.url === b.url && dayIn(zone, momentOf(a)) === dayIn(zone, momentOf(b))

const dayIn = (zone: string, at: Instant | null): string | null => (at === null ? null : localDay(at, zone))

/** What happened with us says its day itself. */
const momentOf = ({ kind, at }: BriefSource): Instant | null => (kind === 'history' ? null : at)

const Source = ({ source, zone }: { source: BriefSource; zone: string }) => {
  const at = momentOf(source)
  return (
    <span class="soft small">
      {source.url ? <Out url={source.url}>{source.label}</Out> : source.label}
      {at !== null && (
        <>
          , <Day at={at} zone={zone} />
        </>
      )}
    </span>
  )
}
