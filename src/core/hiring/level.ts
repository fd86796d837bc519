/** How senior a job is, from the least to the most; 'unknown' where its title does not say. */
const levels = [
  'intern',
  'entry',
  'junior',
  'mid',
  'senior',
  'staff',
  'principal',
  'lead',
  'manager',
  'director',
  'executive',
  'unknown',
] as const
export type Level = (typeof levels)[number]

const words = (pattern: string) => new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${pattern})(?![\p{L}\p{N}])`, 'iu')

/** Managers of a thing, who need not lead people. */
const ofThings =
  'product|project|program(?:me)?|account|case|community|content|communications?|customer success|change|treasury|policy|portfolio|partner|campaign|brand|marketing|social media|vendor|property|contracts?|category|event'

/** The first that is true decides: a "Senior Director" is a director, a "Senior Product Manager" is senior. */
// Supervisors of a shift are left out: their titles say whom they watch, not how senior they are.
const rules: readonly (readonly [Level, RegExp])[] = [
  [
    'intern',
    words(
      String.raw`intern(?:ship)?s?|trainee|apprentice(?:ship)?|students?(?! (?:housing|success|engagement|recruitment|affairs|services|life|support))|werkstudent(?:/?in)?|working student|fellow|co-op|v\.i\.e|praktik(?:um|ant(?:/?in)?)|stagiaire|alternan(?:ce|t)`,
    ),
  ],
  ['director', words(String.raw`director\s*/\s*vp`)],
  [
    'executive',
    words(
      String.raw`chief\s+(?:[\p{L}&]+\s+){1,4}officer|c[efotrimp]o|ciso|chro|(?:vice[- ]|(?<!to (?:the )?))president|[se]?vp|head of|(?:business|country|group|global|regional) head|managing director|general counsel|provost|founder`,
    ),
  ],
  ['director', words('(?<!art |creative |funeral |music )director|dean')],
  ['principal', words('principal|princ|distinguished')],
  [
    'staff',
    words(
      String.raw`staff\s+(?:[\p{L}/]+\s+){0,3}(?:engineer|developer|analyst|scientist|designer|architect)|(?<!of )staff$|(?:engineer|architect)\s+staff`,
    ),
  ],
  [
    'manager',
    words(
      String.raw`(?:senior|sr\.?|associate|assistant|store|general|branch|engineering|development|people|area|regional)[- ]+managers?`,
    ),
  ],
  ['manager', words(String.raw`(?:${ofThings})\s+(?:support|management)\s+(?:managers?|mgr)`)],
  ['senior', words(String.raw`(?:senior|sr\.?)\s+(?:[\p{L}&/,-]+\s+){0,5}?(?:${ofThings})\s+managers?`)],
  ['mid', words(String.raw`(?:${ofThings})\s+managers?`)],
  ['manager', words('managers?|mgr|manger|gerente|teamleiter(?:/?in)?')],
  ['lead', words('leads?|leader|tl')],
  [
    'senior',
    words(
      String.raw`senior|sr\.?|experienced|iii|iv|v(?!\s*&)|(?:level|grade|l)?[ -]?[345](?!\.\d|\s*(?:days?|hours?|x\b))`,
    ),
  ],
  [
    'mid',
    words(
      String.raw`ii|mid(?:-?level)?|intermediate|(?:level|grade|l)?[ -]?(?<!tier )2(?!\.\d|\s*(?:days?|hours?|x\b))`,
    ),
  ],
  ['junior', words(String.raw`junior|jr\.?`)],
  [
    'entry',
    words(
      String.raw`i(?:\s*/\s*ii(?:\s*/\s*iii)?)?|(?:level|grade|l)?[ -]?1|entry[- ]level|graduate|new grad|associate(?! (?:dean|professor))`,
    ),
  ],
]

/** "Executive Assistant to the CEO" is not the CEO. */
const assistant = words(String.raw`(?:assistant|asst)\s+to`)

/** Places, ids and years behind a title say nothing about the level ("Analyst - Level 3 - Dallas 2026"). */
const noise = /\(?\b(?:20\d{2}(?:-20\d{2})?|job code:?\s*\w+|\d{3,})\b\)?/giu

export const levelOf = (title: string): Level => {
  const bare = title.slice(0, 300).replace(noise, ' ')
  if (assistant.test(bare)) return 'unknown'
  return rules.find(([, pattern]) => pattern.test(bare))?.[0] ?? 'unknown'
}

/** How many of these titles name which level, the most senior first: "1 director, 2 senior"; null when none does. */
export const levelsInWords = (titles: readonly string[]): string | null => {
  const named = Map.groupBy(titles, levelOf)
  const counted = levels.flatMap((level) =>
    level !== 'unknown' && named.has(level) ? [`${named.get(level)!.length} ${level}`] : [],
  )
  return counted.toReversed().join(', ') || null
}
