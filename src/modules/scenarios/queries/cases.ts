import { z } from 'zod'
import { allows } from '#kernel/access/define'
import { defineQuery, Refusal } from '#kernel/action'
import { findCase, mayTake, subjectOf } from '#kernel/cases'
import { caseAccess } from '../access.ts'
import { caseTypeOf } from '../actions.ts'
import { scenarioCase, scenarioCaseActions } from '../case.ts'
import type { PossibleSteps, ScenarioCaseDetails } from '../contract.ts'
import { isTheirStep } from '../rules.ts'

/** Steps of its package that the reader may take on a case now, with what each asks for. */
export const listSteps = defineQuery({
  name: 'scenario.case-steps',
  input: z.object({ id: z.uuid() }),
  allow: caseAccess.see,
  async run(tx, { input, actor, authorise }): Promise<PossibleSteps> {
    const c = await findCase<ScenarioCaseDetails>(tx, scenarioCase.type, input.id)
    if (c === undefined) throw new Refusal('not-found', 'case.not-found', { id: input.id })
    // To someone who may not see it, a case that exists and one that does not look the same.
    if (!allows(caseAccess.see, actor, subjectOf(c)))
      throw new Refusal('not-found', 'case.not-found', { id: c.id })
    authorise(subjectOf(c))
    const { steps } = await caseTypeOf(tx, c)
    return {
      steps: steps.filter(
        (s) =>
          s.from.includes(c.details.stage.code) &&
          isTheirStep(c, s, actor) &&
          mayTake(scenarioCaseActions[s.to === null ? 'finish' : 'advance'], c, actor),
      ),
    }
  },
})
