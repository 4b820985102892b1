import { expect, test, vi } from 'vitest'
import { translate } from '../../src/kernel/i18n/define.ts'
import { consentMessages } from '../../src/modules/early-warning/messages/consents.ts'
import { enterDevices, readingsOfSensors, sensor } from '../support/devices.ts'
import { deliverRows, publishedResource } from '../support/resources.ts'
import { createGasCity, gasLeak } from '../support/warnings.ts'

const refusal = (key: string, details: Record<string, unknown> = {}) =>
  translate(consentMessages, `early-warning.${key}`, 'zh', details as Record<string, string>)
const purpose = '燃气泄漏早发现，按职责派街道处置'
const conditional = { type: 'conditional', condition: '用于安全监管', mode: 'interface' }

/** A city whose sensors are another organization's, shared on conditions, with a drafted watch over them. */
async function createLentCity() {
  const city = await createGasCity()
  const resource = await publishedResource(city.people.market, 'gxq.market', {
    ...readingsOfSensors,
    name: '有条件共享的传感器读数',
    share: conditional,
  })
  await enterDevices(city.people.market, resource, [sensor('lent-1')])
  const content = { ...gasLeak, resource }
  const officer = () => city.people.officer
  const made = await officer().post('/early-warning/watches', { content })
  expect(made.status).toBe(201)
  const { id } = made.body
  const path = `/early-warning/watches/${id}`
  const look = async () => (await officer().get(path)).body
  const withVersion = async (step: string, input: object) =>
    officer().post(`${path}/${step}`, { version: (await look()).version, ...input })
  const turn = (on: boolean) => withVersion('switch', { on, reason: '回测无误报' })
  const ask = () => withVersion('ask-consent', { purpose })
  const save = (change: object) => withVersion('save', { content: { ...content, ...change } })
  const answer = async (step: string, client = city.people.market) => {
    const { consent } = await look()
    return client.post(`/early-warning/consents/${consent.id}/${step}`, { reason: '符合职责' })
  }
  const period = { from: '2027-02-01T00:00:00Z', until: '2027-03-02T00:00:00Z' }
  const attempt = (input: object) => officer().post('/early-warning/try', { content, ...period, ...input })
  const noticesOf = async (client: typeof city.people.market) =>
    (await client.get('/notices')).body.rows.map((n: { template: string }) => n.template)
  return { ...city, id, path, content, resource, look, turn, ask, save, answer, attempt, noticesOf }
}

test('another organization’s data is watched once its data manager consents, and no longer when that is withdrawn', async () => {
  const city = await createLentCity()
  try {
    // Without consent nothing of the data is read: not switched on, not tried, no detector chosen, no series.
    expect(await city.look()).toMatchObject({
      basis: null,
      owner: 'gxq.center',
      consent: null,
      can: expect.arrayContaining(['askConsent']),
    })
    expect((await city.look()).can).not.toContain('switchOn')
    for (const refused of [
      await city.turn(true),
      await city.attempt({}),
      await city.attempt({ of: city.id }),
      await city.people.officer.post('/early-warning/choose', {
        content: city.content,
        from: '2027-02-01T00:00:00Z',
        until: '2027-03-02T00:00:00Z',
      }),
      await city.people.officer.get(`${city.path}/series?object=lent-1&hours=24`),
    ]) {
      expect(refused.status).toBe(403)
      expect(refused.body.title).toBe(refusal('no-consent', refused.body))
    }

    // Asked: the provider hears of it and sees what is read; nobody else answers.
    expect((await city.ask()).status).toBe(201)
    expect((await city.ask()).body.title).toBe(refusal('asked-already'))
    const civil = await city.city.as('data.civil')
    expect((await civil.get('/early-warning/consents')).body).toEqual({ rows: [], total: 0 })
    expect((await city.answer('give', civil)).status).toBe(403)
    expect((await city.answer('give', city.people.officer)).status).toBe(403)
    const [waiting] = (await city.people.market.get('/early-warning/consents')).body.rows
    expect(waiting).toMatchObject({
      watch: city.id,
      owner: 'gxq.center',
      purpose,
      state: 'asked',
      reach: { items: ['device', 'ppm'], where: null },
      can: ['give', 'refuse'],
    })
    await vi.waitFor(async () =>
      expect(await city.noticesOf(city.people.market)).toContain('watch.notice.asked'),
    )
    expect((await city.turn(true)).status).toBe(403)

    // Refused, asked again, given.
    expect((await city.answer('refuse')).status).toBe(200)
    expect((await city.turn(true)).status).toBe(403)
    expect((await city.ask()).status).toBe(201)
    expect((await city.answer('give')).status).toBe(200)
    expect((await city.answer('give')).body.title).toBe(refusal('consent-is'))
    expect(await city.look()).toMatchObject({ basis: 'consent', consent: { state: 'given' } })
    expect((await city.attempt({ of: city.id })).status).toBe(200)
    expect((await city.attempt({})).status).toBe(403)
    expect((await city.turn(true)).status).toBe(200)

    await city.inEffect(city.path)
    const reading = { device: 'lent-1', at: city.clock.now().toISOString(), place: '500107103', ppm: '320' }
    const sent = await deliverRows(city.people.market, city.resource, [reading], { channel: 'api' })
    expect(sent.body).toMatchObject({ counts: { added: 1 } })
    await vi.waitFor(async () => expect(await city.warningOf('lent-1')).toMatchObject({ level: 'orange' }), {
      timeout: 20_000,
    })

    // What is on reads no more than was consented to.
    const wider = await city.save({ object: 'place' })
    expect([wider.status, wider.body.title]).toEqual([403, refusal('no-consent', wider.body)])
    const narrower = await city.save({ where: { item: 'device', equals: 'lent-1' } })
    expect(narrower.status).toBe(200)

    // Withdrawn: off in the same moment, and its owner hears of it.
    expect((await city.answer('withdraw', civil)).status).toBe(403)
    expect((await city.answer('withdraw')).status).toBe(200)
    expect(await city.look()).toMatchObject({ state: 'off', basis: null, consent: { state: 'withdrawn' } })
    expect((await city.turn(true)).status).toBe(403)
    await vi.waitFor(async () =>
      expect(await city.noticesOf(city.people.officer)).toEqual(
        expect.arrayContaining(['watch.notice.refused', 'watch.notice.given', 'watch.notice.withdrawn']),
      ),
    )
    const audit = await city.city.as('auditor')
    const entries = (await audit.get(`/audit?subject=${city.id}`)).body
    expect(JSON.stringify(entries)).toContain('early-warning.withdraw-consent')
  } finally {
    await city.city.stop()
  }
})

test('a watch over data that was shared with everybody goes off when it is shared on conditions', async () => {
  const city = await createGasCity()
  try {
    const { id } = await city.watch()
    const resource = (await city.people.market.get(`/resources/${city.resource}`)).body
    const content = { ...resource.content, share: conditional }
    const draft = await city.people.market.post(`/resources/${city.resource}/draft`, {
      revision: resource.revision,
      content,
    })
    expect(draft.status).toBe(200)
    const published = await city.people.market.post(`/resources/${city.resource}/publish`, {
      revision: draft.body.revision,
      note: '改为有条件共享',
    })
    expect(published.status).toBe(200)
    await vi.waitFor(
      async () =>
        expect((await city.people.officer.get(`/early-warning/watches/${id}`)).body).toMatchObject({
          state: 'off',
          basis: null,
        }),
      { timeout: 20_000 },
    )
  } finally {
    await city.city.stop()
  }
})
