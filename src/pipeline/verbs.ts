// What people do, by one name each: the web, the command line and the API call nothing else.
export { checkText, type Edit, edit, type Person, restoreRevision, type Saved, type Seen } from './edit.ts'
export { confirmHandOut, type HandedOut, handOut, resolveSend } from './hand-out.ts'
export { endHold, holdAccount, type NewHold } from './holds.ts'
export { type NewOutcome, optOut, recordOutcome } from './outcome.ts'
export { chooseContact, redraft } from './redraft.ts'
export { approve, buttonFor, type Decided, type Rejection, reject, returnDraft, submit, undo } from './review.ts'
export { suppress } from './suppress.ts'
export { closeFollowUpBy, logTouch } from './touch-by-hand.ts'
