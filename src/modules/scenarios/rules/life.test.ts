import { describe, expect, test } from 'vitest'
import { afterReview, compareVersions, type Life, stepsOf } from './life.ts'

const life = (change: Partial<Life>): Life => ({
  standing: 'new',
  candidate: null,
  passed: [],
  hasLost: false,
  ...change,
})

describe('steps of a scenario', () => {
  test.each([
    [{ candidate: 'proposed' }, ['save', 'sandbox', 'retire']],
    [{ candidate: 'installing' }, []],
    [{ candidate: 'sandbox' }, ['save', 'review-security', 'review-privacy', 'review-ethics', 'retire']],
    [{ candidate: 'sandbox', passed: ['privacy'] }, ['save', 'review-security', 'review-ethics', 'retire']],
    [{ candidate: 'reviewed' }, ['save', 'publish', 'retire']],
    [{ candidate: 'publishing' }, []],
    [{ standing: 'published' }, ['save', 'suspend', 'retire']],
    [{ standing: 'published', candidate: 'installing' }, ['suspend']],
    [{ standing: 'published', candidate: 'reviewed' }, ['save', 'publish', 'suspend', 'retire']],
    [{ standing: 'suspended' }, ['save', 'resume', 'retire']],
    [{ standing: 'suspended', candidate: 'reviewed' }, ['save', 'resume', 'retire']],
    [{ standing: 'published', hasLost: true }, ['save', 'suspend', 'put-back', 'retire']],
    [{ standing: 'suspended', hasLost: true }, ['save', 'resume', 'put-back', 'retire']],
    [{ standing: 'published', candidate: 'publishing', hasLost: true }, ['suspend']],
    [{ candidate: 'proposed', hasLost: true }, ['save', 'sandbox', 'retire']],
    [{ standing: 'retired', candidate: 'proposed', hasLost: true }, []],
    [{ standing: 'retired', candidate: 'proposed' }, []],
  ] as [Partial<Life>, string[]][])('%j allows %j', (change, allowed) => {
    expect(stepsOf(life(change))).toEqual(allowed)
  })

  test('three yes carry a version on, one no sends it back', () => {
    expect(afterReview([], { kind: 'security', passed: true })).toBe('sandbox')
    expect(afterReview(['security', 'ethics'], { kind: 'privacy', passed: true })).toBe('reviewed')
    expect(afterReview(['security', 'ethics'], { kind: 'privacy', passed: false })).toBe('proposed')
  })

  test('versions are compared by their numbers', () => {
    expect(compareVersions('1.9.0', '1.10.0')).toBeLessThan(0)
    expect(compareVersions('2.0.0', '1.10.9')).toBeGreaterThan(0)
    expect(compareVersions('1.0.0', '1.0.0')).toBe(0)
  })
})
