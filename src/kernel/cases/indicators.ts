import { z } from 'zod'
import { actionRoute, queryRoute, type Route } from '#kernel/http/define'
import { IndicatorAnswer, IndicatorView } from './contract/indicators.ts'
import type { CaseType } from './define.ts'
import type { ExportLabels } from './export.ts'
import { indicatorActions } from './indicators/actions.ts'
import { readShipped } from './indicators/definitions.ts'
import { indicatorExports } from './indicators/export.ts'
import { indicatorQueries } from './indicators/queries.ts'

export interface IndicatorParts {
  readonly type: CaseType
  /** The set that comes with the program, JSON. */
  readonly shipped: string
  readonly labels: ExportLabels
}

/** Statistics as data: the definitions of a case type, the answers to them, and their HTTP doors below /indicators. */
export function createIndicators({ type, shipped, labels }: IndicatorParts) {
  const known = readShipped(shipped)
  const queries = indicatorQueries(type, known, labels)
  const actions = indicatorActions(type, known)
  const tag = 'indicators'
  const routes: Route[] = [
    queryRoute('/indicators', queries.definitions, {
      tag,
      summary: 'All indicators, shipped and your office’s own, retired ones too',
      response: z.array(IndicatorView),
    }),
    queryRoute('/indicators/answer', queries.answer, {
      tag,
      summary: 'Figures of indicators by one grouping, with the period before and the cases behind',
      response: IndicatorAnswer,
    }),
    ...indicatorExports('/indicators', queries),
    actionRoute('/indicators', actions.save, {
      tag,
      summary: 'Define an indicator, or a new version of one',
      response: IndicatorView,
    }),
    actionRoute('/indicators/:code/retire', actions.retire, {
      tag,
      summary: 'Retire an indicator of your office',
      response: IndicatorView,
    }),
  ]
  return { queries: Object.values(queries), actions: Object.values(actions), routes }
}
