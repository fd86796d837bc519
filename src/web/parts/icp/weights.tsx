import { kindNames } from '../../../core/headline.ts'
import { conditionInWords } from '../../../core/icp/words.ts'
import { type Icp, triggerWeight } from '../../../core/icp.ts'
import { signalKinds } from '../../../core/signal.ts'
import { num, Table } from '../table.tsx'
import { humane } from '../words.tsx'

/** The numbers of an ICP as a table: weights, what Tier 1 needs, the tiers, the triggers. */
export const Weights = ({ icp }: { icp: Icp }) => (
  <>
    <CriterionWeights icp={icp} />
    <TriggerWeights icp={icp} />
    <TierNumbers icp={icp} />
  </>
)

const CriterionWeights = ({ icp }: { icp: Icp }) => (
  <Table columns={['Criterion', 'Asks', num('Weight'), 'Tier 1 needs it']}>
    {icp.criteria.map(({ id, label, layer, when, weight, required_for_tier_1 }) => (
      <tr>
        <th scope="row">
          {label} <span class="soft small block-line">{humane(layer)}</span>
        </th>
        <td class="soft">{conditionInWords(when)}</td>
        <td class="num">
          <NumberField name={`weight.${id}`} value={weight} least={-10} most={10} label={`Weight of ${label}`} />
        </td>
        <td>
          <input
            type="checkbox"
            name={`required.${id}`}
            checked={required_for_tier_1}
            aria-label={`Tier 1 needs: ${label}`}
          />
        </td>
      </tr>
    ))}
  </Table>
)

const TriggerWeights = ({ icp }: { icp: Icp }) => (
  <Table columns={['Trigger', num('Importance'), num('Half-life, days')]}>
    {signalKinds.map((kind) => {
      const { importance, halfLifeDays } = triggerWeight(icp, kind)
      return (
        <tr>
          <th scope="row">{kindNames[kind]}</th>
          <td class="num">
            <NumberField
              name={`importance.${kind}`}
              value={importance}
              least={-100}
              most={100}
              label={`Importance: ${kindNames[kind]}`}
            />
          </td>
          <td class="num">
            <NumberField
              name={`half_life.${kind}`}
              value={halfLifeDays}
              least={1}
              most={365}
              label={`Half-life in days: ${kindNames[kind]}`}
            />
          </td>
        </tr>
      )
    })}
  </Table>
)

const TierNumbers = ({ icp }: { icp: Icp }) => (
  <div class="fields-row">
    {([1, 2, 3] as const).map((tier) => (
      <label for={`tier_${tier}`}>
        Tier {tier} from fit
        <NumberField name={`tier_${tier}`} value={icp.tiers[`tier_${tier}`]} least={0} most={100} />
      </label>
    ))}
    <label for="alpha">
      Fit against heat, 0.1–0.9
      <NumberField name="alpha" value={icp.alpha} least={0.1} most={0.9} step="0.05" />
    </label>
  </div>
)

type NumberInput = { name: string; value: number; least: number; most: number; step?: string; label?: string }

const NumberField = ({ name, value, least, most, step = '1', label }: NumberInput) => (
  <input
    type="number"
    class="number"
    id={name}
    name={name}
    value={String(value)}
    min={String(least)}
    max={String(most)}
    step={Math.floor(value) === value ? step : 'any'}
    required
    aria-label={label}
  />
)
