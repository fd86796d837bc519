import { personaOf } from './icp/persona.ts'
import type { Icp } from './icp.ts'

/** Who has to be won at an account, whoever else uses what is bought. */
const buyingRoles = ['champion', 'economic', 'technical'] as const
export type BuyingRole = (typeof buyingRoles)[number]

/** Somebody who works there now. */
export type Member = {
  contactId: string
  name: string
  title: string | null
  champion: boolean
  buyingRole: string | null
}

export type Reach = { role: BuyingRole; known: string[]; reached: string[] }

/** A person's part in the purchase: as recorded, else that of the persona their title fits. */
export const roleOf = ({ champion, buyingRole, title }: Member, icp: Icp | null): string | null =>
  champion ? 'champion' : (buyingRole?.toLowerCase() ?? (icp && personaOf(title, icp)?.buying_role) ?? null)

/** Which roles the touches of an account have reached, by the names of those who have them. */
export const buyingGroup = (members: readonly Member[], touched: ReadonlySet<string>, icp: Icp | null): Reach[] =>
  buyingRoles.map((role) => {
    const known = members.filter((member) => roleOf(member, icp) === role)
    const names = (some: readonly Member[]) => some.map(({ name }) => name)
    return { role, known: names(known), reached: names(known.filter(({ contactId }) => touched.has(contactId))) }
  })
