import type { SignalKind } from '../../signal.ts'
import { acquisition } from './deal.ts'
import { funding } from './funding.ts'
import { expansion, hiring } from './growth.ts'
import type { Opening } from './opening.ts'
import { championMove, executiveDeparture, executiveHire } from './people.ts'
import { productLaunch } from './product.ts'
import { bankruptcy, layoff } from './sober.ts'
import { technologyChange } from './technology.ts'

/** Private triggers, and those that nobody likes to hear of, are talked around and never told. */
const silent: Opening = { clauses: () => [], nouns: () => [], subjects: () => [], glad: false }

export const openings: Record<SignalKind, Opening> = {
  funding,
  executive_hire: executiveHire,
  executive_departure: executiveDeparture,
  acquisition,
  expansion,
  hiring,
  hiring_slowdown: silent,
  product_launch: productLaunch,
  technology_change: technologyChange,
  champion_move: championMove,
  layoff,
  bankruptcy,
  custom: silent,
}
