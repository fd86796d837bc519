import { copyTo } from '#dialect'
import { icpCheck } from '../core/icp/check.ts'
import { parseIcp } from '../core/icp/parse.ts'
import { verifyAudit } from '../store/audit.ts'
import { type AccountFilter, accountPage } from '../store/pages/accounts.ts'
import type { App } from './app.ts'
import { giveBook, takeBookBack } from './book.ts'
import { backtestIcp, learnIcp } from './icp-learn.ts'
import { backtestQueues } from './icp-past-queues.ts'
import { previewIcp } from './icp-preview.ts'
import { icpReview } from './icp-review.ts'
import { undoImport } from './import/undo.ts'
import { importUpload, previewUpload } from './import/upload.ts'
import { insightsOf } from './insights.ts'
import { mentionsOf } from './mentions.ts'
import { loadFitSubjects } from './subjects.ts'
import { teamOf } from './team.ts'
import { why } from './why.ts'

/** What an ICP file says against itself, and what its questions find among the accounts. */
export const checkIcp = async (app: App, yaml: string) =>
  icpCheck(parseIcp(yaml), await loadFitSubjects(app.db, app.now()), app.now())

/** What a page shows or asks of months of work or of the whole book. Seconds at most, so none waits behind one of minutes. */
const figures = {
  insights: insightsOf,
  team: teamOf,
  why,
  mentions: mentionsOf,
  accounts: (app: App, filter: AccountFilter) => accountPage(app.db, filter, app.now()),
}
export const isFigures = (name: StudyName): boolean => Object.hasOwn(figures, name)

/** Questions about the whole book, and what is written into it. Each may take long, so the server asks another thread. */
export const studies = {
  ...figures,
  check: checkIcp,
  preview: previewIcp,
  backtest: backtestIcp,
  pastQueues: backtestQueues,
  learn: learnIcp,
  review: icpReview,
  previewUpload,
  importUpload,
  undoImport,
  giveBook,
  takeBookBack,
  verifyRecord: (app: App) => verifyAudit(app.db),
  copyDatabase: (app: App, file: string) => copyTo(app.db, file),
}
export type Studies = typeof studies
export type StudyName = keyof Studies
type Asked<N extends StudyName> = Parameters<Studies[N]> extends [App, ...infer Rest] ? Rest : never

const minuteMs = 60_000
/** A copy takes what the disk takes. */
export const longestMs = (name: StudyName): number => (name === 'copyDatabase' ? 240 : 5) * minuteMs

export type Study = <N extends StudyName>(name: N, ...asked: Asked<N>) => ReturnType<Studies[N]>

/** Answers on the thread that asks. */
export const studyWith =
  (app: App): Study =>
  (name, ...asked) =>
    (studies[name] as (app: App, ...asked: unknown[]) => never)(app, ...asked)
