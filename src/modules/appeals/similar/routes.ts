import { z } from 'zod'
import { queryRoute, type Route } from '#kernel/http/define'
import { Neighbour, SimilarCase, SimilarOpen } from '../contract.ts'
import { similarOpenQuery, similarToQuery } from '../queries/similar.ts'

export const similarRoutes: Route[] = [
  {
    method: 'POST',
    path: '/appeals/similar',
    tag: 'appeals',
    summary: 'Open appeals of the township like what a resident types, masked',
    body: SimilarOpen,
    response: z.array(Neighbour),
    // Asked while somebody types, and by nobody else so often.
    rateLimit: 60,
    run: (kernel, r) => kernel.ask(similarOpenQuery, { actor: r.actor, input: r.body, trace: r.trace }),
  },
  queryRoute('/appeals/:id/similar', similarToQuery, {
    tag: 'appeals',
    summary: 'Similar appeals that the officer may see, with what they share',
    response: z.array(SimilarCase),
  }),
]
