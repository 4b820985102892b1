import { expect } from 'vitest'
import { type Answer, World } from '../../../bench/spoil/context.ts'
import { keysOf, readManifest } from '../../../bench/spoil/package.ts'
import { type Giver, party, type Row } from '../../../examples/construction-spoil/simulation/people.ts'
import { Content } from '../../../src/modules/catalogue/contract.ts'
import { compileContract } from '../../../src/modules/collection/rules.ts'
import { faultsOfEnglish } from './in-english.ts'

const manifest = readManifest()
const contents = manifest.resources.map((r) => [r.code, r] as const)
const post = { org: 'any', account: null, title: '岗' }
const checkers = new Map(
  contents.map(([code, { code: _, ...r }]) => [
    code,
    compileContract(Content.parse({ ...r, owner: post, steward: post })),
  ]),
)

const place = '50/500107/500107104'
export const site = party('site', 'S001')
export const haulier = party('haulier', 'H01')
export const receiver = party('receiver', 'R01')
/** Degrees: about a kilometre to the east of the site for each step. */
export const at = (kilometres: number, north = 0) => ({
  lon: 106.3 + kilometres / 96.9,
  lat: 29.5 + north / 110.6,
})
const sitePoint = at(0)
const receiverPoint = at(10)

/** A site, two receivers ten kilometres away on either side of one another, a haulier with two trucks. */
export class Town {
  readonly world = new World(keysOf(manifest))
  now = Date.parse('2026-11-30T02:00:00Z')

  constructor() {
    const permit = {
      permit_until: '2027-12-31',
      permit: '渝运1',
      device: 'D1',
      has_sensor: true,
      state: '有效',
    }
    this.register('sites', {
      code: 'S001',
      name: '凤笙路工地',
      approval: '渝渣1',
      approved: 1000,
      until: '2027-12-31',
      builder: '甲',
      contractor: '乙',
      place,
      point: sitePoint,
      state: '有效',
    })
    for (const [code, point] of [
      ['R01', receiverPoint],
      ['R02', at(5, 5)],
    ] as const)
      this.register('receivers', {
        code,
        name: `${code}场`,
        approval: '渝消1',
        use: code === 'R01' ? '矿坑修复' : '消纳填埋',
        classes: '工程渣土、工程泥浆',
        capacity: 500,
        filled: 100,
        place,
        point,
        state: '有效',
      })
    this.world.set('hauliers', { code: 'H01', name: '运企' })
    for (const vehicle of ['V001', 'V002'])
      this.register('vehicles', {
        vehicle,
        plate: `渝A0000${vehicle.at(-1)}`,
        haulier: 'H01',
        haulier_name: '运企',
        max_load: 20,
        ...permit,
      })
    this.world.set('drivers', { driver: 'D001', name: '司机', haulier: 'H01', permit_until: '2027-12-31' })
    for (const to of ['R01', 'R02'])
      this.world.set('routes', {
        code: `S001-${to}`,
        site: 'S001',
        receiver: to,
        line: [0, 5, 10].map((km) => `${at(km).lon},${at(km).lat}`).join(' '),
        from: '06:00',
        until: '22:00',
        minutes: 20,
        place,
      })
  }

  get iso(): string {
    return new Date(this.now).toISOString()
  }

  wait(minutes: number): this {
    this.now += minutes * 60_000
    return this
  }

  register(resource: string, row: Row): void {
    this.world.set(resource, row)
    this.world.react(resource, this.world.changes(resource, [row], this.iso), this.iso)
  }

  give(command: string, input: Row, giver: Giver = site): Answer {
    const answer = this.world.command(command, input, giver, this.iso)
    this.keepsContracts()
    return answer
  }

  /** What a phone at the site sends; `change` replaces parts of it. */
  issue(change: Row = {}, giver = site): Answer {
    const usual = { entry: 'aaaa', vehicle: 'V001', driver: 'D001', receiver: 'R01', class: '工程渣土' }
    return this.give('issue', { ...usual, quantity: 10, phone_at: this.iso, ...change }, giver)
  }

  arrive(change: Row = {}, giver = receiver): Answer {
    const usual = { ticket: 'S001-aaaa', entry: 'bbbb', vehicle: 'V001', class: '工程渣土', quantity: 10 }
    return this.give('arrive', { ...usual, phone_at: this.iso, ...change }, giver)
  }

  ticket(number = 'S001-aaaa'): Row {
    return this.world.row('tickets', number) ?? {}
  }

  trip(key = 'S001-aaaa'): Row | undefined {
    return this.world.row('trips', key)
  }

  /** A position a minute after the one before. */
  drive(point: { lon: number; lat: number }, load: number | null, speed = 40, minutes = 1): void {
    this.wait(minutes).position('V001', point, speed, load)
  }

  /** A position now. */
  position(
    vehicle: string,
    point: { lon: number; lat: number },
    speed = 40,
    load: number | null = null,
  ): void {
    const more = load === null ? {} : { load }
    const row: Row = { vehicle, at: this.iso, point, speed, place, ...more }
    this.world.react('positions', this.world.changes('positions', [row], this.iso), this.iso)
    this.keepsContracts()
  }

  gate(facility: string, net: number | null, change: Row = {}): void {
    const direction = facility.startsWith('S') ? '出' : '进'
    const row: Row = {
      id: `G${this.now}`,
      facility,
      direction,
      at: this.iso,
      vehicle: 'V001',
      net,
      place,
      ...change,
    }
    this.world.react('gates', this.world.changes('gates', [row], this.iso), this.iso)
    this.keepsContracts()
  }

  /** Names of places and enterprises, which stand in sentences as they are. */
  private get names(): string[] {
    return [...this.world.rows.values()].flatMap((row) => (typeof row.name === 'string' ? [row.name] : []))
  }

  found(): unknown[] {
    return this.world.findings.map((f) => f.kind)
  }

  /** Every row that the program put keeps the contract of its resource; otherwise the platform would take none of them. */
  private keepsContracts(): void {
    for (const { resource, row } of this.world.puts.splice(0)) {
      const checked = checkers.get(resource)?.check(row, new Date(this.now))
      if (checked === undefined || 'problems' in checked)
        expect({ resource, row, problems: checked?.problems }).toEqual('a row that keeps its contract')
      const known = new Set(contents.find(([code]) => code === resource)?.[1].items.map((i) => i.name))
      expect(Object.keys(row).filter((name) => !known.has(name))).toEqual([])
      expect(faultsOfEnglish(resource, row, this.names)).toEqual([])
    }
  }
}

export const refusal = (answer: Answer) => ('refused' in answer ? answer.refused.zh : answer)
export const output = (answer: Answer): Row =>
  'output' in answer ? answer.output : { ...answer.refused, refused: true }

/** In at the site, loaded with so many tonnes. */
export function loaded(load: number | null = 16): Town {
  const town = new Town()
  town.drive(at(0), load === null ? null : 1, 0)
  town.drive(at(0), load, 0)
  return town
}

export function underway(load: number | null = 16): Town {
  const town = loaded(load)
  town.issue()
  town.give('depart', { ticket: 'S001-aaaa' }, haulier)
  return town
}

/** From kilometre to kilometre along the road to the receiver, a minute each. */
export function along(town: Town, from: number, to: number, load: number | null, north = 0): void {
  for (let km = from; km <= to; km++) town.drive(at(km, north), load)
}
