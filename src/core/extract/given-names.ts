import { wordSet } from './vocabulary.ts'

/** Whether a name opens with a given name: that tells a person from a company where nothing else does. */
export const isGivenName = (name: string): boolean => givenNames.has(name.trim().split(' ')[0]?.toLowerCase() ?? '')

/** Common ones of many countries. */
const givenNames = wordSet(
  'aaron, abdul, abdullah, abhinav, abhishek, ada, adam, aditi, aditya, adrian, ahmed, ajay, akash, akshay, alan, albert, alberto, alejandro',
  'alessandro, alex, alexander, alexandra, alexei, alfred, ali, alice, alok, amanda, amit, amy, ana, anand, andrea, andreas, andrew, andrey',
  'angela, anil, anita, anjali, ankit, ankur, anna, anne, anthony, antoine, antonio, anurag, arjun, arnaud, arthur, arun, arvind, ashish',
  'ashok, ashwin, barbara, ben, benjamin, bernard, bharat, bhavin, bill, bob, brad, brian, bruce, bruno, carl, carla, carlos, carol, caroline',
  'catherine, charles, charlotte, chris, christian, christina, christine, christoph, christopher, claire, claudia, colin, craig, cynthia, dan',
  'daniel, daniela, david, dean, deborah, debra, deepak, deepika, dennis, derek, diana, diego, dieter, dinesh, dominic, don, donald, donna',
  'doug, douglas, edward, eduardo, elena, eli, elizabeth, emily, emma, eric, erik, ernst, eva, fabio, fatima, felix, fernando, francesca',
  'francesco, francis, francisco, frank, franz, fred, frederic, gabriel, gareth, gary, gaurav, geoff, george, georg, gerald, gina, giovanni',
  'giuseppe, glenn, gordon, greg, gregory, guillaume, gunther, hans, harish, harold, harsh, harry, heather, helen, henri, henry, hiroshi',
  'howard, hugo, ian, igor, irene, isabel, ivan, jack, jacob, jacques, james, jamie, jan, jane, janet, jason, javier, jay, jean, jeff',
  'jeffrey, jennifer, jeremy, jerome, jesse, jessica, jim, joan, joe, joel, john, jonathan, jordan, jorge, jose, joseph, joshua, juan',
  'judith, julia, julian, julie, jurgen, justin, kapil, karan, karen, karl, kate, katherine, keith, ken, kenneth, kevin, kiran, klaus, kumar',
  'kunal, kyle, lars, laura, lauren, lawrence, lee, leo, leonard, lewis, linda, lisa, lois, louis, luca, lucas, lucy, luigi, luis, lynn',
  'mahesh, manish, manoj, manuel, marc, marcel, marco, marcus, margaret, maria, marie, mario, mark, markus, martin, mary, mathias, matt',
  'matthew, maurice, max, meera, megan, mehul, melissa, michael, michel, michelle, miguel, mike, mohamed, mohammed, mohit, monica, muhammad',
  'mukesh, nadia, nancy, narendra, natalie, naveen, neeraj, neha, neil, nicholas, nick, nicolas, nicole, nikhil, nina, nitin, noah, oliver',
  'olivia, oscar, pablo, pamela, patricia, patrick, paul, paula, pedro, peter, phil, philip, philippe, pierre, piyush, pooja, prakash',
  'pranav, prashant, priya, rachel, rahul, raj, rajesh, rajiv, rakesh, ralph, ramesh, randy, raul, ravi, ray, raymond, rebecca, reed, ricardo',
  'richard, rick, ritesh, ritu, rob, robert, roberto, robin, rodrigo, roger, rohan, rohit, roland, ron, ronald, ross, roy, russell, ruth, ryan',
  'sachin, sam, samantha, samir, samuel, sandeep, sandra, sanjay, sanjeev, sara, sarah, satish, satya, scott, sean, sebastian, sergei, sergio',
  'shane, shankar, sharon, shashank, shiv, shreya, shyam, siddharth, silvia, simon, sofia, sonia, sophie, sridhar, srinivas, stefan, stefano',
  'stephanie, stephen, steve, steven, stuart, sudhir, sumit, sundar, sunil, suresh, susan, sven, swati, takeshi, tanya, tara, ted, teresa',
  'terry, thierry, thomas, tim, timothy, tina, todd, tom, tony, tracy, uday, ulrich, umesh, varun, vanessa, veronica, victor, victoria, vijay',
  'vikas, vikram, vincent, vineet, vinod, virginia, vishal, vivek, vladimir, walter, wayne, wei, wendy, werner, wilhelm, will, william, wolfgang',
  'xavier, yash, yogesh, yuki, yusuf, yves, zachary, zoe',
)
