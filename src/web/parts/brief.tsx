import type { Brief, BriefLine, BriefSource } from '../../core/brief.ts'
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
  const shared = known.every(({ source }) => isSame(source, known[0]?.source)) ? known[0]?.source : undefined
  return (
    <div class="brief-part">
      <h3>
        {title} {note && <span class="soft">{note} </span>}
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

/** Lines from one place name it once, above them. */
const isSame = (a: BriefSource | undefined, b: BriefSource | undefined): boolean =>
  a?.label === b?.label && a?.url === b?.url && dayOf(a) === dayOf(b)

/** What happened with us says its day itself. */
const dayOf = (source: BriefSource | undefined): Instant | null =>
  source && source.kind !== 'history' ? source.at : null

const Source = ({ source, zone }: { source: BriefSource; zone: string }) => {
  const at = dayOf(source)
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
