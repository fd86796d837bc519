import type { Document } from 'yaml'
import { editable } from '../editable.ts'
import type { Proposal } from './propose.ts'

/** The ICP file with these proposals taken in, its comments and order kept; a person reads and publishes it. */
export const withProposals = (yaml: string, proposals: readonly Proposal[]): string => {
  const document = editable(yaml)
  const taken = new Set(
    (['criteria', 'disqualifiers'] as const).flatMap((list) =>
      ((document.toJS() as Record<string, { id: string }[] | undefined>)[list] ?? []).map(({ id }) => id),
    ),
  )
  for (const proposal of proposals) take(document, proposal, taken)
  return document.toString({ lineWidth: 0 })
}

const take = (document: Document, proposal: Proposal, taken: Set<string>): void => {
  if (proposal.what === 'trigger') {
    document.setIn(['triggers', proposal.kind, 'importance'], proposal.importance)
    if (!document.hasIn(['triggers', proposal.kind, 'half_life_days']))
      document.setIn(['triggers', proposal.kind, 'half_life_days'], proposal.halfLifeDays)
    return
  }
  const id = freeName(proposal.id, taken)
  const { label, when } = proposal
  const why = countsInWords(proposal)
  if (proposal.what === 'criterion')
    append(document, 'criteria', { id, layer: proposal.layer, label, why, when, weight: proposal.weight })
  else append(document, 'disqualifiers', { id, label, why, when })
}

const append = (document: Document, list: string, item: object): void => {
  if (document.hasIn([list])) document.addIn([list], document.createNode(item))
  else document.set(list, document.createNode([item]))
}

const freeName = (id: string, taken: Set<string>): string => {
  let name = id
  for (let number = 2; taken.has(name); number++) name = `${id}_${number}`
  taken.add(name)
  return name
}

/** "Learnt from 43 of 120 won and 12 of 118 lost". */
const countsInWords = ({ lifts }: Proposal): string =>
  lifts.map(({ won, lost }) => `Learnt from ${won.met} of ${won.of} won and ${lost.met} of ${lost.of} lost`).join('; ')
