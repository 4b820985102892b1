import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { classify, explain, loadModel } from './index.ts'

const file = readFileSync(new URL('../../../data/models/appeal-category.bin', import.meta.url))
const model = loadModel(file)

describe('the shipped weights', () => {
  test.each([
    ['渝北区龙溪街道某小区物业不作为，楼顶漏水半年，动用维修资金没人管', '城乡建设'],
    ['两江新区一楼盘延期交房一年多，开发商不给说法，业主要求退房', '城乡建设'],
    ['从涪陵到南川的国道坑坑洼洼，大货车超载，交通运输部门该管一管', '交通运输'],
    ['出租车司机拒载，从江北机场到解放碑不打表乱收费', '交通运输'],
    ['万州一家工厂拖欠农民工工资三个月，劳动合同也没有签', '劳动和社会保障'],
    ['退休养老金为什么比去年少发了，社保局说不清楚', '劳动和社会保障'],
    ['沙坪坝一所小学暑假强制补课，还要交补课费', '教育文体'],
    ['县医院看病排队太久，医生态度差，医保卡不能报销', '卫生计生'],
    ['长江边上的化工厂夜里偷排污水，河水发臭，空气刺鼻', '环境保护'],
    ['洪崖洞景区门票乱涨价，导游强迫游客购物', '商贸旅游'],
  ])('%s', (text, label) => {
    const found = classify(model, text)
    expect(found.label).toBe(label)
    expect(found.confidence).toBeGreaterThan(0.5)
    const { terms, rest, bias, score } = explain(model, text, label, 8)
    expect(terms.every(({ spans }) => spans.length > 0)).toBe(true)
    expect(Math.abs(terms.reduce((sum, { weight }) => sum + weight, rest + bias) - score)).toBeLessThan(1e-9)
  })

  test('hold no digit, no name with a form of address, no term from fewer than five messages', () => {
    expect(model.terms.filter((term) => /\d/.test(term))).toEqual([])
    expect(model.terms.filter((term) => /^[王李张刘陈杨黄赵吴周](?:某|先生|女士|小姐)$/.test(term))).toEqual(
      [],
    )
    expect(model.header.trained.options.minMessages).toBeGreaterThanOrEqual(5)
    expect(model.header.trained.options.withoutNames).toBe(true)
  })

  // Loading takes 30 to 40 ms (bench/classifier.ts).
  test('are small', () => {
    expect(file.length).toBeLessThan(3e6)
  })
})
