import { atomically } from '#dialect'
import { newSignInLink } from '../../../src/pipeline/sign-in.ts'
import * as t from '../../../src/store/schema/index.ts'
import { createWeb } from '../../../src/web/index.ts'
import { hourMs, makeWorkspace, tuesday, type Workspace } from '../../support/workspace.ts'

const origin = 'http://127.0.0.1:4310'
export type Web = ReturnType<typeof createWeb>

/** A browser without a screen: keeps cookies, reads the form token of a page, sends forms as a browser would. */
export const browser = (web: Web, base = origin) => {
  const jar = new Map<string, string>()
  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    if (jar.size > 0) headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '))
    const answer = await web.request(`${base}${path}`, { ...init, headers, redirect: 'manual' })
    for (const cookie of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = cookie.split(';')[0]!.split('=')
      if (value === '' || /max-age=0/i.test(cookie)) jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }
  const get = (path: string) => send(path)
  const page = async (path: string): Promise<string> => await (await get(path)).text()
  const formToken = async (): Promise<string> =>
    /name="form-token" content="([0-9a-f]+)"/.exec(await page('/digest').catch(() => ''))?.[1] ??
    /name="form-token" content="([0-9a-f]+)"/.exec(await page('/'))?.[1] ??
    ''
  const post = async (path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    await send(path, {
      method: 'POST',
      headers: { origin: base, 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(fields).toString(),
    })
  /** A form of one of our pages. */
  const submit = async (path: string, fields: Record<string, string> = {}) =>
    await post(path, { form_token: await formToken(), ...fields })
  return { jar, send, get, page, post, submit, formToken }
}
export type Browser = ReturnType<typeof browser>

export const signedIn = async (workspace: Workspace, web: Web, userId: string): Promise<Browser> => {
  const one = browser(web)
  const url = new URL(await newSignInLink(workspace.app, userId))
  await one.post(url.pathname)
  return one
}

/** The workspace of the gate's tests with this morning's queue: the pursuit of the rep on place 1. */
export const makeDesk = async (wanted: Parameters<typeof makeWorkspace>[0] = {}) => {
  const workspace = await makeWorkspace(wanted)
  await atomically(workspace.app.db, (tx) => [
    tx.update(t.fits).set({ result: why.fit! }),
    tx.insert(t.queueDays).values({
      id: 'day',
      ownerKey: 'rep',
      day: '2026-11-24',
      timeZone: 'Europe/Berlin',
      builtAt: tuesday - 4 * hourMs,
      formulaVersion: '1',
      icpVersionIds: ['icp'],
      settingsHash: '',
      watermarks: {},
      reasons: { queued: 1 },
    }),
    tx.insert(t.queueItems).values({
      id: 'item',
      queueDayId: 'day',
      ownerKey: 'rep',
      day: '2026-11-24',
      accountId: 'account',
      pursuitId: 'pursuit',
      leadTriggerId: 'trigger',
      lane: 'new',
      rank: 1,
      priority: 80.1,
      fit: 82,
      heat: 78.3,
      tier: wanted.tier ?? 2,
      firstSeenAt: tuesday - 2 * hourMs,
      why,
    }),
  ])
  await atomically(workspace.app.db, (tx) => [
    tx.insert(t.imports).values({
      id: 'import',
      kind: 'accounts',
      file: 'crm.csv',
      at: tuesday,
      rowsRead: 2,
      added: 1,
      changed: 0,
      unchanged: 0,
      failed: 1,
      finishedAt: tuesday,
    }),
    tx.insert(t.importErrors).values({ importId: 'import', line: 3, message: 'name: The name is missing' }),
  ])
  const draft = await workspace.draft()
  const web = createWeb({ app: workspace.app })
  return { ...workspace, web, head: draft, as: (userId: string) => signedIn(workspace, web, userId) }
}
export type TestDesk = Awaited<ReturnType<typeof makeDesk>>

const why: (typeof t.queueItems.$inferInsert)['why'] = {
  alpha: 0.5,
  forOwnerId: null,
  fit: {
    icpVersionId: 'icp',
    icpKey: 'warehouses',
    fit: 82,
    tier: 2,
    disqualifiedBy: [],
    coverage: 0.84,
    contributions: [
      { id: 'people', label: '50 to 2000 people', layer: 'firmographic', weight: 6, met: true, pointsTenths: 820 },
      { id: 'stage', label: 'Series A to C', layer: 'firmographic', weight: 2, met: null, pointsTenths: 0 },
    ],
    missingRequired: [],
  },
  strengths: [
    {
      triggerId: 'trigger',
      kind: 'funding',
      importance: 60,
      magnitude: 1.35,
      confidence: 0.95,
      corroboration: 1.1,
      decay: 0.981,
      ageDays: 0.8,
      halfLifeDays: 30,
      expiresDays: 90,
      expired: false,
      lite: false,
      cappedBy: null,
      points: 78.3,
    },
  ],
}
