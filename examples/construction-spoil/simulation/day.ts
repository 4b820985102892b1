import { type District, fixed, type Place, type Truck } from './district.ts'
import type { Moment } from './driving.ts'
import { measured } from './driving.ts'
import type { Giver, Row } from './people.ts'
import { party } from './people.ts'

/** One simulated day as it comes in, minute by minute, and what was planted into it. */
export interface Day {
  /** Midnight in Shanghai, in milliseconds. */
  readonly begin: number
  readonly minutes: Minute[]
  readonly truth: Truth[]
  trips: number
}

export interface Minute {
  readonly commands: Command[]
  readonly gates: Row[]
  readonly positions: Row[]
}
export interface Command {
  readonly at: number
  readonly name: string
  readonly giver: Giver
  readonly input: Row
}

/** What is true of a truck or place: a finding of this kind about it is right. */
export interface Truth {
  readonly kind: string
  readonly object: string
  readonly from: number
  readonly until: number
  /** Planted, so it should be found; otherwise it follows from something planted, and a finding of it is no false one. */
  readonly must: boolean
}

/** Trips last into the next day, and phones send late. */
const length = 30 * 60

export function emptyDay(begin: number): Day {
  const minutes = Array.from({ length }, () => ({ commands: [], gates: [], positions: [] }))
  return { begin, minutes, truth: [], trips: 0 }
}

/** Writes into a day what people and devices send of a truck's work. */
export class Writer {
  readonly day: Day
  readonly district: District
  readonly random: () => number
  private readonly mark: string
  private readonly gateMark: string
  private gateNumber = 0
  private entryNumber = 0

  /** @param mark what its records begin with, where others number theirs in the same city; default: the day */
  constructor(day: Day, district: District, random: () => number, mark?: string) {
    this.day = day
    this.district = district
    this.random = random
    const noon = new Date(day.begin + 12 * 3_600_000).toISOString()
    this.mark = mark ?? `E${noon.slice(5, 10).replace('-', '')}`
    this.gateMark = mark === undefined ? 'G' : `G${mark}-`
  }

  chance(share: number): boolean {
    return this.random() < share
  }

  between(least: number, most: number): number {
    return least + this.random() * (most - least)
  }

  entry(): string {
    return `${this.mark}-${String(++this.entryNumber).padStart(5, '0')}`
  }

  iso(minute: number): string {
    return new Date(this.day.begin + Math.round(minute * 60_000)).toISOString()
  }

  positions(truck: Truck, moments: readonly Moment[]): void {
    for (const { minute, point, speed, load } of measured(moments, truck, this.random)) {
      const second = this.between(0, 0.9)
      this.day.minutes[minute]?.positions.push({
        vehicle: truck.vehicle,
        at: this.iso(minute + second),
        point: { lon: fixed(point.lon), lat: fixed(point.lat) },
        speed: Math.round(speed),
        ...(load === undefined ? {} : { load: Math.round(load * 10) / 10 }),
        place: this.district.townshipOf(point),
      })
    }
  }

  /** A weighbridge with its error; the camera misses one truck in seventy, and takes one plate in five hundred for another. */
  gate(place: Place, truck: Truck, minute: number, net: number): boolean {
    if (this.chance(0.015)) return false
    const other = this.district.trucks[Math.floor(this.random() * this.district.trucks.length)] as Truck
    const vehicle = this.chance(0.002) ? other.vehicle : truck.vehicle
    this.day.minutes[Math.floor(minute)]?.gates.push({
      id: `${this.gateMark}${++this.gateNumber}`,
      facility: place.code,
      direction: place.code.startsWith('S') ? '出' : '进',
      at: this.iso(minute),
      vehicle,
      net: Math.round(net * this.between(0.99, 1.01) * 100) / 100,
      place: this.district.townshipOf(place),
    })
    return vehicle === truck.vehicle
  }

  /** @param said when the phone wrote it; it may reach the platform later */
  command(name: string, [kind, key]: [string, string], input: Row, said: number, sent = said): void {
    const at = this.day.begin + Math.round(sent * 60_000)
    const wrong = this.chance(0.01) ? this.between(-180, 180) : 0
    const phone_at = this.iso(said + wrong)
    this.day.minutes[Math.floor(sent)]?.commands.push({
      at,
      name,
      giver: party(kind, key),
      input: { ...input, phone_at },
    })
  }

  true(kind: string, object: string, from: number, until: number, must = true): void {
    const { begin } = this.day
    this.day.truth.push({ kind, object, from: begin + from * 60_000, until: begin + until * 60_000, must })
  }
}
