import { known, type Opening } from './opening.ts'

/** A post that asks for a skill says what the team works with, not that it changed. */
export const jobPostWords = /\b(?:experience|knowledge|familiar\w*|skills?|proficien\w*|a plus)\b/iu

export const technologyChange: Opening = {
  clauses: (told) => {
    const technology = told.field('technology')
    const sure = told.trigger.certainty
    if (!technology || sure === 'rumour' || sure === 'ruled_out') return []
    const c = told.company
    if (told.says(/\b(?:migrat|switch|mov(?:e|es|ed|ing) to)/iu))
      return sure === 'planned' ? [`${c} plans to move to ${technology}`] : [`${c} is moving to ${technology}`]
    if (told.says(/\b(?:adopt|select|chos|choos|deploy|implement|roll)/iu))
      return sure === 'planned'
        ? [`${c} plans to use ${technology}`]
        : [`${c} chose ${technology}`, `${c} is using ${technology}`]
    if (told.says(jobPostWords))
      return [`you ask for experience with ${technology}`, `${c} asks for experience with ${technology}`]
    return told.says(/\bus(?:e|es|ing)\b/iu)
      ? [`${c} uses ${technology}`, `${c} is using ${technology}`]
      : [`${c} works with ${technology}`]
  },
  nouns: (told) => known(told.field('technology') && `work with ${told.field('technology')}`),
  subjects: (told) => {
    const technology = told.field('technology')
    return known(
      technology && `${technology} at ${told.company}`,
      technology && `Your work with ${technology}`,
      `The stack at ${told.company}`,
      technology && `A thought on ${technology}`,
    )
  },
  glad: false,
}
