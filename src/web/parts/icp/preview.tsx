import { placeNames } from '../../../core/icp/places.ts'
import type { Place, TierMove } from '../../../core/icp/preview.ts'
import type { QueueMove, WholePreview } from '../../../pipeline/icp-preview.ts'
import { num, Table } from '../table.tsx'
import { plural, tenth } from '../words.tsx'

const placesInOrder: readonly Place[] = [1, 2, 3, 'below_floor', 'not_known', 'disqualified']
const mostShown = 50

/** What publishing would do: tiers with names, today's queues, and whether the tiers fit the team. */
export const Preview = ({ preview }: { preview: WholePreview }) => (
  <>
    <section class="card" aria-labelledby="tiers">
      <h2 id="tiers">Tiers, if it were published</h2>
      <Table columns={['Place', num('Now'), num('Then'), num('Change')]}>
        {placesInOrder.map((place) => (
          <tr>
            <th scope="row">{placeNames[place]}</th>
            <td class="num">{preview.before[place]}</td>
            <td class="num">{preview.after[place]}</td>
            <td class="num">{signed(preview.after[place] - preview.before[place])}</td>
          </tr>
        ))}
      </Table>
      <p class={preview.width.verdict === 'fits' ? 'soft' : 'caution'}>{preview.width.sentence}.</p>
    </section>
    <section class="card" aria-labelledby="moves">
      <h2 id="moves">
        {preview.moves.length === 0 ? 'No account would move' : `${plural(preview.moves.length, 'account')} would move`}
      </h2>
      {preview.moves.length > 0 && <Moves moves={preview.moves} />}
    </section>
    <section class="card" aria-labelledby="queues">
      <h2 id="queues">Today’s queues, if they were built now</h2>
      <p class="num">
        {plural(preview.queue.before, 'first touch', 'first touches')} now, <b>{preview.queue.after}</b> then
      </p>
      <div class="two-columns">
        <QueueMoves title="Would come in" moves={preview.queue.enters} />
        <QueueMoves title="Would stay out" moves={preview.queue.leaves} />
      </div>
    </section>
  </>
)

const signed = (n: number): string => (n === 0 ? '·' : n > 0 ? `+${n}` : `−${-n}`)

const Moves = ({ moves }: { moves: readonly TierMove[] }) => (
  <Table
    columns={['Account', 'From', 'To', num('Fit'), 'Because']}
    class="moves"
    caption={moves.length > mostShown ? `The first ${mostShown}, the best new place first` : undefined}
  >
    {moves.slice(0, mostShown).map(({ accountId, name, from, to, fitBefore, fitAfter, because }) => (
      <tr>
        <th scope="row">
          <a href={`/accounts/${accountId}`}>{name}</a>
        </th>
        <td>{placeNames[from]}</td>
        <td>{placeNames[to]}</td>
        <td class="num">
          {fitBefore?.toFixed(1) ?? '–'} → {fitAfter?.toFixed(1) ?? '–'}
        </td>
        <td class="soft">{because.join('; ')}</td>
      </tr>
    ))}
  </Table>
)

const QueueMoves = ({ title, moves }: { title: string; moves: readonly QueueMove[] }) => (
  <div>
    <h3>
      {title} <span class="soft num">{moves.length}</span>
    </h3>
    {moves.length === 0 ? (
      <p class="soft">Nobody.</p>
    ) : (
      <ul class="plain">
        {moves.slice(0, mostShown).map(({ accountId, name, owner, priority, tier }) => (
          <li>
            <a href={`/accounts/${accountId}`}>{name}</a>{' '}
            <span class="soft num">
              {owner ?? 'nobody’s'}, priority {tenth(priority)}
              {tier && `, Tier ${tier}`}
            </span>
          </li>
        ))}
      </ul>
    )}
  </div>
)
