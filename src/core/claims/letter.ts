import { factProblems } from './facts.ts'
import { findNumbers } from './figures.ts'
import type { Knowledge } from './knowledge.ts'
import { acts, letterWords, ofReader } from './letter-words.ts'
import { selfNames } from './own-words.ts'
import { presumed, takenForGranted } from './presumed.ts'
import { courtesyWords, frameWords, functionWords, normal, wordsIn } from './words.ts'

/**
 * A sentence about the letter itself, the writer's time or the reader's answer: it offers, asks, allows, wishes or excuses, and
 * tells nothing of the reader, their company or anybody else. Each clause must be of such a kind; what stands after "if" is
 * not asserted, yet may take no news for granted.
 */
export const isLetter = (text: string, knowledge: Knowledge): boolean => {
  const plain = withoutTimes(text.replace(/[‘’]/gu, "'")).replace(/\byou and (?:the|your) (?:whole )?team\b/giu, 'you')
  const asks = /\?\W*$/u.test(plain)
  const said = asks ? plain : plain.replace(condition, ' ')
  const clauses = clausesOf(said)
  return (
    (clauses.length > 0 || said !== plain) &&
    clauses.every((clause) => asks || isLetterClause(clause, knowledge)) &&
    !claiming.test(said) &&
    strangers(said, knowledge) <= (isNamed(plain, knowledge) || asks ? 0 : spareWords(clauses)) &&
    strangers(plain, knowledge) <= strangeIfs &&
    [...plain.matchAll(definite)].every(({ 1: thing }) => strangers(untilFunction(thing!), knowledge) === 0) &&
    readerIn(said, asks, knowledge) &&
    tellsNoFact(plain, asks, knowledge)
  )
}

const tellsNoFact = (text: string, asks: boolean, knowledge: Knowledge): boolean =>
  findNumbers(text).length === 0 &&
  factProblems(text, [], knowledge).length === 0 &&
  presumed(text, knowledge).length === 0 &&
  !(asks && takenForGranted(text, knowledge).length > 0)

/** "Ten minutes on Thursday at nine": when and how long one may talk is a proposal, not news. */
const withoutTimes = (text: string): string =>
  /\b(?:last|ago|since|yesterday|was|were|did|had)\b/iu.test(text) ? text : text.replace(proposed, 'time')

const count = '(?:\\d{1,2}|a|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty-five)'
const dayName = '(?:mon|tues|wednes|thurs|fri|satur|sun)days?'
const proposed = new RegExp(
  [
    `\\b(?:(?:about|around|under|some|only|just|at most) )?${count}(?: (?:or|to) ${count})?[ -](?:quick |short |spare )?(?:minutes?|min|pages?|lines?|words?|slides?|sentences?|questions?|times|hours?|quarters? of an hour|screenshots?|examples?|samples?|ideas?|suggestions?|points?|names?|thoughts?|options?|dates?|slots?)\\b`,
    `\\b(?:(?:next|this|coming|early|late) )?${dayName}(?: (?:next week|mornings?|afternoons?|evening|lunchtime))?\\b`,
    '\\b(?:in|before|by|after|until|during|from|early|late|mid|(?:the )?(?:end|start|beginning) of)[ -](?:early |late |mid-|the (?:end|start) of )?(?:january|february|march|april|may|june|july|august|september|october|november|december|christmas|easter|new year|the (?:new year|holidays))\\b',
    '\\b(?:this|next) (?:week|month|quarter|year)\\b',
    `\\b(?:at|by|around|after|before) ${count}(?::\\d\\d)?(?: ?(?:am|pm|o'clock|sharp))?(?=[ ,.?!]|$)`,
  ].join('|'),
  'giu',
)

const condition =
  /(?<![\p{L}])(?:(?:even |only )?if|unless|in case|should (?:you|it|this|that|the)|when(?:ever)? (?:it|you|that|this)|whichever|whatever|as (?:soon|long) as|once|until|whether)\s(?:[^,;:–—]*?(?=[,;:–—]|\s(?:please|just|simply|then)\b|[.!]*$))/giu

const clausesOf = (text: string): string[] =>
  text
    .split(
      /[,;:–—]|\.(?=\s|$)| - |\s(?:and|but|so|or|though|although|while|because(?! of (?:your role|your title|it|this|that)\b)|since|as|that)\s(?=(?:i|you|we|it|that|this|there|they|he|she|the|my|your|our|their|nobody|please|let|just|then|\p{Lu}\p{L}+)\b)/u,
    )
    .map((clause) =>
      clause
        .trim()
        .replace(
          /^(?:and|but|so|or|then|also|perhaps|maybe|of course|otherwise|either way|in any case|honestly|still|yet|well|ps|p\.s\.?)\s+/iu,
          '',
        ),
    )
    .filter((clause) => /\p{L}/u.test(clause))

const adverb =
  '(?:(?:just|only|also|simply|really|truly|gladly|happily|then|always|certainly|honestly|quickly|well|even|rather|briefly|kindly|perhaps|maybe|easily|not|never|of course|very|quite|so|much|personally|equally|most|more than|all)\\s)'
const adverbs = `${adverb}*`
// No word of either stands in both, and none begins another: a run of them is read in one way only.
const modal =
  "(?:will|can|could|would|may|might|should|shall|won't|can't|cannot|wouldn't|couldn't|shouldn't|don't|did|didn't|need|needn't|do|want to|wanted to|like to|love to|hope to|promise to|prefer to|try to|have to|need to|plan to|mean to|meant to|be able to|am able to)"
const act = `(?:${acts})`
const wills = `(?:${modal}\\s${adverbs})*`
const letterClause = new RegExp(
  `^(?:${[
    // The writer means to do something small.
    `(?:i|we)(?:'ll|'d)?\\s(?:at \\p{L}+\\s)?${adverbs}(?:${modal}\\s${adverbs})+${act}`,
    `(?:i|we)(?:'ll|'d)\\s${adverbs}${wills}${act}`,
    `(?:i|we)(?:'m| am|'re| are|'d be| would be|'ll be| will be)\\s${adverbs}(?:happy|glad|delighted|pleased|keen|curious|sorry|sure|unsure|afraid|conscious|around|free|available|reachable|flexible|open to|here|writing|reaching|getting in touch|asking|wondering|hoping|looking (?:for|forward)|grateful|thankful|obliged|easy|honoured|aware (?:that )?(?:this|it)|from|at|with|based|about)`,
    `i\\s${adverbs}(?:hope|wish|promise|look forward|appreciate|apologi[sz]e|write|ask|mean|need|prefer|want|leave|keep|send|thank|value|wonder|thought|wanted|wrote|wondered|hoped|figured|meant|(?:picked|chose) you|work|look after|(?:know|realise|realize|understand) (?:that )?(?:this|it|if)|have (?:a|an|no|one|only|just|nothing|some|time)|was(?: not|n't)? (?:wondering|hoping|curious|sure|unsure|going|about to|thinking))`,
    'we\\s(?:stop|leave|meet|talk|start|begin|try|see)',
    // One asks the reader.
    `(?:(?:please|do|don't|feel free to|let (?:me|us)|let's|no need to|be so kind (?:as to|and))\\s|${adverb})*${act}`,
    `(?:please|let me|let's)\\s${adverbs}(?:know|be)`,
    // The reader may.
    `(?:you\\s${adverbs}(?:can|could|may|might|would|will|won't|need not|needn't|don't (?:need|have) to|do not (?:need|have) to|only (?:need|have) to|are (?:free|welcome) to)|you'll|you'd)\\s${adverbs}(?:${act}|be)|you\\s(?:decide|choose|tell me|say|name|have my)`,
    // The letter, the call, the answer.
    "(?:this|that|it|these|those|here|there|nothing|everything|anything|none|no|not|a|an|any|even|one|my|half|time|all|another|some|either|neither|whatever|which|what follows|your (?:role|title|position|job)|the (?:week|day|month) after|the (?:answer|call|offer|point|idea|question|rest|choice|decision|first step))(?:'s|'ll|'d)?\\b",
    // No sentence at all.
    '(?:happy|glad|delighted|pleased|sorry|(?:my |sincere )*apologies|pardon|many thanks|thanks|thank you|cheers|congratulations|congrats|well done|(?:great|good|wonderful) (?:news|luck)|best of luck|all the best|(?:best|warm|kind|good) wishes|with|have a|enjoy|wishing|hoping|looking forward|until then|hence|worth|curious|keen|just|only|simply|quick|for now|by the way|to be|in short|in brief|understood|fair enough|alternatively|from|if not|if so|at (?:worst|best|most|least)|in the meantime|up to|over to|say|to)',
  ].join('|')})(?![\\p{L}])`,
  'iu',
)

/** Our own language may be spoken of in an offer; told as it stands it is a claim. */
const isLetterClause = (clause: string, knowledge: Knowledge): boolean => {
  const kind = letterClause.exec(clause)
  const strange = strangers(clause, knowledge, {
    ours: kind !== null && /^(?:i|we|happy|glad|let|please|no need)\b/iu.test(clause),
  })
  return kind
    ? strange <= (offering.test(clause) ? 1 : 0)
    : strange === 0 && !startsElse.test(clause) && !isNamed(clause, knowledge)
}

const startsElse =
  /^(?:i|it|the|your|you|our|we|he|she|they|their|his|her|nobody|no one|somebody|someone|everybody|everyone|many|most|few|people|companies|teams|others)\b/iu

/** What one has heard, done or thinks of others is a claim, and so is what we do for others. */
const claiming =
  /\b(?:read (?:about|that|of|in)|see that|saw|seen|heard|notice\w*|learn(?:ed|t)\w*|gather\w*|found|spotted|came across|told|remember\w*|recall\w*|met|spoke|spoken|enjoyed|love (?:your|the|how|what)|admire\w*|following|followed|believe|suspect|assume (?:that )?(?:you|your|the)|know (?:how|that (?:you|your|the)|you|your|the)|helps? (?:companies|teams|customers|others|people|leaders|to (?:\w+ ){1,5}(?:faster|sooner|better))|helped|cut|saves?|saved|saving|reduc\w*|halv\w*|half (?:the|of|as)|twice|doubl\w*|faster|cheaper|grow|grew|won(?!'t)|win|earn\w*|fixed|prove\w*|guarantee\w*|promise (?:you|that|your)|us|our|since|leading|number one|unlike|every (?:company|team|customer|second)|yours?,? too|like yours|(?:well|better) (?:again|soon|now)|recover\w*)\b/iu

/** "The late payments", "your audit": a thing that is taken to be there must be one of a letter. */
const definite = /\b(?:the|your|these|those|another|their|his|her|its)\s((?:[\p{L}'-]+\s?){1,3})/giu
const untilFunction = (run: string): string => {
  const words = wordsIn(run)
  const end = words.findIndex(({ stem }, i) => i > 0 && functionWords.has(stem))
  return end < 0 ? run : run.slice(0, words[end]!.start)
}

/** What one says of oneself alone: nobody else, no company and no figure is in it. */
export const isPersonal = (text: string, knowledge: Knowledge): boolean => {
  const plain = text.replace(/[‘’]/gu, "'")
  return (
    /^(?:(?:and|but|so|then|honestly|personally),? )?(?:i|i'm|i've|i'd|my (?:own )?\p{L}+)\b/iu.test(plain) &&
    !/\b(?:you\w*|we\w*|our|us|compan\w+|teams?|customers?|clients?|users?|tools?|products?|competitors?|rivals?|market|industry|trade|banks?|boards?|investors?|people|anyone|everyone|nobody|somebody|who|whose|aware|know|realise|realize|sorry|glad|sad|regret|hate|because|that (?!this\b|it\b|i\b)\p{L}+)\b/iu.test(
      plain,
    ) &&
    !new RegExp(`^i(?:'d|'ll)?\\s${adverbs}(?:can|could|will|would|may|might)\\b`, 'iu').test(plain) &&
    !claiming.test(plain) &&
    strangers(plain, knowledge) <= strangeIfs &&
    [...plain.matchAll(definite)].every(({ 1: thing }) => strangers(untilFunction(thing!), knowledge) === 0) &&
    !isNamed(plain, knowledge) &&
    tellsNoFact(plain, false, knowledge)
  )
}

const strangeIfs = 3
/** In what the writer offers or asks, one word may be strange; in wishes, thanks and what was, none. */
const spareWords = (clauses: readonly string[]): number =>
  clauses.length > 0 && clauses.every((clause) => offering.test(clause)) ? 1 : 0
const offering = new RegExp(
  `^(?!.*\\b(?:hope|wish|enjoy|thank|was|were|had)\\b)(?:(?:i|we)(?:'ll|'d)?\\s(?:at \\p{L}+\\s)?${adverbs}${wills}${act}|(?:i|we)(?:'m| am|'d be| would be) (?:happy|glad|delighted|keen)|let me\\b|(?:happy|glad) to)`,
  'iu',
)

const strangers = (text: string, { ours, identity }: Knowledge, about = { ours: true }): number =>
  wordsIn(text).filter(
    ({ stem, text: word, start }) =>
      !(start > 0 && /^\p{Lu}/u.test(word) && identity.stems.has(stem)) &&
      !(about.ours && ours.has(stem)) &&
      ![functionWords, courtesyWords, frameWords, letterWords].some((words) => words.has(stem)),
  ).length

/** The reader is one who is asked, served or free to choose; what is "your" is of the letter. */
const readerIn = (text: string, asks: boolean, { ours }: Knowledge): boolean => {
  const rest = text.replace(toReader, ' ')
  if (!asks && /\b(?:you|you're|you've|yours|the (?:company|team|business|board|staff))\b/iu.test(rest)) return false
  return [...rest.matchAll(/\byour ((?:[\p{L}'-]+ )?[\p{L}'-]+)/giu)].every(({ 1: head }) =>
    wordsIn(head!).some(({ stem }) => ofReader.has(stem) || (asks && ours.has(stem))),
  )
}

const toReader = new RegExp(
  [
    '\\b(?:to|for|with|from|at|on|of|by|send|show|tell|give|bother|wish|wishing|thank|reach|drop|write|ask|spare|keep|trouble|leave|chase|e-?mail|call|ring|help|walk|meet|hold|disturb|pester|suits?|helps|owe|save|let|picked|chose|email|text|brief|join|hear|give|chasing|think of|than) you(?: and everyone(?: (?:involved|who worked on (?:it|this)))?)?\\b',
    `\\b(?:you|you'll|you'd) (?:(?:can|could|may|might|would|will|won't|rather|also|always|simply|just|only|not|need|have|do|don't|free|are|welcome|to|well|perhaps|still|prefer|ever|even)\\s)*(?:${acts}|decide|choose|mind|agree|like|prefer|want|wish|need|say|feel|think|see|get)\\b`,
    "\\byou(?: are|'re|(?: might| may| could)? be)? (?:not )?(?:the (?:right|wrong|best) (?:person|one)|free|welcome|around|interested|curious|open|happy)\\b",
    '\\b(?:if|whether|what|how|when|whenever|where|that|as) you (?:see|say|think|feel|would|like|prefer|want|need|can|could|wish|have|go|do|look|handle|run)\\b',
    '\\b(?:somebody|someone|anybody|anyone|a colleague|others|one|whoever) (?:else )?(?:on|in|from|of) (?:your team|yours)\\b',
  ].join('|'),
  'giu',
)

const isNamed = (text: string, { accountNames, sender }: Knowledge): boolean =>
  [...accountNames, sender.company, ...selfNames.split(' ')].some((name) =>
    ` ${normal(text)} `.includes(` ${normal(name)} `),
  )
