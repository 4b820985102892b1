import type { Grant } from '../contract/grants.ts'
import { secondOfDay } from './conditions.ts'

/** What principals, resources and calls look like to Cedar; a policy that does not fit is refused before it is saved. */
export const schema = `
entity Org;
entity Resource { "state": String };
action "read", "bulk", "compute" appliesTo {
  principal: [Org],
  resource: [Resource],
  context: { "purpose": String, "items": Set<String>, "at": Long, "callsToday": Long, "rows": Long }
};
`

/** Holds for every grant: explicit refusals win over whatever is permitted. */
export const standing = `
@id("published-only")
forbid (principal, action, resource) unless { resource.state == "published" };
`

/** A grant as Cedar decides by it; what is not switched on is no policy at all. */
export function policyOf(grant: Grant): string {
  const { terms } = grant
  const actions = actionsOf(grant)
  return `@id(${quote(grant.id)})
permit (
  principal == Org::${quote(grant.consumer)},
  ${actions},
  resource == Resource::${quote(grant.resource)}
) when {
  context.purpose == ${quote(grant.purpose)} &&
  context.at >= ${secondOfDay(terms.from)} &&
  context.at < ${secondOfDay(terms.until) + 86_400} &&
  [${terms.items.map(quote).join(', ')}].containsAll(context.items) &&
  context.callsToday < ${terms.callsPerDay} &&
  (action != Action::"read" || context.rows <= ${terms.rowsPerCall})
};`
}

function actionsOf({ purpose, terms }: Grant): string {
  if (purpose === 'operation') return 'action == Action::"compute"'
  return terms.bulk ? 'action in [Action::"read", Action::"bulk"]' : 'action == Action::"read"'
}

function quote(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replace(/[^\x20-\x7e]/gu, (c) => `\\u{${c.codePointAt(0)?.toString(16)}}`)}"`
}
