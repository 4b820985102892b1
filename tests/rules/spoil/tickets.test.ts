import { describe, expect, test } from 'vitest'
import { party, type Row } from '../../../examples/construction-spoil/simulation/people.ts'
import { haulier, output, receiver, refusal, site, Town } from './town.ts'

describe('the life of a ticket', () => {
  test('issued, taken over, arrived: three statements, three signatures, one trip', () => {
    const town = new Town()
    expect(output(town.issue())).toMatchObject({ ticket: 'S001-aaaa', state: '待出场', plate: '渝A00001' })
    expect(output(town.wait(2).give('depart', { ticket: 'zhizhi:t/S001-aaaa' }, haulier))).toMatchObject({
      state: '运输中',
    })
    expect(output(town.wait(22).arrive({ quantity: 10.5 }))).toMatchObject({ state: '已闭环', match: '相符' })
    const t = town.ticket()
    for (const [side, words] of [
      ['exit', '出场：联单S001-aaaa第1版，S001装工程渣土10立方米（16吨），车辆V001，运往R01'],
      ['haul', '承运：联单S001-aaaa第1版，H01车辆V001承运工程渣土10立方米'],
      ['arrival', '进场：联单S001-aaaa，R01收到工程渣土10.5立方米'],
    ] as const) {
      expect(t[`${side}_statement`]).toContain(words)
      expect(t[`${side}_signature`]).toMatch(/^模拟签名:/)
    }
    expect(town.trip()).toMatchObject({
      how: '电子联单',
      state: '已闭环',
      used: '是',
      arrived_quantity: 10.5,
    })
    expect(town.found()).toEqual([])
  })

  test('a second scan answers the same and changes nothing, at every step', () => {
    const town = new Town()
    const steps: [string, Row, typeof site][] = [
      [
        'issue',
        { entry: 'aaaa', vehicle: 'V001', driver: 'D001', receiver: 'R01', class: '工程渣土', quantity: 10 },
        site,
      ],
      ['depart', { ticket: 'S001-aaaa' }, haulier],
      [
        'arrive',
        { ticket: 'S001-aaaa', entry: 'bbbb', vehicle: 'V001', class: '工程渣土', quantity: 10 },
        receiver,
      ],
    ]
    for (const [command, input, giver] of steps) {
      const first = output(town.wait(10).give(command, input, giver))
      const before = structuredClone([...town.world.rows, ...town.world.notes])
      const { again, ...second } = output(town.wait(1).give(command, input, giver))
      expect(again).toBe(true)
      expect(first).toMatchObject(second)
      expect([...town.world.rows, ...town.world.notes]).toEqual(before)
    }
  })

  test.each<[string, Row, string]>([
    ['an unknown truck', { vehicle: 'V999' }, '没有登记这辆车'],
    ['a driver of another haulier', { driver: 'D999' }, '司机不属于这辆车的运输企业'],
    ['a class that is not taken', { class: '装修垃圾' }, 'R01场不接收装修垃圾'],
    ['an unknown receiver', { receiver: 'R09' }, '消纳场所没有登记或已停用'],
    ['more than the truck may carry', { weight: 21.5 }, '装载21.5吨超过核定载质量20吨'],
  ])('%s is refused in words', (_, change, zh) => {
    const town = new Town()
    expect(refusal(town.issue(change))).toBe(zh)
    expect(town.ticket()).toEqual({})
  })

  test.each<[string, string, string, Row, string]>([
    ['an approval that has ended', 'sites', 'S001', { until: '2026-11-29' }, '处置核准已于2026-11-29到期'],
    ['a site out of use', 'sites', 'S001', { state: '停用' }, '工地没有有效的处置核准'],
    [
      'a permit that has ended',
      'vehicles',
      'V001',
      { permit_until: '2026-11-29' },
      '渝A00001的准运证已于2026-11-29到期',
    ],
    ['a truck out of use', 'vehicles', 'V001', { state: '停用' }, '渝A00001已停用'],
    [
      'a driver whose qualification ended',
      'drivers',
      'D001',
      { permit_until: '2026-01-01' },
      '司机从业资格已于2026-01-01到期',
    ],
    ['a receiver that is closed', 'receivers', 'R01', { state: '停用' }, '消纳场所没有登记或已停用'],
  ])('%s is refused at the exit', (_, resource, key, change, zh) => {
    const town = new Town()
    town.world.set(resource, { ...town.world.row(resource, key), ...change })
    expect(refusal(town.issue())).toBe(zh)
  })

  test('a route that nobody approved is refused', () => {
    const town = new Town()
    town.world.rows.delete('routes S001-R01')
    expect(refusal(town.issue())).toBe('没有到该消纳场所的核定路线')
  })

  test('one truck, one ticket: a second one is refused until the first is closed or void', () => {
    const town = new Town()
    town.issue()
    expect(refusal(town.issue({ entry: 'cccc' }))).toBe('一车一单：渝A00001还有未闭环的联单S001-aaaa')
    expect(output(town.give('void', { ticket: 'S001-aaaa', reason: '开错车' }))).toMatchObject({
      state: '已作废',
    })
    expect(output(town.issue({ entry: 'cccc' }))).toMatchObject({ state: '待出场' })
    expect(town.world.notes.get('facility:S001')).toMatchObject({ issued: 10 })
  })

  test('an entry that was used for another truck is refused', () => {
    const town = new Town()
    town.issue()
    expect(refusal(town.issue({ vehicle: 'V002' }))).toBe('这个编号的联单已开给渝A00001')
  })

  test('more than was approved is refused and told once a day', () => {
    const town = new Town()
    town.world.set('sites', { ...town.world.row('sites', 'S001'), approved: 15 })
    town.issue()
    town.give('depart', { ticket: 'S001-aaaa' })
    town.wait(20).arrive()
    for (const entry of ['cccc', 'dddd'])
      expect(output(town.issue({ entry }))).toMatchObject({
        accepted: false,
        zh: expect.stringContaining('核准处置15立方米'),
      })
    expect(town.found()).toEqual(['quota'])
  })

  test('a party speaks for itself alone', () => {
    const town = new Town()
    expect(refusal(town.issue({}, receiver))).toBe('这一步由另一方办理')
    town.issue()
    expect(refusal(town.give('depart', { ticket: 'S001-aaaa' }, party('haulier', 'H09')))).toBe(
      '这张联单不属于本单位',
    )
    expect(refusal(town.give('void', { ticket: 'S001-aaaa', reason: '试试' }, party('site', 'S009')))).toBe(
      '这张联单不属于本单位',
    )
    expect(refusal(town.give('correct', { ticket: 'S001-aaaa', reason: '试试' }, receiver))).toBe(
      '这张联单不属于本单位',
    )
    expect(
      refusal(town.give('refuse', { ticket: 'S001-aaaa', reason: '试试' }, party('receiver', 'R02'))),
    ).toBe('这张联单不属于本单位')
  })

  test('a truck that leaves without its driver’s phone is signed for later by the haulier', () => {
    const town = new Town()
    town.issue()
    town.give('depart', { ticket: 'S001-aaaa' }, site)
    expect(town.ticket()).toMatchObject({ state: '运输中' })
    expect(town.ticket().haul_signature).toBeUndefined()
    const left = town.ticket().under_at
    town.wait(5).give('depart', { ticket: 'S001-aaaa' }, haulier)
    expect(town.ticket()).toMatchObject({
      under_at: left,
      haul_signature: expect.stringMatching(/^模拟签名:/),
    })
  })
})

describe('an arrival', () => {
  const underway = () => {
    const town = new Town()
    town.issue()
    town.give('depart', { ticket: 'S001-aaaa' }, haulier)
    return town
  }

  test.each<[string, Row, number, string]>([
    ['a quantity within the tolerance', { quantity: 10.9 }, 20, ''],
    ['a quantity beyond it', { quantity: 11.5 }, 20, '方量相差15%'],
    ['another class', { class: '工程泥浆' }, 20, '类别不符'],
    ['too late', {}, 101, '用时101分钟'],
    ['sooner than the road allows', {}, 6, '短于核定路线所需的三分之一'],
  ])('with %s', (_, change, minutes, note) => {
    const town = underway()
    expect(output(town.wait(minutes).arrive(change))).toMatchObject({
      state: '已闭环',
      match: note === '' ? '相符' : '不符',
      note: expect.stringContaining(note),
    })
  })

  test('of another truck is refused by its plate', () =>
    expect(refusal(underway().wait(20).arrive({ vehicle: 'V002' }))).toBe('车牌不符：这张联单开给渝A00001'))

  test('at another receiver is not accepted, and told once', () => {
    const town = underway().wait(20)
    for (const _ of [1, 2])
      expect(output(town.arrive({}, party('receiver', 'R02')))).toMatchObject({
        accepted: false,
        zh: '这张联单运往R01，不是本场',
      })
    expect(town.found()).toEqual(['wrong-destination'])
    expect(town.ticket()).toMatchObject({ state: '运输中' })
  })

  test('again hours later is a ticket used twice', () => {
    const town = underway()
    town.wait(20).arrive()
    expect(output(town.wait(90).arrive({ entry: 'eeee' }))).toMatchObject({ accepted: false })
    town.wait(1).arrive({ entry: 'ffff' })
    expect(town.found()).toEqual(['reused'])
  })

  test('that fills a receiver beyond its capacity is told', () => {
    const town = underway()
    town.world.set('receivers', { ...town.world.row('receivers', 'R01'), capacity: 105 })
    town.wait(20).arrive()
    expect(town.world.findings).toMatchObject([
      { kind: 'capacity', object: 'R01', explanation: expect.stringContaining('超出5立方米') },
    ])
  })

  test('of a void ticket is refused', () => {
    const town = new Town()
    town.issue()
    town.give('void', { ticket: 'S001-aaaa', reason: '没有出车' })
    expect(refusal(town.arrive())).toBe('联单已作废，不能接收')
  })
})
