import { stem } from './words.ts'

/** Words that business English uses for one another when a thing is told anew; opposites never share a line. */
const alike = `
acquire buy purchase
aim goal intend intention plan
amount sum figure number
announce report tell say state
answer reply respond response
app application software tool product platform
appoint name hire recruit
arrange schedule book plan
ask query question enquiry inquiry request
automatic automatically itself themselves
back return
begin start commence launch kick
bill invoice
branch site location place store shop outlet
bring carry take deliver
build construct create make develop produce assemble set
centre center hub
change alter edit adjust update amend modify
charge bill cost price fee
chat conversation talk
check verify review examine inspect
chief head leader boss lead
choose pick select opt
client customer buyer
collect gather draw pull
colleague coworker staff employee worker people person crew workforce team
combine merge join unite bring
company business firm group organisation organization
compare comparison side
complete finish finalise finalize end
connect link join integrate plug hook tie
contact reach
contract agreement deal
control manage run handle oversee operate serve process
employ work
correct right
country market
daily day
date deadline
decide decision
depart leave step resign
diary calendar agenda
distribute distribution
document paper file record
doubt unsure uncertain unclear doubtful
each every all
early earlier previous past former
email mail
enable let allow permit
engineer engineering developer
enter fill key type rekey retype
equipment device hardware machine kit
estimate guess
existing current present already have
expand grow extend expansion growth
expect forecast predict anticipate
explain show
factory plant works
fast quick quickly swift rapid
feed flow stream
find spot detect locate discover
flag mark highlight point
flexible adaptable
follow track trace monitor
form sheet
fresh new
full whole entire complete
fund finance raise round funding financing money capital
give provide offer supply
goods item product parcel
hand pass transfer forward
hear receive get obtain
help support assist
history record log
hold keep store maintain
hour time
human person people agent
idle unused untouched dormant
imagine picture think
increase rise
install installer installation fit fitter
instant instantly immediate immediately
interactive clickable
invest investment investor backer
job role position post work
keep remain stay
language tongue
laptop computer machine workstation
large big sizeable
late delayed delay overdue
learn train teach training
lender bank
licence license seat
list name show set
lock close
log record note document
look see view
low small little
match reconcile pair
meeting call
month monthly
move shift transfer relocate migrate
need require
neglect forget
night nightly
number count
open opening
order purchase
original source
own self
pay salary wage payroll
paper page
payslip slip
phone telephone mobile
photo photograph picture image
place location spot
prepare produce draft compile write
prior before ahead
project programme scheme
put place gather
question ask
quiet silent
ready prepared
recalculate rework recompute
regular routine everyday ordinary usual
remind reminder
rent hire lease
replace swap exchange switch
report statement
rota roster shift schedule
round approximately
same identical equal
scenario case
search look seek hunt
security safety
see find check view look
sell sale
send share dispatch submit
separate apart
shared common joint
show display present appear
sign log
single one
site location
spreadsheet excel
start begin
stock inventory
successor replacement
supplier vendor
supply deliver
switch change
system software
tap touch
task item job
technician
term condition
tidy clean neat
tour visit
turn become convert transform
understand
union
use employ apply
used
view look
walk
watch view
week weekly
work function run
write draft
year yearly annual annually
`

const classes = new Map<string, ReadonlySet<string>>()
for (const line of alike.split('\n')) {
  const words = new Set(line.split(' ').filter(Boolean).map(stem))
  for (const word of words) classes.set(word, new Set([...(classes.get(word) ?? []), ...words]))
}

/** The stem itself and the stems that may stand for it. */
export const sensesOf = (word: string): ReadonlySet<string> => classes.get(word) ?? new Set([word])

/** Whether a stem, one that may stand for it, or one of its family ("renewal" of "renew") is among the words. */
export const isAmong = (word: string, words: ReadonlySet<string>): boolean =>
  words.has(word) ||
  [...sensesOf(word)].some((other) => words.has(other)) ||
  [...words].some((other) => isKin(word, other))

const isKin = (a: string, b: string): boolean => {
  const shorter = Math.min(a.length, b.length)
  return shorter >= 5 && a.slice(0, 5) === b.slice(0, 5) && a.slice(0, shorter - 1) === b.slice(0, shorter - 1)
}
