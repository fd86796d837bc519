import type { Opening } from './opening.ts'

/** Sober, and only used where the ICP itself counts bad news as a reason to write. */
export const layoff: Opening = {
  clauses: ({ company, trigger }) => {
    if (trigger.certainty === 'planned') return [`${company} plans to cut jobs`, `there will be job cuts at ${company}`]
    return ['done', 'agreed', 'ongoing'].includes(trigger.certainty)
      ? [`${company} is cutting jobs`, `there are job cuts at ${company}`]
      : []
  },
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
