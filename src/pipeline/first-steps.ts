import { firstSteps, type Step, type StepKey } from '../core/first-steps.ts'
import { liveIcps } from '../store/icps.ts'
import { standingOf } from '../store/pages/start.ts'
import { setWatermark, watermark } from '../store/runs.ts'
import { getWorkspace } from '../store/workspace.ts'
import type { App } from './app.ts'
import { commit } from './commit.ts'
import type { Person } from './edit.ts'

type Skipped = { skipped: StepKey[] }

/** From an empty house to its first queue, as far as this workspace has come. Only what was skipped is remembered. */
export const firstStepsOf = async (app: App): Promise<Step[]> => {
  const { name, timeZone, settings, sendingOn } = await getWorkspace(app.db)
  const { company, postalAddress, fromEmail } = settings.sender
  const standing = {
    ...(await standingOf(app.db)),
    ...{ name, timeZone, sendingOn, icps: (await liveIcps(app.db)).map((icp) => icp.name) },
    hasSender: [company, postalAddress, fromEmail].every((word) => word !== ''),
  }
  return firstSteps(standing, new Set(await skippedIn(app)))
}

/** Leaves a step for later, or takes it up again. */
export const skipStep = async (app: App, person: Person, step: StepKey, skip: boolean): Promise<void> => {
  const others = (await skippedIn(app)).filter((each) => each !== step)
  const skipped = skip ? [...others, step] : others
  const what = skip ? 'step_skipped' : 'step_taken_up'
  await commit(app, (tx) => [setWatermark(tx, 'first_steps', { skipped } satisfies Skipped)], [
    { actorId: person.id, what, subject: 'workspace', subjectId: '1', detail: { step } },
  ])
}

const skippedIn = async ({ db }: App): Promise<StepKey[]> =>
  (await watermark<Skipped>(db, 'first_steps'))?.skipped ?? []
