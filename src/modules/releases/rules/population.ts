import type { Content } from '#modules/catalogue/contract'
import type { ReleasePlan } from '../contract/plan.ts'
import { fault, type PlanFault, quasiOf } from './plan.ts'

/** A class of a release: its generalised values as a key, and the people in it. */
export interface Compared {
  readonly key: string
  readonly people: number
}

/**
 * How many people of the population share the values of each class: the F of the journalist's risk 1 / F (El Emam, Guide to
 * the De-Identification of Personal Health Information, 2013, chapter 6; ARX computes the same from its "population
 * table"). It takes the release for a sample of the population. Where the register has fewer people than the class itself,
 * it lacks some of them: then the class counts, so that a register with gaps never makes a risk look other than it is, and
 * the class is told as uncovered.
 */
export function sharedSizes(
  classes: readonly Compared[],
  population: ReadonlyMap<string, number>,
): { readonly sizes: number[]; readonly uncovered: number } {
  const found = classes.map(({ key }) => population.get(key) ?? 0)
  return {
    sizes: classes.map(({ people }, n) => Math.max(people, found[n] ?? 0)),
    uncovered: classes.filter(({ people }, n) => (found[n] ?? 0) < people).length,
  }
}

/** What keeps a resource from being compared: each quasi-identifier has to be in it, by its name and of its type. */
export function populationFaults(plan: ReleasePlan, own: Content, population: Content): PlanFault[] {
  const there = new Map(population.items.map((i) => [i.name, i.type]))
  return quasiOf(plan).flatMap(({ item }) => {
    const known = own.items.find((i) => i.name === item)
    return known === undefined || there.get(item) === known.type
      ? []
      : [fault('population', 'population-item', { item: known.title, population: population.name })]
  })
}

/**
 * The conditions of a release that its population is counted under too: whoever reads the release knows them. Those about
 * items that the register does not hold cannot be asked of it, nor does an attacker find them there.
 */
export function sharedConditions(plan: ReleasePlan, own: Content, population: Content): ReleasePlan['rows'] {
  const typeIn = (content: Content, item: string) => content.items.find((i) => i.name === item)?.type
  return plan.rows.filter(
    (c) => typeIn(population, c.item) !== undefined && typeIn(population, c.item) === typeIn(own, c.item),
  )
}
