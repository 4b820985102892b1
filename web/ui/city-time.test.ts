import { afterEach, describe, expect, it, vi } from 'vitest'
import { cityField, cityMoment, cityTick, instantOfField, onCityClock } from './city-time.ts'

afterEach(() => vi.unstubAllEnvs())

describe.each(['Asia/Shanghai', 'America/New_York'])('on a device in %s', (zone) => {
  const at = '2026-11-29T12:05:00.000Z'

  it('the zone of the device is another one', () => {
    vi.stubEnv('TZ', zone)
    expect(new Date(at).getHours()).toBe(zone === 'Asia/Shanghai' ? 20 : 7)
  })

  it('a chart shows the city’s clock', () => {
    vi.stubEnv('TZ', zone)
    expect(cityTick(onCityClock(at))).toBe('20:05')
    expect(cityTick(onCityClock('2026-11-29T16:00:00Z'))).toBe('11/30')
    expect(cityMoment(onCityClock(at), 'zh')).toBe('2026年11月29日 20:05')
    expect(cityMoment(onCityClock(at), 'en')).toBe('29 Nov 2026 20:05')
  })

  it('a field takes and shows the city’s clock', () => {
    vi.stubEnv('TZ', zone)
    expect(cityField(at)).toBe('2026-11-29T20:05')
    expect(instantOfField('2026-11-29T20:05')).toBe(at)
    expect(instantOfField('')).toBeUndefined()
  })
})
