import type { Icp } from '../../../core/icp.ts'
import { leftOfSample } from '../../../pipeline/sample-icp.ts'
import { type WebContext, workspaceIn } from '../../context.ts'

/** Said until the last sentence of the company that the sample invents is gone. */
export const OfSample = ({ c, icp }: { c: WebContext; icp: Icp }) => {
  const left = workspaceIn(c).sample ? 0 : leftOfSample(icp).length
  return left === 0 ? null : (
    <p class="card caution">
      <b>Edit the offer and the value points.</b> {left} of them {left === 1 ? 'is' : 'are'} still the sample’s: they
      describe a company that does not exist, and messages promise them in your name.
    </p>
  )
}
