import { stemsOf } from './words.ts'

/** What writer and reader of a letter do with it, with their time and with each other, in plain form. */
export const acts =
  'accept|agree|allow|answer|appreciate|arrange|ask|assume|bear with|begin|be|book|bother|bring (?:along|up)|call|chase|chat|check|come back|come by|compare|connect|congratulate|consider|continue|decline|delete|demonstrate|describe|direct|discuss|disturb|do|draw|drop|email|end|excuse|exchange|explain|explore|feel|find|fit|follow|forgive|forward|get back|get in touch|get going|get it|get straight|give|go|guess|have|hear|help|hit|hold|ignore|introduce|join|judge|keep|know|learn|leave|let|like|listen|look|love|mail|meet|mention|message|mind|move|name|offer|outline|pardon|pass|pester|phone|pick|point|prefer|propose|provide|put|reach|read|redirect|refer|reply|respond|ring|run through|save us|remain|say|schedule|see|send|set|shoot|share|shout|show|sit|skip|speak|start|stay|step|stop|suggest|swap|take|talk|tell|text|thank|think|touch|trouble|try|understand|value|wait|walk|welcome|wish|work|worry|write'

/** Words of letters, calls, calendars, willingness and modesty. None of them tells of a company. */
export const letterWords: ReadonlySet<string> = stemsOf(
  `mail email message letter inbox post text line word note card call phone video screen demo slide deck pitch brochure link attachment document checklist
  template outline sample example summary sheet paper copy draft version recording calendar diary agenda schedule slot date invite appointment meeting coffee tea
  lunch break hour half quarter second minute moment while morning noon lunchtime afternoon evening tonight weekend start end beginning rest soon early late later sooner
  earlier ahead advance meantime now then today tomorrow ever never always already yet still again once twice often rarely first last next previous
  forgive excuse pardon apologise apologize apology sorry regret bother trouble disturb pester chase spam nuisance interrupt intrude intrusion unasked unsolicited uninvited
  cold blue direct directly bold forward straight straightforward blunt frank frankly honestly candid openly upfront personal personally
  aware conscious sure unsure certain certainly guess hunch mistaken mistake error off mark base track target premature presume assume assumption impression correct
  curious keen eager delighted thrilled happy glad pleased grateful thankful obliged appreciate appreciation honour privilege pleasure favour kind kindly kindness generous
  little bit small tiny big huge lot much many few several couple pair quick quickly swift short brief briefly long lengthy minimal maximum least most very quite rather really truly
  simply easy easily hard difficult simple plain clear clearly obvious specific concrete practical informal casual relaxed friendly free flexible open openness available
  availability reachable around handy convenient convenience suitable suit fit appropriate proper ideal perfect perfectly absolutely totally completely entirely fully gladly happily
  drop take taking give pass passing hand over spare waste spend hold stay step point pointer direction redirect steer route refer referral reference introduce introduction intro connect connection
  colleague counterpart desk table plate side end corner court remit role area field charge responsible decision decide choice choose option alternative preference prefer
  priority radar list agenda place covered cover control sorted sort settle handle handled already done set enough
  catch string attach obligation commitment commit pressure hurry rush strings-attached nothing something anything everything whatever whoever whenever wherever whichever however
  prepare preparation homework follow follow-up nudge reminder ping silence quiet refuse refusal decline polite politely respect
  feeling feelings opinion view perspective thought take feedback comment reaction impression judgement judgment advice verdict instinct
  approach way manner reason purpose intention intent aim hope wish luck success cheer greeting regard hello goodbye farewell
  fair understood understand understandable agree disagree matter mean meant involve involved hear listen touch round swing
  everyone everybody nobody none somebody someone anyone anybody person people folks
  go going come coming came bring run begin continue proceed move turn hit press shout shoot swap exchange explore discuss describe suggest suggestion propose proposal offer recommend
  piece favour value worthwhile worthy deserve benefit purpose use useful useless used
  delete remove unsubscribe skip bin keep save forget remember mention
  pick chose chosen name called work working look after part based
  smooth calm productive pleasant lovely wonderful fantastic excellent fine warm warmly sunny enjoy
  ear ears ball lend borrow offhand whim shot dark step stone heart trick hook string fuss jargon buzzword nonsense
  unless until although though either neither nor instead otherwise besides perhaps maybe probably possibly likely unlikely
  i'll you'll we'll it'll they're we're he's she's i'd you'd we'd that'll it's that's there's here's won't can't don't doesn't didn't isn't aren't wasn't wouldn't couldn't shouldn't haven't hasn't let's who's what's
  course imagine make made out off up down whom sales
  peace compliment hello hi nuisance gist hint queue park virtual virtually rough roughly pretend sympathise sympathize ruthless brutal brutally accordingly quiet quietly outside inside
  nice splendid great funny strange silly clever wise foolish lazy modest shy brave tired excited excite exciting nervous jealous envious hungry thirsty
  disposal suffice ample bravo finish opportunity occasion chance circumstance congratulate congratulation compliment allow permit oblige represent introduce consult provide information writing written print leaflet demonstration
  demo test try screenshot clip picture photo recording walkthrough tour visit person video zoom teams link button form guess maths math umbrella weather rain sun snow cake biscuit
  pretend promise swear admit confess suppose figure reckon find found mind miss smell sound silence noise joke laugh smile grin apart joking seriously serious kidding hand
  
  correct wrong right true false exact exactly precise precisely
  whether unless otherwise regardless
  hence therefore thus anyway regardless away through across near nearby apart against beyond behind under within without between towards toward about above below
  will shall must ought may might can cannot would could should go gone been being`,
)

/** What is the reader's in a letter: their time, their answer, their say. */
export const ofReader: ReadonlySet<string> = stemsOf(
  `time reply answer response thought thinking inbox view opinion perspective attention patience interest day week calendar diary schedule convenience side end desk plate
  area remit role title shoe position colleague call choice decision permission say word advice help guidance take feedback judgement leisure pace way name address email mail
  request question understanding honesty candour kindness consideration morning afternoon evening weekend month quarter situation case`,
)
