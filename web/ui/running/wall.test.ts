import { expect, it } from 'vitest'
import { OwnBlock } from '#modules/scenarios/contract'
import { groupsOf } from './wall.ts'

const figure = { kind: 'indicator', indicator: 'rate' }
const course = { ...figure, show: 'course' }
const table = { kind: 'table', resource: 'rows', columns: ['a'] }
const map = { kind: 'map', layers: [{ resource: 'rows', point: 'point', label: 'a' }] }
const command = { kind: 'command', command: 'do' }
const groups = (...blocks: object[]) => {
  const { figures, maps, sides } = groupsOf(blocks.map((b) => OwnBlock.parse(b)))
  return [figures.map((p) => p.n), maps.map((p) => p.n), sides.map((side) => side.map((p) => p.n))]
}

it('figures are a row, the rest stands to both sides of the map', () =>
  expect(groups(figure, figure, map, course, table, course)).toEqual([[0, 1], [2], [[3, 4], [5]]]))
it('one block beside a map makes one side', () => expect(groups(map, table)).toEqual([[], [0], [[1]]]))
it('without a map the rest is a row', () =>
  expect(groups(course, figure, table)).toEqual([[1], [], [[0], [2]]]))
it('nobody gives a command on a wall', () => expect(groups(command, figure)).toEqual([[1], [], []]))
