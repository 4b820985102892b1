import { type Access, grant } from '#kernel/access/define'
import { Role } from '#kernel/identity/define'

const department = grant('data-manager', 'lead')
const authority = grant('data-authority')
const supervisor = grant('supervisor', 'place')
const leader = grant('leader', 'place')
const system = grant('system')
/** Whoever may speak for an organization that needs something. */
const askers = ['data-manager', 'handler', 'supervisor', 'leader'] as const

/** Any officer of the department or of its places, and whoever acts for a party: the package's own list then decides. */
const meant: Access = [
  ...Role.options.flatMap((role) => [grant(role, 'lead'), grant(role, 'place')]),
  grant('resident', 'own'),
]

/**
 * Who takes which step of a scenario's life. The subject's `lead` is the commissioning department, its place the department's.
 * That nobody reviews an own proposal is a rule of the action.
 */
export const access = {
  /** A manifest is a description: what is found everybody who works with data or watches over it may read. */
  see: [
    grant('data-manager'),
    authority,
    grant('supervisor'),
    grant('leader'),
    grant('auditor'),
    grant('admin'),
  ],
  check: [grant('anyone')],
  propose: [department, authority, system],
  save: [department, authority],
  sandbox: [department, authority, system],
  reviewSecurity: [grant('admin'), authority],
  reviewPrivacy: [authority],
  reviewEthics: [supervisor, leader],
  publish: [authority],
  suspend: [supervisor, leader, authority],
  resume: [leader, authority],
  retire: [authority],
  command: meant,
  page: meant,
  /** What runs for the reader; each row is looked at. */
  runs: [...Role.options.map((role) => grant(role)), grant('resident')],
  parties: [department],
  /** Keys for the enterprise's systems. */
  keys: [department],
  /** A system by its key, which is bound to one scenario: its own. */
  system: [grant('client', 'own')],
  join: [grant('resident', 'own')],
  /** Needs and offers are for everybody; whose eyes are for what of them stands below. */
  readWishes: [grant('anyone')],
  enterNeed: [...askers.map((role) => grant(role, 'lead')), system],
  stepNeed: askers.map((role) => grant(role, 'lead')),
  /** Offers that may fit: for whoever can confirm one, and whoever lists them. */
  fits: [...askers.map((role) => grant(role, 'lead')), authority],
  /** Withdrawn needs, and who did what to any of them. */
  seeNeedLife: [...askers.map((role) => grant(role)), authority, grant('auditor')],
  enterOffer: [grant('resident', 'own'), system],
  judgeOffer: [authority, system],
  withdrawOffer: [grant('resident', 'own')],
  /** Offers that are not listed, and the life of every one. */
  seeEveryOffer: [authority, grant('auditor')],
  seeOwnOffer: [grant('resident', 'own')],
  /** The enterprise's contact, and who entered the offer: each look is noted. */
  offerContact: [...askers.map((role) => grant(role)), authority],
  /** What the platform notes while it installs, and what follows of itself. */
  work: [system],
} as const satisfies Record<string, Access>

const lead = grant('handler', 'lead')
const party = grant('handler', 'handler')

/**
 * Cases that packages open. The subject's lead handles; the commissioning department asked for the case and sees it as a
 * co-handler does, and takes the steps that the package gives to it. Which of the two a step is for is a rule of the step.
 */
export const caseAccess = {
  see: [party, grant('data-manager', 'handler'), supervisor, leader, grant('auditor'), system],
  handle: [lead],
  step: [party],
  askCo: [lead, system],
  coAnswer: [party],
  transfer: [supervisor],
  decideExtension: [supervisor],
  supervise: [supervisor, leader],
  /** The platform takes back what was tried in a sandbox that ends. */
  revoke: [supervisor, system],
  note: [party, supervisor, leader],
  climb: [system],
} as const satisfies Record<string, Access>
