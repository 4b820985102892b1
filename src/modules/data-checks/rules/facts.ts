import type { DataLevel } from '#modules/catalogue/contract'
import type { Mask, Purpose } from '#modules/sharing/contract'

/** A post that answers for a resource, and who holds it. */
export interface PostFact {
  readonly org: string
  readonly title: string
  /** Name of an active account; null: nobody. */
  readonly holder: string | null
}

/** An item of a resource, and what it holds as the catalogue says, a person confirmed, and the detector found. */
export interface FieldFact {
  readonly item: string
  readonly title: string
  readonly described: string | null
  /** Undefined: nobody has judged; null: a person said that it is no personal information. */
  readonly confirmed: string | null | undefined
  readonly found: string | null
}

export interface ResourceFact {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly provider: string
  readonly publishedOn: string
  readonly owner: PostFact
  readonly steward: PostFact
  readonly level: DataLevel | null
  /** Day on which the grade is looked at again. */
  readonly review: string | null
  readonly fields: readonly FieldFact[]
}

export interface GrantFact {
  readonly id: string
  readonly resource: string
  readonly resourceName: string
  readonly provider: string
  readonly consumer: string
  readonly purpose: Purpose
  readonly state: 'active' | 'suspended'
  readonly items: readonly string[]
  readonly masks: Readonly<Record<string, Mask>>
  /** Items that the request gave a reason for having in clear. */
  readonly clearReasons: readonly string[]
  /** Places that the row filter lets through; null: no filter by place. */
  readonly within: readonly string[] | null
  /** Whether rows of the resource say where they belong. */
  readonly hasPlace: boolean
  readonly givenOn: string
  readonly until: string
  readonly callsPerDay: number
  readonly rowsPerCall: number
  /** Day of the last call or read; null: never used. */
  readonly lastUse: string | null
  /** Items that were asked for within the look-back; empty where it was not used. */
  readonly usedItems: readonly string[]
  /** Rows of the day with the most of them, within the look-back. */
  readonly peakRows: number
  /** Titles of the items, for the words of a finding. */
  readonly titles: Readonly<Record<string, string>>
  /** Active data managers of the consumer. */
  readonly consumerHolders: number
  readonly consumerPlaces: readonly string[]
}

/** What PIPL art. 55 asks of a grant, and what stands. */
export interface AssessedFact {
  readonly grant: Pick<GrantFact, 'id' | 'resource' | 'resourceName' | 'consumer' | 'purpose'>
  readonly triggers: readonly string[]
  readonly need: 'block' | 'remind' | 'none'
  readonly items: readonly string[]
  /** Last day of an approved assessment that covers it now; null: none does. */
  readonly coveredUntil: string | null
  /** Day on which that one was approved. */
  readonly judgedOn: string | null
  /** Last day of the latest one that would cover it, had it not run out. */
  readonly ranOutOn: string | null
  /** Months for which an assessment holds by the table. */
  readonly validMonths: number
}

export interface RetentionFact {
  readonly resource: string
  readonly name: string
  readonly provider: string
  readonly hasPersonal: boolean
  readonly rule: { readonly months: number; readonly hold: string | null; readonly setOn: string } | null
  /** Rows that have been kept long enough while a hold keeps them. */
  readonly heldRows: number
  readonly open: {
    readonly state: 'proposed' | 'confirmed'
    readonly due: number
    readonly since: string
  } | null
}

/** Reads of one day, by an officer or by an organization. */
export interface ReadingDay {
  readonly day: string
  readonly reads: number
  /** Different subjects: cases, resources, grants, people. */
  readonly subjects: number
  /** Reads in the hours that count as night. */
  readonly night: number
  /** Rows in exports and answers. */
  readonly rows: number
}

export interface ReadingFact {
  /** Account id of an officer, or code of an organization. */
  readonly who: string
  readonly org: string
  readonly orgName: string
  /** Days with at least one read, in any order. */
  readonly days: readonly ReadingDay[]
}
