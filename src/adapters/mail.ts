import type { ApprovedMessage, Route } from '../core/review.ts'

/**
 * How an attempt ended. `retry` only where it is certain that nothing was accepted (an explicit 4xx
 * reply, or a connection lost before the body was read); whatever is not certain is `unknown`.
 */
export type Delivery =
  | { end: 'sent'; reply: string }
  | { end: 'retry'; reply: string }
  | { end: 'failed'; reply: string }
  | { end: 'unknown'; reply: string }

/** The one way out for messages to prospects; takes nothing but what a person approved. */
export type Outreach = {
  route: Extract<Route, 'folder' | 'smtp'>
  send: (message: ApprovedMessage) => Promise<Delivery>
}

/** Mail to an active user of the workspace. */
export type Notice = { id: string; to: { email: string; name: string }; subject: string; text: string; html: string }
export type Notices = { send: (notice: Notice) => Promise<Delivery> }
