import { children, getPlace, listManagementAreas, placePath } from '#modules/territory'
import { type Scope, widestScopes } from './rules.ts'

const city = '50'

/** Everything that a report can be about: the city, its districts, the management areas, the townships. */
export function listScopes(): readonly Scope[] {
  scopes ??= [
    placeScope(city),
    ...listManagementAreas().map(
      (a): Scope => ({
        code: a.code,
        name: { zh: a.name, en: a.nameEn ?? a.name },
        places: a.townships.map(placePath),
      }),
    ),
    ...children(city).flatMap((d) => [
      placeScope(d.code),
      ...children(d.path).map((t) => placeScope(t.code)),
    ]),
  ]
  return scopes
}

let scopes: readonly Scope[] | undefined

export function findScope(code: string): Scope | undefined {
  return listScopes().find((s) => s.code === code)
}

/** The scopes that these places make up and that lie in no larger one. */
export function overseenScopes(places: readonly string[]): Scope[] {
  return widestScopes(places, listScopes())
}

function placeScope(code: string): Scope {
  const { name, nameEn, path, level, districtCode } = getPlace(code)
  // Townships of different districts share names.
  const district = level === 'township' && districtCode !== undefined ? getPlace(districtCode).name : ''
  return { code, name: { zh: `${district}${name}`, en: nameEn ?? name }, places: [path] }
}
