import type { Document } from '../core/document.ts'
import { leadershipDocuments, type PersonKept, type PersonNow, peopleIdentity, samePeople } from '../core/leadership.ts'
import { type Feed, newestVersion } from '../store/feeds.ts'
import type { App } from './app.ts'

type Reading = { people: PersonNow[] | null; changed: boolean }

/**
 * What a leadership page tells beside its last reading, which is kept as a document of its own. A page that has not
 * changed says once more who is missing from it. Empty for any other feed.
 */
export const peopleDocuments = async (app: App, feed: Feed, { people, changed }: Reading): Promise<Document[]> => {
  if (feed.kind !== 'page' || (changed && !people)) return []
  const stored = await newestVersion(app.db, feed.id, peopleIdentity)
  const before = (stored?.extra?.people as PersonKept[] | undefined) ?? null
  const read = people ?? (before && samePeople(before))
  if (!read) return []
  const url = String(feed.address ?? feed.settings.url)
  return leadershipDocuments({ company: feed.publisher, url, before, people: read, now: app.now() })
}
