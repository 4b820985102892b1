import { correct, dispute, paper, refuse, voided } from './changing.js'
import { fenceReaction } from './fences.js'
import { gateReaction } from './gates.js'
import { dailyCheck, inspect, permitReaction } from './inspecting.js'
import { issue } from './issuing.js'
import { arrive, depart } from './moves.js'
import { positionReaction } from './moving.js'
import { offerReaction, suggestPairs } from './pairing.js'

export { kinds, limits } from './limits.js'

/** What people do; see `scenario.json` for who may. */
export const commands = {
  issue,
  depart,
  arrive,
  refuse,
  dispute,
  correct,
  void: voided,
  paper,
  inspect,
  'daily-check': dailyCheck,
  'suggest-pairs': suggestPairs,
}

/** What follows of itself. */
export const reactions = {
  sites: fenceReaction,
  receivers: fenceReaction,
  vehicles: permitReaction,
  offers: offerReaction,
  positions: positionReaction,
  gates: gateReaction,
}
