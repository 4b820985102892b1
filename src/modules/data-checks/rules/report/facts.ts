import type { DataLevel } from '#modules/catalogue/contract'
import type { CheckName } from '../../contract/checks.ts'
import type { FindingState } from '../../contract/findings.ts'

/** What a yearly report is written from: counts, and no row, person or text. */
export interface RiskFacts {
  /** Empty: the whole city. */
  readonly org: string
  readonly orgName: { readonly zh: string; readonly en: string }
  readonly year: number
  /** Days in Shanghai, both included; of the year that still runs, until today. */
  readonly from: string
  readonly until: string
  readonly at: string
  readonly resources: {
    readonly total: number
    readonly byLevel: Readonly<Partial<Record<DataLevel, number>>>
    readonly ungraded: number
  }
  readonly personal: {
    readonly resources: number
    readonly sensitiveResources: number
    readonly items: number
    readonly sensitiveItems: number
    readonly rows: number
    readonly unjudged: number
  }
  readonly grants: { readonly inForce: number; readonly given: number; readonly ended: number }
  /** What the organization itself uses of others; null for the city, where it is the same. */
  readonly used: { readonly inForce: number; readonly calls: number; readonly rows: number } | null
  readonly exchanges: { readonly given: number; readonly refused: number; readonly rows: number }
  readonly assessments: {
    readonly approved: number
    readonly returned: number
    readonly kept: number
    readonly keepYears: number
  }
  readonly findings: readonly {
    readonly check: CheckName
    readonly state: FindingState
    readonly opened: number
    /** Opened before the year or in it, and over within it. */
    readonly ended: number
    /** Not over now. */
    readonly open: number
  }[]
  /** Answers that came after their deadline. */
  readonly late: number
  readonly deletion: {
    readonly done: number
    readonly rows: number
    readonly withRule: number
    readonly withoutRule: number
  }
}
