import type {
  CareGround,
  CareGroup,
  CareGroups,
  CareLevel,
  CareState,
  ProposeCare,
} from '../contract/care.ts'
import { daysAfter, monthsLater } from './schedule.ts'

/** A care level holds a year at most; only a person's renewal makes it longer. */
export const mostCareMonths = 12

const visits = { 1: 90, 2: 30, 3: 7 } as const

/** Groups that the law asks to be cared for; the office names the resource, and with it the impact assessment. */
export const defaultCareGroups: CareGroups = {
  version: 0,
  rows: [
    {
      code: 'elder-alone',
      zh: '独居老人',
      en: 'Elders living alone',
      legalBasis: '《中华人民共和国老年人权益保障法》第十八条、第三十一条',
      resource: null,
      visitDays: visits,
      active: true,
    },
    {
      code: 'left-behind-child',
      zh: '农村留守儿童、困境儿童',
      en: 'Left-behind children and children in difficulty',
      legalBasis: '《中华人民共和国未成年人保护法》第二十二条、第四十三条、第九十一条',
      resource: null,
      visitDays: visits,
      active: true,
    },
    {
      code: 'disabled',
      zh: '残疾人',
      en: 'Disabled persons',
      legalBasis: '《中华人民共和国残疾人保障法》第四条、第四十六条',
      resource: null,
      visitDays: visits,
      active: true,
    },
  ],
}

/** Why a care level is not given; each is a refusal of its own. */
export type CareRefusal =
  | 'group-unknown'
  | 'no-purpose'
  | 'no-legal-basis'
  | 'no-ground'
  | 'child-needs-guardian'
  | 'nobody-told'
  | 'not-assessed'

interface Known {
  readonly groups: CareGroups
  /** Whether an approved impact assessment covers the group's resource for assistance today. */
  readonly isAssessed: boolean
}

/**
 * What is missing before anybody may be given a care level: the group has to be on the list (no list, no level), with
 * legal basis and purpose, consent or a statutory duty, and an impact assessment (PIPL art. 6, 13, 28, 29, 31, 55).
 */
export function careRefusal(
  input: Pick<ProposeCare, 'group' | 'purpose' | 'legalBasis' | 'ground' | 'phone' | 'guardianPhone'>,
  { groups, isAssessed }: Known,
): CareRefusal | undefined {
  const group = groups.rows.find((g) => g.code === input.group && g.active)
  if (group === undefined) return 'group-unknown'
  if (input.legalBasis.trim().length < 4) return 'no-legal-basis'
  if (input.purpose.trim().length < 5) return 'no-purpose'
  if (input.ground === null) return 'no-ground'
  if (isOfChildren(group) && (input.guardianPhone === undefined || isByPerson(input.ground)))
    return 'child-needs-guardian'
  if (input.phone === undefined && input.guardianPhone === undefined) return 'nobody-told'
  return isAssessed ? undefined : 'not-assessed'
}

/** PIPL art. 31: of a child under fourteen a parent or guardian consents. */
function isOfChildren(group: CareGroup): boolean {
  return group.code.includes('child')
}

function isByPerson(ground: CareGround): boolean {
  return ground.kind === 'consent' && ground.by === 'person'
}

/** Whether a level may hold until this day: in the future, and a year at most. */
export function isCareUntil(until: string, today: string): boolean {
  return until > today && until <= monthsLater(today, mostCareMonths)
}

/** A level that has run out does not hold, whether or not a job has said so yet. */
export function careStateOn(state: CareState, until: string | null, today: string): CareState {
  return state === 'confirmed' && (until === null || until < today) ? 'expired' : state
}

export function nextVisit(group: CareGroup | undefined, level: CareLevel, from: string): string | null {
  return group === undefined ? null : daysAfter(from, group.visitDays[level])
}
