import { atomically } from '#dialect'
import type { Brief } from '../core/brief.ts'
import { localDay, msPerDay } from '../core/day.ts'
import type { Icp, Persona } from '../core/icp.ts'
import { bodyOf, type DraftState } from '../core/review.ts'
import { type Draft, draftsOfPursuit, findRevision, type Revision, recentTexts } from '../store/drafts.ts'
import { cancelDraftsOf, latestBriefs, openPursuits, type Pursuit, type StoredBrief } from '../store/pursuits.ts'
import { clearProblem, recordProblem, subjectsWithProblem } from '../store/runs.ts'
import type { App } from './app.ts'
import { type Desk, deskOf, similarityDays } from './desk.ts'
import { firstRevision } from './edit.ts'
import { draftFollowUps } from './follow-up.ts'
import { refreshUntouched } from './refresh.ts'
import { type Counts, chunks, messageOf, type Stage } from './stage.ts'

/**
 * Writes a first draft for every pursuit that has a brief and none yet, and writes it anew when the evidence changed
 * before anybody worked on it. What nobody touched gets the sender and footer of now. Then a short one for every follow-up
 * that is due.
 */
export const draft: Stage = {
  name: 'draft',
  run: async (app, tell) => {
    const counts: Counts = { drafts: 0, failed: 0 }
    const troubled = await subjectsWithProblem(app.db, 'draft')
    const open = await openPursuits(app.db)
    let done = 0
    for (const part of chunks(open, 100)) {
      const briefs = await latestBriefs(
        app.db,
        part.map(({ id }) => id),
      )
      for (const pursuit of part) {
        tell?.(++done, open.length)
        const stored = briefs.get(pursuit.id)
        if (!stored || !pursuit.ownerId) continue
        try {
          if (await writeFor(app, { ...pursuit, ownerId: pursuit.ownerId }, stored)) counts.drafts!++
          if (troubled.has(pursuit.id)) await atomically(app.db, (tx) => [clearProblem(tx, 'draft', pursuit.id)])
        } catch (error) {
          counts.failed!++
          const problem = { stage: 'draft', subjectId: pursuit.id, message: messageOf(error), at: app.now() }
          await atomically(app.db, (tx) => [recordProblem(tx, problem)])
        }
      }
    }
    await refreshUntouched(app)
    const followUps = await draftFollowUps(app)
    return { ...counts, followUps: followUps.drafts, failed: counts.failed! + followUps.failed }
  },
}

type Owned = Pursuit & { ownerId: string }

const writeFor = async (app: App, pursuit: Owned, stored: StoredBrief): Promise<boolean> => {
  const [known] = await draftsOfPursuit(app.db, pursuit.id)
  const head = known?.headRevisionId ? await findRevision(app.db, known.headRevisionId) : undefined
  if (known && !mayRewrite(known, head?.revision, pursuit, stored)) return false
  const desk = await deskOf(app, pursuit.id, { brief: stored, ownerId: pursuit.ownerId })
  const made = await app.writer.write(await taskFor(app, pursuit, desk))
  if (known && known.state !== 'cancelled')
    await atomically(app.db, (tx) => [cancelDraftsOf(tx, pursuit.id, app.now())])
  await firstRevision(app, { pursuit, brief: stored, draftText: made.draft, writer: made.writer, note: made.note })
  return true
}

/**
 * A machine's text that nobody has touched follows its evidence and its owner; everything else is a person's business. A cancelled one
 * counts too, because a run that ended between the old draft and the new one has left it so.
 */
const mayRewrite = (known: Draft, head: Revision | undefined, pursuit: Owned, stored: StoredBrief): boolean =>
  (['pending', 'quarantined', 'cancelled'] as DraftState[]).includes(known.state) &&
  head !== undefined &&
  head.writer !== 'person' &&
  head.authorId === null &&
  (head.briefId !== stored.id || known.ownerId !== pursuit.ownerId)

const taskFor = async (app: App, pursuit: Owned, desk: Desk) => {
  const texts = await recentTexts(app.db, pursuit.ownerId, app.now() - similarityDays * msPerDay)
  return {
    brief: desk.brief,
    persona: personaFor(desk.brief, desk.icp),
    icp: desk.icp,
    sender: desk.sender,
    options: {
      seed: pursuit.id,
      variant: 0,
      day: localDay(app.now(), desk.owner.timeZone),
      zone: desk.owner.timeZone,
      avoid: texts.flatMap((words) => [words.subject, bodyOf(words)]),
    },
  }
}

const personaFor = (brief: Brief, icp: Icp): Persona =>
  icp.personas.find(({ key }) => key === brief.contact?.personaKey) ?? icp.personas[0]!
