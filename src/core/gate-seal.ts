import { hmacHex, stableJson } from './hash.ts'
import { sameMac } from './review.ts'

/** What the gate obeys, as the workspace's row holds it. */
export type GateRules = {
  epoch: string
  salt: string
  timeZone: string
  sample: boolean
  sendingOn: boolean
  killSwitch: boolean
  fourEyes: boolean
  alwaysManager: boolean
  approvalHours: number
  undoSeconds: number
  dailyMailboxCap: number
  dailyDomainCap: number
  contactCooldownDays: number
  /** Sender, quiet hours, country policy and the like. */
  settings: Record<string, unknown>
}

type SealedPerson = { id: string; role: string; email: string; active: boolean }

/** The rules as cells of their row, in the order in which the guards name the columns. */
export const ruleCells = (rules: GateRules): (string | number)[] => [
  rules.epoch,
  rules.salt,
  rules.timeZone,
  Number(rules.sample),
  Number(rules.sendingOn),
  Number(rules.killSwitch),
  Number(rules.fourEyes),
  Number(rules.alwaysManager),
  rules.approvalHours,
  rules.undoSeconds,
  rules.dailyMailboxCap,
  rules.dailyDomainCap,
  rules.contactCooldownDays,
  stableJson(rules.settings),
]

export const personCells = ({ id, role, email, active }: SealedPerson): (string | number)[] => [
  id,
  role,
  email,
  Number(active),
]

/**
 * Binds cells to a key that is not in the database: what is changed there by hand carries no seal that fits. The rules
 * name the epoch, which moves on with every change, and the seals of all people: an old row put back fits neither.
 */
export const sealOf = (key: string, what: 'person' | 'rules', cells: readonly unknown[]): string =>
  hmacHex(key, JSON.stringify([what, ...cells]))

export const holdsSeal = (key: string, what: 'person' | 'rules', seal: string, cells: readonly unknown[]): boolean =>
  sameMac(seal, sealOf(key, what, cells))

/** Everybody's seal in the order of their ids, as the guards put it together. */
export const everybodysSeals = (people: readonly { id: string; seal: string }[]): string =>
  people
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ seal }) => seal)
    .join(' ')
