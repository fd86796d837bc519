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
  subjects: ({ company }) => [
    `The changes at ${company}`,
    `A smaller team at ${company}`,
    `The work that stays at ${company}`,
    `${company} with fewer people`,
    `The weeks ahead at ${company}`,
  ],
  glad: false,
}

export const bankruptcy: Opening = {
  clauses: (told) => (told.trigger.certainty === 'done' ? [`${told.company} is in insolvency proceedings`] : []),
  nouns: () => [],
  subjects: (told) => [`The changes at ${told.company}`, `The weeks ahead at ${told.company}`],
  glad: false,
}
