import { digest } from './digest.ts'
import { draft } from './draft.ts'
import { extract } from './extract.ts'
import { fit } from './fit.ts'
import { fullText } from './full-text.ts'
import { match } from './match.ts'
import { poll } from './poll.ts'
import { rank } from './rank.ts'
import { replies } from './replies.ts'
import { research } from './research.ts'
import { send } from './send.ts'
import type { Stage } from './stage.ts'

/**
 * The story of a morning. What is published is polled, read into signals and tied to accounts; where a feed leaves
 * something open about one, the full text is asked for. Accounts are weighed against the ICP, ranked into each owner's
 * queue, researched and drafted. Then a person reviews (`verbs.ts`), and only what that person approved is sent; what
 * comes back is recorded (`replies.ts` reads the mailbox, `outcome.ts` says what follows), and the digest tells everyone in the morning.
 */
export const morning: readonly Stage[] = [poll, extract, match, fullText, fit, rank, research, draft]

/** With what follows a person's decision, and the mail about the day. */
export const stages: readonly Stage[] = [...morning, send, replies, digest]
