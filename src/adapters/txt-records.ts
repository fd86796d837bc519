import { promises as dns } from 'node:dns'
import type { TxtAnswer } from '../core/preflight.ts'

const patienceMs = 3_000

/** What a name says in the DNS, each record as one text. `servers` are those of the system unless named. */
export const txtRecords = async (name: string, servers?: readonly string[]): Promise<TxtAnswer> => {
  const resolver = new dns.Resolver({ timeout: patienceMs, tries: 1 })
  if (servers) resolver.setServers([...servers])
  try {
    return { texts: (await resolver.resolveTxt(name)).map((parts) => parts.join('')) }
  } catch (error) {
    const { code = 'no answer' } = error as NodeJS.ErrnoException
    if (code === 'ENOTFOUND') return { none: 'no_name' }
    if (code === 'ENODATA') return { none: 'no_text' }
    return { unasked: code }
  }
}
