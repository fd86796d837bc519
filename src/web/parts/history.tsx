import { bodyOf } from '../../core/review.ts'
import type { DecisionRow, RevisionRow } from '../../store/pages/draft.ts'
import type { ActionsFor } from './actions.tsx'
import { TextDiff } from './diff.tsx'
import { Submit } from './form.tsx'
import { SeenForm } from './seen-form.tsx'
import { humane, moment, plural } from './words.tsx'

type History = {
  revisions: readonly RevisionRow[]
  decisions: readonly DecisionRow[]
  zone: string
  actions: ActionsFor | null
}

/** Every revision with what it changed, every decision with who made it. */
export const HistoryBlock = ({ revisions, decisions, zone, actions }: History) => (
  <details class="block">
    <summary>
      <h2>Revisions and decisions</h2>
      <span class="soft num">
        {plural(revisions.length, 'revision')}, {plural(decisions.length, 'decision')}
      </span>
    </summary>
    <SinceMachine revisions={revisions} />
    <ol class="history">
      {revisions.map((row, index) => (
        <li>
          <p>
            <b class="num">{row.revision.number}</b> {row.authorName ?? row.revision.writer}{' '}
            <span class="soft num">{moment(row.revision.at, zone)}</span>
            {row.revision.note && <span class="soft"> · {row.revision.note}</span>}
            {decisions
              .filter(({ decision }) => decision.revisionId === row.revision.id)
              .map(({ decision, person }) => (
                <span class="decision">
                  <b>{humane(decision.kind)}</b> by {person} <span class="soft num">{moment(decision.at, zone)}</span>
                  {decision.reason && ` · ${humane(decision.reason)}`}
                  {decision.note && ` · “${decision.note}”`}
                </span>
              ))}
          </p>
          <Changes row={row} before={revisions[index + 1]} />
          {index > 0 && actions && ['pending', 'quarantined', 'submitted', 'expired'].includes(actions.state) && (
            <SeenForm of={actions} verb="restore">
              <Submit as="small" name="restoreId" value={row.revision.id}>
                Restore this text
              </Submit>
            </SeenForm>
          )}
        </li>
      ))}
    </ol>
  </details>
)

/** The newest text that a machine wrote: what people's changes are measured against. */
export const lastByMachine = (revisions: readonly RevisionRow[]): RevisionRow | undefined =>
  revisions.find(({ revision }) => revision.writer !== 'person')

const SinceMachine = ({ revisions }: Pick<History, 'revisions'>) => {
  const [head] = revisions
  const machine = lastByMachine(revisions)
  return head && machine && head !== machine ? (
    <section class="since-machine">
      <h3>
        All that people changed <span class="soft">since the machine’s revision {machine.revision.number}</span>
      </h3>
      <TextDiff before={whole(machine)} after={whole(head)} />
    </section>
  ) : null
}

const Changes = ({ row, before }: { row: RevisionRow; before: RevisionRow | undefined }) =>
  before ? <TextDiff before={whole(before)} after={whole(row)} /> : null

export const whole = ({ words }: RevisionRow): string => `${words.subject}\n\n${bodyOf(words)}`
