import { Refusal } from '../core/errors.ts'
import { endOtherSessions, endOwnSession, type Session, sessionsOf } from '../store/sessions.ts'
import type { App } from './app.ts'
import { commit } from './commit.ts'
import { idleMs } from './sign-in.ts'

/** Where a person is signed in, the one used last first. */
export const ownSessions = async (app: App, userId: string): Promise<Session[]> =>
  await sessionsOf(app.db, userId, app.now(), app.now() - idleMs)

/** Ends one of the person's sessions, or all but the one they are in. */
export const endOwnSessions = async (
  app: App,
  { userId, id: currentId }: Pick<Session, 'userId' | 'id'>,
  which: { sessionId: string } | 'others',
): Promise<void> => {
  const audit = [{ actorId: userId, what: 'sessions_ended', subject: 'user', subjectId: userId }]
  if (which === 'others') return await commit(app, (tx) => [endOtherSessions(tx, userId, currentId)], audit)
  if (!(await ownSessions(app, userId)).some(({ id }) => id === which.sessionId))
    throw new Refusal('not_found', 'The address leads nowhere, or to something that is not yours.')
  await commit(app, (tx) => [endOwnSession(tx, userId, which.sessionId)], audit)
}
