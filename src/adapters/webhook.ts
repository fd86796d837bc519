import { createHmac } from 'node:crypto'
import type { LookupFunction } from 'node:net'
import type { Instant } from '../core/document.ts'
import { type HandOutAbout, handOutBody } from '../core/hand-out.ts'
import type { ApprovedMessage } from '../core/review.ts'
import { guardedAgent } from './fetch/agent.ts'
import { type Posted, post } from './webhook/post.ts'

/**
 * What a tool made of it. `refused` only where it is certain that it was not taken: an explicit 4xx, or no connection
 * on which a byte was written. Whatever is not certain is `unknown`.
 */
export type Given = { end: 'taken' | 'refused' | 'unknown'; reply: string }

/** The way to a sales-engagement tool. Like Outreach it takes nothing but what a person approved. */
export type Webhook = {
  /** Where it goes, without the parts of the address that may be secret. */
  host: string
  give: (message: ApprovedMessage, about: HandOutAbout) => Promise<Given>
  /** A signed call that asks for nothing, to try the set-up. */
  ping: (id: string) => Promise<Given>
}

export type WebhookSettings = {
  url: string
  /** Base64 of the key's bytes, with or without `whsec_` in front. */
  secret: string
  now: () => Instant
  /** Around everything, from the look-up of the name to the end of the answer; well within the lease of a claim. */
  deadlineMs?: number
  resolve?: LookupFunction
}

export const openWebhook = ({ url, secret, now, deadlineMs = 15_000, resolve }: WebhookSettings): Webhook => {
  const target = new URL(url)
  const host = target.hostname.replace(/^\[|\]$/g, '')
  const allow = isLoopback(host) ? { host, port: Number(target.port) } : null
  const call = async (id: string, body: string): Promise<Given> => {
    const agent = guardedAgent({ allow, resolve, connectMs: deadlineMs, headersMs: deadlineMs })
    const headers = { 'content-type': 'application/json', 'user-agent': 'Daybreak', ...signed(secret, id, body, now()) }
    try {
      return judge(await post(agent, target, { headers, body, deadlineMs }))
    } finally {
      await agent.destroy()
    }
  }
  return {
    host: target.host,
    give: async ({ message }, about) => await call(about.id, handOutBody(message, about)),
    ping: async (id) => await call(id, JSON.stringify({ type: 'ping', idempotency_key: id })),
  }
}

/** The one private place that may be named in the configuration; a name that leads there is refused like any other. */
const isLoopback = (host: string): boolean => /^(127(\.\d{1,3}){3}|::1)$/.test(host)

/**
 * As the Standard Webhooks specification says (standardwebhooks.com, "Signature scheme"): HMAC-SHA256 over id,
 * timestamp in seconds and body, joined by dots, in base64 behind "v1,".
 */
const signed = (secret: string, id: string, body: string, now: Instant): Record<string, string> => {
  const timestamp = String(Math.floor(now / 1000))
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}

const judge = (posted: Posted): Given => {
  if ('failed' in posted) {
    if (!posted.written) return { end: 'refused', reply: `The tool was not reached: ${posted.failed}` }
    return { end: 'unknown', reply: `Nobody knows whether the tool has it: ${posted.failed}` }
  }
  const { status } = posted
  if (status >= 200 && status < 300) return { end: 'taken', reply: `The tool took it (${status})` }
  if (status >= 400 && status < 500)
    return { end: 'refused', reply: `The tool refused it with ${status}: ${refusals[status] ?? 'it did not want it'}` }
  const why = status >= 500 ? 'it broke' : 'it points elsewhere, and no redirect is followed'
  return { end: 'unknown', reply: `Nobody knows whether the tool has it: it answered ${status}, ${why}` }
}

const refusals: Readonly<Record<number, string>> = {
  400: 'it did not understand the call',
  401: 'it did not accept the signature',
  403: 'it did not accept the signature',
  404: 'there is nothing at that address',
  405: 'the address takes no such call',
  408: 'the call took too long',
  409: 'it says that it conflicts with what it has',
  410: 'there is nothing at that address any more',
  413: 'the message is too large for it',
  422: 'it did not accept the content',
  429: 'it has had too many calls: try again later',
}
