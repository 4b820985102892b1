import { foodBusinesses } from './resources.ts'

/** A list of people that the civil affairs office helps; no item says what it holds. */
export const helpedPeople = {
  ...foodBusinesses,
  name: '临时救助对象',
  abstract: '辖区内获得临时救助的对象',
  owner: { org: 'gxq.civil', title: '社会救助科科长', account: null },
  steward: { org: 'gxq.civil', title: '信息科科员', account: null },
  items: [
    { name: 'code', title: '救助编号', type: 'text', required: true, key: true },
    { name: 'xm', title: '姓名', type: 'text' },
    { name: 'c1', title: '字段一', type: 'text' },
    { name: 'lxdh', title: '联系电话', type: 'text' },
    { name: 'illness', title: '患病情况', type: 'text' },
    { name: 'note', title: '备注', type: 'text' },
    { name: 'amount', title: '救助金额', type: 'decimal' },
    { name: 'place', title: '所在镇街', type: 'place', required: true },
    { name: 'granted', title: '发放日期', type: 'date' },
  ],
  rules: [],
  scope: { places: [], placeItem: 'place', timeItem: 'granted', from: null },
}

const names = ['王小红', '李建国', '赵一曼', '陈志强', '刘芳']

/** Person n of the list: a made-up ID number whose check digit is right, and a telephone number of its own. */
export function helpedPerson(n: number, change: object = {}) {
  return {
    code: `JZ${n}`,
    xm: names[n % names.length] ?? '',
    c1: idNumber(n),
    lxdh: `139123456${String(70 + n).padStart(2, '0')}`,
    illness: '慢性病',
    note: n === 0 ? '家属李建国，电话13812345678' : '无',
    amount: '1200.00',
    place: '500107104',
    granted: '2025-06-01',
    ...change,
  }
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** GB 11643 check digit over 17 made-up digits. */
export function idNumber(n: number): string {
  const body = `11010119900307${String(400 + n).padStart(3, '0')}`
  const sum = weights.reduce((total, weight, i) => total + weight * Number(body[i]), 0)
  return body + '10X98765432'[sum % 11]
}
