import type { ActionRow } from '#kernel/cases/define'
import { NoInput, ReasonInput } from '#kernel/cases/rules'
import { access } from '../access.ts'
import { AdoptInput, JoinInput, MergeInput, ReleaseInput } from '../contract.ts'
import { joinable, merged } from '../rules/joint.ts'
import { type AppealState, beforeAnswer, states } from './states.ts'

/** Joining instead of reporting again, merging what was reported twice, and taking both back. */
export const jointActions = {
  join: {
    from: beforeAnswer,
    who: access.join,
    when: joinable,
    input: JoinInput,
    held: 'also',
    visible: 'public',
    notify: false,
    aside: true,
  },
  leave: {
    from: states,
    who: access.leave,
    input: NoInput,
    held: 'also',
    visible: 'internal',
    aside: true,
  },
  merge: {
    from: beforeAnswer,
    to: 'merged',
    who: access.merge,
    input: MergeInput,
    pauses: true,
    visible: 'public',
  },
  split: {
    from: ['merged', 'closed'],
    who: access.split,
    when: merged,
    input: ReasonInput,
    resumes: true,
    visible: 'public',
  },
  adopt: {
    from: states,
    who: access.adopt,
    input: AdoptInput,
    held: 'also',
    visible: 'internal',
    aside: true,
  },
  release: {
    from: states,
    who: access.release,
    input: ReleaseInput,
    held: 'also',
    visible: 'internal',
    aside: true,
  },
  closeMerged: {
    from: ['merged'],
    to: 'closed',
    who: access.closeMerged,
    input: NoInput,
    visible: 'public',
    notify: false,
  },
} as const satisfies Record<string, ActionRow<AppealState>>
