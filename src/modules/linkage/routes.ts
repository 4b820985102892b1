import { z } from 'zod'
import { actionRoute, queryRoute, type Route } from '#kernel/http/define'
import { judgePair, saveLinkage, startRun } from './actions.ts'
import { Doubt, EntityView, LinkageView } from './contract.ts'
import { findEntity, getLinkageQuery, listDoubts, listLinkages } from './queries.ts'

const tag = 'linkage'

export const linkageRoutes: readonly Route[] = [
  queryRoute('/linkages', listLinkages, {
    tag,
    summary: 'Linkages that you may see',
    response: z.object({ rows: z.array(LinkageView) }).meta({ id: 'LinkageList' }),
  }),
  queryRoute('/linkages/:id', getLinkageQuery, { tag, summary: 'One linkage', response: LinkageView }),
  actionRoute('/linkages', saveLinkage, { tag, summary: 'Save a linkage' }),
  actionRoute('/linkages/:id/start', startRun, { tag, summary: 'Link the records anew' }),
  queryRoute('/linkages/:id/doubts', listDoubts, {
    tag,
    summary: 'Pairs for a person to judge',
    response: z.object({ rows: z.array(Doubt) }).meta({ id: 'LinkageDoubts' }),
  }),
  actionRoute('/linkages/:id/judge', judgePair, { tag, summary: 'Say that two records are one, or two' }),
  queryRoute('/linkages/:id/entity', findEntity, {
    tag,
    summary: 'All records of the entity of one record',
    response: EntityView,
  }),
]
