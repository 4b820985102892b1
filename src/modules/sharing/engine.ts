import {
  checkParsePolicySet,
  preparsePolicySet,
  statefulIsAuthorized,
  validate,
} from '@cedar-policy/cedar-wasm/nodejs'
import type { Call } from './rules/conditions.ts'
import { schema, standing } from './rules/policy.ts'

/** What a policy may not be, in Cedar's words; undefined when it is valid. */
export function problemOfPolicy(policy: string): string | undefined {
  const parsed = checkParsePolicySet({ staticPolicies: policy })
  if (parsed.type === 'failure') return parsed.errors.map((e) => e.message).join('; ')
  const answer = validate({ schema, policies: { staticPolicies: policy } })
  if (answer.type === 'failure') return answer.errors.map((e) => e.message).join('; ')
  const errors = [...answer.validationErrors, ...answer.validationWarnings]
  return errors.length === 0 ? undefined : errors.map((e) => e.error.message).join('; ')
}

/** Parses policies under a name; a later set of the same name replaces it. */
export function preparePolicies(name: string, policies: readonly string[]): void {
  const parsed = preparsePolicySet(name, { staticPolicies: [standing, ...policies].join('\n') })
  if (parsed.type === 'failure')
    throw new Error(`policies of ${name}: ${parsed.errors.map((e) => e.message).join('; ')}`)
}

/** Whether the prepared policies permit the call. What Cedar cannot judge is denied. */
export function isPermitted(name: string, call: Call): boolean {
  const answer = statefulIsAuthorized({
    principal: { type: 'Org', id: call.consumer },
    action: { type: 'Action', id: call.action },
    resource: { type: 'Resource', id: call.resource },
    context: {
      purpose: call.purpose,
      items: [...call.items],
      at: Math.trunc(call.at),
      callsToday: call.callsToday,
      rows: call.rows,
    },
    preparsedPolicySetId: name,
    entities: [
      { uid: { type: 'Resource', id: call.resource }, attrs: { state: call.resourceState }, parents: [] },
    ],
  })
  return answer.type === 'success' && answer.response.decision === 'allow'
}
