/** A new appeal seen on site. */
export interface ReportWork {
  readonly kind: 'report'
  readonly body: Readonly<Record<string, unknown>>
}

/** An action on a case, seen at `version`. */
export interface ActionWork {
  readonly kind: 'action'
  readonly caseId: string
  readonly number: string
  readonly action: string
  readonly version: number
  readonly input: Readonly<Record<string, unknown>>
}

/** A row of a data resource, filled in on site; `base` is the state of the row that was looked at, null for a new one. */
export interface FormWork {
  readonly kind: 'form'
  readonly resource: string
  readonly values: Readonly<Record<string, unknown>>
  readonly base: string | null
  /** The row as it was looked at; `values` are what the person changed of it. */
  readonly start?: Readonly<Record<string, string>>
}

/** A command of a scenario, given for one of the person's parties or by the own post. */
export interface CommandWork {
  readonly kind: 'command'
  readonly scenario: string
  readonly sandbox: boolean
  readonly command: string
  readonly party?: string
  /** As the fields of the form held them, so that what was refused can be put right. */
  readonly fields: Readonly<Record<string, string>>
  readonly input: Readonly<Record<string, string | number | boolean | null>>
}

export type Work = ReportWork | ActionWork | FormWork | CommandWork
