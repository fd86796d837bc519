/** The work a job is part of; 'general' where its title does not say. The same words as for executives' roles. */
export type JobFunction =
  | 'sales'
  | 'marketing'
  | 'customer'
  | 'finance'
  | 'people'
  | 'legal'
  | 'security'
  | 'data'
  | 'it'
  | 'product'
  | 'engineering'
  | 'operations'
  | 'executive'
  | 'general'

const words = (pattern: string) => new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${pattern})(?![\p{L}\p{N}])`, 'iu')

/** The first that is true decides: an "IT Recruiter" works in people, a "Sales Engineer" in sales. */
const rules: readonly (readonly [JobFunction, RegExp])[] = [
  // What someone is comes before what they work beside: the assistant of a laboratory, the accountant of partnerships.
  ['operations', words('(?:executive|administrative|personal|office) assistants?')],
  ['finance', words('accountants?|bookkeepers?|financial controllers?')],
  [
    'general',
    words(
      '(?:patient care|medical|surgical|pharmacy|radiology|dental|veterinary|laboratory|lab) technicians?|clinical research',
    ),
  ],
  [
    'people',
    words(
      'recruit(?:er|ing|ment)|talent|sourcer|human resources|hr|hrbp|people (?:ops|operations|partner|experience|team|analytics|and culture|& culture)|chief people officer|(?:head|director|vp) of people|payroll|compensation (?:and|&) benefits|benefits|learning (?:and|&) development|employee (?:experience|relations)',
    ),
  ],
  [
    'legal',
    words(
      'counsel|legal|attorneys?|lawyers?|solicitor|paralegal|compliance|privacy|regulatory|contracts? (?:manager|specialist|administrator)|company secretary',
    ),
  ],
  [
    'customer',
    words(
      'customer (?:success|support|service|care|experience|onboarding)|client (?:success|services?|support)|csm|technical account|support (?:engineer|specialist|agent|representative|analyst|manager|lead)|technical support|product support|onboarding|implementation|call cent(?:er|re)|contact cent(?:er|re)',
    ),
  ],
  [
    'marketing',
    words(
      'marketing|marketer|brand|seo|sem|content|copywriter|growth(?! equity)|communications?|public relations|pr|demand gen(?:eration)?|social media|field events?|events? manager|community manager|customer acquisition|advertising|editorial',
    ),
  ],
  [
    'sales',
    words(
      'sales|seller|account (?:executive|manager|director)|(?:key|strategic|enterprise|national) accounts?|ae|sdr|bdr|(?:sales|business|partner|market) development|revenue|rev ?ops|partnerships?|partner(?: manager| success| account)|channel|alliances|deal desk|go[- ]to[- ]market|gtm|commercial|(?:solutions?|pre-?sales) (?:consultant|engineer|architect)|pre-?sales|territory|new business',
    ),
  ],
  [
    'security',
    words(
      '(?:cyber|information|product|application|app|cloud|network|infrastructure|offensive|data|it)[- ]?security|cybersecurity|infosec|security (?:engineer|engineering|analyst|architect|operations|researcher|consultant|specialist|developer|lead|manager|director|compliance|program)|(?:head|director|vp) of security|soc (?:analyst|engineer|manager)|penetration|pentester|threat|ciso|identity and access|iam',
    ),
  ],
  [
    'data',
    words(
      'data(?! cent(?:er|re)| entry)|analytics|machine learning|ml|mlops|ai|genai|llm|artificial intelligence|deep learning|(?:research|applied) scientist|business intelligence|bi|statistician',
    ),
  ],
  [
    'product',
    words(
      'product (?:manager|owner|management|lead|director|designer?|operations|ops|analyst)|(?:head|director|vp|chief) (?:of )?product(?: officer)?|ux|ui|user (?:experience|research(?:er)?)|designers?|design (?:lead|manager|systems?)',
    ),
  ],
  [
    'it',
    words(
      'it(?! recruiter)|information technology|system(?:s)? administrators?|sysadmin|help ?desk|service desk|desktop support|network administrator|database administrator|dba|(?:salesforce|crm|erp|netsuite|workday|servicenow|jira) (?:admin(?:istrator)?|developer|analyst|consultant|architect)|business systems|cio',
    ),
  ],
  [
    'engineering',
    words(
      'engineers?|engineering|developers?|software|programmer|devops|sre|site reliability|architects?|qa|testers?|firmware|hardware|embedded|front[- ]?end|back[- ]?end|full[- ]?stack|ios|android|platform(?! management)|cto|technical lead|tech lead|scientist|r&d|research(?:er)?',
    ),
  ],
  [
    'finance',
    words(
      'financ(?:e|ial)|accountants?|accounting|accounts (?:payable|receivable)|controller|fp&a|treasury|tax|audit(?:or)?|bookkeep(?:er|ing)|billing|actuar(?:y|ial)|investor relations|credit|underwrit(?:er|ing)|cfo',
    ),
  ],
  [
    'operations',
    words(
      'operations?|ops|supply chain|logistics|warehouse|manufacturing|production|procurement|purchasing|buyer|sourcing|facilities|office manager|(?:program(?:me)?|project) manag(?:er|ement)|chief of staff|quality|drivers?|technicians?|mechanics?|machinists?|electricians?|assemblers?|plant|inventory|dispatch|planner|coo|(?:executive|administrative) assistant',
    ),
  ],
  [
    'executive',
    words('ceo|chief executive|(?<!vice[- ])president|managing director|general manager|country manager|founder'),
  ],
]

const ofText = (text: string): JobFunction =>
  rules.find(([, pattern]) => pattern.test(text.slice(0, 300)))?.[0] ?? 'general'

/** Read from the title; from the department where the title does not say. */
export const jobFunction = (title: string, department: string | null = null): JobFunction => {
  const named = ofText(title)
  return named === 'general' && department ? ofText(department) : named
}

/** A kind of role that a company opens for the first time once, and why a seller wants to know. */
const kinds: readonly (readonly [string, RegExp])[] = [
  ['revenue operations', words('rev(?:enue)? ?op(?:eration)?s|sales operations|sales ops|gtm operations')],
  ['sales development', words('sales development|sdr|bdr|business development representative')],
  ['sales enablement', words('(?:sales|revenue|gtm) enablement')],
  ['solutions engineering', words('(?:sales|solutions?|pre-?sales) (?:engineer|consultant|architect)')],
  ['partnerships', words('partnerships?|partner manager|channel (?:sales|manager)|alliances')],
  ['customer success', words('customer success|csm')],
  ['technical support', words('(?:technical|product|customer) support|support engineer')],
  ['product marketing', words('product marketing')],
  ['demand generation', words('demand gen(?:eration)?|performance marketing|growth marketing')],
  ['marketing operations', words('marketing (?:operations|ops|automation)')],
  [
    'security',
    words(
      '(?:cyber|information|application|cloud|product) ?security|cybersecurity|infosec|ciso|security (?:engineer|analyst|architect|lead)|(?:head|director|vp) of security',
    ),
  ],
  ['compliance', words('compliance|grc')],
  ['privacy', words('privacy|data protection officer')],
  ['legal', words('counsel|attorney|lawyer')],
  ['data engineering', words('data engineer(?:ing)?|analytics engineer')],
  ['data science', words('data scien(?:ce|tist)')],
  ['machine learning', words('machine learning|ml engineer|mlops|ai engineer|applied scientist')],
  ['business intelligence', words('business intelligence|bi (?:analyst|developer|engineer)')],
  ['site reliability', words('site reliability|sre|devops|platform engineer(?:ing)?')],
  ['quality assurance', words('qa|quality assurance|test automation|sdet')],
  ['mobile development', words('ios|android|mobile (?:engineer|developer)')],
  ['product management', words('product (?:manager|owner)')],
  ['design', words('product designer|ux|ui designer|user research(?:er)?')],
  ['financial planning', words('fp&a|financial planning')],
  ['treasury', words('treasury|treasurer')],
  ['internal audit', words('internal audit(?:or)?')],
  ['procurement', words('procurement|purchasing|strategic sourcing')],
  ['supply chain', words('supply chain|logistics')],
  ['talent acquisition', words('recruiter|talent acquisition|talent partner')],
  ['people operations', words('people (?:operations|ops|partner)|hr business partner|hrbp')],
  ['IT administration', words('system(?:s)? administrator|it (?:manager|support|administrator|operations)')],
  [
    'business systems',
    words('business systems|(?:salesforce|netsuite|workday|erp|crm) (?:admin(?:istrator)?|developer|analyst)'),
  ],
  ['field sales', words('field sales|territory (?:manager|sales)|regional sales')],
  ['public sector sales', words('public sector|federal (?:sales|account)|government (?:sales|account)')],
]

/** The kind of role that a title names, in words; null for everyday ones. */
export const roleKind = (title: string): string | null =>
  kinds.find(([, pattern]) => pattern.test(title.slice(0, 300)))?.[0] ?? null
