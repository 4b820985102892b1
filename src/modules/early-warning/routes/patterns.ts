import { type AnyAction, actionRoute, queryRoute, type Route } from '#kernel/http/define'
import { createPattern, savePattern, switchPattern } from '../actions.ts'
import { MatchPage, PatternPage, PatternView, TriedPattern, TryPattern, WatchChanged } from '../contract.ts'
import { getPatternQuery, listMatches, listPatterns, tryPattern } from '../queries.ts'

const tag = 'early-warning'

export const patternRoutes: readonly Route[] = [
  queryRoute('/early-warning/patterns', listPatterns, {
    tag,
    summary: 'Patterns over facts of several sources',
    response: PatternPage,
  }),
  queryRoute('/early-warning/patterns/:id', getPatternQuery, {
    tag,
    summary: 'One pattern',
    response: PatternView,
  }),
  queryRoute('/early-warning/warnings/:id/matches', listMatches, {
    tag,
    summary: 'The facts behind a warning that a pattern raised, and its rule as it was then',
    response: MatchPage,
  }),
  actionRoute('/early-warning/patterns', createPattern as AnyAction, {
    tag,
    summary: 'Make a pattern; it is a draft until it is switched on',
    status: 201,
    response: WatchChanged,
  }),
  actionRoute('/early-warning/patterns/:id/save', savePattern as AnyAction, {
    tag,
    summary: 'Change a pattern; it begins anew',
    response: WatchChanged,
  }),
  actionRoute('/early-warning/patterns/:id/switch', switchPattern as AnyAction, {
    tag,
    summary: 'Switch a pattern on or off',
    response: WatchChanged,
  }),
  {
    method: 'POST',
    path: '/early-warning/try-pattern',
    tag,
    summary: 'What a pattern would have raised in the past; changes nothing',
    body: TryPattern,
    response: TriedPattern,
    rateLimit: 20,
    run: (kernel, { actor, body, trace }) => kernel.ask(tryPattern, { actor, input: body, trace }),
  },
]
