import { nearApproved } from './claims/approved.ts'
import { courtesyOf, withoutPleasantries } from './claims/courtesy.ts'
import { uncoveredWords } from './claims/coverage.ts'
import { factProblems, onePerSpan, type Problem } from './claims/facts.ts'
import type { Group, Knowledge } from './claims/knowledge.ts'
import { presumed, takenForGranted } from './claims/presumed.ts'
import { isUnderstated, relationProblems } from './claims/relations.ts'
import { doneBefore, hypothesisProblems, isAboutUs, ownProblems, sharedPast } from './claims/softened.ts'
import { hedge } from './claims/words.ts'
import { type Sentence, sentencesOf } from './draft/sentences.ts'
import { isQuestion } from './draft/style.ts'
import type { DraftText, Finding, SentenceMark } from './draft.ts'

type Verdict = { mark: SentenceMark['mark']; sourceIds: string[]; problems: Problem[]; kind?: Finding['kind'] }

export { type Knowledge, knowledgeOf } from './claims/knowledge.ts'

/**
 * Each sentence is supported, our own approved words, a guess said as one, a question, courtesy, or unsupported. A plain
 * statement must be backed word by word by one event's evidence; guesses and questions may state no new fact.
 */
export const claimsOf = (
  draft: Pick<DraftText, 'subject' | 'text'>,
  knowledge: Knowledge,
  ownClaims: readonly (readonly [number, number])[] = [],
): { marks: SentenceMark[]; findings: Finding[] } => {
  const marks: SentenceMark[] = []
  const findings = subjectFindings(draft.subject, knowledge)
  let said: SentenceMark['mark'] | undefined
  for (const sentence of sentencesOf(draft.text)) {
    const verdict = judge(sentence, knowledge, said)
    said = verdict.mark
    const own = verdict.problems.length > 0 && isConfirmed(sentence, ownClaims)
    marks.push({
      span: [sentence.start, sentence.end],
      mark: own ? 'own_claim' : verdict.problems.length > 0 ? 'unsupported' : verdict.mark,
      sourceIds: verdict.sourceIds,
    })
    findings.push(
      ...(own
        ? [ownClaim(sentence)]
        : onePerSpan(verdict.problems, sentence.text).map((problem) => asFinding(problem, sentence, verdict.kind))),
    )
  }
  return { marks, findings }
}

const judge = (sentence: Sentence, knowledge: Knowledge, before?: SentenceMark['mark']): Verdict => {
  const text = withoutPleasantries(sentence.text, knowledge)
  const start = text.length - text.trimStart().length
  return shifted(judgeText(text.slice(start), knowledge, before), start)
}

const shifted = (verdict: Verdict, by: number): Verdict => ({
  ...verdict,
  problems: verdict.problems.map((each) => ({ ...each, start: each.start + by, end: each.end + by })),
})

const judgeText = (text: string, knowledge: Knowledge, before?: SentenceMark['mark']): Verdict => {
  const past = sharedPast(text)
  if (past.length > 0) return { mark: 'unsupported', sourceIds: [], problems: past }
  const courtesy = courtesyOf(text, knowledge)
  if (courtesy) return { mark: isQuestion(text) ? 'question' : 'courtesy', sourceIds: [], ...courtesy }
  const approved = nearApproved(text, knowledge)
  const asked = askedIn(text)
  if (asked !== null) return { mark: 'question', sourceIds: [], problems: within(asked, knowledge) }
  if (isQuestion(text))
    return { mark: 'question', sourceIds: [], problems: approved ? [] : questionProblems(text, knowledge) }
  if (approved) return { mark: approved.isGuess ? 'guess' : 'value_point', sourceIds: [], problems: [] }
  const rest = withoutCondition(text, knowledge)
  if (rest !== null) return shifted(judgeText(rest.text, knowledge, before), rest.start)
  if (isAboutUs(text, knowledge)) return { mark: 'value_point', sourceIds: [], problems: ownProblems(text, knowledge) }
  if (hedge.test(text.replace(ownModal, ''))) {
    const guess = hypothesisProblems(text, knowledge)
    if (guess.length === 0 && !knowledge.groups.some((group) => isUnderstated(text, group)))
      return { mark: 'guess', sourceIds: [], problems: [] }
    const claim = verify(text, knowledge)
    return claim.problems.length === 0
      ? { mark: 'supported', ...claim }
      : { mark: 'unsupported', sourceIds: [], problems: guess.length > 0 ? guess : claim.problems }
  }
  const told = verify(text, knowledge)
  return told.problems.length > 0 && before === 'value_point' && goesOn(text, knowledge)
    ? { mark: 'value_point', sourceIds: [], problems: [] }
    : { mark: 'supported', ...told }
}

/** After a sentence about us: the same approved words, of nobody else. */
const goesOn = (text: string, knowledge: Knowledge): boolean =>
  !/^your?\b(?! can\b)/iu.test(text) &&
  !knowledge.accountNames.some((name) => text.includes(name)) &&
  ownProblems(text, knowledge).length === 0

/** Characters; what is longer is not taken apart, since each part is judged again. */
const longestSentence = 600

/** What is left of "if …, we can help": what is not asserted may still take nothing for granted. */
const withoutCondition = (text: string, knowledge: Knowledge): { text: string; start: number } | null => {
  const [whole, condition] =
    /^(?:(?:and|but|so|or) )?((?:even )?if|should (?:you|it|this|that|the)|unless|in case)\b[^,;:?]{3,160}[,:] (?=\S)/iu.exec(
      text,
    ) ?? []
  if (whole === undefined || condition === undefined || text.length > longestSentence) return null
  const problems = [
    ...factProblems(whole, knowledge.groups, knowledge),
    ...presumed(whole, knowledge),
    ...takenForGranted(whole, knowledge),
  ]
  return problems.length > 0 || doneBefore.test(whole) ? null : { text: text.slice(whole.length), start: whole.length }
}

const asking =
  /^(?:(?:and|so|but) )?(?:i(?:'m| am) (?:just |also |very |rather )?(?:curious|interested|keen to (?:know|learn|hear|understand|see))|i(?:'d| would) (?:also |really |just )?(?:love|like|be (?:curious|interested|glad|keen|happy))(?: to (?:know|learn|hear|understand|see|ask))?|i(?:'m| am| was| just| do)* wonder(?:ing|ed)?|(?:please )?tell me|may i ask|my question is|it would (?:be (?:good|great|useful|interesting|helpful)|help)(?: me)? to (?:know|learn|hear|see|understand))(?: about| in| from you)?,? (?=(?:how|what|who|whom|which|when|where|whether|why)\b)/iu

/** "I wonder who closes the books": a question in the dress of a statement; null when it is none. */
const askedIn = (text: string): Sentence | null => {
  const start = asking.exec(text.replace(/’/gu, "'"))?.[0].length
  return start === undefined ? null : { text: text.slice(start).replace(/[.!?]*$/u, '?'), start, end: text.length }
}

const within = ({ text, start }: Sentence, knowledge: Knowledge): Problem[] =>
  questionProblems(text, knowledge).map((each) => ({ ...each, start: each.start + start, end: each.end + start }))

/** "I could halve it" promises, it does not guess. */
const ownModal = /^i (?:can|could|may|might)\b(?! imagine)/iu

const grantedFirst = /^(?:now that|since|given(?: that)?|with|after|seeing(?: that)?|as|because)\s([^,?]{3,200}),/iu
const grantedLast = /,? (?:now|seeing|given) that ([^,?]{3,200})/iu
const grantedAsNews = /\b(?:news|fact|announcement|decision|report) that ([^,?]{3,200})/iu

/** A question tells nothing, save what it takes for granted before its first comma, or calls news. */
const questionProblems = (text: string, knowledge: Knowledge): Problem[] => {
  const facts = [
    ...factProblems(text, knowledge.groups, knowledge),
    ...presumed(text, knowledge),
    ...takenForGranted(text, knowledge),
  ]
  const granted = (grantedFirst.exec(text) ?? grantedAsNews.exec(text) ?? grantedLast.exec(text))?.[1]
  if (facts.length > 0 || granted === undefined || nearApproved(granted, knowledge)) return facts
  return verify(granted, knowledge).problems.length > 0 ? [unsupported(text)] : []
}

/** A statement must hold against one group; one of two parts may hold against another. */
const verify = (text: string, knowledge: Knowledge): Pick<Verdict, 'sourceIds' | 'problems'> => {
  const whole = against(text, knowledge)
  if (whole.problems.length === 0 || text.length > longestSentence) return whole
  for (const cut of text.matchAll(/(?:,? (?:and|while|plus)|;) /gu)) {
    const end = cut.index + cut[0].length
    const first = against(text.slice(0, cut.index), knowledge)
    const second = first.problems.length === 0 ? against(text.slice(end), knowledge) : first
    if (second.problems.length === 0)
      return { sourceIds: [...new Set([...first.sourceIds, ...second.sourceIds])], problems: [] }
  }
  return whole
}

const against = (text: string, knowledge: Knowledge): Pick<Verdict, 'sourceIds' | 'problems'> => {
  let best: { group: Group | null; problems: Problem[] } = { group: null, problems: [unsupported(text)] }
  for (const group of knowledge.groups) {
    const problems = [
      ...factProblems(text, [group], knowledge, { asserted: true }),
      ...uncoveredWords(text, group, knowledge),
      ...relationProblems(text, group, knowledge),
    ]
    if (problems.length === 0) return { sourceIds: group.sourceIds, problems }
    if (best.group === null || problems.length < best.problems.length) best = { group, problems }
  }
  return { sourceIds: [], problems: best.problems }
}

const unsupported = (text: string): Problem => ({
  rule: 'unsupported',
  message: 'No source says this.',
  start: 0,
  end: text.length,
})

/** A subject tells no more than a question does. */
const subjectFindings = (subject: string, knowledge: Knowledge): Finding[] =>
  [...factProblems(subject, knowledge.groups, knowledge), ...presumed(subject, knowledge)].map(
    ({ rule, message, start, end }) => ({
      kind: 'claim',
      level: 'block',
      rule,
      message,
      where: 'subject',
      span: [start, end],
    }),
  )

const isConfirmed = ({ start, end }: Sentence, spans: readonly (readonly [number, number])[]): boolean =>
  spans.some(([from, to]) => from <= start && end <= to)

const asFinding = (problem: Problem, { start }: Sentence, kind: Finding['kind'] = 'claim'): Finding => ({
  kind,
  level: 'block',
  rule: problem.rule,
  message: problem.message,
  where: 'text',
  span: [start + problem.start, start + problem.end],
})

const ownClaim = ({ start, end }: Sentence): Finding => ({
  kind: 'claim',
  level: 'warn',
  rule: 'own_claim',
  message: 'Confirmed by a person as their own claim.',
  where: 'text',
  span: [start, end],
})
