import type { LocalDay } from '../day.ts'
import type { ReplyClass } from '../outcome.ts'
import { likelyClass } from './likely.ts'
import { namedDays } from './named-day.ts'
import { namedAgain, returnDay } from './until-day.ts'

/** What the rules take a reply for. A suggestion: a person confirms or changes it. */
export type Suggestion = { replyClass: ReplyClass; untilDay: LocalDay | null }
export type ReplyWords = { text: string; subject: string; automatic: boolean; today: LocalDay }

/** So much of a reply decides what it is. */
const mostCharacters = 2_000

/**
 * The class of the words the sender wrote, English: by rules, else by what such words usually say; `other` where both
 * are unsure.
 */
export const classifyReply = ({ text, subject, automatic, today }: ReplyWords): Suggestion => {
  const words = plain(text.slice(0, mostCharacters))
  const replyClass = automatic ? ofMachine(words, plain(subject.slice(0, 300))) : ofPersonOrLikely(words, today)
  const untilDay =
    replyClass === 'out_of_office'
      ? returnDay(words, today)
      : replyClass === 'not_now'
        ? namedAgain(words, today)
        : null
  return { replyClass, untilDay }
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/[‐‑‒]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()

const ofMachine = (words: string, subject: string): ReplyClass => {
  if (gone.test(words)) return 'wrong_person'
  return [absent, absentByMachine, closed].some((tells) => tells.test(words)) || absent.test(subject)
    ? 'out_of_office'
    : 'other'
}

/** A likely class is taken from here on: fewer are wrong than right, and a person confirms or changes it. */
const leastProbability = 0.5

/** What silences an address or rests an account takes a rule. */
const ofPersonOrLikely = (words: string, today: LocalDay): ReplyClass => {
  const ruled = ofPerson(words, today)
  if (ruled !== 'other') return ruled
  const { replyClass, probability } = likelyClass(words)
  const isGuessed = probability >= leastProbability && replyClass !== 'unsubscribe' && replyClass !== 'out_of_office'
  return isGuessed ? replyClass : 'other'
}

/** What stops the sender hearing from us comes first, then who and when, then yes and no. */
const ofPerson = (words: string, today: LocalDay): ReplyClass => {
  if (wantsOut(words)) return 'unsubscribe'
  const says = (patterns: readonly RegExp[]) => patterns.some((pattern) => pattern.test(words))
  const declines = says(objecting)
  const meets = !says(noMeeting) && (says(meeting) || (says(atTime) && namedDays(words, today).length > 0))
  if (says(elsewhere) || gone.test(words)) return 'wrong_person'
  if (says(later)) return meets && says(atTime) ? 'meeting' : 'not_now'
  if (meets) return 'meeting'
  if (absent.test(words) && !past.test(words)) return says(interested) ? 'interested' : 'out_of_office'
  if (declines) return says(interested) && !flatNo.test(words) ? 'other' : 'objection'
  return says(interested) ? 'interested' : 'other'
}

const wantsOut = (words: string): boolean =>
  /^(?:please )?(?:stop|remove|unsubscribe|opt[ -]?out|remove me|no more)[.! ]*$/.test(words) ||
  leaving.some((pattern) => {
    const found = pattern.exec(words)
    return (
      found !== null &&
      !/\b(?:don't|do not|not|without|how (?:do|does|can|would).{0,60}) ?(?:to )?(?:please )?$/.test(
        words.slice(0, found.index),
      )
    )
  })

const leaving: readonly RegExp[] = [
  /\bunsubscribe (?:me|us|my|our|this|immediately|now|please)\b/,
  /\b(?:please|pls|kindly|want to|like to) unsubscribe\b/,
  /\bunsubscribe[.!]*$/,
  /\b(?:remove|delete|erase|take) (?:me|us|it|this (?:e-?mail )?address|my (?:e-?mail|data|details|name|address|information|contact)|our (?:company|e-?mail|data|details|address|domain))\b.{0,30}\b(?:list|lists|database|systems?|records|crm|mailings?)\b/,
  /\b(?:remove|delete|erase) my (?:data|details|personal|contact|e-?mail|information)\b/,
  /\btake (?:me|us|our company|my name) off (?:your|this|the|of) ?(?:\w+ )?(?:list|mailing|distribution)/,
  /\bstop (?:e-?mailing|mailing|contacting|writing|messaging|spamming|bothering|sending|with the e-?mails|these e-?mails)\b/,
  /\bto stop (?:writing|contacting|mailing)\b/,
  /\b(?:do not|don't|never|not) (?:ever )?(?:contact|e-?mail|write(?: to)?|message|mail|approach) (?:me|us)\b(?! (?:about|before|until|on a|during))/,
  /\b(?:do not|don't|no longer) (?:want|wish) to (?:receive|get|hear)\b.{0,40}\b(?:more|further|any|again|from you|these|your|e-?mails)\b/,
  /\bno (?:more|further) (?:e-?mails?|messages?|contact|mailings?)\b/,
  /\b(?:refrain from|desist from) (?:contact|e-?mail|writ|mail|send|messag)/,
  /\b(?:do not|don't|not) (?:wish|want|like) to be (?:contacted|e-?mailed|written|approached|messaged|mailed)\b/,
  /\b(?:get|take|put|leave|keep) (?:me|us|my (?:name|address|e-?mail)) (?:off|out of|from) (?:of )?(?:your|this|these|that|the|any|all)\b(?! (?:thread|cc|copy|invite|loop|conversation))/,
  /\b(?:remove|delete|erase) (?:my|our|this|that) (?:e-?mail )?(?:address|name|details|contact|account)\b|\b(?:remove|delete|erase) (?:everything|all|any|whatever)\b.{0,40}\b(?:about|on|of|hold|have) (?:me|us)?\b/,
  /\b(?:did|have|has) (?:not|never) (?:given )?consent|\b(?:i|we) (?:didn't|never) (?:consent(?:ed)?|agreed?) to\b/,
  /\b(?:do not|don't|never) (?:send|mail|e-?mail|write|contact|call|approach|message) (?:me|us|anyone|anybody|any of us|this address|here)\b(?! (?:about|before|until|on a|during|a (?:calendar|meeting)))/,
  /\bno (?:more|further) (?:correspondence|communications?|mail|outreach|approaches)\b/,
  /\b(?:stop|quit|end) (?:this|it|these|all|any|the) ?(?:\w+ )?(?:e-?mails?|messages|mailings?|spam|outreach|contact|now)\b|\bplease stop\b[.! ]*$/,
  /\bcease (?:all|any)? ?(?:further )?(?:contact|communication|e-?mail)/,
  /\b(?:opt|opting) (?:me |us )?out\b/,
  /\b(?:leave me alone|lose my (?:e-?mail|address|number))\b/,
  /\bobject to (?:the|any|your) (?:processing|use) of my\b|\bobject to the processing\b|\bright to (?:erasure|be forgotten)\b/,
]

const gone =
  /\bno longer (?:with|at|employed|works?|working|part of|in charge)\b|\b(?:i|she|he|i'm|i am|is|am) not (?:with|employed (?:at|by)|working (?:at|for)) \w+ (?:any ?more|any longer)\b|\b(?:has|have) left (?!you|a|the (?:office|building)|my|on)|\bi (?:have )?left (?:the company|\w+ (?:in|last|on|at))|\b(?:i|she|he|has|have) (?:\w+ )?retired\b|\b(?:changed|switched|left) (?:my )?(?:jobs?|employers?|companies)\b|\bmoved on (?:from|to)\b|\bmy last (?:working )?day\b/

const absent =
  /\bout[ -]of[ -](?:the )?office\b|\booo\b|\b(?:on|starting|start my) (?:annual |parental |maternity |paternity |sick |medical |extended |a )?(?:leave|vacation|holidays?|sabbatical|pto)\b|\baway (?:from|until|till|again|on|this|today)\b|\b(?:currently|am) (?:away|travelling|traveling)\b|\bnot in the office\b|\b(?:back|return) (?:in the office|at my desk|to the office|to work)\b|\bback (?:on|next) (?:mon|tues|wednes|thurs|fri)day\b|\breturning on\b|\breturn date\b|\b(?:limited|no) access to (?:my )?e-?mails?\b|\bslow to respond\b|\b(?:out|off|unavailable|absent|away) (?:sick |ill )?(?:until|till|from|this week|next week|today|through|between)\b|\btime off\b|\bpto\b|\b(?:annual|parental|maternity|paternity|sick) leave\b/
/** What only a machine's answer says of an absence. */
const absentByMachine =
  /\b(?:unavailable|absent|absence|away|vacation|holidays?|business trip|travell?ing|training|conference|part[- ]time|reduced hours)\b|\b(?:don't|do not) work on\b|\b(?:upon|on|after|until|till) my return\b|\bwhen i (?:return|am back|get back)\b|\b(?:back|reopen|returning|available again) (?:\w+ ){0,3}(?:on|in|from)\b|\boff (?:until|till|work)\b/
const closed = /\boffices? (?:is|are|will be) closed\b/
const past =
  /\b(?:was|were|been|just (?:got )?back from|returned from) (?:\w+ )?(?:out of|on|away|in|off|leave|vacation|holiday)/

const roles =
  '(?:c[a-z]o|vp|head|director|manager|team|department|colleagues?|boss|lead|operations|purchasing|procurement|finance|assistant)'
const elsewhere: readonly RegExp[] = [
  /\b(?:the )?wrong (?!time|timing|moment|impression|idea|way|end|link|attachment|season)\w+/,
  /\bnot the (?:right|best|correct) (?:person|contact|one)\b/,
  /\b(?:not|isn't|is not|nor) (?:really )?(?:my|our) (?:area|department|topic|responsibility|remit|field|job|team|decision)\b/,
  /\b(?:don't|do not|no longer) (?:handle|look after|deal with|manage|own|work on|decide)\b/,
  /\b(?:should|need to|want to|would have to|better|best) (?:to )?(?:speak|talk|ask|contact|reach out|write)(?: to| with)? (?:my|our|the|them|him|her|someone|somebody|[a-z]+[.!]*$)/,
  /\bplease (?:contact|talk to|speak (?:to|with)|reach out to|ask|write to|get in touch with) (?!me\b|us\b)/,
  /\b(?:forwarded|passed|passing|forwarding) (?:this|your|you|it)\b.{0,30}\b(?:to|on)\b/,
  /\b(?:looping in|cc'ing|copying in|adding) (?!me\b)\w+.{0,30}\bwho\b/,
  /\b(?:is|are) (?:the one|the person|the right person|best placed) to (?:talk|speak|ask|contact)\b/,
  new RegExp(
    String.raw`\b(?:ask|asking|try|contact|approach|copying|talk(?:ing)? to|speak(?:ing)? (?:to|with)|write to|better off with) (?:in |to )?(?:our|my|the|your)? ?(?:\w+ )?${roles}\b`,
  ),
  /\b(?:ask|copying|looping|adding|introducing) (?!me\b|us\b|you\b|for\b|about\b|if\b|again\b|that\b|because\b|in\b|the\b|a\b)[a-z]+(?: in)?(?:[.!]*$|,? (?:he|she|they|who|instead)\b)/,
  /\b(?:goes|belongs|sits|lies|is|rests) (?:to|with) (?:our |the |my )?(?:\w+ )?(?:team|department|office|operations|purchasing|procurement|it|hr|finance|headquarters|parent|group|vp|director|head)\b/,
  /\b(?:parent company|head office|headquarters|group|somebody else|someone else|other people|another team|procurement|purchasing) (?:\w+ )?(?:decides?|handles?|owns?|deals?|buys?|takes? care)\b|\b(?:decided|handled|owned|managed|bought) (?:by|at) (?:our|the|my|another|somebody|someone)\b/,
  /\bis your (?:man|woman|person|contact|best bet|best contact)\b|\babove my pay grade\b|\bknow nothing about\b|\bnothing to do with (?:this|it|that)\b/,
  /\bhas taken over\b|\btook over (?:from me|my)\b|\bmoved to (?:a|another) (?:different |new )?(?:role|team|department)\b/,
  /\b(?:question|matter|topic|one) for (?:our|the|my) \w+/,
  /\bresponsible for \w+, not\b|\bnot responsible for\b/,
  /\btry (?!me\b|us\b|again|it\b|this\b|something|that\b)\w+ \w+ in \w+/,
]

const later: readonly RegExp[] = [
  /\bnot (?:right |just )?now\b|\bnot at (?:the|this) (?:moment|time|stage|point)\b|\bnot (?:currently )?a priority\b|\bnot (?:just |quite )?ready yet\b|\bnot yet\b/,
  /\b(?:maybe|perhaps) (?:later|next|in|after|some)\b|\blater (?:this|in the) year\b/,
  /\b(?:reach out|circle back|check back|check in|get back to me|come back|follow up|ping me|try me|try|write to me|contact me|get in touch|touch base|look at (?:it|this))(?: \w+){0,3} (?:again|in (?:a|two|three|four|five|six|the new|q\d|\d|january|february|march|april|may|june|july|august|september|october|november|december|about)|after|next (?:quarter|year|month)|then|on \d)/,
  /\b(?:timing|time|moment)(?: \w+)? (?:isn't|is not|is bad|is off|wasn't)\b|\b(?:bad|wrong|poor) (?:timing|time|moment)\b|\bnow is(?: not|n't) (?:a|the)\b/,
  /\brevisit\b|\bpick this up (?:again|in|next|after|later)\b/,
  /\b(?:won't|will not|can't|cannot) (?:look|get|consider|think)\b.{0,30}\b(?:before|until|this (?:year|quarter|month))\b/,
  /\bfreeze (?:until|till|this|for)\b|\bno budget (?:this|until|left|for this)\b|\bnext (?:quarter|year) (?:maybe|perhaps)\b/,
  /\b(?:not|certainly not|nothing) (?:before|until|this (?:year|quarter|month)|till)\b|\b(?:has|have|will have|needs?) to wait\b|\b(?:down the (?:road|line)|on hold|park (?:this|it)|on the back burner)\b/,
  /\b(?:can't|cannot|couldn't|won't|unable to) (?:\w+ ){1,4}(?:before|until|till|this (?:week|month|quarter|year))\b/,
  /\b(?:i'll|i will|we'll|we will) (?:come back|get back|be in touch|reach out|contact you|let you know)\b.{0,40}\b(?:once|when|after|later|as soon as|if)\b/,
  /\b(?:in the middle of|until after|once we (?:have|are)|after (?:the|our) (?:migration|rollout|move|merger|reorgani[sz]ation|season|audit|summer))\b/,
  /\b(?:reconnect|speak|talk|ask|drop|call|ping|write|remind|try|contact|approach|mail|e-?mail|reach)\b.{0,25}\b(?:in|until|after|around|from|next|on) (?:a (?:month|year|few|couple)|the (?:new|second|first|autumn|spring|summer)|early|mid|late|january|february|march|april|may|june|july|august|september|october|november|december|year|quarter|q[1-4])\b/,
  /\btoo busy\b|\bswamped\b|\bfocus(?:ing|ed|sing)? on other\b/,
]

const meeting: readonly RegExp[] = [
  /\blet's (?:talk|meet|speak|chat|set up|schedule|find (?:a|some) time|book|do a call|have a (?:call|chat))\b/,
  /\b(?:happy|glad|open|willing|keen|love|like) to (?:chat|talk|meet|speak|meeting|jump on|have a (?:call|chat)|hop on|do a call)\b/,
  /\b(?:send|propose|suggest|share)\b.{0,25}\b(?:invite|invitation|calendar|times|slots|availability)\b/,
  /\b(?:book|put|schedule|set up) (?:something|a|some|time|in)\b.{0,25}\b(?:call|meeting|calendar|time|slot|demo|diary)\b/,
  /\b(?:quick |short )?call makes sense\b|\bset up a (?:call|meeting)\b|\bgive me a (?:call|ring)\b|\bcall me (?:on|at|tomorrow|this|next|any)\b/,
  /\b(?:what|how) does your (?:calendar|diary|week|schedule) look\b|\bwhat times? (?:do you|would|works?|suits?)\b/,
  /\bcan (?:we|you) (?:talk|meet|speak|call|chat)\b|\bcould you (?:do|make)\b.{0,40}\d/,
  /\blet's do (?:next |this )?(?:mon|tues|wednes|thurs|fri)day\b|\blet's speak\b/,
  /\b(?:booking|calendar|calendly|scheduling) (?:link|page)\b|\b(?:grab|pick|choose) (?:any|a|some|the) (?:slot|time)\b|\byou pick the time\b/,
  /\b(?:short|quick|brief) (?:conversation|call|chat|meeting)\b.{0,40}\?|\b(?:possible|free|time) for (?:a|an) (?:\w+ )?(?:conversation|call|chat|meeting)\b/,
  /\barrange (?:it |this |something |a time |a call )?with my\b|\bkeeps my (?:diary|calendar)\b/,
  /\b(?:zoom|teams|meet|call|phone) (?:on|at|next|tomorrow)\b.{0,15}(?:day|\d|week)|\bcall (?:me )?(?:whenever|any ?time)\b/,
  /\b(?:minutes|hour) on (?:mon|tues|wednes|thurs|fri)day\b|\bteams or zoom\b/,
]
/** Means a meeting only where a day or an hour is named beside it. */
const atTime: readonly RegExp[] = [
  /\b(?:mon|tues|wednes|thurs|fri)day\b.{0,25}\b(?:works|suits|is fine|is good)\b|\bworks for me\b/,
  /\b(?:i'm|i am|we're|we are|are you) (?:free|available)\b/,
  /\bhow (?:about|does|is)\b.{0,30}\b(?:look|work|suit|mon|tues|wednes|thurs|fri)/,
  /\b(?:half an hour|minutes|an hour|slot)\b.{0,40}\b(?:suit|work|mon|tues|wednes|thurs|fri)|\bdoes .{1,20}\bsuit\b/,
  /\blet's (?:talk|meet|speak)\b.{0,40}\b(?:at|am|pm|\d{1,2}:\d\d)\b/,
]
const noMeeting: readonly RegExp[] = [
  /\b(?:no need for|don't need|do not need|don't want|not (?:interested in|open to|available for)) (?:a |any )?(?:call|meeting|demo|chat)/,
  /\b(?:can't|cannot|won't|not able to) (?:meet|talk|chat|take a call)\b/,
]

const flatNo = /\bnot interested\b|\bno,? thank(?:s| you)\b|\bnot for us\b|\bi'll pass\b/
const objecting: readonly RegExp[] = [
  flatNo,
  /\bno interest\b|\bnot (?:a|the right|a good) fit\b|\bnot relevant\b|\bisn't relevant\b|\bnot (?:something|what) we\b/,
  /\b(?:we|i) (?:already|currently) (?:have|use|work|run|got)\b|\bhappy with (?:them|our|what|it|the)\b|\b(?:all set|covered)\b/,
  /\bbuil[td] (?:this|it|that|our own|something)?.{0,15}\bin-?house\b|\boutsource\b|\bin-?house\b/,
  /\btoo expensive\b|\b(?:no|don't have (?:the|a|any)|lack the) budget\b|\bcan't afford\b/,
  /\b(?:don't|do not|doesn't|does not) (?:need|see (?:the|a|any)|integrate|support|fit)\b|\bno need\b|\bno use to\b/,
  /\blocked into\b|\bunder contract\b|\b(?:will not|won't|would never|will never|can't|cannot) (?:allow|agree|accept|approve)\b/,
  /\b(?:it's|it is|that's|that is) a no\b|\b(?:hard|a) pass\b|\bnot convinced\b|\bi doubt\b|\bsceptical\b|\bskeptical\b/,
  /\b(?:got|have|had) (?:this|that|it|these things) (?:handled|covered|solved|sorted|under control)\b|\b(?:handled|solved|done|covered) internally\b/,
  /\b(?:our|the) (?:current|existing|own|present) (?:\w+ )?(?:system|tool|software|vendor|supplier|provider|setup|solution|partner)s?\b.{0,30}\b(?:does|do|works?|covers?|handles?|is|are)\b/,
  /\b(?:doesn't|does not|not) (?:sound|look|seem) (?:like|right|relevant|useful)\b|\bcosts? (?:too|so) much\b|\btoo (?:costly|pricey|complicated|risky|big|small) for\b/,
  /\b(?:exclusive|long-term|multi-?year|binding) (?:agreement|contract|deal)\b|\bwon't (?:change|switch)\b|\bnot (?:going to|looking to|planning to) (?:change|switch|buy|replace)\b|\bdecided against\b/,
  /\bhow (?:is|are) (?:this|you|it|that) (?:any )?different\b|\bwhat makes you (?:different|better)\b/,
  /\btried (?:this|something|it|that|a similar)\b.{0,60}\b(?:not|didn't|never|fail)/,
]

const commerce = String.raw`(?:pric(?:es?|ing)|costs?|numbers|references?|material|brochure|onboarding|integrat\w+|implementation|rollout|trial|demo|licen[cs]es?|read|examples?|results|documentation|overview)`
const interested: readonly RegExp[] = [
  /\b(?:tell|send|give|share(?: with)?) (?:me|us|over)\b.{0,30}\b(?:more|info|information|details|deck|what|pricing|case|something|one-pager)\b/,
  /\btell me (?:a bit |a little )?more\b|\bmore (?:info|information|details)\b|\bsend (?:me )?(?:the|a|your|over|some|info|more|pls)\b/,
  /\b(?:know|learn|hear|hearing|see|seeing) (?:a (?:bit|little) )?(?:more|how|a demo)\b/,
  /(?<!not |n't )(?<!nor )\binterested\b|\bthis (?:does )?sounds? (?:interesting|good|great|useful)\b|\bsounds? (?:interesting|good|great|useful|relevant)\b|^(?:hi \w+, )?(?:very )?interesting\b(?! times)|\blooks (?:useful|relevant|promising|interesting|good)\b/,
  /\bhow (?:does|would|do) (?:it|this|that|you)\b.{0,20}\bwork\b|\bdoes it work\b|\bwhat (?:does|would|will) (?:it|this|that) (?:cost|involve|take)\b|\bwhat would you need\b|\bhow long does\b/,
  /\b(?:do you have|share|is there)\b.{0,25}\b(?:pricing|price|case stud|one-pager|deck|brochure|demo|references?)\b/,
  /\b(?:good|well|right|perfect) (?:timing|timed)\b|\bright moment\b|\blooking (?:at|for|into)\b.{0,30}\b(?:options|this|right now|something)\b/,
  /\b(?:exactly|have) (?:this|that|the same) problem\b|\breal pain\b|\b(?:keen|curious|intrigued)\b/,
  /^(?:yes|yes please|sure|of course|absolutely)[.,! ]*$/,
  /\b(?:intriguing|fascinating)\b|\b(?:fire away|go on|go ahead|i'm listening|i'm all ears)\b|\bwhat(?:'s| is| are) the next steps?\b/,
  new RegExp(
    String.raw`\b(?:what|how|which|can|could|do|does|is|are|got|any|would|who)\b.{0,80}\b${commerce}\b.{0,60}\?`,
  ),
  new RegExp(
    String.raw`\b(?:love|like|need|want|appreciate|see|share|send)\b.{0,25}\b(?:some |the |your |a |any )?${commerce}\b`,
  ),
  /\b(?:we|i) (?:do )?(?:struggle|suffer|have trouble|fight) with\b|\b(?:could|might|would|may) be (?:useful|helpful|valuable|of use|of interest|interesting|relevant)\b/,
  /\b(?:can|could|would) you (?:explain|elaborate|describe|outline|say more|show)\b/,
  /\bcould you share\b|\bi'll take a look\b|\bwill look at it\b/,
]
