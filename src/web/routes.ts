import { assetRoutes } from './assets.ts'
import type { Route } from './context.ts'
import { accountRoutes } from './pages/account.tsx'
import { accountBoardRoutes } from './pages/account-boards.ts'
import { accountsRoutes } from './pages/accounts.tsx'
import { addFeedRoutes } from './pages/add-feed.tsx'
import { apiRoutes } from './pages/api.ts'
import { approvalRoutes } from './pages/approvals.tsx'
import { auditRoutes } from './pages/audit.tsx'
import { backupRoutes } from './pages/backups.tsx'
import { bulkRoutes } from './pages/bulk.tsx'
import { changeRoutes } from './pages/changes.tsx'
import { contactRoutes } from './pages/contacts.ts'
import { digestRoutes } from './pages/digest.tsx'
import { documentRoutes } from './pages/document.tsx'
import { exportRoutes } from './pages/exports.tsx'
import { feedRoutes } from './pages/feeds.tsx'
import { findRoutes } from './pages/find.ts'
import { handOutAnswerRoutes } from './pages/hand-out-answers.ts'
import { handOutRoutes } from './pages/hand-outs.ts'
import { handOverRoutes } from './pages/hand-overs.tsx'
import { healthRoutes } from './pages/health.ts'
import { icpRoutes } from './pages/icp.tsx'
import { icpEditRoutes } from './pages/icp-edit.tsx'
import { icpInterviewRoutes } from './pages/icp-interview.tsx'
import { icpLearnRoutes } from './pages/icp-learn.tsx'
import { icpReviewRoutes } from './pages/icp-review.tsx'
import { icpVersionRoutes } from './pages/icp-versions.tsx'
import { importRoutes } from './pages/imports.tsx'
import { insightRoutes } from './pages/insights.tsx'
import { itemRoutes } from './pages/item.tsx'
import { itemActionRoutes } from './pages/item-actions.ts'
import { keyRoutes } from './pages/keys.tsx'
import { liveRoutes } from './pages/live.ts'
import { meRoutes } from './pages/me.tsx'
import { outcomeRoutes } from './pages/outcomes.ts'
import { peopleRoutes } from './pages/people.tsx'
import { queueRoutes } from './pages/queue.tsx'
import { replyRoutes } from './pages/replies.tsx'
import { sendingRoutes } from './pages/sending.tsx'
import { setUpRoutes } from './pages/set-up.tsx'
import { signInRoutes } from './pages/sign-in.tsx'
import { signalAnswerRoutes } from './pages/signal-answers.ts'
import { signalRoutes } from './pages/signals.tsx'
import { standInRoutes } from './pages/stand-ins.ts'
import { startRoutes } from './pages/start.tsx'
import { suppressionRoutes } from './pages/suppressions.tsx'
import { teamRoutes } from './pages/team.tsx'
import { technologyRoutes } from './pages/technologies.tsx'
import { territoryRoutes } from './pages/territories.tsx'
import { themeRoutes } from './pages/theme.ts'
import { unsubscribeRoutes } from './pages/unsubscribe.tsx'
import { viewRoutes } from './pages/views.ts'

/** Every way into the application, with who may take it. What is not here is refused. */
export const routes: readonly Route[] = [
  ...assetRoutes,
  ...healthRoutes,
  ...signInRoutes,
  ...setUpRoutes,
  ...unsubscribeRoutes,
  ...themeRoutes,
  ...meRoutes,
  ...liveRoutes,
  ...queueRoutes,
  ...changeRoutes,
  ...viewRoutes,
  ...bulkRoutes,
  ...itemRoutes,
  ...itemActionRoutes,
  ...handOutRoutes,
  ...handOverRoutes,
  ...approvalRoutes,
  ...teamRoutes,
  ...findRoutes,
  ...accountsRoutes,
  ...accountRoutes,
  ...accountBoardRoutes,
  ...technologyRoutes,
  ...contactRoutes,
  ...outcomeRoutes,
  ...replyRoutes,
  ...signalRoutes,
  ...signalAnswerRoutes,
  ...documentRoutes,
  ...icpRoutes,
  ...icpEditRoutes,
  ...icpVersionRoutes,
  ...icpLearnRoutes,
  ...icpReviewRoutes,
  ...icpInterviewRoutes,
  ...insightRoutes,
  ...feedRoutes,
  ...addFeedRoutes,
  ...digestRoutes,
  ...standInRoutes,
  ...startRoutes,
  ...peopleRoutes,
  ...territoryRoutes,
  ...importRoutes,
  ...exportRoutes,
  ...keyRoutes,
  ...backupRoutes,
  ...sendingRoutes,
  ...suppressionRoutes,
  ...auditRoutes,
  ...apiRoutes,
  ...handOutAnswerRoutes,
]
