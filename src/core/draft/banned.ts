export type BannedFamily = { family: string; phrases: readonly string[] }

const family = (name: string, phrases: string): BannedFamily => ({
  family: name,
  phrases: phrases.split(/\s*[;\n]\s*/).filter(Boolean),
})

/** An editable list: each phrase is found as whole words, without case; `*` stands for a word. */
export const bannedFamilies: readonly BannedFamily[] = [
  family(
    'fake familiarity',
    `long time no see; as we discussed; as discussed; following our chat; great to connect
    great connecting; my friend; we met at; as promised; per our conversation; circling back
    just following up; bumping this; just checking in; touching base; touch base`,
  ),
  family(
    'invented mutuals',
    `mutual friend; mutual connection; mutual contact; a colleague of yours; someone on your team told me
    your colleague suggested; our mutual; was recommended to me; referred me to you`,
  ),
  family(
    'urgency tricks',
    `act now; act fast; last chance; limited time; limited offer; only * left; before it is too late
    expires today; expires soon; final notice; urgent; asap; don't miss; do not miss; today only
    time-sensitive; spots left`,
  ),
  family(
    'empty courtesy',
    `hope you are well; hope you're well; hope this finds you well; hope this email finds you
    hope all is well; hope you are doing well; hope you're doing well; trust you are well
    i know you are busy; i know you're busy; sorry to bother; my name is`,
  ),
  family(
    'worn openers',
    `quick question; quick call; quick chat; pick your brain; 15 minutes of your time
    fifteen minutes of your time; hop on a call; jump on a call; game changer; game-changer
    game-changing; synergy; synergies; revolutionary; cutting-edge; cutting edge; best-in-class
    world-class; next level; low-hanging fruit; move the needle; win-win`,
  ),
  family(
    'unsupported praise',
    `love what you; impressive; impressed by; impressed with; amazing work; amazing job; incredible
    big fan; huge fan; great work; well deserved; inspiring; admire; remarkable; fantastic; awesome
    outstanding; brilliant`,
  ),
  family(
    'private life',
    `your family; your kids; your children; your wife; your husband; your birthday; your vacation
    your holiday; your home life; your house; your weekend; your instagram; your facebook; your dog; your wedding
    your university days`,
  ),
  family(
    'guarantees',
    `guarantee; guaranteed; risk-free; risk free; no risk; 100% free; free money; double your
    triple your`,
  ),
]
