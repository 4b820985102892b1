import { dayOf } from '#kernel/clock/rules'
import type { Database, Tx } from '#kernel/database'
import type { CheckName, CheckTable, Observed } from '../contract.ts'
import {
  addDays,
  gradeMissing,
  type Limits,
  levelBelowFloor,
  limit,
  missingAssessment,
  oddReading,
  overdueRetention,
  settingOf,
  staleGrant,
  unjudgedFields,
  unmaskedFields,
  unusedGrant,
  vacantPosts,
  wideGrant,
} from '../rules.ts'
import {
  assessedFacts,
  consumerReadings,
  grantFacts,
  officerReadings,
  readStaff,
  resourceFacts,
  retentionFacts,
  type Staff,
} from './facts.ts'

type Db = Tx | Database

/** What the checks see now, by their limits in the table; only the wanted ones are worked out. */
export async function observe(
  db: Db,
  table: CheckTable,
  wanted: readonly CheckName[],
  now: Date,
): Promise<Observed[]> {
  const today = dayOf(now)
  const staff = await readStaff(db)
  const looking = { db, staff, today, limits: (c: CheckName) => settingOf(table, c).limits, wanted }
  const found = [...(await aboutData(looking, now)), ...(await aboutReading(looking))]
  return found.filter((o) => wanted.includes(o.check) && staff.orgs.has(o.org))
}

interface Looking {
  readonly db: Db
  readonly staff: Staff
  readonly today: string
  readonly limits: (check: CheckName) => Limits
  readonly wanted: readonly CheckName[]
}

const isSeen = (o: Observed | undefined): o is Observed => o !== undefined

async function aboutData({ db, staff, today, limits, wanted }: Looking, now: Date): Promise<Observed[]> {
  if (wanted.every((c) => c === 'reading-officer' || c === 'reading-consumer')) return []
  const described = await resourceFacts(db, staff)
  const since = addDays(today, -limit(limits('grant-wide'), 'days'))
  const given = await grantFacts(db, described, staff, since)
  const byId = new Map(described.facts.map((r) => [r.id, r]))
  const assessed = wanted.includes('assessment') ? await assessedFacts(db, described, given, today) : []
  const kept = wanted.includes('retention') ? await retentionFacts(db, described, now) : []
  return [
    ...described.facts.flatMap((r) => [
      vacantPosts(r),
      gradeMissing(r, limits('grade-missing'), today),
      levelBelowFloor(r, described.table),
      unjudgedFields(r),
    ]),
    ...given.facts.flatMap((g) => {
      const resource = byId.get(g.resource)
      return [
        unusedGrant(g, limits('grant-unused'), today),
        staleGrant(g, limits('grant-stale'), today),
        wideGrant(g, limits('grant-wide'), today),
        resource === undefined ? undefined : unmaskedFields(g, resource),
      ]
    }),
    ...assessed.map((a) => missingAssessment(a, limits('assessment'), today)),
    ...kept.map((f) => overdueRetention(f, limits('retention'), today)),
  ].filter(isSeen)
}

/** The day that is over: a look in the early morning sees all of yesterday. */
async function aboutReading({ db, staff, today, limits, wanted }: Looking): Promise<Observed[]> {
  const day = addDays(today, -1)
  const officer = limits('reading-officer')
  const consumer = limits('reading-consumer')
  const officers = wanted.includes('reading-officer') ? await officerReadings(db, officer, day, staff) : []
  const consumers = wanted.includes('reading-consumer')
    ? await consumerReadings(db, consumer, day, staff)
    : []
  return [
    ...officers.map((f) => oddReading(f, officer, day, 'officer')),
    ...consumers.map((f) => oddReading(f, consumer, day, 'consumer')),
  ].filter(isSeen)
}
