import { giveToTool } from '../../../src/pipeline/verbs.ts'
import { approvedDrafts } from '../../../src/store/sends.ts'
import { userById } from '../../../src/store/users.ts'
import { wireGiver } from './house.ts'

/** Gives every approved message to the tool, one by one, till its parent ends it. */
const [folder = '', url = '', aheadMs = ''] = process.argv.slice(2)
const { app, close } = await wireGiver(folder, url, () => Date.now() + Number(aheadMs))
const manager = (await userById(app.db, 'manager'))!
for (const { draft, approval } of await approvedDrafts(app.db))
  await giveToTool(app, manager, { draftId: draft.id, revisionId: approval.revisionId, hash: approval.hash })
await close()
