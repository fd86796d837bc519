import type { Opening } from './opening.ts'

/** Sober, and only used where the ICP itself counts bad news as a reason to write. */
export const layoff: Opening = {
  clauses: (told) =>
    ['done', 'agreed', 'planned'].includes(told.trigger.certainty)
      ? [`${told.company} is cutting jobs`, `there are job cuts at ${told.company}`]
      : [],
  nouns: () => [],
  subjects: (told) => ['With a smaller team', `The changes at ${told.company}`, 'The work that stays'],
  glad: false,
}

export const bankruptcy: Opening = {
  clauses: (told) => (told.trigger.certainty === 'done' ? [`${told.company} is in insolvency proceedings`] : []),
  nouns: () => [],
  subjects: (told) => [`The changes at ${told.company}`, 'The weeks ahead'],
  glad: false,
}
