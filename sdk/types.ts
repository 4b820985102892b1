// Printed by `npm run generate` from the contracts of the platform. Do not edit.

export type CatalogueItem = {
  readonly name: string
  readonly title: string
  readonly english?: string
  readonly inEnglish?: string
  readonly description?: string
  readonly type: 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'time' | 'place' | 'point'
  readonly required?: boolean
  readonly key?: boolean
  readonly values?: readonly string[]
  readonly labels?: { readonly [name: string]: {
    readonly zh?: string
    readonly en?: string
  } }
  readonly pattern?: string
  readonly least?: string
  readonly most?: string
  readonly length?: number
  readonly personal?: string | null
}

export type ChangePage = {
  readonly changes: readonly RowChange[]
  readonly next: string
  readonly more: boolean
}

export type DeliverToScenario = {
  readonly delivery: string
  readonly part?: number
  readonly last?: boolean
  readonly rows: readonly RawRow[]
  readonly resource: string
}

export type Delivered = {
  readonly delivery: string
  readonly counts: {
    readonly sent: number
    readonly added: number
    readonly changed: number
    readonly same: number
    readonly quarantined: number
    readonly removed: number
  }
  readonly unknown: readonly string[]
}

export type GiveScenarioCommand = {
  readonly code: string
  readonly sandbox?: unknown
  readonly command: string
  readonly input: { readonly [name: string]: string | number | boolean | null }
  readonly party?: string
}

export type PatternCondition = {
  readonly source: 'signal' | 'warning' | 'appeal' | 'device-silent' | 'cap'
  readonly kind?: string
  readonly least?: 'blue' | 'yellow' | 'orange' | 'red' | null
  readonly where?: string | null
}

export type QualityRule = {
  readonly id: string
  readonly title: string
  readonly severity: 'reject' | 'warn'
  readonly kind: 'filled'
  readonly item: string
} | {
  readonly id: string
  readonly title: string
  readonly severity: 'reject' | 'warn'
  readonly kind: 'compare'
  readonly item: string
  readonly op: '=' | '!=' | '<' | '<=' | '>' | '>='
  readonly other: string
} | {
  readonly id: string
  readonly title: string
  readonly severity: 'reject' | 'warn'
  readonly kind: 'not-future'
  readonly item: string
  readonly minutes?: number
} | {
  readonly id: string
  readonly title: string
  readonly severity: 'reject' | 'warn'
  readonly kind: 'check-digit'
  readonly item: string
  readonly code: 'id-card' | 'credit-code' | 'bank-card'
} | {
  readonly id: string
  readonly title: string
  readonly severity: 'reject' | 'warn'
  readonly kind: 'any-filled'
  readonly items: readonly string[]
}

export type RawRow = { readonly [name: string]: unknown }

export type RowChange = {
  readonly position: string
  readonly kind: 'added' | 'changed' | 'removed'
  readonly key: string
  readonly at: string
  readonly data: { readonly [name: string]: unknown } | null
}

export type RunningScenario = {
  readonly code: string
  readonly sandbox: boolean
  readonly name: {
    readonly zh: string
    readonly en: string
  }
  readonly pages: readonly {
    readonly code: string
    readonly title: {
      readonly zh: string
      readonly en: string
    }
    readonly layout: 'desk' | 'phone' | 'wall'
    readonly parties: readonly string[]
  }[]
  readonly parties: readonly {
    readonly id: string
    readonly kind: string
    readonly kindTitle: {
      readonly zh: string
      readonly en: string
    }
    readonly key: string
    readonly label: string
  }[]
}

export type RunningScenarios = {
  readonly rows: readonly RunningScenario[]
}

export type ScenarioAsk = {
  readonly code: string
  readonly title: {
    readonly zh: string
    readonly en: string
  }
  readonly why: {
    readonly zh: string
    readonly en: string
  }
  readonly purpose: 'approval' | 'supervision' | 'assistance' | 'emergency' | 'warning' | 'planning' | 'statistics' | 'grassroots' | 'operation'
  readonly match: string
  readonly items: readonly string[]
  readonly personal?: boolean
  readonly demo?: readonly { readonly [name: string]: string | number | boolean | null }[]
}

export type ScenarioBlock = {
  readonly kind: 'text'
  readonly title?: {
    readonly zh: string
    readonly en: string
  }
  readonly text: {
    readonly zh: string
    readonly en: string
  }
} | {
  readonly kind: 'indicator'
  readonly title?: {
    readonly zh: string
    readonly en: string
  }
  readonly indicator: string
  readonly period?: 'today' | '7-days' | '30-days' | '12-months'
  readonly show?: 'figure' | 'bars' | 'course'
  readonly by?: string
} | {
  readonly kind: 'table'
  readonly title?: {
    readonly zh: string
    readonly en: string
  }
  readonly resource: string
  readonly columns: readonly string[]
  readonly where?: readonly {
    readonly item: string
    readonly in: readonly string[]
  }[]
  readonly own?: string
  readonly filters?: readonly string[]
  readonly commands?: readonly string[]
} | {
  readonly kind: 'command'
  readonly title?: {
    readonly zh: string
    readonly en: string
  }
  readonly command: string
} | {
  readonly kind: 'map'
  readonly title?: {
    readonly zh: string
    readonly en: string
  }
  readonly layers: readonly {
    readonly resource: string
    readonly title?: {
      readonly zh: string
      readonly en: string
    }
    readonly point: string
    readonly label: string
    readonly where?: readonly {
      readonly item: string
      readonly in: readonly string[]
    }[]
    readonly latest?: string
    readonly freshMinutes?: number
    readonly purpose?: {
      readonly zh: string
      readonly en: string
    }
  }[]
}

export type ScenarioCaseType = {
  readonly code: string
  readonly title: {
    readonly zh: string
    readonly en: string
  }
  readonly opens: {
    readonly resource: string
    readonly where?: readonly {
      readonly item: string
      readonly in: readonly string[]
    }[]
    readonly subject: string
    readonly by?: string | null
    readonly point?: string | null
  }
  readonly shows?: readonly string[]
  readonly dispatch: {
    readonly table: string
    readonly lead: string
    readonly with?: readonly string[]
    readonly urgency?: string | null
    readonly days?: string | null
  }
  readonly limits?: {
    readonly acceptHours?: number
    readonly days?: number
  }
  readonly stages: readonly {
    readonly code: string
    readonly title: {
      readonly zh: string
      readonly en: string
    }
  }[]
  readonly steps: readonly {
    readonly code: string
    readonly title: {
      readonly zh: string
      readonly en: string
    }
    readonly hint?: {
      readonly zh: string
      readonly en: string
    } | null
    readonly from: readonly string[]
    readonly to: string | null
    readonly by?: 'lead' | 'department'
    readonly input?: readonly CatalogueItem[]
    readonly photos?: boolean
  }[]
  readonly record?: string | null
}

export type ScenarioCommand = {
  readonly code: string
  readonly title: {
    readonly zh: string
    readonly en: string
  }
  readonly hint?: {
    readonly zh: string
    readonly en: string
  }
  readonly who: ScenarioWho
  readonly input?: readonly CatalogueItem[]
  readonly output?: readonly {
    readonly name: string
    readonly title: {
      readonly zh: string
      readonly en: string
    }
    readonly kind: 'text' | 'integer' | 'decimal' | 'boolean' | 'date' | 'time' | 'place' | 'point'
    readonly english?: string
    readonly labels?: { readonly [name: string]: {
      readonly zh?: string
      readonly en?: string
    } }
  }[]
  readonly filling?: {
    readonly record?: string
    readonly at?: string
    readonly scan?: readonly string[]
  }
  readonly shows?: readonly {
    readonly resource: string
    readonly item: string
    readonly purpose: {
      readonly zh: string
      readonly en: string
    }
  }[]
}

export type ScenarioCommandAnswer = {
  readonly output: unknown
  readonly rows: number
}

export type ScenarioConformance = {
  readonly conforms: boolean
  readonly findings: readonly ScenarioFinding[]
}

export type ScenarioFinding = {
  readonly severity: 'error' | 'warning'
  readonly path: string
  readonly key: string
  readonly zh: string
  readonly en: string
}

export type ScenarioIndicator = {
  readonly code: string
  readonly title: {
    readonly zh: string
    readonly en: string
  }
  readonly formula: {
    readonly zh: string
    readonly en: string
  }
  readonly numerator: ScenarioMeasure
  readonly denominator?: ScenarioMeasure | null
  readonly unit?: string
  readonly englishUnit?: string
  readonly percent?: boolean
  readonly digits?: number
  readonly beside?: readonly {
    readonly title: {
      readonly zh: string
      readonly en: string
    }
    readonly measure: ScenarioMeasure
  }[]
  readonly by?: readonly string[]
}

export type ScenarioManifest = {
  readonly format: 1
  readonly code: string
  readonly version: string
  readonly name: {
    readonly zh: string
    readonly en: string
  }
  readonly summary: {
    readonly zh: string
    readonly en: string
  }
  readonly enterprise: {
    readonly name: string
    readonly creditCode: string
    readonly contact: string
  }
  readonly resources: readonly {
    readonly name: string
    readonly kind: 'basic' | 'theme' | 'department'
    readonly classification: {
      readonly class: string
      readonly item: string
      readonly subitem: string
      readonly detail: string
    }
    readonly abstract: string
    readonly format: string
    readonly keywords?: readonly string[]
    readonly share: {
      readonly type: 'unconditional' | 'conditional' | 'none'
      readonly condition?: string
      readonly mode?: 'interface' | 'file' | 'database' | 'view'
    }
    readonly openness: {
      readonly type: 'open' | 'conditional' | 'closed'
      readonly condition?: string
    }
    readonly cycle: UpdateCycle
    readonly shape: 'records' | 'events'
    readonly items: readonly CatalogueItem[]
    readonly rules?: readonly QualityRule[]
    readonly scope?: {
      readonly places?: readonly string[]
      readonly placeItem?: string | null
      readonly timeItem?: string | null
      readonly from?: string | null
    }
    readonly code: string
    readonly english?: string
  }[]
  readonly watches?: readonly {
    readonly name: string
    readonly english?: {
      readonly name: string
      readonly unit?: string
      readonly plan?: string
    }
    readonly kind: string
    readonly domain: 'work-safety' | 'public-order' | 'public-health' | 'environment'
    readonly resource: string
    readonly value: string | null
    readonly also?: readonly string[]
    readonly count?: {
      readonly every: 'day' | 'week'
      readonly sum: boolean
    } | null
    readonly unit?: string
    readonly object: string
    readonly says?: string
    readonly where?: {
      readonly item: string
      readonly equals: string
    } | null
    readonly detector: {
      readonly kind: string
      readonly parameters: { readonly [name: string]: unknown }
    }
    readonly gradedBy: 'value' | 'score'
    readonly direction?: 'above' | 'below'
    readonly grades: readonly WatchGrade[]
    readonly latenessSeconds?: number
    readonly silentMinutes?: number | null
    readonly repeatMinutes?: number
    readonly calmMinutes?: number
    readonly plan?: string
    readonly code: string
    readonly duty?: string | null
  }[]
  readonly patterns?: readonly {
    readonly combination: {
      readonly how: 'all'
      readonly conditions: readonly PatternCondition[]
    } | {
      readonly how: 'any'
      readonly conditions: readonly PatternCondition[]
    } | {
      readonly how: 'sequence'
      readonly conditions: readonly PatternCondition[]
    } | {
      readonly how: 'count'
      readonly conditions: readonly PatternCondition[]
      readonly times: number
      readonly distinct?: boolean
    } | {
      readonly how: 'absence'
      readonly conditions: readonly PatternCondition[]
    }
    readonly window: number
    readonly together: {
      readonly by: 'area' | 'district' | 'township' | 'community' | 'grid' | 'object'
    } | {
      readonly by: 'metres'
      readonly metres: number
    }
    readonly name: string
    readonly english?: {
      readonly name: string
      readonly plan?: string
    }
    readonly kind: string
    readonly domain: 'work-safety' | 'public-order' | 'public-health' | 'environment'
    readonly level: 'blue' | 'yellow' | 'orange' | 'red'
    readonly latenessMinutes?: number
    readonly calmMinutes?: number
    readonly plan?: string
    readonly code: string
  }[]
  readonly asks?: readonly ScenarioAsk[]
  readonly tables?: readonly ScenarioTable[]
  readonly caseTypes?: readonly ScenarioCaseType[]
  readonly parties?: readonly {
    readonly code: string
    readonly title: {
      readonly zh: string
      readonly en: string
    }
    readonly resource: string
    readonly label: string
  }[]
  readonly program?: ScenarioProgram | null
  readonly indicators?: readonly ScenarioIndicator[]
  readonly pages?: readonly ScenarioPageContent[]
  readonly personal: {
    readonly processes: boolean
    readonly basis?: string
  }
  readonly limits: {
    readonly rowsPerDay: number
    readonly callsPerMinute?: number
    readonly casesPerDay?: number
  }
  readonly demo?: readonly {
    readonly resource: string
    readonly rows: readonly { readonly [name: string]: string | number | boolean | null }[]
  }[]
}

export type ScenarioMeasure = {
  readonly resource: string
  readonly sum?: string | null
  readonly where?: readonly {
    readonly item: string
    readonly in: readonly string[]
  }[]
}

export type ScenarioPageContent = {
  readonly code: string
  readonly title: {
    readonly zh: string
    readonly en: string
  }
  readonly who: ScenarioWho
  readonly layout?: 'desk' | 'phone' | 'wall'
  readonly blocks: readonly ScenarioBlock[]
}

export type ScenarioPageFigures = {
  readonly title: {
    readonly zh: string
    readonly en: string
  }
  readonly formula: {
    readonly zh: string
    readonly en: string
  }
  readonly unit: {
    readonly zh: string
    readonly en: string
  }
  readonly percent: boolean
  readonly digits: number
  readonly besides: readonly {
    readonly zh: string
    readonly en: string
  }[]
  readonly by: readonly string[]
  readonly from: string
  readonly until: string
  readonly figures: readonly {
    readonly of: unknown
    readonly value: unknown
    readonly numerator: number
    readonly denominator: unknown
    readonly beside: readonly number[]
  }[]
}

export type ScenarioPagePoints = {
  readonly layers: readonly {
    readonly resource: string
    readonly title: {
      readonly zh: string
      readonly en: string
    }
    readonly personal: {
      readonly purpose: {
        readonly zh: string
        readonly en: string
      }
      readonly freshMinutes: number
      readonly coarse: boolean
    } | null
    readonly points: readonly {
      readonly key: string
      readonly label: {
        readonly zh: string
        readonly en: string
      }
      readonly lon: number
      readonly lat: number
      readonly at: string
    }[]
    readonly more: boolean
  }[]
}

export type ScenarioPageRows = {
  readonly rows: readonly {
    readonly key: string
    readonly since: string
    readonly values: { readonly [name: string]: unknown }
  }[]
  readonly total: number
}

export type ScenarioPageView = {
  readonly scenario: {
    readonly code: string
    readonly sandbox: boolean
    readonly name: {
      readonly zh: string
      readonly en: string
    }
  }
  readonly title: {
    readonly zh: string
    readonly en: string
  }
  readonly layout: 'desk' | 'phone' | 'wall'
  readonly blocks: readonly ScenarioBlock[]
  readonly resources: { readonly [name: string]: {
    readonly name: {
      readonly zh: string
      readonly en: string
    }
    readonly items: readonly CatalogueItem[]
  } }
  readonly commands: { readonly [name: string]: ScenarioCommand }
}

export type ScenarioProgram = {
  readonly code: string
  readonly commands?: readonly ScenarioCommand[]
  readonly reactions?: readonly ScenarioReaction[]
}

export type ScenarioReaction = {
  readonly code: string
  readonly resource: string
  readonly with?: readonly {
    readonly resource: string
    readonly item: string
  }[]
  readonly notes?: readonly string[]
  readonly always?: readonly string[]
}

export type ScenarioTable = {
  readonly code: string
  readonly title: {
    readonly zh: string
    readonly en: string
  }
  readonly inputs: readonly {
    readonly name: string
    readonly title: {
      readonly zh: string
      readonly en: string
    }
    readonly type: 'number' | 'text' | 'boolean'
    readonly labels?: { readonly [name: string]: {
      readonly zh?: string
      readonly en?: string
    } }
  }[]
  readonly outputs: readonly {
    readonly name: string
    readonly title: {
      readonly zh: string
      readonly en: string
    }
    readonly type: 'number' | 'text' | 'boolean'
    readonly labels?: { readonly [name: string]: {
      readonly zh?: string
      readonly en?: string
    } }
  }[]
  readonly rows: readonly {
    readonly conditions?: readonly {
      readonly input: string
      readonly op: '=' | '!=' | '<' | '<=' | '>' | '>=' | 'between' | 'in' | 'missing' | 'known'
      readonly values?: readonly string[]
    }[]
    readonly outputs: { readonly [name: string]: string | number | boolean }
    readonly note?: {
      readonly zh: string
      readonly en: string
    } | null
  }[]
  readonly otherwise: { readonly [name: string]: string | number | boolean }
}

export type ScenarioWho = {
  readonly roles?: readonly ('clerk' | 'dispatcher' | 'handler' | 'supervisor' | 'leader' | 'grid-worker' | 'warning-officer' | 'auditor' | 'admin' | 'data-manager' | 'data-authority' | 'care-officer')[]
  readonly parties?: readonly string[]
}

export type UpdateCycle = {
  readonly every: number
  readonly unit: 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year' | 'irregular'
  readonly graceHours: number
}

export type WatchGrade = {
  readonly level: 'blue' | 'yellow' | 'orange' | 'red'
  readonly from: number
}
