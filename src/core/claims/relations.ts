import { findMoney } from '../draft/money.ts'
import { certaintyOf, mayTell } from './certainty.ts'
import { tellingOf } from './events.ts'
import { hasMoney, type Problem } from './facts.ts'
import { findNumbers } from './figures.ts'
import type { Group, Knowledge } from './knowledge.ts'
import { normal } from './words.ts'

/** Right words in the wrong relation: a plan told as done, the buyer as the bought, a wrong title on a right name. */
export const relationProblems = (text: string, group: Group, knowledge: Knowledge): Problem[] => {
  const { trigger } = group
  if (!trigger) return []
  const whole = { start: 0, end: text.length }
  const wrong = (rule: string, message: string): Problem => ({ rule, message, ...whole })
  const problems: Problem[] = []
  const tells = [...text.matchAll(tellingOf(trigger.kind))].length > 0
  const toldAs = certaintyOf(text, trigger.kind)
  if ((tells || trigger.certainty !== 'done') && !mayTell(toldAs, trigger.certainty))
    problems.push(wrong('certainty', certaintyMessage[trigger.certainty]))
  for (const rule of rules[trigger.kind] ?? []) {
    const message = rule(mark(text, group, knowledge), group, text)
    if (message) problems.push(wrong('relation', message))
  }
  problems.push(...contradicted(text, group))
  return problems
}

const certaintyMessage = {
  done: 'The sources tell this as done.',
  agreed: 'The sources tell this as agreed, not as done.',
  planned: 'The sources tell this as a plan.',
  rumour: 'The sources tell this as a rumour.',
  ruled_out: 'The sources say that this did not happen.',
}

const contradicted = (text: string, { trigger }: Group): Problem[] =>
  (trigger?.contradictions ?? []).flatMap(({ field, values }) => {
    const told = values.some((value) => {
      const [money] = findMoney(value)
      if (money) return findMoney(text).length > 0
      return ` ${normal(text)} `.includes(` ${normal(value)} `)
    })
    return told
      ? [
          {
            rule: 'contradicted',
            message: `The sources disagree about the ${field}; leave it out.`,
            start: 0,
            end: text.length,
          },
        ]
      : []
  })

/** The sentence with its parties as signs: @A the account, @P the person, @C the other company, @I an investor. */
const mark = (text: string, { trigger }: Group, knowledge: Knowledge): string => {
  const value = (name: string): string[] => {
    const field = trigger!.fields.find((each) => each.name === name)
    return field ? [field.value] : []
  }
  const person = value('person')
  const isReader = knowledge.contact !== null && person.some((name) => normal(name) === normal(knowledge.contact!.full))
  const counterpart = trigger!.side === 'counterpart' ? [trigger!.company] : value('counterpart')
  const signs: [string, string[]][] = [
    [
      '@A',
      [
        ...knowledge.accountNames.filter((name) => !counterpart.includes(name)),
        'your company',
        'your team',
        'your business',
      ],
    ],
    ['@P', person],
    ['@C', counterpart],
    ['@I', [...value('leadInvestor'), ...value('investors').flatMap((all) => all.split(/, | and /))]],
    [isReader ? '@P' : '@A', ['you']],
    ['@A', ['your']],
  ]
  let marked = ` ${normal(text)} `
  for (const [sign, names] of signs)
    for (const name of [...names].sort((a, b) => b.length - a.length))
      if (normal(name) !== '') marked = marked.replaceAll(` ${normal(name)} `, ` ${sign} `)
  return marked
}

type Rule = (marked: string, group: Group, text: string) => string | null

const passive = /\b(?:was|were|been|being|be|got|gets|is|are) (?:\w+ly )?$/u

/** Who is named right before an active telling. */
const subjectsOf = (marked: string, verb: RegExp): { sign: string; passive: boolean }[] =>
  [...marked.matchAll(verb)].flatMap((hit) => {
    const before = marked.slice(0, hit.index)
    const sign = [...before.matchAll(/@[APCI]\b/g)].at(-1)?.[0]
    const gap = sign ? before.slice(before.lastIndexOf(sign) + 2) : ''
    return sign && gap.split(' ').length <= 7 && !/ (?:that|reported|says?|according) /.test(gap)
      ? [{ sign, passive: passive.test(before) }]
      : []
  })

const buying =
  /\b(?:acquir\w+|buys?|bought|buying|purchas(?:ed|es|ing)|(?:tak\w+|took) over|snap\w* up|absorb\w*)\b(?! by)/gu

const acquisitionSides: Rule = (marked, { trigger }) => {
  const [buyer, bought] = trigger!.side === 'subject' ? ['@A', '@C'] : ['@C', '@A']
  for (const { sign, passive: turned } of subjectsOf(marked, buying))
    if (sign === (turned ? buyer : bought)) return 'The sources have buyer and bought the other way round.'
  const turned =
    new RegExp(
      `(?:acquired|bought|purchased|taken over|acquisition|takeover|purchase|buyout)(?: \\w+){0,3} by (?:the )?${bought}`,
      'u',
    ).test(marked) ||
    new RegExp(`(?:acquisition|purchase|takeover|buyout) of (?:the )?${buyer}`, 'u').test(marked) ||
    new RegExp(`(?:sold to|part of|joins?|joined|joining|sale to) (?:the )?${bought}`, 'u').test(marked) ||
    new RegExp(`(?:acquir\\w+|buys?|bought|buying) (?:the )?${buyer}(?! by)`, 'u').test(marked)
  return turned ? 'The sources have buyer and bought the other way round.' : null
}

const saysToo =
  (words: RegExp, message: string): Rule =>
  (marked, { folded }) =>
    words.test(marked) && !words.test(folded) ? message : null

const raising =
  /\b(?:rais\w+|secur(?:es|ed|ing)|clos(?:es|ed|ing)|land(?:s|ed)|bag(?:s|ged)|pull(?:s|ed) in|receiv\w+)\b/gu

const raiser: Rule = (marked) => {
  for (const { sign, passive: turned } of subjectsOf(marked, raising))
    if (!turned && (sign === '@I' || sign === '@C')) return 'The sources say that the account raised the money.'
  return subjectsOf(marked, /\b(?:invest(?:s|ed|ing)?|back(?:s|ed)|fund(?:s|ed)|led|leads|put)\b/gu).some(
    ({ sign, passive: turned }) => sign === '@A' && !turned,
  )
    ? 'The sources say that the account raised money, not that it invested.'
    : null
}

const ledBy: Rule = (marked, { trigger, folded }) => {
  const leader = /\bled by (@\w|[\p{L}\d]+)/u.exec(marked)?.[1]
  if (!leader) return null
  const known = trigger!.fields.find(({ name }) => name === 'leadInvestor')?.value
  if (known)
    return leader === '@I' || leader === normal(known).split(' ')[0] ? null : 'The sources name another lead investor.'
  return folded.includes(' led by ') ? null : 'No source says who led the round.'
}

const amountOfEvent: Rule = (_, group, text) => {
  const known = group.trigger!.fields.find(({ name }) => name === 'amount')
  if (!known) return null
  const [own] = findMoney(known.value)
  const told = findMoney(text)
  const wrong = told.filter(({ money, start, end }) => {
    const governed =
      /\b(?:rais\w+|secur\w+|clos\w+|land\w*|for|of|announced|a|an|the|its|your)\s(?:\w+ )?$/iu.test(
        text.slice(0, start),
      ) || /^\s(?:in|series|seed|round|funding|raise)/iu.test(text.slice(end))
    const valued = /\b(?:valu\w+|worth|total\w*|revenue|sales)\b/iu.test(text.slice(Math.max(0, start - 40), end + 20))
    return governed && !valued && own !== undefined && !hasMoney({ ...group, money: [own.money] }, money)
  })
  return wrong.length > 0 ? `The sources give ${known.value} for this.` : null
}

const arrivals: Rule = (marked) => {
  if (/\b(?:left|leav\w+|depart\w+|quit\w*|exit\w*)\b(?: \w+){0,3} @A/u.test(marked) || /\bfrom @A/u.test(marked))
    return 'The sources tell an arrival, not a departure.'
  if (
    /\bjoin\w*(?: \w+){0,2} @C/u.test(marked) ||
    subjectsOf(marked, /\b(?:named|hired|appointed|hires|names|appoints|recruited)\b/gu).some(
      ({ sign, passive: turned }) => sign === '@C' && !turned,
    )
  )
    return 'The sources name the account as the new employer.'
  return subjectsOf(marked, /\b(?:hired|appointed|recruited|named)\b/gu).some(
    ({ sign, passive: turned }) =>
      sign === '@P' && !turned && / @P (?:has |have )?(?:hired|appointed|recruited|named) @/u.test(marked),
  )
    ? 'The sources tell this the other way round.'
    : null
}

const departures: Rule = (marked) =>
  /\b(?:join\w*|hired|appointed|named)\b(?: \w+){0,2} @A/u.test(marked) ||
  subjectsOf(marked, /\b(?:hired|appointed|recruited|named)\b/gu).some(
    ({ sign, passive: turned }) => sign === '@A' && !turned,
  ) ||
  /\b(?:left|leav\w+) @C/u.test(marked) ||
  /\bfor @A/u.test(marked)
    ? 'The sources tell a departure, not an arrival.'
    : null

const titlePattern =
  /\b(?:(?:interim |acting |global |deputy )?chief(?: (?!executive officer)\w+){1,2} officer|chief executive(?: officer)?|(?:senior |executive )?vice president(?: (?:of )?[a-z]+)?|head of [a-z]+|director of [a-z]+|(?:managing|general|finance|sales|marketing) (?:director|manager)|president|chair(?:man|woman|person)?)\b/gu

/** The title told of the person must be the one the sources give. */
const rightTitle: Rule = (marked, { trigger }) => {
  const role = trigger!.fields.find(({ name }) => name === 'role')?.value
  if (!role) return null
  const own = ` ${withoutLittle(normal(role))} `
  const wrong = [...marked.matchAll(titlePattern)].find((hit) => {
    const before = marked.slice(0, hit.index)
    return (
      !/\b(?:former|formerly|previously|was|from|succeed\w*|replac\w*|reports? to|ex)(?: \w+| @\w){0,3} $/u.test(
        before,
      ) && !own.includes(` ${withoutLittle(hit[0])} `)
    )
  })
  return wrong ? `The sources give the title as ${role}.` : null
}

const withoutLittle = (title: string): string => title.replace(/\b(?:of|the|for|and) /gu, '')

/** Somebody else of the same story in the place of the person it is about. */
const rightPerson: Rule = (marked, { trigger, texts }, text) => {
  const person = trigger!.fields.find(({ name }) => name === 'person')?.value
  if (!person || marked.includes('@P') || normal(text).includes(normal(person).split(' ').at(-1) ?? '')) return null
  const others = [...text.matchAll(/\p{Lu}\p{Ll}+(?: \p{Lu}\.?)? \p{Lu}[\p{L}'’-]+/gu)]
    .map((hit) => hit[0])
    .filter((name) => texts.some((each) => each.includes(name)))
  const known = trigger!.fields
    .filter(({ name }) => name !== 'person')
    .map(({ value }) => normal(value))
    .join(' | ')
  return others.some(
    (name) =>
      !known.includes(normal(name)) &&
      !normal(trigger!.company).includes(normal(name)) &&
      !titlePatternHas(normal(name)),
  )
    ? `The sources tell this of ${person}.`
    : null
}

const titlePatternHas = (text: string): boolean => new RegExp(titlePattern.source, 'u').test(text)

const openRoles: Rule = (_, { trigger }, text) => {
  const open = trigger!.fields.find(({ name }) => name === 'openings')?.value
  if (!open) return null
  const told = findNumbers(text).find(({ end }) =>
    /^\s(?:\S+\s){0,3}?(?:roles?|openings?|positions?|jobs?|vacanc|posts?|hires?|people)/iu.test(text.slice(end)),
  )
  return told &&
    told.value !== Number(open) &&
    !/\b(?:from|up from|usual\w*|average)\s$/iu.test(text.slice(0, told.start))
    ? `The sources count ${open} open roles.`
    : null
}

const rightPlace: Rule = (_, { trigger }, text) => {
  const place = trigger!.fields.find(({ name }) => name === 'place')?.value
  if (!place) return null
  const wrong = [
    ...text.matchAll(
      /\b(?:opened|opens|opening|expand\w*|office|hub|site|plant|grow\w*|centre|center|warehouse|factory)\b[^.]{0,25}?\b(?:in|into|to|at)\s(\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)*)/gu,
    ),
  ].find(
    (hit) =>
      !normal(place).includes(normal(hit[1]!)) &&
      !normal(hit[1]!).includes(normal(place)) &&
      !normal(trigger!.company).includes(normal(hit[1]!)),
  )
  return wrong ? `The sources give the place as ${place}.` : null
}

const promoted = saysToo(/\b(?:promot\w+|elevat\w+|rejoin\w*|return\w*|poach\w*)\b/u, 'No source says so of this move.')

const rules: Partial<Record<string, readonly Rule[]>> = {
  funding: [raiser, ledBy, amountOfEvent],
  acquisition: [acquisitionSides, amountOfEvent, saysToo(/\bmerg\w+\b/u, 'No source speaks of a merger.')],
  executive_hire: [arrivals, rightTitle, rightPerson, promoted],
  champion_move: [arrivals, rightTitle, rightPerson, promoted],
  executive_departure: [
    departures,
    rightTitle,
    rightPerson,
    saysToo(/\b(?:fired|oust\w*|sack\w*|dismiss\w*|retir\w+|resign\w*)\b/u, 'No source gives this reason.'),
  ],
  hiring: [openRoles],
  expansion: [rightPlace],
}
