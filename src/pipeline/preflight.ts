import { registrableDomain } from '../core/domain.ts'
import { sha256Hex } from '../core/hash.ts'
import {
  addressLines,
  dkimLine,
  dmarcLine,
  type PreflightLine,
  senderLine,
  serverLines,
  spfLine,
  type TxtAnswer,
} from '../core/preflight.ts'
import { addressDomain } from '../core/suppression.ts'
import { userById } from '../store/users.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { optOutUrl } from './desk.ts'
import type { Person } from './edit.ts'

/** Asks everything that has to hold before mail leaves, and sends nothing. */
export const preflight = async (app: App): Promise<PreflightLine[]> => {
  const { fromEmail } = (await getWorkspace(app.db)).settings.sender
  const [server, domain, address] = await Promise.all([
    app.probes.smtp?.() ?? null,
    domainLines(app, addressDomain(fromEmail) ?? ''),
    publicLines(app),
  ])
  return [...serverLines(server), senderLine(fromEmail), ...domain, ...address]
}

const domainLines = async ({ probes: { txt } }: App, domain: string): Promise<PreflightLine[]> => {
  if (domain === '') return []
  const [spf, dkim, dmarc] = await Promise.all([txt(domain), txt(`_domainkey.${domain}`), dmarcOf(txt, domain)])
  return [spfLine(domain, spf), dkimLine(domain, dkim), dmarcLine(domain, dmarc)]
}

/** A subdomain without a record of its own has that of its organisation. */
const dmarcOf = async (txt: App['probes']['txt'], domain: string): Promise<TxtAnswer> => {
  const own = await txt(`_dmarc.${domain}`)
  const parent = registrableDomain(domain)
  return 'none' in own && parent && parent !== domain ? await txt(`_dmarc.${parent}`) : own
}

/** Nobody has this address, so its opt-out link opens and does nothing. */
const nobody = sha256Hex('nobody')

const publicLines = async (app: App): Promise<PreflightLine[]> => {
  const url = optOutUrl(app, nobody)
  if (!url) return addressLines(app.baseUrl, null)
  const answer = await app.fetcher.fetch({ url, pauseMs: 0 })
  const isPage = answer.kind === 'ok' && Buffer.from(answer.body.bytes).includes('No more messages?')
  const message =
    answer.kind === 'ok' ? 'something else answers there' : 'message' in answer ? answer.message : answer.kind
  return addressLines(app.baseUrl, { isPage, message })
}

export type TestMail = { isSent: boolean; reply: string }

/** Mails the person who asks, as a notice: nobody else can be written to this way, and no touch comes of it. */
export const sendTestMail = async (app: App, person: Person): Promise<TestMail> => {
  const user = (await userById(app.db, person.id))!
  const text = 'This is the test mail that you asked for. Its headers say whether SPF, DKIM and DMARC pass.\n'
  const { end, reply } = await app.notices.send({
    id: app.newId(),
    to: { email: user.email, name: user.name },
    subject: 'Daybreak can reach you',
    text,
    html: `<p>${text.trim()}</p>`,
  })
  return { isSent: end === 'sent', reply }
}
