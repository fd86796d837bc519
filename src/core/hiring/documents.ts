import type { Document } from '../document.ts'
import { newTechnologies } from '../technology/sightings.ts'
import { firstRoles, newPlaces } from './firsts.ts'
import { historyOf } from './history.ts'
import { slowDown, surges } from './pace.ts'
import type { BoardReading } from './reading.ts'

/** All that a board tells at this reading, each as a document with its own signal; an empty answer tells nothing. */
export const hiringDocuments = (reading: BoardReading, added: Parameters<typeof historyOf>[1]): Document[] => {
  if (reading.openings.length === 0) return []
  const history = historyOf(reading, added)
  const tellers = [surges, firstRoles, newPlaces, newTechnologies, ...(reading.complete ? [slowDown] : [])]
  return tellers.flatMap((tell) => tell(history))
}

/** What a board tells by not changing: all else was told when it last did. */
export const unchangedDocuments = (reading: BoardReading): Document[] =>
  reading.complete && reading.openings.length > 0 ? slowDown(historyOf(reading, [])) : []
