import { stringify } from 'yaml'
import type { SignalKind } from '../../signal.ts'
import { parseIcp } from '../parse.ts'
import { type Answers, isYes, kindsIn, list, numberIn, rangeIn, said } from './answers.ts'

export const fileFrom = (answers: Answers): string => {
  const yaml = stringify(partsFrom(answers), { lineWidth: 110 })
  parseIcp(yaml) // the interview never hands out a file that the app would refuse
  return yaml
}

const keyOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .slice(0, 40) || 'first'

const partsFrom = (answers: Answers) => {
  const kinds = kindsIn(answers)
  const first = kinds.find(({ word }) => word === said(answers, 'situation_first').toLowerCase()) ?? kinds[0]!
  const deal = numberIn(said(answers, 'deal'))
  return {
    name: said(answers, 'name'),
    key: keyOf(said(answers, 'name')),
    offer: said(answers, 'company'),
    criteria: criteriaFrom(
      answers,
      kinds.map(({ kind }) => kind),
    ),
    disqualifiers: disqualifiersFrom(answers),
    triggers: Object.fromEntries(
      kinds.map(({ kind }) => [kind, { importance: kind === first.kind ? 75 : 55, half_life_days: 30 }]),
    ),
    personas: personasFrom(answers),
    language: { they_say: list(answers.they_say) },
    consequences: { [first.kind]: [said(answers, 'situation_means')] },
    objections:
      said(answers, 'objection') === ''
        ? []
        : [{ objection: said(answers, 'objection'), answer: said(answers, 'objection_answer') }],
    ...(deal === null ? {} : { deal: { typical_usd: deal } }),
    tests: { tier_1: list(answers.best), out: list(answers.worst) },
  }
}

const criteriaFrom = (answers: Answers, kinds: readonly SignalKind[]) => {
  const range = rangeIn(said(answers, 'size'))!
  const [industries, countries, technologies, competitors] = [
    'industries',
    'countries',
    'technologies',
    'competitors',
  ].map((id) => list(answers[id])) as [string[], string[], string[], string[]]
  const needed = technologies.length > 0 && !isYes(said(answers, 'technologies_needed'))
  return [
    {
      id: 'size',
      layer: 'firmographic',
      label: `${range[0]} to ${range[1]} people`,
      when: { field: 'employees', test: { between: range } },
      weight: 6,
    },
    ...(industries.length > 0
      ? [
          {
            id: 'industry',
            layer: 'firmographic',
            label: `In ${industries.join(', ')}`,
            when: { field: 'industry', test: { in: industries } },
            weight: 6,
          },
        ]
      : []),
    ...(countries.length > 0
      ? [
          {
            id: 'country',
            layer: 'firmographic',
            label: `In ${countries.join(', ')}`,
            when: { field: 'country', test: { in: countries.map((each) => each.toUpperCase()) } },
            weight: 4,
          },
        ]
      : []),
    ...(technologies.length > 0
      ? [
          {
            id: 'technology',
            layer: 'technographic',
            label: `Uses ${technologies.join(', ')}`,
            when: { field: 'technologies', test: { includes_any: technologies } },
            weight: 5,
            ...(needed ? { required_for_tier_1: true } : {}),
          },
        ]
      : []),
    ...(competitors.length > 0
      ? [
          {
            id: 'locked_in',
            layer: 'readiness',
            label: `Uses ${competitors.join(', ')}`,
            when: { field: 'technologies', test: { includes_any: competitors } },
            weight: -5,
          },
        ]
      : []),
    {
      id: 'recent_news',
      layer: 'behavioural',
      label: `${kinds[0]!.replaceAll('_', ' ')} in the last 90 days`,
      when: { events: kinds[0]!, within_days: 90 },
      weight: 3,
    },
    {
      id: 'persona_known',
      layer: 'readiness',
      label: 'We know the one who feels it',
      when: { contact: 'champion' },
      weight: 2,
    },
  ]
}

const disqualifiersFrom = (answers: Answers) => {
  const bad = list(answers.bad)
  const least = numberIn(said(answers, 'too_small'))
  return [
    ...(bad.length > 0
      ? [{ id: 'bad_industry', label: `In ${bad.join(', ')}`, when: { field: 'industry', test: { in: bad } } }]
      : []),
    ...(least === null
      ? []
      : [
          {
            id: 'too_small',
            label: `Fewer than ${least} people`,
            when: { field: 'employees', test: { at_most: least - 1 } },
          },
        ]),
  ]
}

const personasFrom = (answers: Answers) => {
  const shared = { value_points: [{ text: said(answers, 'success') }], questions: [said(answers, 'question')] }
  const [champion, economic] = [list(answers.persona), list(answers.economic)]
  return [
    {
      key: 'champion',
      name: champion[0],
      titles: champion,
      buying_role: 'champion',
      pains: [said(answers, 'pain')],
      ...shared,
    },
    ...(economic.length > 0
      ? [
          {
            key: 'economic',
            name: economic[0],
            titles: economic,
            buying_role: 'economic',
            pains: [said(answers, 'economic_pain')],
            ...shared,
          },
        ]
      : []),
  ]
}
