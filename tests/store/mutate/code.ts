import { textOf } from '../../law/reading.ts'
import type { Mutant } from './sql.ts'

/** What code asks around the claim, by file, each question taken out or turned round: what stands there, what instead. */
const changes: Readonly<Record<string, readonly (readonly [from: string, to: string])[]>> = {
  'src/core/review.ts': [
    ['if (approval.voidedAt !== null) return', 'if (false) return'],
    ['if (approval.expiresAt <= use.now) return', 'if (false) return'],
    ['if (!sameMac(approval.mac, approvalMac(use.key, approval, use.recipient)))', 'if (false)'],
    ['if (revisionHash(message) !== approval.hash) return', 'if (false) return'],
    ['return difference === 0', 'return true'],
    ['let difference = a.length ^ b.length', 'let difference = 0'],
    ['a.approverId, a.at, a.expiresAt', 'a.approverId, a.at'],
    ['[a.id, a.draftId, a.revisionId, a.hash,', '[a.id, a.draftId, a.revisionId,'],
    ['[to.accountId, to.contactId, to.country,', '[to.accountId, to.contactId,'],
    ['to.country, to.timeZone, to.accountCountry', 'to.country, to.accountCountry'],
    ['to.accountCountry, to.accountTimeZone, to.basis', 'to.accountCountry'],
    ['m.text, m.html, m.footerVersion', 'm.html, m.footerVersion'],
    ['[m.from, m.to, m.replyTo,', '[m.from, m.replyTo,'],
    ['m.replyTo, m.subject, m.text', 'm.replyTo, m.text'],
    ["person.active && (person.role !== 'rep' ||", "(person.role !== 'rep' ||"],
    ["(person.role !== 'rep' || person.id === draft.ownerId)", 'true'],
    ['if (revision.blocks > 0) return', 'if (false) return'],
    ['if (policy.fourEyes && revision.authorId === person.id)', 'if (false)'],
  ],
  'src/core/leave.ts': [
    ['if (!leaving.guardsIntact)', 'if (false)'],
    ['if (!leaving.armed)', 'if (false)'],
    ['if (leaving.tampered.length > 0)', 'if (false)'],
    ["if (route === 'smtp' && !leaving.publicAddress)", 'if (false)'],
    ["if (undecided) return stop('decide', undecided)", ''],
    ["return quiet[0] ? stop('wait', quiet[0]) : { leaves: true }", 'return { leaves: true }'],
    ['if (country === null) return', 'if (false) return'],
    ["if (rule === 'blocked') return", 'if (false) return'],
    ["if (rule === 'needs_basis' && !basis) return", 'if (false) return'],
    ['settings.countries[country] ?? settings.otherCountries', 'settings.otherCountries'],
    ['if (restOnHolidays && holidays.has(day)) return', 'if (false) return'],
    ['if (weekends && !isWorkingDay(day)) return', 'if (false) return'],
    ['zones.length === 0 ?', 'false ?'],
  ],
  'src/pipeline/leave.ts': [
    ['guardsIntact: await guardsIntact(app.db)', 'guardsIntact: true'],
    ['armed: await app.armed()', 'armed: true'],
    ['tampered: await tampered(app)', 'tampered: []'],
  ],
  'src/pipeline/send.ts': [
    ['if (!verdict.leaves) return', 'if (false) return'],
    ['!(await standsInRecord(app, waiting, revision))', 'false'],
    ["if ('refused' in message) return", "if ('nothing' in message) return"],
    ['if (waiting.route !== app.outreach.route)', 'if (false)'],
    ['if (!sendingOn || killSwitch) return 0', ''],
    ['approval.at + undoSeconds * 1000 <= app.now()', 'true'],
    ['if (retryAt(waiting.attempts, waiting.changedAt) > app.now()) continue', ''],
    ["? ({ state: 'unknown', reply: 'The sender stopped", "? ({ state: 'queued', reply: 'The sender stopped"],
    ["(claim.route === 'webhook' && claim.reply === null)", 'false'],
  ],
  'src/core/send.ts': [['attempts < mostAttempts', 'true']],
  'src/pipeline/hand-out-claim.ts': [
    ["if (!verdict.leaves && verdict.stop !== 'wait')", 'if (false)'],
    ['!(await approvalStands(app, { id, approvalId: approval.id }, whole.revision))', 'false'],
  ],
  'src/pipeline/tool.ts': [["end === 'refused' && was !== 'unknown'", "end === 'refused'"]],
  'src/pipeline/standing-approval.ts': [
    ['if (!given) return null', 'if (!given) return []'],
    ['? null : since', '? null : (since ?? [])'],
    ['takesBack.has(line.what) || ', ''],
    [' || usedUp(id)(line)', ''],
    ['said.sendId !== sendId ||', 'false ||'],
    ['last !== undefined && mayBeClaimed(last)', 'true'],
    ['JSON.parse(detail).approvalId === approvalId', 'true'],
  ],
  'src/store/sends.ts': [
    ['.where(eq(workspace.seal, seal))', ''],
    ["eq(sends.state, 'queued'),\n        eq(sends.attempts, seen.attempts),", "eq(sends.state, 'queued'),"],
  ],
  'src/store/guards.ts': [
    ["(key, 'person',", "('', 'person',"],
    ['stableJson(JSON.parse(String(settings))), people]', 'stableJson(JSON.parse(String(settings)))]'],
  ],
  'src/store/audit.ts': [
    ['return row.hash === hash ? null :', 'return true ? null :'],
    ['if (row.seq !== seq + 1) return', 'if (false) return'],
    ['if (row.previousHash !== previous) return', 'if (false) return'],
    ['?.hash === head.hash', ' !== undefined'],
    ['return areThose && ', 'return '],
    ['said.every((row) => whyBroken(key, row, row.seq - 1, row.previousHash) === null)', 'true'],
    ['if (verdict.broken) return null', ''],
  ],
  'src/core/gate-seal.ts': [
    ['rules.epoch,', "'',"],
    ['rules.undoSeconds,', '0,'],
    ['stableJson(rules.settings),', "'',"],
    ['  Number(active),', '  1,'],
    ['  role,\n  email,\n  Number', "  '',\n  email,\n  Number"],
    ['  rules.dailyDomainCap,', '  0,'],
  ],
  'src/pipeline/gate.ts': [
    ['if (!change.takesAway) throw', 'if (false) throw'],
    ['if (found.length === 0)\n', 'if (true)\n'],
    ["if (found.length > 0) throw new Refusal('forbidden'", "if (false) throw new Refusal('forbidden'"],
    [
      '{ must: changeWorkspace(tx, gate.workspace.seal, change), else: unchanged },\n      ...',
      '{ must: updateWorkspace(tx, change), else: unchanged },\n      ...',
    ],
  ],
  'src/pipeline/review.ts': [
    ['  await assertUntouched(app)\n', ''],
    ['if (undecided) throw', 'if (false) throw'],
    ["if (need.does !== 'approve') throw", 'if (false) throw'],
  ],
  'src/pipeline/approval-expiry.ts': [
    ['if (triggerEnd <= at) throw', 'if (false) throw'],
    ['Math.min(end, triggerEnd,', 'Math.min(triggerEnd,'],
    ['Math.min(end, triggerEnd,', 'Math.min(end,'],
  ],
  'src/pipeline/sign-in.ts': [
    [' && hasOwnRights(app, found.user) ? found', ' ? found'],
    ["if (!hasOwnRights(app, user)) throw new Refusal('forbidden', rightsChanged)", ''],
    ["isSealed(app, id, 'session', hash, userId, expiresAt) &&", 'true &&'],
    ["|| !isSealed(app, link.id, 'link', hash, link.userId, link.expiresAt)", ''],
  ],
  'src/adapters/epoch.ts': [
    ['marker.inode === inode() &&', ''],
    ['&& marker.epochs.includes(epoch)', ''],
  ],
  'src/wire.ts': [
    ['(head.seq === 0 || (await auditHolds(db, head)))', 'true'],
    ['return head !== null && marker.armed(await epochOf()) &&', 'return head !== null &&'],
    ['head.seq > known.seq && (await armed())', 'head.seq > known.seq'],
    ['known.hash === before.hash) marker.remember(head)', 'known.hash === before.hash) void head'],
  ],
}

/** Throws when what is to be changed does not stand in its file exactly once. */
export const codeMutants = (): Mutant[] =>
  Object.entries(changes).flatMap(([file, pairs]) => {
    const text = textOf(file)
    return pairs.map(([from, to]) => {
      if (text.split(from).length !== 2) throw new Error(`${file} does not have "${from}" once`)
      return { name: `${file}: "${from.replace(/\s+/g, ' ').slice(0, 70)}"`, file, text: text.replace(from, () => to) }
    })
  })
