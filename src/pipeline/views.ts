import { Refusal } from '../core/errors.ts'
import { deleteView, keepView, viewsOf } from '../store/views.ts'
import type { App } from './app.ts'
import { commit } from './commit.ts'
import type { Person } from './edit.ts'

const mostViews = 20

/** Keeps a filter of the queue under a name of the person's own. A convenience, so no line of the audit. */
export const saveView = async (app: App, person: Person, { name, place }: { name: string; place: string }) => {
  const called = name.trim()
  const views = await viewsOf(app.db, person.id)
  if (called === '') throw new Refusal('invalid', 'Give the view a name')
  if (views.length >= mostViews && !views.some((view) => view.name === called))
    throw new Refusal('invalid', `You have ${mostViews} views: delete one first`)
  const row = { id: app.newId(), userId: person.id, name: called, place }
  await commit(app, (tx, at) => [keepView(tx, { ...row, createdAt: at })], [])
}

/** Only the person's own; another's does not exist for them. */
export const dropView = async (app: App, person: Person, { viewId }: { viewId: string }) =>
  await commit(app, (tx) => [{ must: deleteView(tx, person.id, viewId), else: 'It is gone already' }], [])
