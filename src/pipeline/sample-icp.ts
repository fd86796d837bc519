import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseDocument, visit } from 'yaml'
import { parseIcp } from '../core/icp/parse.ts'
import type { Icp } from '../core/icp.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'

const file = path.resolve(import.meta.dirname, '../../feeds/sample/icp.yaml')
const invented = 'Larkmoor'

/**
 * The sample's ICP to start from, in the name of who sends here. Without its tests: those name the sample's accounts.
 */
export const sampleIcp = async ({ db }: App): Promise<string> => {
  const { name, settings } = await getWorkspace(db)
  const ours = settings.sender.company || name
  const icp = parseDocument(readFileSync(file, 'utf8'))
  icp.delete('tests')
  visit(icp, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === 'string') scalar.value = scalar.value.replaceAll(invented, () => ours)
      if (scalar.commentBefore?.includes(invented)) scalar.commentBefore = ' The sample’s ICP: make it your own.'
    },
  })
  return icp.toString({ lineWidth: 0 })
}

let kept: readonly string[] | null = null
/** What the sample says about the company it invents, without that company's name. */
const inventedClaims = (): readonly string[] => {
  kept ??= claimsOf(parseIcp(readFileSync(file, 'utf8'))).map((claim) => claim.replace(invented, ''))
  return kept
}

/** What an ICP still claims in the words of the sample: true of nobody, yet messages would say it. */
export const leftOfSample = (icp: Icp): string[] =>
  claimsOf(icp).filter((claim) => inventedClaims().some((words) => claim.endsWith(words)))

const claimsOf = ({ offer, personas }: Icp): string[] => [
  offer,
  ...personas.flatMap(({ value_points }) => value_points.map(({ text }) => text)),
]
